// HTTPS connections to real TLS servers: who is trusted, under which name, how each refusal is told, and in what time.

using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Harness.Servers;

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
    [DataRow("expired", (int)Fault.TlsExpired)]
    [DataRow("early", (int)Fault.TlsNotYetValid)]
    [DataRow("other name", (int)Fault.TlsWrongName)]
    [DataRow("CN beside other names", (int)Fault.TlsWrongName)]
    [DataRow("wildcard two labels deep", (int)Fault.TlsWrongName)]
    [DataRow("wrong authority", (int)Fault.TlsUnknownAuthority)]
    [DataRow("self-signed", (int)Fault.TlsSelfSigned)]
    [DataRow("client's", (int)Fault.TlsCertificate)]
    public void EachBadCertificateHasItsFault(string kind, int expected)
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
        Assert.AreEqual((Fault)expected, connection.Fault);
        connection.Close();
        Assert.AreEqual(ConnectionState.Closed, connection.State);
        Assert.AreEqual(Fault.None, connection.Fault);
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
    }

    [TestMethod]
    [DataRow("no PEM")]
    [DataRow("the key of another certificate")]
    [DataRow("a key of another kind")]
    [DataRow("a damaged certificate")]
    [DataRow("a damaged authority")]
    public void AnIdentityThatCanNotBeReadIsAFault(string what)
    {
        using TlsServer server = Server(Good(), Quiet);
        TestCertificate own = Authority.Sign(UnitSubject, null, usage: ClientUsage);
        using System.Security.Cryptography.RSA otherKind = System.Security.Cryptography.RSA.Create(2048);
        TlsIdentity identity = Identity();
        identity.Certificate = what switch
        {
            "no PEM" => "x",
            "a damaged certificate" => own.Pem.Replace("MII", "AII", StringComparison.Ordinal).Replace("MIIB", "AAAA", StringComparison.Ordinal),
            _ => own.Pem,
        };
        identity.CertificateKey = what switch
        {
            "no PEM" => "y",
            "the key of another certificate" => Good().KeyPem,
            "a key of another kind" => otherKind.ExportPkcs8PrivateKeyPem(),
            _ => own.KeyPem,
        };
        identity.Authorities = what == "a damaged authority" ? "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" : Authority.Pem;
        SocketConnection connection = Start("localhost", server.Port, identity);
        Assert.AreEqual(Fault.TlsIdentityBad, connection.Fault);
        connection.Close();
    }

    [TestMethod]
    [DataRow("PEM", true)]
    [DataRow("DER", true)]
    [DataRow("two", true)]
    [DataRow("cut PEM", false)]
    [DataRow("cut DER", false)]
    [DataRow("a key", false)]
    [DataRow("text", false)]
    [DataRow("bytes", false)]
    [DataRow("nothing", false)]
    public void AnExtraAuthorityIsTrustedWhenItIsACertificate(string form, bool expected)
    {
        byte[] der = X509Certificate2.CreateFromPem(Stranger.Pem).RawData;
        byte[] file = form switch
        {
            "PEM" => Encoding.ASCII.GetBytes(Stranger.Pem),
            "DER" => der,
            "two" => Encoding.ASCII.GetBytes(Authority.Pem + "\r\n" + Stranger.Pem),
            "cut PEM" => Encoding.ASCII.GetBytes(Stranger.Pem[..^40]),
            "cut DER" => der[..^1],
            "a key" => Encoding.ASCII.GetBytes(Good().KeyPem),
            "text" => Encoding.ASCII.GetBytes("access denied"),
            "bytes" => new byte[] { 0x2D, 0x2D, 0, 0xFF },
            _ => Array.Empty<byte>(),
        };
        TlsIdentity identity = Identity();
        byte[] inBuffer = new byte[file.Length + 7];
        file.CopyTo(inBuffer, 3);
        Assert.AreEqual(expected, identity.SetExtraAuthority(inBuffer, 3, file.Length));
        Assert.AreEqual(expected ? Fault.None : Fault.TlsUnknownAuthority, FaultWith(Stranger, identity));
        Assert.AreEqual(Fault.None, FaultWith(Authority, identity));
        Assert.AreEqual(false, identity.SetExtraAuthority(file, 0, 0));
        Assert.AreEqual(expected ? Fault.None : Fault.TlsUnknownAuthority, FaultWith(Stranger, identity));
        identity.ClearExtraAuthority();
        Assert.AreEqual(Fault.TlsUnknownAuthority, FaultWith(Stranger, identity));
    }

    private static Fault FaultWith(TestAuthority authority, TlsIdentity identity)
    {
        using TlsServer server = Server(authority.Sign("CN=localhost", "localhost"), Quiet);
        SocketConnection connection = Start("localhost", server.Port, identity);
        Fault fault = connection.Fault;
        connection.Close();
        return fault;
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

    [TestMethod]
    public void AFailedHandshakeLeavesNoSocketOpen()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        SocketConnection connection = new SocketConnection(Identity());
        connection.Connect(Ipv4.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port, true, "localhost");
        using Socket server = listener.AcceptSocket();
        server.Send(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        server.ReceiveTimeout = 3000;
        byte[] hello = new byte[4000];
        while (server.Receive(hello) > 0)
        {
        }

        WaitForEnd(connection);
        Assert.AreEqual(Fault.TlsHandshake, connection.Fault);
    }

    [TestMethod]
    [DataRow("-tls1_2", "none", (int)Fault.TlsRefused)]
    [DataRow("-tls1_3", "none", (int)Fault.TlsRefused)]
    [DataRow("-tls1_2", "of another authority", (int)Fault.TlsRefused)]
    [DataRow("-tls1_3", "of another authority", (int)Fault.TlsRefused)]
    [DataRow("-tls1_2", "good", (int)Fault.None)]
    [DataRow("-tls1_3", "good", (int)Fault.None)]
    public void OpensslRequiresAClientCertificate(string version, string shown, int expected)
    {
        using OpensslServer server = Openssl( version + " -Verify 1 -verify_return_error -CAfile {authority}");
        TestCertificate own = (shown == "good" ? Authority : Stranger).Sign(UnitSubject, null, usage: ClientUsage);
        TlsIdentity identity = Identity();
        identity.Certificate = shown == "none" ? null : own.Pem;
        identity.CertificateKey = shown == "none" ? null : own.KeyPem;
        Assert.AreEqual((Fault)expected, Ask(server.Port, identity));
    }

    [TestMethod]
    [DataRow("-tls1_2", (int)Fault.None)]
    [DataRow("-tls1_3", (int)Fault.None)]
    [DataRow("-no_tls1_3", (int)Fault.None)]
    [DataRow("-no_tls1_2", (int)Fault.None)]
    [DataRow("-tls1_1 -cipher DEFAULT@SECLEVEL=0", (int)Fault.TlsVersion)]
    [DataRow("-tls1 -cipher DEFAULT@SECLEVEL=0", (int)Fault.TlsVersion)]
    [DataRow("-tls1_2 -cipher AES128-SHA", (int)Fault.TlsRefused)]
    public void OpensslSpeaksCertainVersions(string options, int expected)
    {
        using OpensslServer server = Openssl( options);
        Assert.AreEqual((Fault)expected, Ask(server.Port, Identity()));
    }

    [TestMethod]
    [DataRow("150301000202" + "46", (int)Fault.TlsVersion)]
    [DataRow("150301000202" + "28", (int)Fault.TlsRefused)]
    [DataRow("150303000202" + "50", (int)Fault.TlsRefused)]
    [DataRow("160301002a02000026" + "0301" + "0000000000000000000000000000000000000000000000000000000000000000" + "00002f00", (int)Fault.TlsVersion)]
    [DataRow("1603030004ffffffff", (int)Fault.TlsHandshake)]
    [DataRow("485454502f312e3120343030", (int)Fault.TlsHandshake)]
    [DataRow("1603", (int)Fault.TlsHandshake)]
    [DataRow("", (int)Fault.TlsHandshake)]
    public void WhatIsNoHandshakeHasItsFault(string reply, int expected)
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        SocketConnection connection = new SocketConnection(Identity());
        connection.Connect(Ipv4.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port, true, "localhost");
        using Socket server = listener.AcceptSocket();
        server.Receive(new byte[4000]);
        server.Send(Convert.FromHexString(reply));
        server.Shutdown(SocketShutdown.Send);
        WaitForEnd(connection);
        Assert.AreEqual((Fault)expected, connection.Fault);
    }

    [TestMethod]
    [DataRow("alternative names", (int)Fault.TlsUnknownAuthority)]
    [DataRow("alternative name beyond ASCII", (int)Fault.TlsCertificate)]
    [DataRow("alternative address of five bytes", (int)Fault.TlsCertificate)]
    [DataRow("no names at all", (int)Fault.TlsWrongName)]
    public void AHostileCertificateIsAFault(string what, int expected)
    {
        string raw = what switch
        {
            "alternative names" => "30818202016100",
            "alternative name beyond ASCII" => "30058203C3BC61",
            "alternative address of five bytes" => "30078705" + "7F00000101",
            _ => "3000",
        };
        X509Extension names = new X509Extension("2.5.29.17", Convert.FromHexString(raw), false);
        foreach (string serverName in new string[] { "localhost", "127.0.0.1" })
        {
            using TlsServer server = Server(Authority.Sign("OU=x", null, extension: names), Quiet);
            SocketConnection connection = Start(serverName, server.Port, Identity());
            Assert.AreEqual(ConnectionState.Failed, connection.State);
            Assert.AreEqual((Fault)expected, connection.Fault, serverName);
            Assert.IsNull(connection.PeerName);
            connection.Close();
        }
    }

    [TestMethod]
    [DataRow("a..b")]
    [DataRow(".")]
    [DataRow("-")]
    [DataRow("a_b.example")]
    [DataRow("\u00fc.example")]
    [DataRow("xn--\u00fc")]
    [DataRow("a\u0001b")]
    [DataRow("1.2.3.4.5")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example")]
    public void AnOddServerNameIsAFault(string serverName)
    {
        using TlsServer server = Server(Good(), Quiet);
        SocketConnection connection = Start(serverName, server.Port, Identity());
        Assert.AreEqual(ConnectionState.Failed, connection.State);
        Assert.AreEqual(Fault.TlsWrongName, connection.Fault);
    }

    [TestMethod]
    [DataRow((int)SslProtocols.Tls12)]
    [DataRow((int)SslProtocols.Tls13)]
    public void AServerThatDripsByteByByteIsRead(int protocols)
    {
        using TlsServer server = Server(Good(), Say, (SslProtocols)protocols);
        using TlsRelay relay = new TlsRelay(server.Port, 1, int.MaxValue);
        SocketConnection connection = Open("localhost", relay.Port);
        MemoryStream received = new MemoryStream();
        Assert.AreEqual(-1, Read(connection, received));
        CollectionAssert.AreEqual(Body, received.ToArray());
        connection.Close();
    }

    [TestMethod]
    [DataRow((int)SslProtocols.Tls12)]
    [DataRow((int)SslProtocols.Tls13)]
    public void ACutAnywhereIsNeverAGoodEnd(int protocols)
    {
        int wholeBytes = Cut((SslProtocols)protocols, int.MaxValue, out Fault whole);
        Assert.AreEqual(Fault.None, whole);
        // A handshake's signatures differ in length by a few bytes.
        for (int bytes = 0; bytes < wholeBytes - 16; bytes += bytes < wholeBytes - 60 ? 97 : 5)
        {
            Cut((SslProtocols)protocols, bytes, out Fault fault);
            Assert.IsTrue(fault is Fault.TlsHandshake or Fault.TlsTruncated, $"{fault} after {bytes} of {wholeBytes}");
        }
    }

    private static readonly byte[] Body = Encoding.ASCII.GetBytes(new string('x', 300) + "end");

    private static void Say(SslStream stream, Socket socket)
    {
        stream.Write(Body);
        stream.ShutdownAsync().Wait();
    }

    // How many bytes the server said up to the cut, and what the unit made of them.
    private static int Cut(SslProtocols protocols, int afterBytes, out Fault fault)
    {
        using TlsServer server = Server(Good(), Say, protocols);
        using TlsRelay relay = new TlsRelay(server.Port, 4000, afterBytes);
        SocketConnection connection = Start("localhost", relay.Port, Identity());
        int end = connection.State == ConnectionState.Open ? Read(connection, new MemoryStream()) : -2;
        fault = connection.Fault;
        Assert.AreEqual(fault == Fault.None ? -1 : -2, end);
        connection.Close();
        relay.Dispose();
        return relay.RelayedBytes;
    }

    // The fault of a request, None when an answer came: under TLS 1.3 the server's refusal comes after the handshake.
    private static Fault Ask(int port, TlsIdentity identity)
    {
        SocketConnection connection = Start("localhost", port, identity);
        if (connection.State == ConnectionState.Open)
        {
            byte[] request = Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\n\r\n");
            connection.Send(request, 0, request.Length);
            MemoryStream received = new MemoryStream();
            Read(connection, received);
            Assert.AreEqual(connection.Fault == Fault.None, received.Length > 0);
        }

        Fault fault = connection.Fault;
        connection.Close();
        Assert.AreEqual(ConnectionState.Closed, connection.State);
        return fault;
    }

    private static OpensslServer Openssl(string options)
    {
        TestCertificate good = Good();
        return new OpensslServer(good.Pem, good.KeyPem, Authority.Pem, options);
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
        WaitForEnd(connection);
        return connection;
    }

    private static void WaitForEnd(SocketConnection connection)
    {
        long endMs = Environment.TickCount64 + 5000;
        while (connection.State == ConnectionState.Connecting && Environment.TickCount64 < endMs)
        {
            Thread.Sleep(5);
        }
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
