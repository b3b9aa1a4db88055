// A unit and servers that can be made bad and good again; its configuration is sixteen parameters that must always agree.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Serves a new profile for every resync that shall work: all of GPP_A to GPP_P get its number.</summary>
internal sealed class FaultBench
{
    public const string HttpRule = "http://192.168.1.200/p";
    public const string TftpRule = "tftp://192.168.1.200/p";
    public const string NameRule = "http://prov.telco.com/p";
    private const int HealthySeconds = 30;
    private readonly string _rule;
    private readonly Func<byte[], byte[]> _packed;
    private int _number;

    /// <summary>The unit's resyncs are by <paramref name="rule"/>; files go through <paramref name="packed"/> before they are served.</summary>
    public FaultBench(string rule, int seed = 1, Func<byte[], byte[]> packed = null)
    {
        _rule = rule;
        _packed = packed ?? (plain => plain);
        Unit = new UnitBench(seed: seed);
        Unit.Set("Resync_On_Reset", "No");
        Unit.Set("Primary_DNS", "192.168.1.1");
        Unit.PowerCycle();
        Heal();
        Assert.AreEqual(Fault.None, Resync(HealthySeconds), "the first resync");
    }

    public UnitBench Unit { get; }

    public LoopbackNetwork Network => Unit.Network;

    /// <summary>The file that the servers have.</summary>
    public byte[] Profile { get; private set; }

    /// <summary>The number that the unit's parameters have; -1 when they do not agree.</summary>
    public int Applied
    {
        get
        {
            string[] values = Enumerable.Range(ParameterIndex.GPP_A, 16).Select(Unit.Unit.Store.Text).Distinct().ToArray();
            return values.Length == 1 && int.TryParse(values[0], out int number) ? number : -1;
        }
    }

    /// <summary>Seconds of the unit's time that the last resync took.</summary>
    public double Seconds { get; private set; }

    /// <summary>Serves this for HTTP requests.</summary>
    public void Http(Func<string, StreamReply> reply) => Network.ServeStream(UnitBench.Server, 80, reply);

    /// <summary>Serves a reply given as text and, behind it, the profile; all of it or its first bytes, and then ends so.</summary>
    public void Http(string head, StreamEnding ending = StreamEnding.Close, int cutAt = int.MaxValue) =>
        Http(_ => new StreamReply(WithProfile(head)) { Ending = ending, CutAt = cutAt });

    /// <summary>The same, a byte a second.</summary>
    public void Slow(string head, int cutAt = int.MaxValue) =>
        Http(_ => new StreamReply(WithProfile(head)) { PieceBytes = 1, PieceGapMs = 1000, Ending = StreamEnding.Silence, CutAt = cutAt });

    private byte[] WithProfile(string head) => [.. Encoding.Latin1.GetBytes(head), .. Profile];

    /// <summary>Good servers, a good link and a profile with a new number.</summary>
    public void Heal()
    {
        Profile = _packed(ProfileOf(++_number));
        LinkFaults faults = Network.Faults;
        (faults.LossPercent, faults.DuplicatePercent, faults.ReorderPercent, faults.CorruptPercent) = (0, 0, 0, 0);
        (faults.MinDelayMs, faults.MaxDelayMs, faults.Connects) = (1, 1, ConnectFate.Opens);
        Unit.Tftp.Files["/p"] = Profile;
        Network.Serve(UnitBench.Server, 69, Unit.Tftp.Accept);
        Network.Serve(UnitBench.NameServer, 53, Unit.AnswerName);
        Unit.Name("prov.telco.com", UnitBench.Server);
        Http(_ => StreamReply.Http(200, "OK", Profile));
    }

    /// <summary>Asks for a resync by the unit's page and lets time pass until it has ended; its fault.</summary>
    public Fault Resync(double boundSeconds)
    {
        int before = Unit.Watch.Ended;
        long beganMs = Unit.Clock.NowMs;
        Unit.Web.Ask("/admin/resync?" + _rule);
        bool ended = Unit.RunUntil(() => Unit.Watch.Ended > before, boundSeconds);
        Seconds = (Unit.Clock.NowMs - beganMs) / 1000.0;
        Assert.IsTrue(ended && Seconds <= boundSeconds, $"a resync must end within {boundSeconds} s, and took {Seconds} s: {Unit.Messages().LastOrDefault()}");
        return Unit.Watch.Last;
    }

    /// <summary>The number of the profile that is served.</summary>
    public int Served => _number;

    public void PowerCycle() => Unit.PowerCycle();

    private static byte[] ProfileOf(int number)
    {
        string values = string.Concat("ABCDEFGHIJKLMNOP".Select(l => $"  <GPP_{l}>{number}</GPP_{l}>\n"));
        return Encoding.ASCII.GetBytes($"<flat-profile>\n{values}</flat-profile>\n");
    }
}
