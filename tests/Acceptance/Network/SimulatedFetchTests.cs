// Fetches over the simulated network: loss, copies, reordering and delay by seed, under the stepped clock.

using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class SimulatedFetchTests
{
    private const uint Unit = 0xC0A80002;
    private const uint Server = 0xC0A80001;

    private readonly SteppedClock _clock = new SteppedClock();
    private readonly MemorySink _body = new MemorySink();
    private readonly FileUrl _url = new FileUrl();

    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow(0, 0, 0, 20, 20)]
    [DataRow(5, 0, 0, 5, 80)]
    [DataRow(0, 30, 30, 1, 300)]
    [DataRow(15, 15, 15, 1, 100)]
    public void ABadLinkNeverDamagesAFile(int loss, int duplicate, int reorder, int minDelayMs, int maxDelayMs)
    {
        int done = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            LoopbackNetwork network = new LoopbackNetwork(_clock, Unit, seed);
            network.Faults.LossPercent = loss;
            network.Faults.DuplicatePercent = duplicate;
            network.Faults.ReorderPercent = reorder;
            network.Faults.MinDelayMs = minDelayMs;
            network.Faults.MaxDelayMs = maxDelayMs;
            LoopbackTftpServer server = new LoopbackTftpServer(network, Server) { KnowsOptions = seed % 2 == 0 };
            byte[] file = HttpFetchTests.Sample(20000 + (seed * 97));
            server.Files["/spa.cfg"] = file;
            long startMs = _clock.NowMs;
            Fetcher fetcher = new Fetcher(network, new SystemRandom(seed), 512 * 1024);
            if (Run(fetcher, UrlScheme.Tftp, "/spa.cfg") == FetchStatus.Done)
            {
                done++;
                CollectionAssert.AreEqual(file, _body.Bytes.ToArray(), "seed " + seed);
            }
            else
            {
                Assert.AreEqual(Fault.TftpTimeout, fetcher.Fault, "seed " + seed);
            }

            Assert.IsLessThan(301000, _clock.NowMs - startMs);
        }

        TestContext.WriteLine("{0} of 100 done", done);
        Assert.IsGreaterThanOrEqualTo(loss == 0 ? 100 : 95, done);
    }

    [TestMethod]
    public void CopiesAreNotAnsweredSoTrafficStaysInBounds()
    {
        LoopbackNetwork network = new LoopbackNetwork(_clock, Unit, 1);
        network.Faults.DuplicatePercent = 50;
        LoopbackTftpServer server = new LoopbackTftpServer(network, Server);
        server.Files["/spa.cfg"] = HttpFetchTests.Sample(100000);
        Assert.AreEqual(FetchStatus.Done, Run(new Fetcher(network, new SystemRandom(1), 512 * 1024), UrlScheme.Tftp, "/spa.cfg"));
        Assert.IsLessThan(2 * 75, network.DatagramsSent, "71 blocks, OACK, request and their answers");
    }

    [TestMethod]
    public void ThirtyThreeMegabytesOfPlainBlocksGoRoundTheBlockNumber()
    {
        byte[] file = HttpFetchTests.Sample((512 * 65540) + 3);
        LoopbackNetwork network = new LoopbackNetwork(_clock, Unit, 1);
        LoopbackTftpServer server = new LoopbackTftpServer(network, Server) { KnowsOptions = false };
        server.Files["/load.bin"] = file;
        Fetcher fetcher = new Fetcher(network, new SystemRandom(1), int.MaxValue);
        Assert.AreEqual(FetchStatus.Done, Run(fetcher, UrlScheme.Tftp, "/load.bin"), fetcher.Fault.ToString());
        Assert.IsTrue(_body.Bytes.GetBuffer().AsSpan(0, (int)_body.Bytes.Length).SequenceEqual(file));
    }

    [TestMethod]
    [DataRow(StreamEnding.Close, 30, Fault.HttpTruncated, 0)]
    [DataRow(StreamEnding.Reset, 30, Fault.ConnectionLost, 0)]
    [DataRow(StreamEnding.Silence, 0, Fault.HttpFirstByteTimeout, 20)]
    [DataRow(StreamEnding.Silence, 1, Fault.HttpIdleTimeout, 20)]
    [DataRow(StreamEnding.Close, int.MaxValue, Fault.None, 0)]
    public void AStreamThatEndsEarlyIsNoticedInTime(StreamEnding ending, int cutAt, Fault expected, int seconds)
    {
        LoopbackNetwork network = new LoopbackNetwork(_clock, Unit, 1);
        network.ServeStream(Server, 80, request =>
        {
            StreamReply reply = StreamReply.Http(200, "OK", new byte[5000]);
            reply.CutAt = cutAt;
            reply.Ending = ending;
            return reply;
        });
        long startMs = _clock.NowMs;
        Fetcher fetcher = new Fetcher(network, new SystemRandom(1), 512 * 1024);
        FetchStatus status = Run(fetcher, UrlScheme.Http, "/spa.cfg");
        Assert.AreEqual(expected == Fault.None ? FetchStatus.Done : FetchStatus.Failed, status);
        Assert.AreEqual(expected, fetcher.Fault);
        Assert.AreEqual(seconds, (int)((_clock.NowMs - startMs) / 1000));
    }

    [TestMethod]
    public void AServerThatDripsIsGivenUpAfterFiveMinutes()
    {
        LoopbackNetwork network = new LoopbackNetwork(_clock, Unit, 1);
        network.ServeStream(Server, 80, request =>
        {
            StreamReply reply = StreamReply.Http(200, "OK", new byte[5000]);
            reply.PieceBytes = 1;
            reply.PieceGapMs = 10000;
            return reply;
        });
        long startMs = _clock.NowMs;
        Fetcher fetcher = new Fetcher(network, new SystemRandom(1), 512 * 1024);
        Run(fetcher, UrlScheme.Http, "/spa.cfg");
        Assert.AreEqual(Fault.FetchTooSlow, fetcher.Fault);
        Assert.IsInRange(299900L, 300200L, _clock.NowMs - startMs);
    }

    [TestMethod]
    public void NothingListensIsRefused()
    {
        Fetcher fetcher = new Fetcher(new LoopbackNetwork(_clock, Unit, 1), new SystemRandom(1), 512 * 1024);
        Run(fetcher, UrlScheme.Http, "/spa.cfg");
        Assert.AreEqual(Fault.ConnectRefused, fetcher.Fault);
    }

    private FetchStatus Run(Fetcher fetcher, UrlScheme scheme, string path)
    {
        _url.Clear();
        _url.Scheme = scheme;
        _url.Server.Append("192.168.0.1");
        _url.Path.Append(path);
        _body.Reset();
        fetcher.Start(new FetchRequest { Url = _url }, _body, _clock.NowMs);
        FetchStatus status;
        do
        {
            status = fetcher.Step(_clock.NowMs, 100);
        }
        while (status == FetchStatus.Busy);
        return status;
    }
}
