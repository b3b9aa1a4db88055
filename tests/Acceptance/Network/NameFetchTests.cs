// Fetches by name over real sockets: several addresses in order, name servers that fail.

using System.Net;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class NameFetchTests
{
    [TestMethod]
    public void TheSecondAddressIsTriedWhenTheFirstRefuses()
    {
        using ScriptedTcpServer good = ScriptedTcpServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        using DnsZoneServer dns = new DnsZoneServer();
        dns.Names["prov.example.net"] = new[] { "127.0.0.9", "127.0.0.1" };
        FetchRun run = new FetchRun();
        run.Fetcher.SetDnsServer(0, Ipv4.Loopback, dns.Port);
        run.Get(UrlScheme.Http, "prov.example.net", good.Port, "/a");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        Assert.AreEqual(Ipv4.Loopback, run.Fetcher.ServerAddress);
        Assert.AreEqual(1, good.Connections);
        StringAssert.Contains(good.LastRequest, "Host: prov.example.net:" + good.Port);
    }

    [TestMethod]
    public void TheSecondAddressIsTriedWhenTheFirstSaysNothing()
    {
        using TcpSilence silent = new TcpSilence("127.0.0.8");
        using DnsZoneServer dns = new DnsZoneServer();
        dns.Names["prov.example.net"] = new[] { "127.0.0.8", "127.0.0.7" };
        FetchRun run = new FetchRun();
        run.Fetcher.SetDnsServer(0, Ipv4.Loopback, dns.Port);
        run.Get(UrlScheme.Http, "prov.example.net", silent.Port, "/a");
        Assert.AreEqual(Fault.ConnectRefused, run.Fetcher.Fault, "the last reason counts");
        Assert.AreEqual(0x7F000007u, run.Fetcher.ServerAddress);
        Assert.IsInRange(350, 1200, run.ElapsedMs);
    }

    [TestMethod]
    [DataRow(0, Fault.DnsNoName, "missing.example.net")]
    [DataRow(2, Fault.DnsServerFailure, "prov.example.net")]
    [DataRow(5, Fault.DnsServerFailure, "prov.example.net")]
    public void ANameServersVerdictIsTheFault(int replyCode, Fault expected, string name)
    {
        using DnsZoneServer dns = new DnsZoneServer(replyCode);
        FetchRun run = new FetchRun();
        run.Fetcher.SetDnsServer(0, Ipv4.Loopback, dns.Port);
        run.Get(UrlScheme.Tftp, name, 0, "/a");
        Assert.AreEqual(expected, run.Fetcher.Fault);
        Assert.AreEqual(1, dns.Questions);
        Assert.IsLessThan(300, run.ElapsedMs);
    }

    [TestMethod]
    public void TheSecondNameServerIsAskedWhenTheFirstFails()
    {
        using TftpFileServer files = new TftpFileServer();
        files.Files["/a"] = new byte[] { 1, 2, 3 };
        using DnsZoneServer broken = new DnsZoneServer(2);
        using DnsZoneServer good = new DnsZoneServer();
        good.Names["tftp.example.net"] = new[] { "127.0.0.1" };
        FetchRun run = new FetchRun();
        run.Fetcher.SetDnsServer(0, Ipv4.Loopback, broken.Port);
        run.Fetcher.SetDnsServer(1, Ipv4.Loopback, good.Port);
        run.Get(UrlScheme.Tftp, "tftp.example.net", files.Port, "/a");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        Assert.AreEqual(3, run.Fetcher.BytesReceived);
    }

    /// <summary>Listens and never answers.</summary>
    private sealed class TcpSilence : System.IDisposable
    {
        private readonly TcpListener _listener;

        internal TcpSilence(string address)
        {
            _listener = new TcpListener(IPAddress.Parse(address), 0);
            _listener.Start();
        }

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose()
        {
            _listener.Stop();
        }
    }
}
