// The guide's tutorial, chapter 3, "Basic Resync": every exercise, its steps in order, against real servers.

using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class BasicResyncTests : RigTests<BasicResyncTests>
{
    private const string BasicUrl = "tftp://192.168.77.200/basic.txt";

    public TestContext TestContext { get; set; }

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        Rig?.Put("tftp/basic.txt", Exercise.Basic);
    }

    [TestMethod]
    public void TftpResync()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(5, "request basic.txt with another TFTP client");
        Assert.AreEqual(Exercise.Basic, Rig.Browse(BasicUrl));
        exercise.Step(6, "manufacturing reset of a unit that was modified");
        using var unit = new RigUnit(Rig, "GPP_A=modified", "Resync_On_Reset=No");
        Assert.AreEqual("modified", unit.Parameter("GPP_A"));
        unit.FactoryReset();
        exercise.Step(8, "GPP_A through GPP_P are empty");
        string page = WaitFor(() => unit.Page("/admin/advanced/provisioning"), p => p.Contains("name=\"GPP_A\">\n</textarea>", StringComparison.Ordinal));
        foreach (char letter in "ABCDEFGHIJKLMNOP")
        {
            StringAssert.Contains(page, $"name=\"GPP_{letter}\">\n</textarea>");
        }

        exercise.Step(9, "open the resync URL");
        StringAssert.Contains(unit.Page("/admin/resync?" + BasicUrl), BasicUrl);
        exercise.Step(10, "GPP_A is 12345678");
        Assert.AreEqual("12345678", WaitFor(() => unit.Parameter("GPP_A"), v => v != ""));
    }

    [TestMethod]
    public void Syslog()
    {
        var exercise = new Exercise(TestContext);
        int from = Rig.Syslog.Length;
        exercise.Step(2, "program Syslog_Server");
        using var unit = new RigUnit(Rig, "Resync_On_Reset=No");
        exercise.Step(3, "repeat the TFTP resync");
        unit.Resync(BasicUrl);
        exercise.Step(4, "the syslog server received both messages");
        string[] said = Rig.Syslog[from..];
        Assert.HasCount(2, said);
        StringAssert.Matches(said[0], new(@"^\w{3} [ \d]\d \d\d:\d\d:\d\d 192\.168\.77\.100 SPA2102 00:0e:08:ab:cd:ef -- Requesting resync tftp://192\.168\.77\.200:69/basic\.txt$"));
        StringAssert.Contains(said[1], " SPA2102 00:0e:08:ab:cd:ef -- Successful resync tftp://192.168.77.200:69/basic.txt");
        from = Rig.Syslog.Length;
        unit.PowerCycle("Syslog_Server=", $"Debug_Server={RigNetwork.ServerAddress}", "Debug_Level=3");
        unit.Resync("tftp://192.168.77.200/basic.txt");
        Assert.IsGreaterThan(2, Rig.Syslog[from..].Length, "the debug server gets more");
        from = Rig.Syslog.Length;
        unit.PowerCycle($"Syslog_Server={RigNetwork.ServerAddress}", "Debug_Server=", "Log_Resync_Request_Msg=");
        StringAssert.Contains(unit.Resync(BasicUrl), "Successful");
        StringAssert.Contains(unit.Resync("tftp://192.168.77.200/none.txt"), "failed");
        Assert.IsFalse(Rig.Syslog[from..].Any(l => l.Contains("Requesting")), "a cleared message is not sent");
    }

    [TestMethod]
    public void AutomaticResync()
    {
        // The guide's 30 s, shortened.
        const string Period = "2";
        var exercise = new Exercise(TestContext);
        exercise.Step(2, "define Profile_Rule, Resync_Periodic");
        using var unit = new RigUnit(Rig, "Resync_On_Reset=No");
        int from = Rig.Syslog.Length;
        unit.Submit("Profile_Rule=" + BasicUrl, "Resync_Periodic=" + Period);
        Assert.AreEqual(BasicUrl, unit.Parameter("Profile_Rule"));
        exercise.Step(6, "observe the periodic resyncs");
        Rig.WaitForSyslog("Successful resync", from, times: 3);
        exercise.Step(7, "Resync_On_Reset is yes");
        unit.Submit("Resync_Periodic=3600", "Resync_Error_Retry_Delay=" + Period, "Resync_On_Reset=Yes");
        from = Rig.Syslog.Length;
        exercise.Step(8, "power cycle");
        unit.PowerCycle();
        Rig.WaitForSyslog("Successful resync", from);
        exercise.Step(9, "disable the TFTP server");
        Rig.StopServer("tftp");
        from = Rig.Syslog.Length;
        unit.PowerCycle();
        Rig.WaitForSyslog("Resync failed.*fault 300", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"), "an outage changes nothing");
        Rig.WaitForSyslog("Requesting resync", from, times: 2);
        Rig.StartServer("tftp");
        Rig.WaitForSyslog("Successful resync", from);
    }

    [TestMethod]
    public void UniqueProfilesAndMacroExpansion()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(2, "copy basic.txt to a file named after the MAC address");
        Rig.Put("tftp/spa000e08abcdef.cfg", Exercise.Basic);
        exercise.Step(4, "enter the rule");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=tftp://192.168.77.200/spa$MA.cfg");
        exercise.Step(5, "reboot and resync at once");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:69/spa000e08abcdef\.cfg", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
    }

    [TestMethod]
    public void UrlResolution()
    {
        Rig.Put("tftp/Linksys/config/spa2102.cfg", Exercise.Basic);
        Rig.Put("tftp/Linksys/Dj6Lmp23Q/000e08012345.cfg", "<flat-profile><GPP_C>own</GPP_C></flat-profile>");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg", "GPP_B=Dj6Lmp23Q");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:6900/Linksys/config/spa2102\.cfg", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
        unit.Options.AddRange(["--mac", "000e08012345"]);
        from = Rig.Syslog.Length;
        unit.PowerCycle("Profile_Rule=tftp://prov.telco.com/Linksys/$B/$MA.cfg");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:69/Linksys/Dj6Lmp23Q/000e08012345\.cfg", from);
        Assert.AreEqual("own", unit.Parameter("GPP_C"));
    }

    [TestMethod]
    public void HttpGetResync()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(2, "copy basic.txt to the HTTP server");
        Rig.Put("www/basic.txt", Exercise.Basic);
        exercise.Step(3, "a browser gets it");
        Assert.AreEqual(Exercise.Basic, Rig.Browse("http://192.168.77.200/basic.txt"));
        exercise.Step(4, "the rule names the HTTP server");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=http://192.168.77.200/basic.txt", "Resync_Periodic=2");
        exercise.Step(5, "observe the syslog and the server's log");
        Rig.WaitForSyslog(@"Successful resync http://192\.168\.77\.200:80/basic\.txt", from, times: 2);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
        exercise.Step(6, "the log of user agents tells the unit");
        string[] requests = Rig.AccessLog.Where(l => l.StartsWith(RigNetwork.UnitAddress, StringComparison.Ordinal)).ToArray();
        Assert.IsGreaterThan(1, requests.Length);
        StringAssert.Matches(requests[0], new(@"""GET /basic\.txt HTTP/1\.1"" 200 ""Linksys/SPA-2102-5\.2\.12 \(88012BA01234\)"""));
    }

    private static string WaitFor(Func<string> value, Func<string, bool> good)
    {
        string last = "";
        bool came = System.Threading.SpinWait.SpinUntil(() => good(last = value()), TimeSpan.FromSeconds(20));
        return came ? last : throw new TimeoutException(last);
    }
}
