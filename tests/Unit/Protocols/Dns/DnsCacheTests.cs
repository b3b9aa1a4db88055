// The cache of names: how long what is kept, what makes room, and what is asked anew (RFC 1035, 2181, 2308).

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class DnsCacheTests
{
    private const uint Server = 0x0A000001;
    private const string Head = "abcd81800001000";

    private readonly DnsCache _cache = new DnsCache();
    private readonly DnsResolver _resolver;
    private readonly DnsResolver _other;

    public DnsCacheTests()
    {
        _resolver = new DnsResolver(new byte[DnsResolver.OutputCapacity], _cache);
        _other = new DnsResolver(new byte[DnsResolver.OutputCapacity], _cache);
        _resolver.SetServer(0, Server, 53);
        _other.SetServer(0, Server, 53);
    }

    [TestMethod]
    // The TTL, the least of a chain, an hour at most; 0 and what RFC 2181 makes of the sign bit: not at all.
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/0000003c", 60)]
    [DataRow("200000000 q:a.net a:*12=10.1.2.3/0000003c a:*12=10.1.2.4/0000001e", 30)]
    [DataRow("200000000 q:a.net c:*12=b.net/00000005 a:b.net=10.1.2.3/0000003c", 5)]
    [DataRow("200000000 q:a.net c:*12=b.net/0000003c a:b.net=10.1.2.3/00000007", 7)]
    [DataRow("200000000 q:a.net a:x.net=10.1.2.3/00000001 a:*12=10.1.2.3/0000003c", 60)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/00000e10", 3600)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/00000e11", 3600)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/7fffffff", 3600)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/00000000", 0)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/80000001", 0)]
    [DataRow("100000000 q:a.net a:*12=10.1.2.3/ffffffff", 0)]
    public void AnAnswerIsGoodForItsTtl(string reply, int seconds)
    {
        Ask(_resolver, "a.net", 1000);
        Answer(Head + reply, 1000);
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);
        Assert.IsTrue(_resolver.ValidUntilMs == 1000 + (seconds * 1000L));
        if (seconds > 0)
        {
            Assert.IsFalse(Ask(_other, "A.NET.", 1000 + (seconds * 1000L) - 1), "still known, to the other resolver too, however it is written");
            Assert.AreEqual((int)TransferStatus.Done, (int)_other.Status);
            Assert.AreEqual(_resolver.AddressCount, _other.AddressCount);
            Assert.AreEqual(_resolver.AddressOf(0), _other.AddressOf(0));
            Assert.IsTrue(_other.ValidUntilMs == _resolver.ValidUntilMs);
        }

        Assert.IsTrue(Ask(_other, "a.net", 1000 + (seconds * 1000L)), "asked again");
    }

    [TestMethod]
    [DataRow("abcd81830001000000000000 q:a.net", (int)Fault.DnsNoName)]
    [DataRow("abcd81800001000000000000 q:a.net", (int)Fault.DnsNoAddress)]
    public void ThatThereIsNoneIsKeptForTenSeconds(string reply, int fault)
    {
        Ask(_resolver, "a.net", 0);
        Answer(reply, 0);
        Assert.IsFalse(Ask(_other, "a.net", 9999));
        Assert.AreEqual((int)TransferStatus.Failed, (int)_other.Status);
        Assert.AreEqual(fault, (int)_other.Fault);
        Assert.IsTrue(Ask(_other, "a.net", 10000));
    }

    [TestMethod]
    // A server that fails, silence, and a truncated reply: its addresses may not be all.
    [DataRow("abcd81820001000000000000 q:a.net")]
    [DataRow("abcd83800001000100000000 q:a.net a:*12=10.1.2.3")]
    [DataRow("")]
    public void WhatIsNoWholeAnswerIsNotKept(string reply)
    {
        Ask(_resolver, "a.net", 0);
        if (reply.Length > 0)
        {
            Answer(reply, 0);
        }

        Assert.IsTrue(Ask(_other, "a.net", 1));
    }

    [TestMethod]
    public void AddressesKeepTheirOrderAndTheirNumber()
    {
        Ask(_resolver, "a.net", 0);
        Answer(Head + "800000000 q:a.net a:*12=1.1.1.8 a:*12=1.1.1.2 a:*12=1.1.1.3 a:*12=1.1.1.4 a:*12=1.1.1.5 a:*12=1.1.1.6 a:*12=1.1.1.7 a:*12=1.1.1.1", 0);
        Ask(_other, "a.net", 5);
        Assert.AreEqual(8, _other.AddressCount);
        Assert.AreEqual(0x01010108u, _other.AddressOf(0));
        Assert.AreEqual(0x01010101u, _other.AddressOf(7));
    }

    [TestMethod]
    public void TheAnswerThatEndsFirstMakesRoom()
    {
        for (int i = 0; i < 5; i++)
        {
            // The second has the shortest time.
            Ask(_resolver, "n" + i.ToString() + ".net", 0);
            Answer(Head + "100000000 q:n" + i.ToString() + ".net a:*12=10.1.2." + i.ToString() + (i == 1 ? "/00000014" : "/000000f0"), 0);
        }

        for (int i = 0; i < 5; i++)
        {
            Assert.AreEqual(i == 1, Ask(_other, "n" + i.ToString() + ".net", 10), i.ToString());
            Assert.IsTrue(i == 1 || _other.AddressOf(0) == 0x0A010200u + (uint)i);
        }
    }

    [TestMethod]
    public void ClearedOrForgottenIsAskedAnew()
    {
        Know("a.net");
        Know("b.net");
        Ask(_other, "a.net", 1);
        _other.Forget();
        Assert.IsTrue(Ask(_other, "a.net", 1));
        Assert.IsFalse(Ask(_other, "b.net", 1));
        _cache.Clear();
        Assert.IsTrue(Ask(_other, "b.net", 1));
    }

    [TestMethod]
    public void ANewAnswerTakesTheOldOnesPlaceAlsoWhenItIsNotKept()
    {
        Know("a.net");
        Ask(_resolver, "a.net", 300000);
        Answer(Head + "100000000 q:a.net a:*12=10.9.9.9/00000000", 300000);
        Assert.IsTrue(Ask(_other, "a.net", 0));
    }

    [TestMethod]
    public void ANameOfMoreThan64BytesIsAskedEachTime()
    {
        string name = new string('a', 62);
        Know(name);
        Assert.IsFalse(Ask(_other, name, 1));
        Know(name + ".b");
        Assert.IsTrue(Ask(_other, name + ".b", 1));
    }

    [TestMethod]
    public void WithoutAServerNothingIsKnown()
    {
        Know("a.net");
        _other.SetServer(0, 0, 0);
        Ask(_other, "a.net", 1);
        Assert.AreEqual((int)Fault.DnsNoServer, (int)_other.Fault);
    }

    private void Know(string name)
    {
        Ask(_resolver, name, 0);
        Answer(Head + "100000000 q:" + name + " a:*12=10.1.2.3", 0);
        Assert.AreEqual((int)TransferStatus.Done, (int)_resolver.Status);
    }

    // True when a query goes out.
    private static bool Ask(DnsResolver resolver, string name, long nowMs)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        resolver.Start(bytes, 0, bytes.Length, 0xABCD, nowMs);
        bool asks = resolver.OutputBytes > 0;
        resolver.OutputSent();
        return asks;
    }

    private void Answer(string message, long nowMs)
    {
        DnsMessage built = new DnsMessage(message);
        _resolver.Receive(Server, 53, built.Bytes, 0, built.Length, nowMs);
    }
}
