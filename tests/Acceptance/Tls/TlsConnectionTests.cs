// HTTPS connections to real TLS servers: who is trusted, under which name, how each refusal is told, and in what time.

using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Tls;

[TestClass]
public class TlsConnectionTests
{
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";
    private const string UnitSubject = "OU=SPA-2102, L=88012BA01234, 2.5.4.4=000e08abcdef";

    private static readonly TestAuthority Authority = new TestAuthority("Test CA");
    private static readonly TestAuthority Stranger = new TestAuthority("Other CA");

    [TestMethod]
    [DataRow((int)SslProtocols.Tls12)]
    [DataRow((int)SslProtocols.Tls13)]
    public void Receives200KilobytesAndTheGoodEnd(int protocols)
    {
        byte[] body = new byte[200 * 1024];
        new Random(7).NextBytes(body);
        using TlsServer server = Server(Good(), (stream, _) =>
        {
            stream.ReadByte();
            stream.Write(body);
            stream.ShutdownAsync().Wait();
        }, (SslProtocols)protocols);
        SocketConnection connection = Open("localhost", server.Port);
        Assert.AreEqual(1, connection.Send(new byte[] { 1 }, 0, 1));
        MemoryStream received = new MemoryStream();
        Assert.AreEqual(-1, Read(connection, received));
        CollectionAssert.AreEqual(body, received.ToArray());
        connection.Close();
    }

    [TestMethod]
    public void ACutWithoutCloseNotifyIsNoGoodEnd()
    {
        using TlsServer server = Server(Good(), (stream, socket) =>
        {
            stream.Write(Encoding.ASCII.GetBytes("half"));
            socket.Shutdown(SocketShutdown.Both);
        });
        SocketConnection connection = Open("localhost", server.Port);
        MemoryStream received = new MemoryStream();
        Assert.AreEqual(-2, Read(connection, received));
        Assert.AreEqual("half", Encoding.ASCII.GetString(received.ToArray()));
        Assert.AreEqual(Fault.TlsTruncated, connection.Fault);
    }

    [TestMethod]
    [DataRow("CN=a.example.net", "localhost", "localhost")]
    [DataRow("CN=a.example.net", "b.example.net c.example.net", "C.Example.NET")]
    [DataRow("CN=a.example.net", "*.example.net", "b.example.net")]
    [DataRow("CN=pv.telco.net/mailto:admin@telco.net", null, "pv.telco.net")]
    [DataRow("CN=a.example.net", "127.0.0.1", "127.0.0.1")]
    public void ANameInTheCertificateIsAccepted(string subject, string names, string serverName)
    {
        using TlsServer server = Server(Authority.Sign(subject, names), Quiet);
        SocketConnection connection = Open(serverName, server.Port);
        Assert.IsNull(connection.PeerName);
        connection.Close();
    }

    [TestMethod]
    [DataRow("CN=a.example.net", "b.example.net c.example.net", "b.example.net")]
    [DataRow("CN=pv.telco.net/mailto:admin@telco.net", null, "pv.telco.net")]
    public void AnAddressNotInTheCertificateLeavesItsNameToBeLookedUp(string subject, string names, string expected)
    {
        using TlsServer server = Server(Authority.Sign(subject, names), Quiet);
        SocketConnection connection = Open("127.0.0.1", server.Port);
        Assert.AreEqual(expected, connection.PeerName);
        connection.Close();
        Assert.IsNull(connection.PeerName);
    }

    [TestMethod]
    [DataRow("expired", Fault.TlsExpired)]
    [DataRow("early", Fault.TlsNotYetValid)]
    [DataRow("other name", Fault.TlsWrongName)]
    [DataRow("CN beside other names", Fault.TlsWrongName)]
    [DataRow("wildcard two labels deep", Fault.TlsWrongName)]
    [DataRow("wrong authority", Fault.TlsUnknownAuthority)]
    [DataRow("self-signed", Fault.TlsSelfSigned)]
    [DataRow("client's", Fault.TlsCertificate)]
    public void EachBadCertificateHasItsFault(string kind, Fault expected)
    {
        TestCertificate certificate = kind switch
        {
            "expired" => Authority.Sign("CN=localhost", "localhost", -10, -1),
            "early" => Authority.Sign("CN=localhost", "localhost", 1, 10),
            "other name" => Authority.Sign("CN=a.example.net", null),
            "CN beside other names" => Authority.Sign("CN=localhost", "a.example.net"),
            "wildcard two labels deep" => Authority.Sign("CN=a", "*.localhost"),
            "wrong authority" => Stranger.Sign("CN=localhost", "localhost"),
            "self-signed" => TestCertificate.SelfSigned("CN=localhost", "localhost"),
            _ => Authority.Sign("CN=localhost", "localhost", usage: ClientUsage),
        };
        using TlsServer server = Server(certificate, Quiet);
        SocketConnection connection = Start(kind.StartsWith("wildcard") ? "b.a.localhost" : "localhost", server.Port, Identity());
        Assert.AreEqual(ConnectionState.Failed, connection.State);
        Assert.AreEqual(expected, connection.Fault);
    }

    [TestMethod]
    [DataRow((int)SslProtocols.Tls12)]
    [DataRow((int)SslProtocols.Tls13)]
    public void ARequiredClientCertificateIsShown(int protocols)
    {
        TestCertificate own = Authority.Sign(UnitSubject, null, usage: ClientUsage);
        TlsIdentity identity = Identity();
        identity.Certificate = own.Pem;
        identity.CertificateKey = own.KeyPem;
        using TlsServer server = Server(Good(), (stream, _) => stream.ShutdownAsync().Wait(), (SslProtocols)protocols, Authority.Pem);
        SocketConnection connection = Start("localhost", server.Port, identity);
        Assert.AreEqual(ConnectionState.Open, connection.State, connection.Fault.ToString());
        Assert.AreEqual(-1, Read(connection, new MemoryStream()));
        StringAssert.Contains(server.ClientSubject, "L=88012BA01234");
    }

    [TestMethod]
    public void WithoutAuthoritiesNobodyIsTrusted()
    {
        using TlsServer server = Server(Good(), Quiet);
        Assert.AreEqual(Fault.TlsNoAuthority, Start("localhost", server.Port, new TlsIdentity()).Fault);
        Assert.AreEqual(Fault.TlsIdentityBad, Start("localhost", server.Port, new TlsIdentity { Authorities = Authority.Pem, Certificate = "x", CertificateKey = "y" }).Fault);
    }

    [TestMethod]
    public void AStalledHandshakeIsClosedAtOnceAndBlocksNothing()
    {
        using TcpListener silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        SocketConnection connection = new SocketConnection(Identity());
        connection.Connect(Ipv4.Loopback, ((IPEndPoint)silent.LocalEndpoint).Port, true, "localhost");
        Stopwatch clock = Stopwatch.StartNew();
        Assert.AreEqual(0, connection.Receive(new byte[9], 0, 9, 300));
        Assert.IsInRange(250L, 900L, clock.ElapsedMilliseconds);
        Assert.AreEqual(ConnectionState.Connecting, connection.State);
        connection.Close();
        Assert.IsLessThan(1000L, clock.ElapsedMilliseconds);
        Assert.AreEqual(ConnectionState.Closed, connection.State);
    }

    [TestMethod]
    public void ASilentServerIsWaitedForAsLongAsAskedOnly()
    {
        using TlsServer server = Server(Good(), (_, socket) => socket.Poll(3000000, SelectMode.SelectRead));
        SocketConnection connection = Open("localhost", server.Port);
        Stopwatch clock = Stopwatch.StartNew();
        Assert.AreEqual(0, connection.Receive(new byte[9], 0, 9, 0));
        Assert.AreEqual(0, connection.Receive(new byte[9], 0, 9, 200));
        Assert.IsInRange(150L, 900L, clock.ElapsedMilliseconds);
        connection.Close();
    }

    private static TestCertificate Good() => Authority.Sign("CN=localhost", "localhost");

    private static TlsIdentity Identity() => new TlsIdentity { Authorities = Authority.Pem };

    private static void Quiet(SslStream stream, Socket socket) => stream.ReadByte();

    private static TlsServer Server(
        TestCertificate certificate, Action<SslStream, Socket> script, SslProtocols protocols = SslProtocols.None, string clientAuthority = null) =>
        new TlsServer(certificate, protocols, script, clientAuthority);

    private static SocketConnection Open(string serverName, int port)
    {
        SocketConnection connection = Start(serverName, port, Identity());
        Assert.AreEqual(ConnectionState.Open, connection.State, connection.Fault.ToString());
        return connection;
    }

    private static SocketConnection Start(string serverName, int port, TlsIdentity identity)
    {
        SocketConnection connection = new SocketConnection(identity);
        connection.Connect(Ipv4.Loopback, port, true, serverName);
        long endMs = Environment.TickCount64 + 5000;
        while (connection.State == ConnectionState.Connecting && Environment.TickCount64 < endMs)
        {
            Thread.Sleep(5);
        }

        return connection;
    }

    private static int Read(SocketConnection connection, MemoryStream received)
    {
        byte[] buffer = new byte[1000];
        long endMs = Environment.TickCount64 + 5000;
        int length = 0;
        while (length >= 0 && Environment.TickCount64 < endMs)
        {
            length = connection.Receive(buffer, 0, buffer.Length, 50);
            received.Write(buffer, 0, Math.Max(0, length));
        }

        return length;
    }
}
