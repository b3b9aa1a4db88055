// openssl s_server as an independent server: its own TLS, its own idea of a client certificate.

using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace NanoSpa.Harness.Servers;

/// <summary>Listens on a free port of the loopback, and ends with the test.</summary>
public sealed class OpensslServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nanospa-tls-");
    private readonly Process _process;
    private readonly Task _drained;

    /// <summary>Certificates and key are PEM texts. <paramref name="options"/> are s_server's; {authority} in them becomes the authority's file.</summary>
    public OpensslServer(string certificate, string key, string authority, string options)
    {
        string authorityFile = Save("authority.pem", authority);
        string arguments = $"s_server -accept 127.0.0.1:0 -cert {Save("server.pem", certificate)} -key {Save("server.key", key)} -www "
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

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

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
