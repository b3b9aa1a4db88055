// The HTTP client, reply by reply: each whole, byte by byte and split at every point gives the same outcome.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class HttpEngineTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const int MaxBodyBytes = 64;

    private readonly TextBuffer _output = new TextBuffer(HttpEngine.OutputCapacity);
    private readonly TextBuffer _detail = new TextBuffer(100);
    private readonly FileUrl _url = Url("prov.example.net", 80, "/");
    private readonly TextBuffer _agent = new TextBuffer(100);
    private readonly TextBuffer _entityTag = new TextBuffer(100);
    private readonly TextSink _sink = new TextSink();
    private readonly HttpEngine _engine;

    public HttpEngineTests()
    {
        _engine = new HttpEngine(_output, _detail, MaxBodyBytes);
    }

    [TestMethod]
    // Content-Length.
    [DataRow(Ok + "Content-Length: 5\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "content-LENGTH:5\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "Content-Length: 5\r\n\r\nhello and more", "hello", "200 OK")]
    [DataRow(Ok + "Content-Length: 0\r\n\r\n", "", "200 OK")]
    [DataRow(Ok + "Content-Length: 005\r\nContent-Length: 5\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "Content-Length :\t 5 \t\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "Content-Length:\r\n 5\r\nX: y\r\n  z\r\n\r\nhello", "hello", "200 OK")]
    // Until close.
    [DataRow(Ok + "\r\nhello", "hello", "200 OK")]
    [DataRow("HTTP/1.0 200\r\n\r\n", "", "200")]
    [DataRow("HTTP/1.0 200 \r\n\r\nx", "x", "200 ")]
    [DataRow("HTTP/1.1 200 OK\nServer: x\n\na\nb", "a\nb", "200 OK")]
    [DataRow(Ok + "Content-Encoding: gzip\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "Content-Encoding: X-GZIP\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "Content-Encoding: identity\r\nTransfer-Encoding: identity\r\n\r\nhello", "hello", "200 OK")]
    [DataRow(Ok + "X:\r\n\r\nhello", "hello", "200 OK")]
    // Chunks.
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello", "200 OK")]
    [DataRow(Ok + "transfer-encoding: Chunked\r\n\r\n2\r\nhe\r\n03\r\nllo\r\n000\r\n\r\nmore", "hello", "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n5;a=b;c=\"d\"\r\nhello\r\n0;x\r\nTrailer: 1\r\nOther: 2\r\n\r\n", "hello", "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\n\n5 \nhello\n0\n\n", "hello", "200 OK")]
    [DataRow(Ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhellohello\r\n0\r\n\r\n", "hellohello", "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "", "200 OK")]
    // Interim replies.
    [DataRow("HTTP/1.1 100 Continue\r\n\r\n" + Ok + "Content-Length: 2\r\n\r\nok", "ok", "200 OK")]
    [DataRow("HTTP/1.1 103 Early\r\nContent-Length: 9\r\n\r\nHTTP/1.1 102 X\r\n\r\n" + Ok + "\r\nok", "ok", "200 OK")]
    public void DeliversTheBody(string reply, string body, string detail)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reply);
        for (int cut = -1; cut <= bytes.Length; cut++)
        {
            Play(bytes, cut);
            Assert.AreEqual((int)TransferStatus.Done, (int)_engine.Status, cut.ToString());
            Assert.AreEqual(body, _sink.Text.ToString(), cut.ToString());
            Assert.AreEqual(body.Length, _engine.BodyBytes);
            Assert.AreEqual(detail, _detail.ToString(), cut.ToString());
            Assert.AreEqual(1, _sink.Finishes);
        }
    }

    [TestMethod]
    // Status codes.
    [DataRow("HTTP/1.1 404 Not Found\r\n\r\n", (int)Fault.HttpNotFound, 26, "404 Not Found")]
    [DataRow("HTTP/1.1 410 Gone\r\n\r\n", (int)Fault.HttpNotFound, 21, "410 Gone")]
    [DataRow("HTTP/1.1 301 M\r\nLocation: http://b/c\u00fc\r\n\r\n", (int)Fault.HttpRedirect, 42, "301 M")]
    [DataRow("HTTP/1.1 307 T\r\n\r\n", (int)Fault.HttpRedirect, 18, "307 T")]
    [DataRow("HTTP/1.1 304 N\r\n\r\n", (int)Fault.HttpNotModified, 18, "304 N")]
    [DataRow("HTTP/1.1 204 N\r\n\r\n", (int)Fault.HttpStatus, 18, "204 N")]
    [DataRow("HTTP/1.1 206 P\r\n\r\nx", (int)Fault.HttpStatus, 18, "206 P")]
    [DataRow("HTTP/1.1 401 U\r\nContent-Encoding: gzip\r\n\r\n", (int)Fault.HttpCredentialsWanted, 42, "401 U")]
    [DataRow("HTTP/1.1 407 P\r\n\r\n", (int)Fault.HttpCredentialsWanted, 18, "407 P")]
    [DataRow("HTTP/1.1 300 M\r\nLocation: /a\r\n\r\n", (int)Fault.HttpStatus, 32, "300 M")]
    [DataRow("HTTP/1.1 305 P\r\n\r\n", (int)Fault.HttpStatus, 18, "305 P")]
    [DataRow("HTTP/1.1 500 \u0001\u007f\r\n\r\n", (int)Fault.HttpStatus, 19, "500   ")]
    // Status lines that are none.
    [DataRow("<html>", (int)Fault.HttpSyntax, 0, "")]
    [DataRow("HTTP/2 200 OK\r\n\r\n", (int)Fault.HttpSyntax, 5, "")]
    [DataRow("HTTP/1.x 200 OK\r\n\r\n", (int)Fault.HttpSyntax, 7, "")]
    [DataRow("HTTP/1.1200 OK\r\n\r\n", (int)Fault.HttpSyntax, 8, "")]
    [DataRow("HTTP/1.1 20 OK\r\n\r\n", (int)Fault.HttpSyntax, 11, "")]
    [DataRow("HTTP/1.1 2000 OK\r\n\r\n", (int)Fault.HttpSyntax, 12, "")]
    [DataRow("HTTP/1.1 099 OK\r\n\r\n", (int)Fault.HttpSyntax, 9, "")]
    [DataRow("HTTP/1.\r\n\r\n", (int)Fault.HttpSyntax, 7, "")]
    [DataRow("\r\n\r\n", (int)Fault.HttpSyntax, 0, "")]
    [DataRow("HTTP/1.1 200 OK\r\n folded\r\n\r\n", (int)Fault.HttpSyntax, 17, "")]
    // Headers that are none.
    [DataRow(Ok + "A: b\r\nno colon\r\n\r\n", (int)Fault.HttpSyntax, 23, "200 OK")]
    [DataRow(Ok + ": b\r\n\r\n", (int)Fault.HttpSyntax, 17, "200 OK")]
    [DataRow(Ok + "A: b\rC: d\r\n\r\n", (int)Fault.HttpSyntax, 22, "200 OK")]
    [DataRow(Ok + "Content-Length: -1\r\n\r\n", (int)Fault.HttpSyntax, 17, "200 OK")]
    [DataRow(Ok + "Content-Length: 5x\r\n\r\n", (int)Fault.HttpSyntax, 17, "200 OK")]
    [DataRow(Ok + "Content-Length: \r\n\r\n", (int)Fault.HttpSyntax, 17, "200 OK")]
    [DataRow(Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", (int)Fault.HttpSyntax, 36, "200 OK")]
    // Encodings.
    [DataRow(Ok + "Content-Encoding: brot\r\n\r\nx", (int)Fault.HttpEncoding, 43, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: gzip\r\n\r\nx", (int)Fault.HttpEncoding, 44, "200 OK")]
    // Too much.
    [DataRow(Ok + "Content-Length: 65\r\n\r\n", (int)Fault.FetchTooLarge, 39, "200 OK")]
    [DataRow(Ok + "Content-Length: 99999999999999999999\r\n\r\n", (int)Fault.FetchTooLarge, 57, "200 OK")]
    [DataRow(Ok + "\r\n0123456789012345678901234567890123456789012345678901234567890123x", (int)Fault.FetchTooLarge, 83, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n100\r\n0123456789012345678901234567890123456789012345678901234567890123x", (int)Fault.FetchTooLarge, 116, "200 OK")]
    // Chunks that are none: the offset is that of the wrong byte.
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\nx", (int)Fault.HttpChunk, 47, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n\r\n", (int)Fault.HttpChunk, 47, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", (int)Fault.HttpChunk, 47, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n1g\r\n", (int)Fault.HttpChunk, 48, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n80000000\r\n", (int)Fault.HttpChunk, 54, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n000000001\r\n", (int)Fault.HttpChunk, 55, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n1\rx", (int)Fault.HttpChunk, 49, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc", (int)Fault.HttpChunk, 51, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\rb", (int)Fault.HttpChunk, 52, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\rx", (int)Fault.HttpChunk, 51, "200 OK")]
    // Cut short.
    [DataRow("", (int)Fault.HttpTruncated, 0, "")]
    [DataRow("HTTP/1.1 2", (int)Fault.HttpTruncated, 10, "")]
    [DataRow(Ok + "A: b\r\n", (int)Fault.HttpTruncated, 23, "200 OK")]
    [DataRow(Ok + "Content-Length: 5\r\n\r\nhell", (int)Fault.HttpTruncated, 42, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", (int)Fault.HttpTruncated, 57, "200 OK")]
    [DataRow(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", (int)Fault.HttpTruncated, 60, "200 OK")]
    public void EndsWithTheFault(string reply, int fault, int offset, string detail)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reply);
        for (int cut = -1; cut <= bytes.Length; cut++)
        {
            Play(bytes, cut);
            Assert.AreEqual((int)TransferStatus.Failed, (int)_engine.Status, cut.ToString());
            Assert.AreEqual(fault, (int)_engine.Fault, cut.ToString());
            Assert.AreEqual(offset, _engine.FaultOffset, cut.ToString());
            Assert.AreEqual(detail, _detail.ToString(), cut.ToString());
            Assert.AreEqual(0, _sink.Finishes);
        }
    }

    [TestMethod]
    public void TheHeadIsBounded()
    {
        Play(Encoding.UTF8.GetBytes(Ok + "Long: " + Repeat('x', 3000) + "\r\nContent-Length: 2\r\n\r\nok"), -1);
        Assert.AreEqual((int)TransferStatus.Done, (int)_engine.Status);
        Play(Encoding.UTF8.GetBytes(Ok + "Long: " + Repeat('x', 9000) + "\r\n\r\n"), -1);
        Assert.AreEqual((int)Fault.HttpHeaderTooLong, (int)_engine.Fault);
        Assert.AreEqual(8192, _engine.FaultOffset);
        Play(Encoding.UTF8.GetBytes(Ok + "Content-Length: " + Repeat('0', 1024) + "5\r\n\r\nhello"), -1);
        Assert.AreEqual((int)Fault.HttpSyntax, (int)_engine.Fault);
        Play(Encoding.UTF8.GetBytes(Ok + "Transfer-Encoding: chunked\r\n\r\n1;" + Repeat('x', 1025) + "\r\n"), -1);
        Assert.AreEqual((int)Fault.HttpChunk, (int)_engine.Fault);
        Assert.AreEqual(17 + 30 + 2 + 1024, _engine.FaultOffset);
        Play(Encoding.UTF8.GetBytes(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + Repeat('x', 8200) + "\r\n"), -1);
        Assert.AreEqual((int)Fault.HttpHeaderTooLong, (int)_engine.Fault);
    }

    [TestMethod]
    public void ASinkThatFailsEndsTheTransferWithItsOwnFault()
    {
        _sink.FailAt = 3;
        byte[] bytes = Encoding.UTF8.GetBytes(Ok + "Content-Length: 5\r\n\r\nhello");
        for (int cut = -1; cut <= bytes.Length; cut++)
        {
            Play(bytes, cut);
            Assert.AreEqual((int)Fault.FormatHtml, (int)_engine.Fault);
            Assert.AreEqual(3, _engine.FaultOffset);
        }

        _sink.FailAt = int.MaxValue;
        _sink.FailsAtEnd = true;
        Play(bytes, -1);
        Assert.AreEqual((int)Fault.FormatEmpty, (int)_engine.Fault);
        Assert.AreEqual(5, _engine.FaultOffset);
        _sink.FailsAtEnd = false;
    }

    [TestMethod]
    [DataRow("/spa.cfg", 0, "", "GET /spa.cfg HTTP/1.1\r\nHost: prov.example.net\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    [DataRow("/spa.cfg", 80, "", "GET /spa.cfg HTTP/1.1\r\nHost: prov.example.net\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    [DataRow("/a?b=c&d", 8080, "U/1", "GET /a?b=c&d HTTP/1.1\r\nHost: prov.example.net:8080\r\nUser-Agent: U/1\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    [DataRow("a b%20c#d", 80, "", "GET /a%20b%20c%23d HTTP/1.1\r\nHost: prov.example.net\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    [DataRow("/x\r\nEvil: 1\u00e9", 80, "", "GET /x%0d%0aEvil:%201%c3%a9 HTTP/1.1\r\nHost: prov.example.net\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    public void WritesTheRequest(string path, int port, string agent, string request)
    {
        _agent.Clear();
        _agent.Append(agent);
        _engine.Start(Request(Url("prov.example.net", port, path), -1), _sink, 0);
        Assert.AreEqual(request, _output.ToString());
        Assert.AreEqual((int)TransferStatus.Busy, (int)_engine.Status);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(61)]
    public void APostTellsItsLengthAndThatItIsText(int length)
    {
        _engine.Start(Request(Url("prov.example.net", 8080, "/cpe/resyncs?"), length), _sink, 0);
        Assert.AreEqual(
            "POST /cpe/resyncs? HTTP/1.1\r\nHost: prov.example.net:8080\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + length.ToString()
            + "\r\nAccept: */*\r\nConnection: close\r\n\r\n",
            _output.ToString());
    }

    [TestMethod]
    // Reply, ETag sent, what is then known: not modified, ETag, Last-Modified.
    [DataRow("HTTP/1.1 304 N\r\nContent-Length: 5\r\n\r\n", "\"a\"", true, "", "")]
    [DataRow("HTTP/1.1 304 N\r\nETag: \"b\"\r\nTransfer-Encoding: chunked\r\n\r\n", "W/\"b\"", true, "\"b\"", "")]
    [DataRow(Ok + "ETag: W/\"x y\"\r\nlast-modified: Sat, 21 Nov 2026 12:00:00 GMT \r\n\r\n", "\"a\"", false, "W/\"x y\"", "Sat, 21 Nov 2026 12:00:00 GMT")]
    [DataRow(Ok + "ETag: \"\u0001\"\r\nLast-Modified: \u00e9\r\n\r\n", "", false, "", "")]
    [DataRow(Ok + "ETag: \"a\"\r\nETag:\r\n\r\n", "", false, "", "")]
    [DataRow("HTTP/1.1 103 E\r\nETag: \"early\"\r\n\r\n" + Ok + "\r\n", "", false, "", "")]
    public void ValidatorsAreKeptAndBelieved(string reply, string sent, bool notModified, string entityTag, string lastModified)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reply);
        _entityTag.Clear();
        _entityTag.Append(sent);
        for (int cut = -1; cut <= bytes.Length; cut++)
        {
            Play(bytes, cut);
            Assert.AreEqual((int)TransferStatus.Done, (int)_engine.Status, cut.ToString());
            Assert.AreEqual(notModified, _engine.NotModified);
            Assert.AreEqual(entityTag, _engine.EntityTag.ToString());
            Assert.AreEqual(lastModified, _engine.LastModified.ToString());
            Assert.AreEqual(notModified ? 0 : 1, _sink.Finishes);
        }
    }

    [TestMethod]
    // Reply, Location, scheme of the challenge that is kept.
    [DataRow("HTTP/1.1 302 F\r\nLocation: /a\r\n\r\n", "/a", (int)AuthScheme.None)]
    [DataRow("HTTP/1.1 302 F\r\nLocation: \r\n /a\u00e9 \r\n\r\n", "/a\u00e9", (int)AuthScheme.None)]
    [DataRow("HTTP/1.1 103 E\r\nLocation: /early\r\n\r\nHTTP/1.1 302 F\r\n\r\n", "", (int)AuthScheme.None)]
    [DataRow("HTTP/1.1 401 U\r\nWWW-Authenticate: Basic realm=\"a\"\r\nwww-authenticate: Digest realm=\"b\",\r\n nonce=\"c\"\r\n\r\n", "", (int)AuthScheme.DigestMd5)]
    [DataRow("HTTP/1.1 401 U\r\nProxy-Authenticate: Basic realm=\"a\"\r\n\r\n", "", (int)AuthScheme.None)]
    [DataRow("HTTP/1.1 407 U\r\nProxy-Authenticate: Basic realm=\"a\"\r\nWWW-Authenticate: Digest realm=b,nonce=c\r\n\r\n", "", (int)AuthScheme.Basic)]
    [DataRow("HTTP/1.1 404 N\r\nWWW-Authenticate: Basic realm=\"a\"\r\n\r\n", "", (int)AuthScheme.None)]
    public void TellsWhereToGoAndWhatIsAskedFor(string reply, string location, int scheme)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(reply);
        for (int cut = -1; cut <= bytes.Length; cut++)
        {
            _engine.Authenticator.Challenge.Reset();
            Play(bytes, cut);
            Assert.AreEqual(location, _engine.Location.ToString(), cut.ToString());
            Assert.AreEqual(scheme, (int)_engine.Authenticator.Challenge.Scheme, cut.ToString());
        }
    }

    [TestMethod]
    [DataRow(1014, false)]
    [DataRow(1015, true)]
    public void ALongLocationIsKnownToBeCut(int count, bool cut)
    {
        Play(Encoding.UTF8.GetBytes("HTTP/1.1 302 F\r\nLocation: " + Repeat('x', count) + "\r\n\r\n"), -1);
        Assert.AreEqual(cut, _engine.Location.Overflowed);
    }

    [TestMethod]
    [DataRow(401, "u", "GET /x%20y HTTP/1.1\r\nHost: prov.example.net\r\nAuthorization: Basic dTpw\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    [DataRow(407, "u", "GET /x%20y HTTP/1.1\r\nHost: prov.example.net\r\nProxy-Authorization: Basic dTpw\r\nAccept: */*\r\nConnection: close\r\n\r\n")]
    public void CredentialsAreSentAsTheReplyAskedForThem(int status, string user, string expected)
    {
        StartAnswering("Basic", status, user, "p", -1);
        Assert.AreEqual(expected, _output.ToString());
    }

    [TestMethod]
    [DataRow("Basic", "u\r\nX: y")]
    [DataRow("Digest realm=\"\u0001\", nonce=\"n\"", "u")]
    public void CredentialsThatCouldBreakTheRequestAreNotSent(string challenge, string user)
    {
        StartAnswering(challenge, 401, user, "p", -1);
        Assert.AreEqual((int)Fault.UrlSyntax, (int)_engine.Fault);
    }

    [TestMethod]
    public void ADigestIsOfTheMethodAndTheTargetAsTheyAreSent()
    {
        StartAnswering("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256", 401, "u", "", 3);
        Assert.IsTrue(
            _output.ToString().IndexOf("uri=\"/x%20y\", algorithm=SHA-256, response=\"fb726d8a159e13736e31672d1108dab9e2cf786acab7df1e1088473297d6a113\"\r\n") > 0,
            _output.ToString());
    }

    [TestMethod]
    public void ALongValidatorIsNotKept()
    {
        Play(Encoding.UTF8.GetBytes(Ok + "ETag: " + Repeat('x', 129) + "\r\nLast-Modified: " + Repeat('y', 128) + "\r\n\r\n"), -1);
        Assert.AreEqual(0, _engine.EntityTag.Length);
        Assert.AreEqual(128, _engine.LastModified.Length);
    }

    [TestMethod]
    public void ValidatorsAreSentAsTheyCame()
    {
        HttpRequest request = Request(_url, -1);
        request.EntityTag = _entityTag;
        request.LastModified = new TextBuffer(40);
        _entityTag.Append("W/\"1\"");
        request.LastModified.Append("yesterday");
        _engine.Start(request, _sink, 0);
        Assert.AreEqual(
            "GET / HTTP/1.1\r\nHost: prov.example.net\r\nIf-None-Match: W/\"1\"\r\nIf-Modified-Since: yesterday\r\nAccept: */*\r\nConnection: close\r\n\r\n",
            _output.ToString());
    }

    [TestMethod]
    [DataRow("a b", "", 10)]
    [DataRow("a\r\nX: y", "", 10)]
    [DataRow("", "", 10)]
    [DataRow("a", "x\r\nY: z", 10)]
    [DataRow("a", "", 150)]
    public void ARequestThatCouldBreakIsNotSent(string server, string agent, int pathBytes)
    {
        TextBuffer output = new TextBuffer(200);
        HttpEngine engine = new HttpEngine(output, _detail, MaxBodyBytes);
        _agent.Clear();
        _agent.Append(agent);
        engine.Start(Request(Url(server, 80, Repeat('p', pathBytes)), -1), _sink, 0);
        Assert.AreEqual((int)Fault.UrlSyntax, (int)engine.Fault);
        _agent.Clear();
    }

    [TestMethod]
    // Received text, time of it, time of looking, what then.
    [DataRow("", 0, 19999, 0, 20000)]
    [DataRow("", 0, 20000, (int)Fault.HttpFirstByteTimeout, 0)]
    [DataRow("H", 10000, 29999, 0, 30000)]
    [DataRow("H", 10000, 30000, (int)Fault.HttpIdleTimeout, 0)]
    [DataRow("H", 299000, 299999, 0, 300000)]
    [DataRow("H", 299000, 300000, (int)Fault.FetchTooSlow, 0)]
    public void TimesAreBounded(string received, int receivedAtMs, int nowMs, int fault, int nextDeadlineMs)
    {
        Start();
        byte[] bytes = Encoding.UTF8.GetBytes(received);
        _engine.Receive(bytes, 0, bytes.Length, 1000 + receivedAtMs);
        _engine.Step(1000 + nowMs);
        Assert.AreEqual(fault, (int)_engine.Fault);
        Assert.IsTrue(_engine.NextDeadlineMs == (fault == 0 ? 1000 + nextDeadlineMs : long.MaxValue));
    }

    private void Start()
    {
        _sink.Reset();
        _engine.Start(Request(_url, -1), _sink, 1000);
    }

    private void StartAnswering(string challenge, int status, string user, string password, int postBytes)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(challenge);
        _engine.Authenticator.Challenge.Reset();
        _engine.Authenticator.Challenge.Take(bytes, 0, bytes.Length);
        HttpRequest request = Request(Url("prov.example.net", 80, "/x y"), postBytes);
        request.AnsweredStatus = status;
        request.UserId = new TextBuffer(20);
        request.UserId.Append(user);
        request.Password = new TextBuffer(20);
        request.Password.Append(password);
        _engine.Start(request, _sink, 0);
    }

    // cut -1: byte by byte; else in two pieces, of which one may be empty.
    private void Play(byte[] reply, int cut)
    {
        Start();
        if (cut >= 0)
        {
            _engine.Receive(reply, 0, cut, 1000);
            _engine.Receive(reply, cut, reply.Length - cut, 1000);
        }

        for (int i = 0; cut < 0 && i < reply.Length; i++)
        {
            _engine.Receive(reply, i, 1, 1000);
        }

        _engine.ReceiveEnd();
    }

    private static FileUrl Url(string server, int port, string path)
    {
        FileUrl url = new FileUrl();
        url.Scheme = UrlScheme.Http;
        url.Server.Append(server);
        url.Port = port;
        url.Path.Append(path);
        return url;
    }

    private HttpRequest Request(FileUrl url, int postBytes)
    {
        HttpRequest request = new HttpRequest();
        request.Url = url;
        request.UserAgent = _agent;
        request.BodyBytes = postBytes;
        request.EntityTag = _entityTag;
        return request;
    }

    private static string Repeat(char value, int count)
    {
        return new string(value, count);
    }
}
