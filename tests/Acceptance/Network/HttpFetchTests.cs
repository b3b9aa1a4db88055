// HTTP fetches over real sockets: good servers, hostile ones, each outcome and its time.

using System;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class HttpFetchTests
{
    private static readonly byte[] File = Sample(200 * 1024);

    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow("length")]
    [DataRow("chunked")]
    [DataRow("close")]
    public void Fetches200Kilobytes(string framing)
    {
        using ScriptedTcpServer server = new ScriptedTcpServer((socket, _) => SendFile(socket, framing));
        FetchRun run = new FetchRun().Get(UrlScheme.Http, "127.0.0.1", server.Port, "/cfg/spa 1.cfg?x=1");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        CollectionAssert.AreEqual(File, run.Body.Bytes.ToArray());
        Assert.AreEqual(File.Length, run.Fetcher.BytesReceived);
        Assert.AreEqual(Ipv4.Loopback, run.Fetcher.ServerAddress);
        Assert.AreEqual("200 OK", run.Fetcher.Detail.ToString());
        Assert.AreEqual(
            "GET /cfg/spa%201.cfg?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.Port
            + "\r\nUser-Agent: Linksys/SPA-2102-5.2.12 (88012BA01234)\r\nAccept: */*\r\nConnection: close\r\n\r\n",
            server.LastRequest);
        TestContext.WriteLine("{0}: {1} KB/s", framing, File.Length / Math.Max(1, run.ElapsedMs));
    }

    [TestMethod]
    [DataRow("silent", Fault.HttpFirstByteTimeout, 300, 900)]
    [DataRow("stalls", Fault.HttpIdleTimeout, 300, 900)]
    [DataRow("drips", Fault.FetchTooSlow, 2900, 3600)]
    [DataRow("endless", Fault.FetchTooLarge, 0, 1500)]
    [DataRow("endless head", Fault.HttpHeaderTooLong, 0, 500)]
    [DataRow("reset", Fault.ConnectionLost, 0, 500)]
    [DataRow("cut", Fault.HttpTruncated, 0, 500)]
    [DataRow("closes at once", Fault.HttpTruncated, 0, 500)]
    [DataRow("not http", Fault.HttpSyntax, 0, 500)]
    [DataRow("lies large", Fault.FetchTooLarge, 0, 500)]
    [DataRow("not found", Fault.HttpNotFound, 0, 500)]
    [DataRow("broken", Fault.HttpStatus, 0, 500)]
    [DataRow("moved", Fault.HttpRedirect, 0, 500)]
    [DataRow("sink refuses", Fault.FormatHtml, 0, 500)]
    public void EndsEachHostileReplyInTime(string script, Fault expected, int atLeastMs, int atMostMs)
    {
        using ScriptedTcpServer server = new ScriptedTcpServer((socket, _) => Misbehave(socket, script));
        FetchRun run = new FetchRun();
        run.Body.FailAt = script == "sink refuses" ? 100 : int.MaxValue;
        run.Get(UrlScheme.Http, "127.0.0.1", server.Port, "/spa.cfg");
        Assert.AreEqual(FetchStatus.Failed, run.Status);
        Assert.AreEqual(expected, run.Fetcher.Fault);
        Assert.AreEqual(expected == Fault.HttpNotFound, run.Fetcher.NotFound);
        Assert.IsInRange(atLeastMs, atMostMs, run.ElapsedMs);
    }

    [TestMethod]
    public void ALengthThatIsTooShortCutsTheBody()
    {
        using ScriptedTcpServer server = ScriptedTcpServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef");
        FetchRun run = new FetchRun().Get(UrlScheme.Http, "127.0.0.1", server.Port, "/a");
        Assert.AreEqual(FetchStatus.Done, run.Status);
        Assert.AreEqual("abc", Encoding.ASCII.GetString(run.Body.Bytes.ToArray()));
    }

    [TestMethod]
    public void APortWithoutListenerIsRefused()
    {
        FetchRun run = new FetchRun().Get(UrlScheme.Http, "127.0.0.1", FreePort.Tcp(), "/a");
        Assert.AreEqual(Fault.ConnectRefused, run.Fetcher.Fault);
        Assert.IsLessThan(450, run.ElapsedMs);
    }

    [TestMethod]
    public void AnAddressThatAnswersNothingTimesOut()
    {
        // A full accept queue: the system leaves further connections unanswered.
        using Socket full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        full.Listen(0);
        int port = ((System.Net.IPEndPoint)full.LocalEndPoint).Port;
        using Socket first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        first.Connect(System.Net.IPAddress.Loopback, port);
        FetchRun run = new FetchRun().Get(UrlScheme.Http, "127.0.0.1", port, "/a");
        Assert.AreEqual(FetchStatus.Failed, run.Status);
        Assert.IsTrue(run.Fetcher.Fault == Fault.ConnectTimeout || run.Fetcher.Fault == Fault.HttpFirstByteTimeout, run.Fetcher.Fault.ToString());
        Assert.IsInRange(350, 1200, run.ElapsedMs);
    }

    [TestMethod]
    [DataRow(UrlScheme.Http, "", "/a", Fault.UrlNoServer)]
    [DataRow(UrlScheme.Http, "127.0.0.1", "", Fault.UrlNoPath)]
    [DataRow(UrlScheme.Http, "prov.example.net", "/a", Fault.DnsNoServer)]
    [DataRow(UrlScheme.Http, "no such name", "/a", Fault.DnsBadName)]
    public void WhatCannotWorkFailsAtOnce(UrlScheme scheme, string server, string path, Fault expected)
    {
        FetchRun run = new FetchRun().Get(scheme, server, 0, path);
        Assert.AreEqual(FetchStatus.Failed, run.Status);
        Assert.AreEqual(expected, run.Fetcher.Fault);
        Assert.IsLessThan(200, run.ElapsedMs);
    }

    [TestMethod]
    public void ACancelledFetchClosesAndTheNextOneWorks()
    {
        using ScriptedTcpServer silent = new ScriptedTcpServer((socket, _) => Thread.Sleep(3000));
        using ScriptedTcpServer good = ScriptedTcpServer.Saying("HTTP/1.0 200 OK\n\nok");
        FetchRun run = new FetchRun();
        FileUrl url = new FileUrl { Scheme = UrlScheme.Http, Port = silent.Port };
        url.Server.Append("127.0.0.1");
        url.Path.Append("/");
        run.Fetcher.Start(new FetchRequest { Url = url }, run.Body, Environment.TickCount64);
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(FetchStatus.Busy, run.Fetcher.Step(Environment.TickCount64, 5));
        }

        run.Fetcher.Cancel();
        Assert.AreEqual(FetchStatus.Failed, run.Fetcher.Step(Environment.TickCount64, 5));
        Assert.AreEqual(long.MaxValue, run.Fetcher.NextDeadlineMs);
        run.Get(UrlScheme.Http, "127.0.0.1", good.Port, "/");
        Assert.AreEqual(FetchStatus.Done, run.Status);
    }

    [TestMethod]
    public void AFetchAllocatesLittleWhateverItsSize()
    {
        using ScriptedTcpServer server = new ScriptedTcpServer((socket, _) => SendFile(socket, "length"));
        FetchRun run = new FetchRun();
        run.Body.Bytes.Capacity = File.Length * 2;
        run.Get(UrlScheme.Http, "127.0.0.1", server.Port, "/warm");
        long before = GC.GetAllocatedBytesForCurrentThread();
        run.Get(UrlScheme.Http, "127.0.0.1", server.Port, "/again");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(FetchStatus.Done, run.Status);
        TestContext.WriteLine("allocated {0} bytes", allocated);
        Assert.IsLessThan(6000, allocated);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(60)]
    [DataRow(2048)]
    public void APostSendsItsBodyBehindItsHead(int length)
    {
        byte[] sent = Sample(length);
        byte[] received = null;
        using ScriptedTcpServer server = new ScriptedTcpServer((socket, request) =>
        {
            // Some of the body may have come with the head.
            byte[] early = Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
            received = new byte[length];
            early.CopyTo(received, 0);
            for (int at = early.Length; at < length;)
            {
                at += socket.Receive(received, at, length - at, SocketFlags.None);
            }

            Say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        FetchRun run = new FetchRun();
        run.Request.PostBody = new TextBuffer(2048);
        run.Request.PostBody.Append(sent, 0, length);
        run.Get(UrlScheme.Http, "127.0.0.1", server.Port, "/cpe/resyncs?");
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        StringAssert.StartsWith(server.LastRequest, "POST /cpe/resyncs? HTTP/1.1\r\n");
        StringAssert.Contains(server.LastRequest, "Content-Length: " + length + "\r\n");
        CollectionAssert.AreEqual(sent, received);
    }

    [TestMethod]
    public void APostOverTftpIsRefusedAtOnce()
    {
        FetchRun run = new FetchRun();
        run.Request.PostBody = new TextBuffer(1);
        run.Get(UrlScheme.Tftp, "127.0.0.1", 69, "/a");
        Assert.AreEqual(Fault.PostScheme, run.Fetcher.Fault);
    }

    internal static byte[] Sample(int length)
    {
        byte[] bytes = new byte[length];
        new Random(2102).NextBytes(bytes);
        return bytes;
    }

    private static void SendFile(Socket socket, string framing)
    {
        string extra = framing == "length" ? "Content-Length: " + File.Length + "\r\n" : framing == "chunked" ? "Transfer-Encoding: chunked\r\n" : "";
        Say(socket, "HTTP/1.1 200 OK\r\nServer: test\r\n" + extra + "\r\n");
        if (framing != "chunked")
        {
            socket.Send(File);
            return;
        }

        for (int at = 0; at < File.Length; at += 3000)
        {
            int count = Math.Min(3000, File.Length - at);
            Say(socket, count.ToString("x") + ";n=v\r\n");
            socket.Send(File, at, count, SocketFlags.None);
            Say(socket, "\r\n");
        }

        Say(socket, "0\r\nX-Sum: 1\r\n\r\n");
    }

    private static void Misbehave(Socket socket, string script)
    {
        const string Head = "HTTP/1.1 200 OK\r\n";
        switch (script)
        {
            case "silent":
                Thread.Sleep(4000);
                break;
            case "stalls":
                Say(socket, Head + "Content-Length: 1000\r\n\r\nabc");
                Thread.Sleep(4000);
                break;
            case "drips":
                Say(socket, Head + "\r\n");
                for (int i = 0; i < 60; i++)
                {
                    Thread.Sleep(100);
                    Say(socket, "x");
                }

                break;
            case "endless":
                Say(socket, Head + "\r\n");
                while (true)
                {
                    socket.Send(File);
                }

            case "endless head":
                Say(socket, Head);
                while (true)
                {
                    Say(socket, "X-Filler: " + new string('y', 200) + "\r\n");
                }

            case "reset":
                Say(socket, Head + "Content-Length: 1000\r\n\r\nabc");
                Thread.Sleep(50);
                socket.LingerState = new LingerOption(true, 0);
                break;
            case "cut":
                Say(socket, Head + "Content-Length: 1000\r\n\r\nabc");
                break;
            case "not http":
                Say(socket, "220 mail.example.net ESMTP\r\n");
                Thread.Sleep(1000);
                break;
            case "lies large":
                Say(socket, Head + "Content-Length: 99999999999\r\n\r\n");
                break;
            case "not found":
                Say(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found");
                break;
            case "broken":
                Say(socket, "HTTP/1.1 500 Oops\r\n\r\n");
                break;
            case "moved":
                Say(socket, "HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n");
                break;
            case "sink refuses":
                SendFile(socket, "length");
                break;
        }
    }

    private static void Say(Socket socket, string text)
    {
        socket.Send(Encoding.Latin1.GetBytes(text));
    }
}
