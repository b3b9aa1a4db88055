// The resolver: replies of every kind, servers that fail, silence, names that are none (RFC 1035).

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class DnsResolverTests
{
    private const uint First = 0x0A000001;
    private const uint Second = 0x0A000002;
    private const string Asked = "prov.example.net";
    private const string Head = "abcd81800001000";

    private readonly byte[] _output = new byte[DnsResolver.OutputCapacity];
    private readonly DnsResolver _resolver;

    public DnsResolverTests()
    {
        _resolver = new DnsResolver(_output);
        _resolver.SetServer(0, First, 53);
        _resolver.SetServer(1, Second, 5353);
    }

    [TestMethod]
    [DataRow("localhost")]
    [DataRow("LocalHost")]
    public void TheLoopbackNameIsAskedOfNoServer(string name)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
        _resolver.SetServer(0, 0, 0);
        _resolver.SetServer(1, 0, 0);
        _resolver.Start(bytes, 0, bytes.Length, 1, 0);
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);
        Assert.AreEqual(0, _resolver.OutputBytes);
        Assert.AreEqual(Ipv4.Loopback, _resolver.AddressOf(0));
    }

    [TestMethod]
    [DataRow(Head + "100000000 q:prov.example.net a:*12=10.1.2.3", "10.1.2.3")]
    [DataRow(Head + "100000000 q:PROV.example.NET a:prov.EXAMPLE.net=10.1.2.3", "10.1.2.3")]
    [DataRow(Head + "300000000 q:prov.example.net a:*12=10.1.2.3 a:*12=0.0.0.0 a:*12=200.255.0.1", "10.1.2.3 200.255.0.1")]
    [DataRow(Head + "200000000 q:prov.example.net t:*12 a:*12=10.1.2.3", "10.1.2.3")]
    // Records of other names do not count.
    [DataRow(Head + "200000000 q:prov.example.net a:other.net=9.9.9.9 a:*12=10.1.2.3", "10.1.2.3")]
    // Aliases, in and out of order, with compressed names.
    [DataRow(Head + "200000000 q:prov.example.net c:*12=b*17 a:b*17=10.1.2.3", "10.1.2.3")]
    [DataRow(Head + "300000000 q:prov.example.net a:c.net=10.1.2.3 c:b.net=c.net c:*12=b.net", "10.1.2.3")]
    // Truncated, but with an address; the second record is cut.
    [DataRow("abcd83800001000200000000 q:prov.example.net a:*12=10.1.2.3 x:c00c000100", "10.1.2.3")]
    // More than eight.
    [DataRow(Head + "900000000 q:prov.example.net a:*12=1.1.1.1 a:*12=1.1.1.2 a:*12=1.1.1.3 a:*12=1.1.1.4 a:*12=1.1.1.5 a:*12=1.1.1.6 a:*12=1.1.1.7 a:*12=1.1.1.8 a:*12=1.1.1.9", "1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 1.1.1.6 1.1.1.7 1.1.1.8")]
    public void FindsTheAddresses(string reply, string addresses)
    {
        Start(Asked);
        Receive(First, 53, reply);
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);
        TextBuffer found = new TextBuffer(200);
        for (int i = 0; i < _resolver.AddressCount; i++)
        {
            found.Append(i == 0 ? "" : " ");
            Ipv4.Append(_resolver.AddressOf(i), found);
        }

        Assert.AreEqual(addresses, found.ToString());
    }

    [TestMethod]
    [DataRow("abcd81830001000000000000 q:prov.example.net", (int)Fault.DnsNoName)]
    [DataRow(Head + "000000000 q:prov.example.net", (int)Fault.DnsNoAddress)]
    [DataRow(Head + "100000000 q:prov.example.net t:*12", (int)Fault.DnsNoAddress)]
    [DataRow(Head + "100000000 q:prov.example.net c:*12=b.net", (int)Fault.DnsNoAddress)]
    [DataRow(Head + "100000000 q:prov.example.net c:*12=*12", (int)Fault.DnsNoAddress)]
    [DataRow(Head + "200000000 q:prov.example.net c:*12=b.net c:b.net=*12", (int)Fault.DnsNoAddress)]
    public void TheServersVerdictIsTheFault(string reply, int fault)
    {
        Start(Asked);
        Receive(First, 53, reply);
        Assert.AreEqual((int)TransferStatus.Failed, (int)_resolver.Status);
        Assert.AreEqual(fault, (int)_resolver.Fault);
    }

    [TestMethod]
    // Reply codes, truncated without an address, pointers to themselves, in a ring, forward, past the end; records cut or of a wrong length.
    [DataRow("abcd81820001000000000000 q:prov.example.net")]
    [DataRow("abcd81850001000000000000 q:prov.example.net")]
    [DataRow("abcd83800001000000000000 q:prov.example.net")]
    [DataRow(Head + "100000000 q:prov.example.net x:c022")]
    [DataRow(Head + "100000000 q:prov.example.net x:c024c022")]
    [DataRow(Head + "100000000 q:prov.example.net x:ffff")]
    [DataRow(Head + "100000000 q:prov.example.net x:c0")]
    [DataRow(Head + "100000000 q:prov.example.net x:80")]
    [DataRow(Head + "100000000 q:prov.example.net")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00010001000000ff0005")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00010001000000ff000301020304")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00050001000000ff0001c00c")]
    [DataRow(Head + "200000000 q:prov.example.net a:*12=10.1.2.3")]
    // Pointers into the header and into a record's middle, an alias whose name goes on behind its record, more records than bytes.
    [DataRow(Head + "100000000 q:prov.example.net x:c0000001")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00050001000000ff0002c02e")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00050001000000ff00020161")]
    [DataRow("abcd81800001ffff00000000 q:prov.example.net a:*12=10.1.2.3")]
    [DataRow(Head + "100000000 q:prov.example.net x:3f61")]
    [DataRow(Head + "100000000 q:prov.example.net x:4061")]
    [DataRow(Head + "100000000 q:prov.example.net x:c00c00010001000000ffffff0a010203")]
    public void AServerThatFailsIsAskedNoMore(string reply)
    {
        Start(Asked);
        Receive(First, 53, reply);
        Assert.AreEqual((int)TransferStatus.Busy, (int)_resolver.Status);
        Assert.IsTrue(_resolver.OutputBytes > 0);
        Assert.AreEqual(Second, _resolver.OutputAddress);
        Assert.AreEqual(5353, _resolver.OutputPort);
        Receive(Second, 5353, reply);
        Assert.AreEqual((int)Fault.DnsServerFailure, (int)_resolver.Fault);
        Assert.AreEqual(0, _resolver.OutputBytes);
    }

    [TestMethod]
    // Another id, a query, another opcode, no question, two, another name, type or class; another server or port.
    [DataRow("abce81800001000100000000 q:prov.example.net a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd01800001000100000000 q:prov.example.net a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd89800001000100000000 q:prov.example.net a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd81800000000100000000 a:prov.example.net=10.1.2.3", First, 53)]
    [DataRow("abcd81800002000100000000 q:prov.example.net q:*12 a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd81800001000100000000 q:evil.example.net a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd81800001000100000000 q:prov.example.net.x a:*12=10.1.2.3", First, 53)]
    [DataRow("abcd81800001000100000000 x:0470726f76076578616d706c65036e657400001c0001", First, 53)]
    [DataRow("abcd81800001000100000000 x:0470726f76076578616d706c65036e65740000010003", First, 53)]
    [DataRow("abcd81800001000100000000 x:c00c00010001", First, 53)]
    [DataRow("abcd81800001000100000000 x:c00e00010001", First, 53)]
    [DataRow("abcd81800001000100000000 x:3f", First, 53)]
    [DataRow("abcd81800001", First, 53)]
    [DataRow(Head + "100000000 q:prov.example.net a:*12=10.1.2.3", First, 54)]
    [DataRow(Head + "100000000 q:prov.example.net a:*12=10.1.2.3", 0x0A000003u, 53)]
    public void WhatIsNoReplyIsIgnored(string reply, uint address, int port)
    {
        Start(Asked);
        Receive(address, port, reply);
        Assert.AreEqual((int)TransferStatus.Busy, (int)_resolver.Status);
        Assert.AreEqual(0, _resolver.OutputBytes);
        Receive(First, 53, Head + "100000000 q:prov.example.net a:*12=10.1.2.3");
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);
    }

    [TestMethod]
    public void AReplyCutAtAnyByteBringsNoAddress()
    {
        DnsMessage message = new DnsMessage(Head + "200000000 q:prov.example.net c:*12=b*17 a:b*17=10.1.2.3");
        for (int length = 0; length < message.Length; length++)
        {
            Start(Asked);
            _resolver.Receive(First, 53, message.Bytes, 0, length, 0);
            Assert.AreEqual((int)TransferStatus.Busy, (int)_resolver.Status, length.ToString());
            Assert.AreEqual(length >= 34, _resolver.OutputBytes > 0, length.ToString());
        }
    }

    [TestMethod]
    // Eight aliases are followed, a ninth is not.
    [DataRow(8, (int)TransferStatus.Done)]
    [DataRow(9, (int)TransferStatus.Failed)]
    public void AChainOfAliasesHasAnEnd(int aliases, int status)
    {
        string words = "q:prov.example.net c:*12=n1";
        for (int i = 1; i < aliases; i++)
        {
            words += " c:n" + i.ToString() + "=n" + (i + 1).ToString();
        }

        Start(Asked);
        Receive(First, 53, "abcd8180000100" + (aliases + 1).ToString("X2") + "00000000" + " " + words + " a:n" + aliases.ToString() + "=10.1.2.3");
        Assert.AreEqual(status, (int)_resolver.Status);
    }

    [TestMethod]
    // A label of 63 and so many that lead to the one before it: 3 x 64 + 1 bytes are a name, 4 x 64 + 1 are none.
    [DataRow(2, (int)TransferStatus.Failed)]
    [DataRow(3, (int)TransferStatus.Busy)]
    public void ANameThatPointersMakeTooLongIsNone(int pointers, int status)
    {
        string label = new string('a', 63);
        string words = "q:prov.example.net x:3f";
        for (int i = 0; i < 63; i++)
        {
            words += "61";
        }

        string message = "abcd81800001000" + (pointers + 1).ToString() + "00000000 " + words + "0000010001000000ff00040a010101";
        int at = 12 + 18 + 4;
        for (int i = 0; i < pointers; i++)
        {
            message += " a:" + label + "*" + at.ToString() + "=10.1.1.1";
            at += i == 0 ? 64 + 1 + 14 : 64 + 2 + 14;
        }

        Start(Asked);
        Receive(First, 53, message);
        Assert.AreEqual(status, (int)_resolver.Status, "no address, or a malformed reply that fails its server");
    }

    [TestMethod]
    public void TwoServersAreAskedInTurnAtOneTwoAndFourSeconds()
    {
        Start(Asked);
        int[] waitsMs = { 1000, 1000, 2000, 2000, 4000 };
        long nowMs = 0;
        for (int i = 0; i < waitsMs.Length; i++)
        {
            nowMs += waitsMs[i];
            Assert.IsTrue(_resolver.NextDeadlineMs == nowMs);
            _resolver.Step(nowMs - 1);
            Assert.AreEqual(0, _resolver.OutputBytes);
            _resolver.Step(nowMs);
            Assert.IsTrue(_resolver.OutputBytes > 0);
            Assert.AreEqual((i & 1) == 0 ? Second : First, _resolver.OutputAddress);
            _resolver.OutputSent();
        }

        // A late reply to the first try counts.
        Receive(First, 53, Head + "100000000 q:prov.example.net a:*12=10.1.2.3");
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);

        Start(Asked);
        for (nowMs = 0; nowMs < 14000; nowMs += 100)
        {
            _resolver.Step(nowMs);
            Assert.AreEqual((int)TransferStatus.Busy, (int)_resolver.Status);
        }

        _resolver.Step(14000);
        Assert.AreEqual((int)Fault.DnsTimeout, (int)_resolver.Fault);
    }

    [TestMethod]
    public void ALateRefusalOnlyTakesItsServerOut()
    {
        Start(Asked);
        _resolver.Step(1000);
        Assert.AreEqual(Second, _resolver.OutputAddress);
        _resolver.OutputSent();
        Receive(First, 53, "abcd81850001000000000000 q:prov.example.net");
        Assert.AreEqual(0, _resolver.OutputBytes);
        _resolver.Step(2000);
        Assert.AreEqual(Second, _resolver.OutputAddress);
        Receive(Second, 5353, "abcd81850001000000000000 q:prov.example.net");
        Assert.AreEqual((int)Fault.DnsServerFailure, (int)_resolver.Fault);
    }

    [TestMethod]
    public void OneServerIsAskedThreeTimes()
    {
        _resolver.SetServer(0, 0, 0);
        Start(Asked);
        int sent = 1;
        for (long nowMs = 0; nowMs <= 7000; nowMs += 10)
        {
            _resolver.Step(nowMs);
            sent += _resolver.OutputBytes > 0 ? 1 : 0;
            Assert.AreEqual(Second, _resolver.OutputAddress);
            _resolver.OutputSent();
        }

        Assert.AreEqual(3, sent);
        Assert.AreEqual((int)Fault.DnsTimeout, (int)_resolver.Fault);
        _resolver.SetServer(1, 0, 0);
        _resolver.Start(new byte[] { 97 }, 0, 1, 1, 0);
        Assert.AreEqual((int)Fault.DnsNoServer, (int)_resolver.Fault);
    }

    [TestMethod]
    public void TheQueryIsByteForByteAsTheRfcSays()
    {
        byte[] name = Encoding.UTF8.GetBytes("Prov.Example.net.");
        _resolver.Start(name, 0, name.Length, 0x1ABCD, 0);
        DnsMessage expected = new DnsMessage("abcd01000001000000000000 q:prov.example.net");
        Assert.AreEqual(expected.Length, _resolver.OutputBytes);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected.Bytes[i], _output[i], i.ToString());
        }
    }

    [TestMethod]
    [DataRow("a", true)]
    [DataRow("a-b_c.9", true)]
    [DataRow("a.", true)]
    [DataRow("123456789012345678901234567890123456789012345678901234567890123.a", true)]
    [DataRow("1234567890123456789012345678901234567890123456789012345678901234.a", false)]
    [DataRow("", false)]
    [DataRow(".", false)]
    [DataRow(".a", false)]
    [DataRow("a..b", false)]
    [DataRow("a..", false)]
    [DataRow("a b", false)]
    [DataRow("a/b", false)]
    [DataRow("\u00e4.de", false)]
    public void NamesFollowTheRules(string name, bool good)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        _resolver.Start(bytes, 0, bytes.Length, 1, 0);
        Assert.AreEqual(good ? (int)Fault.None : (int)Fault.DnsBadName, (int)_resolver.Fault);
    }

    [TestMethod]
    // Labels of 49 and a last one: 5 x 50 + last + 1 + root = 255 at most.
    [DataRow(3, true)]
    [DataRow(4, false)]
    public void NamesHave255BytesAtMost(int lastLabel, bool good)
    {
        string name = "";
        for (int i = 0; i < 5; i++)
        {
            name += new string('a', 49) + ".";
        }

        byte[] bytes = Encoding.UTF8.GetBytes(name + new string('b', lastLabel));
        _resolver.Start(bytes, 0, bytes.Length, 1, 0);
        Assert.AreEqual(good ? (int)Fault.None : (int)Fault.DnsBadName, (int)_resolver.Fault);
    }

    [TestMethod]
    public void InParallelEachRoundAsksBothServersBeforeItWaits()
    {
        _resolver.AskInParallel = true;
        Start("a.b");
        long[] roundsMs = { 0, 1000, 3000 };
        for (int round = 0; round < roundsMs.Length; round++)
        {
            _resolver.Step(roundsMs[round]);
            Assert.AreEqual(round == 0 ? Second : First, _resolver.OutputAddress);
            if (round > 0)
            {
                _resolver.OutputSent();
                _resolver.Step(roundsMs[round]);
                Assert.AreEqual(Second, _resolver.OutputAddress);
            }

            Assert.IsTrue(_resolver.OutputBytes > 0);
            _resolver.OutputSent();
        }

        Assert.AreEqual(7000L, _resolver.NextDeadlineMs);
        _resolver.Step(7000);
        Assert.AreEqual((int)Fault.DnsTimeout, (int)_resolver.Fault);
    }

    private void Start(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        _resolver.Start(bytes, 0, bytes.Length, 0xABCD, 0);
        Assert.IsTrue(_resolver.OutputBytes > 0);
        _resolver.OutputSent();
    }

    private void Receive(uint address, int port, string message)
    {
        DnsMessage built = new DnsMessage(message);
        _resolver.Receive(address, port, built.Bytes, 0, built.Length, 0);
    }
}
