// TFTP fetches over real sockets: a good server with and without options, loss, and servers that misbehave.

using System;
using System.Net;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class TftpFetchTests
{
    private static readonly byte[] File = HttpFetchTests.Sample(200 * 1024);

    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Fetches200Kilobytes(bool serverKnowsOptions)
    {
        using TftpFileServer server = new TftpFileServer(serverKnowsOptions);
        server.Files["/spa2102.cfg"] = File;
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/spa2102.cfg");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        CollectionAssert.AreEqual(File, run.Body.Bytes.ToArray());
        Assert.AreEqual(File.Length, run.Fetcher.BytesReceived);
        TestContext.WriteLine("options {0}: {1} KB/s", serverKnowsOptions, File.Length / Math.Max(1, run.ElapsedMs));
    }

    [TestMethod]
    public void SurvivesLossOfTheServersDatagrams()
    {
        using TftpFileServer server = new TftpFileServer { Lose = n => n == 0 || n == 3 || n == 9, RetransmitMs = 100 };
        server.Files["/a"] = File.AsSpan(0, 10000).ToArray();
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/a");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        CollectionAssert.AreEqual(server.Files["/a"], run.Body.Bytes.ToArray());
    }

    [TestMethod]
    public void AMissingFileIsNotFoundWithTheServersWords()
    {
        using TftpFileServer server = new TftpFileServer();
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/nothing.cfg");
        Assert.AreEqual(Fault.TftpNotFound, run.Fetcher.Fault);
        Assert.IsTrue(run.Fetcher.NotFound);
        Assert.AreEqual("1 File not found", run.Fetcher.Detail.ToString());
        Assert.IsTrue(server.Asked.TryDequeue(out string asked));
        Assert.AreEqual("/nothing.cfg", asked);
    }

    [TestMethod]
    public void ASilentServerIsGivenUpInTime()
    {
        using ScriptedUdpServer server = new ScriptedUdpServer((_, _, _) => { });
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/a");
        Assert.AreEqual(Fault.FetchTooSlow, run.Fetcher.Fault);
        Assert.IsInRange(2900, 3600, run.ElapsedMs);
        Assert.AreEqual(2, server.Datagrams, "sent at 0 and 1 s");
    }

    [TestMethod]
    public void APortWithoutListenerIsGivenUpInTime()
    {
        using ScriptedUdpServer gone = new ScriptedUdpServer((_, _, _) => { });
        int port = gone.Port;
        gone.Dispose();
        FetchRun run = new FetchRun();
        run.Fetcher.WholeMs = 1500;
        run.Get(UrlScheme.Tftp, "127.0.0.1", port, "/a");
        Assert.AreEqual(FetchStatus.Failed, run.Status);
        Assert.IsLessThan(2200, run.ElapsedMs);
    }

    [TestMethod]
    public void ADatagramLongerThanTheBlockIsRefused()
    {
        using ScriptedUdpServer server = new ScriptedUdpServer((s, from, packet) =>
        {
            byte[] data = new byte[4 + 1500];
            data[1] = 3;
            data[3] = 1;
            s.Send(from, data);
        });
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/a");
        Assert.AreEqual(Fault.TftpProtocol, run.Fetcher.Fault);
    }

    [TestMethod]
    public void ARepeatedLastBlockIsAnsweredAfterTheEnd()
    {
        int acknowledged = 0;
        using ScriptedUdpServer server = new ScriptedUdpServer((s, from, packet) =>
        {
            acknowledged += packet[1] == 4 ? 1 : 0;
            if (packet[1] == 1)
            {
                s.Send(from, 0, 3, 0, 1, 65, 66);
                System.Threading.Thread.Sleep(300);
                s.Send(from, 0, 3, 0, 1, 65, 66);
            }
        });
        FetchRun run = new FetchRun().Get(UrlScheme.Tftp, "127.0.0.1", server.Port, "/a");
        Assert.AreEqual(FetchStatus.Done, run.Status);
        long end = Environment.TickCount64 + 600;
        while (Environment.TickCount64 < end)
        {
            Assert.AreEqual(FetchStatus.Done, run.Fetcher.Step(Environment.TickCount64, 20));
        }

        Assert.AreEqual("AB", Encoding.ASCII.GetString(run.Body.Bytes.ToArray()));
        Assert.AreEqual(2, acknowledged);
    }
}
