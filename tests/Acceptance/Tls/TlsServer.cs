// A TLS server on the loopback: one script for every connection it accepts.

using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Acceptance.Tls;

/// <summary>Serves one connection, then keeps quiet.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly SslServerAuthenticationOptions _options;
    private readonly Action<SslStream, Socket> _script;
    private readonly Task _run;

    internal TlsServer(TestCertificate certificate, SslProtocols protocols, Action<SslStream, Socket> script, string clientAuthority = null)
    {
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate.Load(), null, offline: true),
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = clientAuthority != null,
            RemoteCertificateValidationCallback = (_, shown, _, _) => clientAuthority == null || ClientAuthority.HasSigned(shown as X509Certificate2, clientAuthority),
        };
        _script = script;
        _listener.Start();
        _run = Task.Run(Serve);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Subject of the client certificate that was shown.</summary>
    internal string ClientSubject { get; private set; }

    public void Dispose()
    {
        _listener.Stop();
        _run.Wait(5000);
    }

    private void Serve()
    {
        try
        {
            using Socket socket = _listener.AcceptSocket();
            using SslStream stream = new SslStream(new NetworkStream(socket));
            stream.AuthenticateAsServer(_options);
            ClientSubject = stream.RemoteCertificate?.Subject;
            _script(stream, socket);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException or InvalidOperationException)
        {
            // The unit hung up, as many of the tests want it to: what the unit says of it is what they check.
            ClientSubject = null;
        }
    }
}
