// A whole unit and its time servers.

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class TimeTests
{
    private const uint First = 0xC0A80105;
    private const uint Second = 0xC0A80106;
    private const long Now = 1795262400;

    private readonly UnitBench _bench = new();
    private readonly List<uint> _asked = [];

    [TestMethod]
    [DataRow("192.168.1.5", "", DisplayName = "an address")]
    [DataRow("time.p.tel.com", "", DisplayName = "a name")]
    [DataRow("", "192.168.1.5", DisplayName = "the second one only")]
    [DataRow("192.168.1.6", "192.168.1.5", DisplayName = "the first one is silent")]
    [DataRow("nobody.p.tel.com", "192.168.1.5", DisplayName = "the first one does not exist")]
    public void TheClockIsSetByTheTimeServer(string first, string second)
    {
        _bench.Name("time.p.tel.com", First);
        Serve(First, 0x24, 1);
        Start(first, second);
        Assert.AreEqual(0, _bench.Clock.UtcSeconds);
        _bench.Run(30);
        Assert.IsLessThan(40, System.Math.Abs(_bench.Clock.UtcSeconds - Now), _bench.Clock.UtcSeconds.ToString());
    }

    [TestMethod]
    public void ItIsAskedAgainEveryHour()
    {
        Serve(First, 0x24, 1);
        Start("192.168.1.5", "");
        _bench.Run(3590);
        Assert.HasCount(1, _asked);
        _bench.Run(20);
        Assert.HasCount(2, _asked);
    }

    [TestMethod]
    public void AServerThatRefusesIsToldOnceAndAskedLessAndLess()
    {
        Serve(First, 0xE4, 0);
        Start("192.168.1.5", "");
        _bench.Run(7 * 60 + 10);
        Assert.HasCount(4, _asked);
        Assert.AreEqual(1, _bench.Console.Lines.Count(l => l.Contains("No time from 192.168.1.5: The time server has no time", System.StringComparison.Ordinal)), string.Join("\n", _bench.Console.Lines));
        Assert.AreEqual(0, _bench.Clock.UtcSeconds);
    }

    [TestMethod]
    public void WithoutServersNobodyIsAsked()
    {
        Serve(First, 0x24, 1);
        Start("", "");
        _bench.Run(7200);
        Assert.IsEmpty(_asked);
    }

    // An https file is fetched only once the clock is set, or could not be.
    [TestMethod]
    [DataRow("https", "192.168.1.6", 15.0)]
    [DataRow("http", "192.168.1.6", 0.0)]
    [DataRow("https", "", 0.0)]
    public void HttpsWaitsForTheFirstAnswer(string scheme, string server, double seconds)
    {
        Start(server, "");
        _bench.Set("Profile_Rule", scheme + "://192.168.1.200/a.cfg");
        long startMs = _bench.Clock.NowMs;
        Assert.IsTrue(_bench.RunUntil(() => _bench.Console.Lines.Any(l => l.Contains("a.cfg", System.StringComparison.Ordinal)), 60), string.Join("\n", _bench.Console.Lines));
        Assert.AreEqual(seconds, (_bench.Clock.NowMs - startMs) / 1000.0, 1.5);
    }

    private void Start(string first, string second)
    {
        _bench.Set("Resync_Random_Delay", "0");
        _bench.Set("Primary_DNS", "192.168.1.1");
        _bench.Set("Primary_NTP_Server", first);
        _bench.Set("Secondary_NTP_Server", second);
        _bench.PowerCycle();
    }

    private void Serve(uint address, byte firstByte, byte stratum)
    {
        _bench.Network.Serve(address, 123, (from, port, request) =>
        {
            _asked.Add(address);
            var reply = new byte[48];
            reply[0] = firstByte;
            reply[1] = stratum;
            request.AsSpan(40, 8).CopyTo(reply.AsSpan(24));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(32), (uint)(Now + 2208988800));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(40), (uint)(Now + 2208988800));
            _bench.Network.Send(address, 123, from, port, reply);
        });
    }
}
