// The web listener against real clients: HttpClient, raw sockets, a reader that takes nothing.

using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class WebListenerTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "127.0.0.1")]
    [DataRow("127.0.0.1", "localhost")]
    [DataRow("0.0.0.0", "127.0.0.1")]
    [DataRow("0.0.0.0", "ata.example.net")]
    [DataRow("*", "localhost")]
    public void AnswersTheHostNamesOfItsPrefix(string listenOn, string hostHeader)
    {
        int port = FreePort.Tcp();
        WebListener listener = Started(listenOn, port);
        try
        {
            Task<string> reply = RawGet(port, "GET /admin/resync?http://a.b/c%20d?x=1 HTTP/1.1\r\nHost: " + hostHeader + ":" + port + "\r\n\r\n");
            IWebExchange exchange = Next(listener);
            Assert.AreEqual("GET", exchange.Method);
            Assert.AreEqual("/admin/resync?http://a.b/c%20d?x=1", exchange.RawUrl);
            Assert.AreEqual(0x7F000001u, exchange.RemoteAddress);
            Answer(exchange, "text/plain", "hello");
            string text = reply.Result;
            StringAssert.StartsWith(text, "HTTP/1.1 200");
            StringAssert.Contains(text, "hello");
            StringAssert.Contains(text, "Content-Type: text/plain");
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    public void SendsAPageManyTimesTheRing()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        byte[] page = new byte[300000];
        new Random(7).NextBytes(page);
        try
        {
            using HttpClient client = new HttpClient();
            Task<byte[]> got = client.GetByteArrayAsync("http://127.0.0.1:" + port + "/spacfg.xml");
            IWebExchange exchange = Next(listener);
            exchange.Begin(200, "text/xml");
            Push(exchange, page);
            exchange.End();
            CollectionAssert.AreEqual(page, got.Result);
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    public void ASlowReaderBlocksNobody()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        byte[] piece = new byte[4096];
        try
        {
            using Socket slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
            slow.Connect(IPAddress.Loopback, port);
            slow.Send(Encoding.ASCII.GetBytes("GET /big HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n"));
            IWebExchange exchange = Next(listener);
            exchange.Begin(200, "text/plain");
            Stopwatch clock = Stopwatch.StartNew();
            Stopwatch full = Stopwatch.StartNew();
            int written = 0;

            // The system's own buffers take a few megabytes before the ring stays full.
            while (full.ElapsedMilliseconds < 300 && clock.ElapsedMilliseconds < 10000)
            {
                int room = exchange.Room;
                Stopwatch call = Stopwatch.StartNew();
                exchange.Write(piece, 0, room);
                Assert.IsLessThan(2000, call.ElapsedMilliseconds, "a write waits for nobody");
                written += room;
                if (room > 0)
                {
                    full.Restart();
                }

                Thread.Sleep(room == 0 ? 5 : 0);
            }

            Assert.AreEqual(0, exchange.Room, "the ring stays full after " + written + " bytes");

            Task<string> second = RawGet(port, "GET /quick HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
            IWebExchange quick = Next(listener);
            Answer(quick, "text/plain", "quick");
            StringAssert.Contains(second.Result, "quick");
        }
        finally
        {
            Stopwatch stop = Stopwatch.StartNew();
            listener.Stop();
            Assert.IsLessThan(1500, stop.ElapsedMilliseconds, "Stop drops the slow reader");
        }
    }

    [TestMethod]
    public void AClientThatLeavesShowsAsNoRoom()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        try
        {
            Socket client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
            client.Connect(IPAddress.Loopback, port);
            client.Send(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n"));
            IWebExchange exchange = Next(listener);
            client.Close();
            exchange.Begin(200, "text/plain");
            Stopwatch clock = Stopwatch.StartNew();
            byte[] piece = new byte[1024];
            while (exchange.Room >= 0 && clock.ElapsedMilliseconds < 3000)
            {
                exchange.Write(piece, 0, exchange.Room < 1024 ? exchange.Room : 1024);
                Thread.Sleep(1);
            }

            Assert.AreEqual(-1, exchange.Room);
            exchange.End();

            Task<string> next = RawGet(port, "GET /again HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
            Answer(Next(listener), "text/plain", "still here");
            StringAssert.Contains(next.Result, "still here");
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    public void RefusesAnUrlThatIsTooLong()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        try
        {
            string text = RawGet(port, "GET /" + new string('a', 3000) + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").Result;
            StringAssert.StartsWith(text, "HTTP/1.1 414");
            Assert.IsNull(listener.Accept());
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    public void HandsOverHeadersAndBodyAndSendsHeaders()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        string body = string.Concat(Enumerable.Range(0, 5000).Select(i => i + ","));
        try
        {
            Task<string> reply = RawGet(port, "POST /f HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Digest x=1\r\nOrigin: null\r\nSec-Fetch-Site: cross-site\r\n"
                + "Content-Type: text/x\r\nContent-Length: " + body.Length + "\r\n\r\n" + body);
            IWebExchange exchange = Next(listener);
            Assert.AreEqual("Digest x=1", exchange.Header(WebHeader.Authorization));
            Assert.AreEqual("null", exchange.Header(WebHeader.Origin));
            Assert.AreEqual("cross-site", exchange.Header(WebHeader.FetchSite));
            Assert.AreEqual("text/x", exchange.Header(WebHeader.ContentType));
            Assert.AreEqual("localhost:" + port, exchange.Header(WebHeader.Host));
            Assert.AreEqual(body, ReadBody(exchange));
            exchange.AddHeader("WWW-Authenticate", "Digest a");
            exchange.AddHeader("WWW-Authenticate", "Digest b");
            exchange.AddHeader("Cache-Control", "no-store");
            exchange.AddHeader("Location", "/there");
            Answer(exchange, "text/plain", "done");
            StringAssert.Matches(reply.Result, new System.Text.RegularExpressions.Regex("WWW-Authenticate: Digest a(, |\r\nWWW-Authenticate: )Digest b\r\n"));
            StringAssert.Contains(reply.Result, "Cache-Control: no-store\r\n");
            StringAssert.Contains(reply.Result, "Location: /there\r\n");
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    [DataRow("POST / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 65537\r\n\r\n", "413")]
    [DataRow("POST / HTTP/1.1\r\nHost: localhost:PORT\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "411")]
    [DataRow("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nAuthorization: LONG\r\n\r\n", "431")]
    [DataRow("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: LONG\r\n\r\n", "431")]
    public void RefusesWhatIsTooLong(string request, string status)
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        try
        {
            string text = RawGet(port, request.Replace("PORT", port.ToString(), StringComparison.Ordinal).Replace("LONG", new string('a', 1025), StringComparison.Ordinal)).Result;
            StringAssert.StartsWith(text, "HTTP/1.1 " + status);
            Assert.IsNull(listener.Accept());
        }
        finally
        {
            listener.Stop();
        }
    }

    [TestMethod]
    public void ARequestThatIsOpenWhenTheListenerStopsIsNoSuccess()
    {
        foreach (bool isTaken in new[] { false, true })
        {
            int port = FreePort.Tcp();
            WebListener listener = Started("127.0.0.1", port);
            Task<string> reply = RawGet(port, "GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
            Thread.Sleep(100);
            IWebExchange exchange = isTaken ? Next(listener) : null;
            listener.Stop();
            exchange?.Begin(200, "text/plain");
            exchange?.End();
            string text = Reply(reply);
            Assert.IsTrue(text.Length == 0 || text.StartsWith("HTTP/1.1 503", StringComparison.Ordinal), text);
        }
    }

    [TestMethod]
    public void AListenerThatKeepsItsPortRefusesUntilItIsStartedAgain()
    {
        int port = FreePort.Tcp();
        string request = "GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n";
        WebListener listener = new WebListener("127.0.0.1", true);
        Assert.IsTrue(listener.Start(port), listener.Problem);
        using Socket idle = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 5000 };
        idle.Connect(IPAddress.Loopback, port);
        Task<string> taken = RawGet(port, request);
        IWebExchange exchange = Next(listener);
        listener.Stop();
        exchange.Begin(200, "text/plain");
        exchange.End();
        Assert.DoesNotStartWith("HTTP/1.1 200", Reply(taken));
        Assert.IsNull(listener.Accept());
        StringAssert.StartsWith(Reply(RawGet(port, request)), "HTTP/1.1 503");
        Assert.IsTrue(listener.Start(port), listener.Problem);
        idle.Send(Encoding.ASCII.GetBytes(request));
        Answer(Next(listener), "text/plain", "again");
        byte[] buffer = new byte[2000];
        StringAssert.StartsWith(Encoding.ASCII.GetString(buffer, 0, idle.Receive(buffer)), "HTTP/1.1 200");
        int other = FreePort.Tcp();
        listener.Stop();
        Assert.IsTrue(listener.Start(other), listener.Problem);
        WebListener second = Started("127.0.0.1", port);
        second.Stop();
        listener.Close();
    }

    [TestMethod]
    public void BodiesThatDoNotComeHoldNobodyForLong()
    {
        int port = FreePort.Tcp();
        WebListener listener = Started("127.0.0.1", port);
        Socket[] stalled = new Socket[WebListener.Workers];
        IWebExchange[] exchanges = new IWebExchange[WebListener.Workers];
        try
        {
            for (int i = 0; i < stalled.Length; i++)
            {
                stalled[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                stalled[i].Connect(IPAddress.Loopback, port);
                stalled[i].Send(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: 100\r\n\r\nhalf"));
                exchanges[i] = Next(listener);
            }

            Stopwatch clock = Stopwatch.StartNew();
            Task<string> reply = RawGet(port, "GET /quick HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n");
            IWebExchange quick = null;
            while ((quick = listener.Accept()) == null && clock.ElapsedMilliseconds < 5000)
            {
                foreach (IWebExchange gone in exchanges.Where(e => e.Room < 0))
                {
                    Assert.AreEqual(-1, gone.Read(new byte[1], 0, 1));
                    gone.End();
                }

                Thread.Sleep(2);
            }

            Answer(quick, "text/plain", "quick");
            StringAssert.Contains(reply.Result, "quick");
            Assert.IsLessThan(WebListener.CrowdedStallMs + 1500, clock.ElapsedMilliseconds);
        }
        finally
        {
            listener.Stop();
            foreach (Socket socket in stalled)
            {
                socket?.Close();
            }
        }
    }

    [TestMethod]
    public void SaysWhyAPortCannotBeHadAndStartsAgain()
    {
        int port = FreePort.Tcp();
        WebListener first = Started("127.0.0.1", port);
        WebListener second = new WebListener("127.0.0.1");
        Assert.IsFalse(second.Start(port));
        Assert.IsNotNull(second.Problem);
        first.Stop();
        Assert.IsTrue(second.Start(port), second.Problem);
        Task<string> reply = RawGet(port, "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
        Answer(Next(second), "text/plain", "second");
        StringAssert.Contains(reply.Result, "second");
        second.Stop();
        Assert.IsNull(second.Accept());
    }

    private static WebListener Started(string host, int port)
    {
        WebListener listener = new WebListener(host);
        Assert.IsTrue(listener.Start(port), listener.Problem);
        return listener;
    }

    private static IWebExchange Next(WebListener listener)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < 5000)
        {
            IWebExchange exchange = listener.Accept();
            if (exchange != null)
            {
                return exchange;
            }

            Thread.Sleep(2);
        }

        throw new AssertFailedException("no request came");
    }

    private static string ReadBody(IWebExchange exchange)
    {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[700];
        Stopwatch clock = Stopwatch.StartNew();
        int count;
        while ((count = exchange.Read(buffer, 0, buffer.Length)) >= 0 && clock.ElapsedMilliseconds < 5000)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
            if (count == 0)
            {
                Thread.Sleep(1);
            }
        }

        return text.ToString();
    }

    // What came before the connection broke, if it broke.
    private static string Reply(Task<string> reply)
    {
        try
        {
            return reply.Result;
        }
        catch (AggregateException broken) when (broken.InnerException is System.IO.IOException)
        {
            return "";
        }
    }

    private static void Answer(IWebExchange exchange, string contentType, string body)
    {
        exchange.Begin(200, contentType);
        Push(exchange, Encoding.ASCII.GetBytes(body));
        exchange.End();
    }

    private static void Push(IWebExchange exchange, byte[] body)
    {
        int at = 0;
        while (at < body.Length)
        {
            int room = exchange.Room;
            Assert.IsGreaterThanOrEqualTo(0, room);
            int count = Math.Min(room, body.Length - at);
            exchange.Write(body, at, count);
            at += count;
            if (room == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    private static Task<string> RawGet(int port, string request)
    {
        return Task.Run(() =>
        {
            using TcpClient client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            client.ReceiveTimeout = 5000;
            NetworkStream stream = client.GetStream();
            stream.Write(Encoding.ASCII.GetBytes(request));
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[4096];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }

            return text.ToString();
        });
    }
}
