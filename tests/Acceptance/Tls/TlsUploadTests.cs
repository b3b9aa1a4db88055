// A file sent over https to a real TLS server: all of it arrives, and a server that is not trusted gets no byte of it.

using System;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Tls;

[TestClass]
public class TlsUploadTests
{
    private const int FileBytes = 60000;

    private static readonly TestAuthority Authority = new TestAuthority("Test CA");
    private static readonly TestAuthority Stranger = new TestAuthority("Other CA");

    [TestMethod]
    [DataRow((int)SslProtocols.Tls12, true)]
    [DataRow((int)SslProtocols.Tls13, true)]
    [DataRow((int)SslProtocols.Tls13, false)]
    public void AReportArrivesWholeAtATrustedServerAlone(int protocols, bool trusted)
    {
        string received = "";
        using var server = new TlsServer((trusted ? Authority : Stranger).Sign("CN=localhost", "localhost"), (SslProtocols)protocols, (stream, _) =>
        {
            var text = new StringBuilder();
            byte[] buffer = new byte[4096];
            int read;
            while (!IsWhole(text.ToString()) && (read = stream.Read(buffer)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            received = text.ToString();
            stream.Write(Encoding.ASCII.GetBytes("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
            stream.ShutdownAsync().Wait();
        });
        var source = new TextBuffer(FileBytes);
        while (!source.Overflowed)
        {
            source.Append("0123456789");
        }

        var upload = new TextSource();
        upload.Open(source);
        var fetcher = new Fetcher(new SocketNetwork(Ipv4.Loopback, new TlsIdentity { Authorities = Authority.Pem }), new SystemRandom(), 1000);
        var request = new FetchRequest { Url = new FileUrl { Scheme = UrlScheme.Https, Port = server.Port }, Upload = upload, ContentType = "text/xml" };
        request.Url.Server.Append("localhost");
        request.Url.Path.Append("/rep.xml");
        fetcher.Start(request, null, Environment.TickCount64);
        FetchStatus status;
        long endMs = Environment.TickCount64 + 20000;
        do
        {
            status = fetcher.Step(Environment.TickCount64, 20);
        }
        while (status == FetchStatus.Busy && Environment.TickCount64 < endMs);
        Assert.AreEqual(trusted ? FetchStatus.Done : FetchStatus.Failed, status, fetcher.Fault + " " + fetcher.Detail);
        SpinWait.SpinUntil(() => !trusted || received.Length > 0, 2000);
        Assert.AreEqual(trusted ? FileBytes : 0, BodyOf(received).Length);
        Assert.AreEqual(trusted, BodyOf(received) == source.ToString());
    }

    private static bool IsWhole(string request) => BodyOf(request).Length >= FileBytes;

    private static string BodyOf(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? "" : request[(end + 4)..];
    }
}
