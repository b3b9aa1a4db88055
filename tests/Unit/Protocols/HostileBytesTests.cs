// Replies with bytes changed at random (fixed seed): nothing throws, and any cutting of a stream gives the same outcome.

using System;
using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class HostileBytesTests
{
    private const int Rounds = 300;

    private readonly Random _random = new Random(2102);
    private readonly TextSink _sink = new TextSink();
    private readonly TextBuffer _detail = new TextBuffer(100);
    private readonly FileUrl _url = new FileUrl();
    private readonly TextBuffer _agent = new TextBuffer(10);

    [TestMethod]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX: y\r\n z\r\n\r\nhello there")]
    [DataRow("HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;e\r\nhello\r\n6\r\n there\r\n0\r\nT: 1\r\n\r\n")]
    [DataRow("HTTP/1.0 302 Found\nLocation: http://b/\n\nx")]
    public void AnHttpReplyHasOneOutcomeHoweverItIsCut(string reply)
    {
        byte[] original = Encoding.UTF8.GetBytes(reply);
        byte[] changed = new byte[original.Length];
        HttpEngine engine = new HttpEngine(new TextBuffer(HttpEngine.OutputCapacity), _detail, 64);
        _url.Server.Clear();
        _url.Server.Append("a");
        for (int round = 0; round < Rounds; round++)
        {
            Array.Copy(original, 0, changed, 0, original.Length);
            Change(changed, changed.Length);
            string whole = Play(engine, changed, changed.Length);
            Assert.AreEqual(whole, Play(engine, changed, 1), round.ToString());
            Assert.AreEqual(whole, Play(engine, changed, 1 + _random.Next(20)), round.ToString());
        }
    }

    [TestMethod]
    [DataRow("abcd81800001000300000000 q:a.net c:*12=b*14 a:b*14=10.1.2.3 a:*12=1.2.3.4")]
    [DataRow("abcd83800001000200000000 q:a.net a:*12=10.1.2.3 t:*12")]
    public void ADnsReplyNeverThrows(string reply)
    {
        DnsMessage original = new DnsMessage(reply);
        byte[] changed = new byte[original.Length];
        DnsResolver resolver = new DnsResolver(new byte[DnsResolver.OutputCapacity]);
        resolver.SetServer(0, 1, 53);
        byte[] name = Encoding.UTF8.GetBytes("a.net");
        for (int round = 0; round < Rounds; round++)
        {
            Array.Copy(original.Bytes, 0, changed, 0, original.Length);
            Change(changed, 1 + _random.Next(changed.Length));
            resolver.Start(name, 0, name.Length, 0xABCD, 0);
            resolver.Receive(1, 53, changed, 0, changed.Length, 0);
            bool ended = resolver.Status == TransferStatus.Done ? resolver.AddressCount > 0 && resolver.AddressCount <= 8
                : resolver.Status == TransferStatus.Failed ? resolver.Fault != Fault.None : resolver.AddressCount == 0;
            Assert.IsTrue(ended, round.ToString());
        }
    }

    [TestMethod]
    public void TftpDatagramsNeverThrow()
    {
        byte[] oack = { 0, 6, 98, 108, 107, 115, 105, 122, 101, 0, 53, 49, 50, 0, 116, 115, 105, 122, 101, 0, 57, 0 };
        byte[] data = { 0, 3, 0, 1, 65, 66, 67, 0 };
        byte[] error = { 0, 5, 0, 2, 110, 111, 0, 0 };
        TftpReader reader = new TftpReader(new byte[TftpReader.OutputCapacity], _detail, 64);
        for (int round = 0; round < Rounds; round++)
        {
            _sink.Reset();
            reader.Start(1, 69, new byte[] { 47 }, 0, 1, _sink, 0);
            for (int i = 0; i < 6; i++)
            {
                byte[] source = i == 0 ? oack : (i & 1) == 0 ? error : data;
                byte[] changed = new byte[source.Length];
                Array.Copy(source, 0, changed, 0, source.Length);
                Change(changed, changed.Length);
                reader.Receive(1, 1000 + _random.Next(2), changed, 0, _random.Next(changed.Length + 1), i * 500);
                Assert.IsTrue(reader.OutputBytes >= 0 && reader.OutputBytes <= TftpReader.OutputCapacity);
                reader.OutputSent();
            }

            Assert.AreEqual(_sink.Text.Length, reader.BodyBytes, round.ToString());
            Assert.AreEqual(reader.Status == TransferStatus.Failed, reader.Fault != Fault.None, round.ToString());
        }
    }

    [TestMethod]
    public void TftpAnswersToAWriterNeverThrow()
    {
        byte[] oack = { 0, 6, 98, 108, 107, 115, 105, 122, 101, 0, 53, 49, 50, 0, 116, 115, 105, 122, 101, 0, 57, 0 };
        byte[] acknowledge = { 0, 4, 0, 1 };
        byte[] error = { 0, 5, 0, 2, 110, 111, 0, 0 };
        TftpWriter writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], _detail);
        GeneratedSource file = new GeneratedSource();
        file.Length = 3000;
        for (int round = 0; round < Rounds; round++)
        {
            file.Rewind();
            writer.Start(1, 69, new byte[] { 47 }, 0, 1, file, 0);
            for (int i = 0; i < 6; i++)
            {
                byte[] source = i == 0 ? oack : i == 3 ? error : acknowledge;
                byte[] changed = new byte[source.Length];
                Array.Copy(source, 0, changed, 0, source.Length);
                Change(changed, changed.Length);
                writer.Receive(1, 1000 + _random.Next(2), changed, 0, _random.Next(changed.Length + 1), i * 500);
                Assert.IsTrue(writer.OutputBytes >= 0 && writer.OutputBytes <= TftpWriter.OutputCapacity);
                writer.OutputSent();
            }

            Assert.IsTrue(writer.BodyBytes <= file.Position, round.ToString());
            Assert.AreEqual(writer.Status == TransferStatus.Failed, writer.Fault != Fault.None, round.ToString());
        }
    }

    // One to four bytes become others, half of them ones that mean something.
    private void Change(byte[] bytes, int count)
    {
        const int Meanings = 12;
        byte[] meaning = { 0, 10, 13, 32, 58, 48, 57, 65, 192, 255, 1, 12 };
        int changes = 1 + _random.Next(4);
        for (int i = 0; i < changes; i++)
        {
            bytes[_random.Next(count)] = _random.Next(2) == 0 ? meaning[_random.Next(Meanings)] : (byte)_random.Next(256);
        }
    }

    private string Play(HttpEngine engine, byte[] reply, int piece)
    {
        _sink.Reset();
        HttpRequest request = new HttpRequest();
        request.Url = _url;
        request.UserAgent = _agent;
        engine.Start(request, _sink, 0);
        for (int at = 0; at < reply.Length; at += piece)
        {
            engine.Receive(reply, at, reply.Length - at < piece ? reply.Length - at : piece, 0);
        }

        engine.ReceiveEnd();
        return ((int)engine.Status).ToString() + " " + ((int)engine.Fault).ToString() + " " + engine.FaultOffset.ToString() + " "
            + _detail.ToString() + " " + _sink.Text.ToString();
    }
}
