// Servers that send the file before they have read the request: what is still to be sent stands where the file's reader works.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Protocols;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class EarlyAnswerTests
{
    private const string Reply = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret";

    // Each send takes so many bytes; the reply is there after so many sends, byte by byte or at once.
    [TestMethod]
    [DataRow(10, 2, false)]
    [DataRow(10, 2, true)]
    [DataRow(1, 1, true)]
    [DataRow(4000, 1, false)]
    public void WhatTheReaderWritesIsNeverSent(int sendBytes, int repliesAfter, bool bytewise)
    {
        PacedNetwork network = new(sendBytes, repliesAfter, bytewise);
        SpoilingSink body = Fetch(network, null, out Fetcher fetcher);
        Assert.AreEqual(Fault.None, fetcher.Fault);
        Assert.AreEqual("secret", body.Text.ToString());
        string head = "GET /a HTTP/1.1\r\nHost: 192.168.0.1\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        Assert.IsTrue(head.StartsWith(network.Sent.ToString(), StringComparison.Ordinal), network.Sent.ToString());
    }

    // A request so long that the lines of the reply's head stand where its end does.
    [TestMethod]
    [DataRow(2000, 1, true)]
    [DataRow(3000, 1, true)]
    [DataRow(3000, 1, false)]
    [DataRow(4000, 1, true)]
    public void WhatTheReplysHeadOverwritesIsNeverSent(int sendBytes, int repliesAfter, bool bytewise)
    {
        PacedNetwork network = new(sendBytes, repliesAfter, bytewise);
        string path = new(' ', FileUrl.MaxPath - 1);
        SpoilingSink body = Fetch(network, null, out Fetcher fetcher, "/" + path);
        Assert.AreEqual(Fault.None, fetcher.Fault);
        Assert.AreEqual("secret", body.Text.ToString());
        string head = "GET /" + path.Replace(" ", "%20", StringComparison.Ordinal) + " HTTP/1.1\r\nHost: 192.168.0.1\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        Assert.IsGreaterThan(Fetcher.OutputBytes - HttpEngine.ReplyLineBytes, head.Length);
        Assert.IsTrue(head.StartsWith(network.Sent.ToString(), StringComparison.Ordinal), network.Sent.ToString());
        Assert.AreEqual(Math.Min(sendBytes, head.Length), network.Sent.Length);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(100)]
    public void APostGoesOnWhileTheFileIsRead(int sendBytes)
    {
        string text = string.Concat(Enumerable.Range(0, 100).Select(i => "line " + i + "\n"));
        TextBuffer post = new(2048);
        post.Append(text);
        int headSends = (("POST /a HTTP/1.1\r\nHost: 192.168.0.1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + text.Length
            + "\r\nAccept: */*\r\nConnection: close\r\n\r\n").Length + sendBytes - 1) / sendBytes;
        PacedNetwork network = new(sendBytes, headSends + 1, true);
        SpoilingSink body = Fetch(network, post, out Fetcher fetcher);
        Assert.AreEqual(Fault.None, fetcher.Fault);
        Assert.AreEqual("secret", body.Text.ToString());
        string sent = network.Sent.ToString();
        string posted = sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.IsGreaterThan(0, posted.Length);
        Assert.IsTrue(text.StartsWith(posted, StringComparison.Ordinal), posted);
        Assert.IsGreaterThan(1, network.SendsInFile);
    }

    private static SpoilingSink Fetch(PacedNetwork network, TextBuffer post, out Fetcher fetcher, string path = "/a")
    {
        TextBuffer output = new(Fetcher.OutputBytes);
        SpoilingSink body = new(output.Bytes);
        fetcher = new Fetcher(network, new SystemRandom(1), 1000, null, output, new byte[Fetcher.InputBytes]);
        FetchRequest request = new() { Url = new FileUrl { Scheme = UrlScheme.Http }, PostBody = post };
        request.Url.Server.Append("192.168.0.1");
        request.Url.Path.Append(path);
        fetcher.Start(request, body, 0);
        for (int step = 0; step < 5000 && fetcher.Step(step, 0) == FetchStatus.Busy; step++)
        {
        }

        return body;
    }

    /// <summary>Does with the shared buffer what a profile's reader may do with it.</summary>
    private sealed class SpoilingSink : ISink
    {
        private readonly byte[] _shared;

        public SpoilingSink(byte[] shared)
        {
            _shared = shared;
        }

        public StringBuilder Text { get; } = new();

        public Fault Fault => Fault.None;

        public int FaultOffset => 0;

        public void Reset() => Text.Clear();

        public DecodeStatus Write(byte[] buffer, int offset, int count)
        {
            Text.Append(Encoding.ASCII.GetString(buffer, offset, count));
            Array.Fill(_shared, (byte)'!', Fetcher.AnswerBytes, _shared.Length - Fetcher.AnswerBytes);
            return DecodeStatus.More;
        }

        public DecodeStatus Finish() => DecodeStatus.Done;
    }

    /// <summary>One connection that takes and gives as the test wants it.</summary>
    private sealed class PacedNetwork : INetwork, IConnection
    {
        private readonly int _sendBytes;
        private readonly int _repliesAfter;
        private readonly bool _bytewise;
        private readonly LoopbackNetwork _others = new(new SteppedClock(), 0xC0A80002, 1);
        private readonly Queue<byte> _reply = new(Encoding.ASCII.GetBytes(Reply));
        private int _sends;

        public PacedNetwork(int sendBytes, int repliesAfter, bool bytewise)
        {
            _sendBytes = sendBytes;
            _repliesAfter = repliesAfter;
            _bytewise = bytewise;
        }

        public StringBuilder Sent { get; } = new();

        /// <summary>Sends behind the first byte of the file.</summary>
        public int SendsInFile { get; private set; }

        public uint LocalAddress => 0xC0A80002;

        public ConnectionState State { get; private set; }

        public Fault Fault => Fault.None;

        public string PeerName => null;

        public string DhcpOption(int code) => null;

        public IDatagramPort CreateDatagramPort() => _others.CreateDatagramPort();

        public IConnection CreateConnection() => this;

        public void Connect(uint address, int port, bool tls, string serverName) => State = ConnectionState.Open;

        public int Send(byte[] buffer, int offset, int count)
        {
            _sends++;
            SendsInFile += _reply.Count < "secret".Length ? 1 : 0;
            int taken = Math.Min(_sendBytes, count);
            Sent.Append(Encoding.ASCII.GetString(buffer, offset, taken));
            return taken;
        }

        // The head at once, the file as the test wants it.
        public int Receive(byte[] buffer, int offset, int count, int waitMs)
        {
            bool inFile = _reply.Count <= "secret".Length;
            int most = _sends < _repliesAfter ? 0 : !_bytewise ? count : inFile ? 1 : _reply.Count - "secret".Length;
            int given = 0;
            while (given < most && _reply.Count > 0)
            {
                buffer[offset + given++] = _reply.Dequeue();
            }

            return given;
        }

        public void Close() => State = ConnectionState.Closed;
    }
}
