// openssl s_server as an independent server: its own TLS, its own idea of a client certificate.

using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace NanoSpa.Acceptance.Tls;

/// <summary>Listens on a free port of the loopback, and ends with the test.</summary>
internal sealed class OpensslServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nanospa-tls-");
    private readonly Process _process;
    private readonly Task _drained;

    /// <summary><paramref name="options"/> are s_server's; {authority} in them becomes the authority's file.</summary>
    internal OpensslServer(TestCertificate certificate, string authority, string options)
    {
        string authorityFile = Save("authority.pem", authority);
        string arguments = $"s_server -accept 127.0.0.1:0 -cert {Save("server.pem", certificate.Pem)} -key {Save("server.key", certificate.KeyPem)} -www "
            + options.Replace("{authority}", authorityFile, StringComparison.Ordinal);
        _process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        string line = _process.StandardOutput.ReadLine();
        while (line != null && !line.StartsWith("ACCEPT", StringComparison.Ordinal))
        {
            line = _process.StandardOutput.ReadLine();
        }

        Match port = Regex.Match(line ?? "", @"\AACCEPT 127\.0\.0\.1:(\d+)");
        if (!port.Success)
        {
            throw new InvalidOperationException("openssl s_server did not start: " + _process.StandardError.ReadToEnd());
        }

        Port = int.Parse(port.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        _drained = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    internal int Port { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _drained.Wait(1000);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Save(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
