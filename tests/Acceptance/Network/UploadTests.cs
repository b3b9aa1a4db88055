// Files sent by TFTP and HTTP over the simulated network: what arrives, how often the source is read, and how each ends.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class UploadTests
{
    private const string Server = "192.168.0.1";
    private const string Digest = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256";

    private readonly SimulatedWeb _web = new SimulatedWeb();
    private readonly ByteSource _file = new ByteSource(Encoding.ASCII.GetBytes(new string('r', 9000) + "end"));

    public TestContext TestContext { get; set; }

    [TestInitialize]
    public void SendTheFile()
    {
        _web.Request.Upload = _file;
        _web.Request.ContentType = "text/xml";
    }

    [TestMethod]
    [DataRow(200)]
    [DataRow(201)]
    [DataRow(202)]
    [DataRow(204)]
    public void AnHttpServerGetsAllOfIt(int status)
    {
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(status, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/rep.xml"), _web.Fetcher.Fault.ToString());
        StringAssert.StartsWith(_web.Requests.Single(), "POST /rep.xml HTTP/1.1\r\nHost: 192.168.0.1\r\n");
        StringAssert.Contains(_web.Requests[0], "\r\nContent-Type: text/xml\r\nContent-Length: 9003\r\n");
        Assert.AreEqual(Encoding.ASCII.GetString(_file.Bytes), Body(0));
    }

    [TestMethod]
    public void PutIsTheSameWithAnotherMethod()
    {
        _web.Request.UsesPut = true;
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(201, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/rep.xml"));
        StringAssert.StartsWith(_web.Requests.Single(), "PUT /rep.xml HTTP/1.1\r\n");
        Assert.AreEqual(9003, Body(0).Length);
    }

    [TestMethod]
    [DataRow(203, Fault.HttpStatus)]
    [DataRow(304, Fault.HttpNotModified)]
    [DataRow(301, Fault.UploadRedirect)]
    [DataRow(302, Fault.UploadRedirect)]
    [DataRow(303, Fault.UploadRedirect)]
    [DataRow(403, Fault.HttpStatus)]
    [DataRow(404, Fault.HttpNotFound)]
    [DataRow(413, Fault.HttpStatus)]
    [DataRow(500, Fault.HttpStatus)]
    public void AnyOtherStatusIsAFailure(int status, Fault expected)
    {
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(status, "Location: http://192.168.0.3/x\r\n"));
        Assert.AreEqual(FetchStatus.Failed, _web.Get(UrlScheme.Http, Server, "/rep.xml"));
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.HasCount(1, _web.Requests);
    }

    [TestMethod]
    [DataRow(307)]
    [DataRow(308)]
    public void ARedirectThatKeepsTheBodyGetsItAgain(int status)
    {
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(status, "Location: http://192.168.0.3/x\r\n"));
        _web.Serve(SimulatedWeb.Second, 80, (_, _) => Reply(200, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/rep.xml"), _web.Fetcher.Fault.ToString());
        StringAssert.StartsWith(_web.Requests[1], "POST /x HTTP/1.1\r\nHost: 192.168.0.3\r\n");
        Assert.AreEqual(Body(0), Body(1));
    }

    [TestMethod]
    public void DigestSendsTheBodyAgain()
    {
        _web.Credentials("u", "p");
        _web.Serve(SimulatedWeb.First, 80, (number, _) => number == 1 ? Reply(401, "WWW-Authenticate: " + Digest + "\r\n") : Reply(200, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/rep.xml"), _web.Fetcher.Fault.ToString());
        StringAssert.Contains(_web.Requests[1], "\r\nAuthorization: Digest username=\"u\"");
        Assert.AreEqual(9003, Body(1).Length);
        Assert.AreEqual(Body(0), Body(1));
    }

    [TestMethod]
    public void TheNextAddressGetsAllOfItToo()
    {
        _web.Names["s.example.net"] = new[] { 0xC0A80009u, SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.Second, 80, (_, _) => Reply(200, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "s.example.net", "/rep.xml"), _web.Fetcher.Fault.ToString());
        Assert.AreEqual(9003, Body(0).Length);
    }

    [TestMethod]
    public void HttpsIsTheSame()
    {
        _web.Network.Tls = new LoopbackTls();
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Reply(200, ""));
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Https, Server, "/rep.xml"), _web.Fetcher.Fault.ToString());
        Assert.AreEqual(9003, Body(0).Length);
    }

    [TestMethod]
    [DataRow(UrlScheme.Http, 9100)]
    [DataRow(UrlScheme.Http, 8000)]
    [DataRow(UrlScheme.Http, 100)]
    [DataRow(UrlScheme.Tftp, 9100)]
    [DataRow(UrlScheme.Tftp, 8000)]
    public void AFileThatChangesWhileItIsSentDoesNotPassAsWhole(UrlScheme scheme, int newLength)
    {
        byte[] before = _file.Bytes;
        LoopbackTftpServer tftp = new LoopbackTftpServer(_web.Network, SimulatedWeb.First);
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(200, ""));
        _web.Start(scheme, Server, "/rep.xml");
        _file.Bytes = new byte[newLength];
        Assert.AreEqual(FetchStatus.Failed, _web.RunToEnd());
        Assert.AreEqual(Fault.UploadChanged, _web.Fetcher.Fault);
        Assert.IsEmpty(tftp.Received);
        Assert.IsEmpty(_web.Requests);
        _file.Bytes = before;
        _web.Names.Clear();
        Assert.AreEqual(FetchStatus.Done, _web.Get(scheme, Server, "/rep.xml"), "the next one works");
    }

    [TestMethod]
    [DataRow(UrlScheme.Http)]
    [DataRow(UrlScheme.Tftp)]
    public void AFileThatCannotBeReadEndsWithItsOwnFault(UrlScheme scheme)
    {
        LoopbackTftpServer tftp = new LoopbackTftpServer(_web.Network, SimulatedWeb.First);
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(200, ""));
        _file.FailAt = 5000;
        _file.PieceBytes = 1000;
        Assert.AreEqual(FetchStatus.Failed, _web.Get(scheme, Server, "/rep.xml"));
        Assert.AreEqual(Fault.KeyMissing, _web.Fetcher.Fault);
        Assert.IsEmpty(tftp.Received);
    }

    [TestMethod]
    public void AServerThatIsNotAllowedGetsNothing()
    {
        _web.OnlyDomain = "example.net";
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Reply(200, ""));
        Assert.AreEqual(FetchStatus.Failed, _web.Get(UrlScheme.Http, Server, "/rep.xml"));
        Assert.AreEqual(Fault.ServerRestricted, _web.Fetcher.Fault);
        Assert.IsEmpty(_web.Requests);
    }

    [TestMethod]
    public void AFetchBehindAnUploadIsAFetch()
    {
        _web.Serve(SimulatedWeb.First, 80, (_, _) => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/rep.xml"));
        _web.Request.Upload = null;
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, Server, "/spa.cfg"));
        StringAssert.StartsWith(_web.Requests[1], "GET /spa.cfg");
        Assert.AreEqual(2, _web.Body.Bytes.Length);
    }

    [TestMethod]
    [DataRow(0, 0, 0, 20, 20)]
    [DataRow(12, 0, 0, 5, 80)]
    [DataRow(0, 30, 30, 1, 300)]
    [DataRow(15, 15, 15, 1, 100)]
    public void ABadLinkNeverDamagesAFileThatIsSentByTftp(int loss, int duplicate, int reorder, int minDelayMs, int maxDelayMs)
    {
        int done = 0;
        int arrived = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            SimulatedWeb web = new SimulatedWeb(seed);
            web.Network.Faults.LossPercent = loss;
            web.Network.Faults.DuplicatePercent = duplicate;
            web.Network.Faults.ReorderPercent = reorder;
            web.Network.Faults.MinDelayMs = minDelayMs;
            web.Network.Faults.MaxDelayMs = maxDelayMs;
            LoopbackTftpServer server = new LoopbackTftpServer(web.Network, SimulatedWeb.First) { KnowsOptions = seed % 2 == 0 };
            byte[] file = HttpFetchTests.Sample(20000 + (seed * 97));
            web.Request.Upload = new ByteSource(file);
            long startMs = web.Clock.NowMs;
            FetchStatus status = web.Get(UrlScheme.Tftp, Server, "/rep.xml");
            done += status == FetchStatus.Done ? 1 : 0;
            Assert.AreEqual(status == FetchStatus.Done ? Fault.None : Fault.TftpTimeout, web.Fetcher.Fault, "seed " + seed);
            Assert.IsTrue(status != FetchStatus.Done || server.Received.ContainsKey("/rep.xml"), "seed " + seed);
            if (server.Received.TryGetValue("/rep.xml", out byte[] received))
            {
                arrived++;
                CollectionAssert.AreEqual(file, received, "seed " + seed);
            }

            Assert.IsLessThan(301000, web.Clock.NowMs - startMs);
        }

        TestContext.WriteLine("{0} of 100 done, {1} arrived", done, arrived);
        Assert.IsGreaterThanOrEqualTo(loss == 0 ? 100 : 90, done);
    }

    [TestMethod]
    public void CopiesOfAcknowledgementsDoNotMultiply()
    {
        SimulatedWeb web = new SimulatedWeb(1);
        web.Network.Faults.DuplicatePercent = 50;
        LoopbackTftpServer server = new LoopbackTftpServer(web.Network, SimulatedWeb.First);
        web.Request.Upload = new ByteSource(HttpFetchTests.Sample(100000));
        Assert.AreEqual(FetchStatus.Done, web.Get(UrlScheme.Tftp, Server, "/rep.xml"));
        Assert.IsLessThan(4 * 75, web.Network.DatagramsSent, "71 blocks once each from the unit; the server answers each copy");
        Assert.HasCount(1, server.Received);
    }

    private static string Reply(int status, string headers) => "HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: 3\r\n\r\nhey";

    private string Body(int request) => _web.Requests[request][(_web.Requests[request].IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
