// A small HTTPS server on loopback for tests: one answer to everything, and what it saw of the unit.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Tool.Tests;

/// <summary>With an authority it requires a client certificate of that authority.</summary>
internal sealed class HttpsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SslServerAuthenticationOptions _options;

    public HttpsServer(string certificateFile, string keyFile, string authorityFile = null)
    {
        // Loaded anew from PKCS#12, as Windows wants its keys.
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null),
            ClientCertificateRequired = authorityFile != null,
            RemoteCertificateValidationCallback = (_, shown, _, _) => authorityFile == null || ClientAuthority.HasSigned(shown as X509Certificate2, File.ReadAllText(authorityFile)),
        };
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Status line, header lines and body of every answer.</summary>
    public string Answer { get; set; } = Ok("<flat-profile><GPP_A>12345678</GPP_A></flat-profile>");

    /// <summary>Request lines.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Subjects of the certificates shown, empty for none.</summary>
    public ConcurrentQueue<string> Subjects { get; } = new();

    /// <summary>Handshakes that the unit or the server broke off.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        while (_listener.Server.IsBound)
        {
            try
            {
                using Socket socket = await _listener.AcceptSocketAsync();
                using var stream = new SslStream(new NetworkStream(socket));
                await stream.AuthenticateAsServerAsync(_options);
                using var reader = new StreamReader(stream, Encoding.ASCII);
                string request = await reader.ReadLineAsync();
                if (request == null)
                {
                    // Under TLS 1.3 a unit that refuses the server hangs up after the handshake.
                    continue;
                }

                Requests.Enqueue(request);
                Subjects.Enqueue(stream.RemoteCertificate?.Subject ?? "");
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
                {
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer));
                await stream.ShutdownAsync();
            }
            catch (Exception broken) when (broken is IOException or SocketException or AuthenticationException or ObjectDisposedException)
            {
                Failures.Enqueue(broken.Message);
            }
        }
    }
}
