// A bad wire between the unit and real servers: resyncs get through, and the configuration is always a whole one.

using System;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class BadWireTests : RigTests<BadWireTests>
{
    private const int Seed = 2102;
    private const int Resyncs = 3;
    private static LossyWire _wire;
    private static int _number;

    public TestContext TestContext { get; set; }

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig != null)
        {
            _wire = Rig.Network.PutWireBeforeUnit(Seed);
        }
    }

    [ClassCleanup]
    public static void Down() => _wire?.Dispose();

    [TestMethod]
    [DataRow("loss", 12, 0, 0, 0, 0)]
    [DataRow("duplication", 0, 30, 0, 0, 0)]
    [DataRow("reordering", 0, 0, 30, 0, 0)]
    [DataRow("corruption", 0, 0, 0, 12, 0)]
    [DataRow("delay", 0, 0, 0, 0, 300)]
    [DataRow("all at once", 5, 5, 5, 5, 100)]
    public void ResyncsGetThrough(string kind, int loss, int duplicate, int reorder, int corrupt, int delayMs)
    {
        Serve();
        _wire.Faults = new WireFaults();
        using var unit = new RigUnit(
            Rig, "Profile_Rule=tftp://prov.telco.com/wire.txt", "Profile_Rule_B=http://prov.telco.com/wire.txt", "Resync_Periodic=1", "Resync_Error_Retry_Delay=1");
        unit.WaitForConsole("Successful resync http://");
        int before = Count(unit.Console);
        int befallen = _wire.Befallen;
        _wire.Faults = new WireFaults(loss, duplicate, reorder, corrupt, delayMs);
        Serve();
        unit.WaitForConsole("Successful resync http://", before + Resyncs);
        _wire.Check();
        _wire.Faults = new WireFaults();
        Serve();
        before = Count(unit.Console);
        unit.WaitForConsole("Successful resync http://", before + 2);
        string page = unit.Page("/admin/advanced/provisioning", onItsHost: true);
        string[] values = Regex.Matches(page, @"name=""GPP_[A-P]"">\n(.*?)</textarea>").Select(m => m.Groups[1].Value).ToArray();
        Assert.HasCount(16, values);
        CollectionAssert.AreEqual(Enumerable.Repeat($"{_number}", 16).ToArray(), values, "the next resync works");
        int failed = Regex.Count(unit.Console, "Resync failed");
        TestContext.WriteLine($"{kind}: {_wire.Befallen - befallen} frames befallen, {Resyncs} resyncs through, {failed} failed");
        Assert.IsTrue(delayMs > 0 || _wire.Befallen > befallen, "the wire was bad");
    }

    private static int Count(string console) => Regex.Count(console, "Successful resync http://");

    private static void Serve()
    {
        _number++;
        string profile = "<flat-profile>" + string.Concat("ABCDEFGHIJKLMNOP".Select(l => $"<GPP_{l}>{_number}</GPP_{l}>\n")) + "</flat-profile>\n";
        Rig.Put("tftp/wire.txt", profile);
        Rig.Put("www/wire.txt", profile);
    }
}
