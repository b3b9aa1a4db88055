// A unit's days: first start, outages, power cuts, changing profiles, people at its web pages.

using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class UnitScenarioTests
{
    private static readonly byte[] Basic = Encoding.ASCII.GetBytes("<flat-profile>\n  <GPP_A> 12345678\n</GPP_A>\n</flat-profile>\n");

    [TestMethod]
    public void TheFactoryDefaultFindsItsFileThroughOption66()
    {
        var bench = new UnitBench();
        bench.Network.SetDhcpOption(66, "192.168.1.200");
        bench.Tftp.Files["/spa2102.cfg"] = Basic;
        bench.Run(41);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    [DataRow(66, "prov.telco.com", "tftp")]
    [DataRow(159, "http://prov.telco.com", "http")]
    [DataRow(160, "http://prov.telco.com/$PN/$MA.xml", "whole")]
    [DataRow(150, "192.168.1.200", "tftp")]
    public void DhcpOptionsMayBeHostsAddressesOrUrls(int option, string text, string served)
    {
        var bench = new UnitBench();
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.PowerCycle();
        bench.Name("prov.telco.com", UnitBench.Server);
        bench.Network.SetDhcpOption(option, text);
        IDictionary<string, byte[]> files = served == "tftp" ? bench.Tftp.Files : bench.Http;
        files[served == "whole" ? "/SPA2102/000e08abcdef.xml" : "/spa2102.cfg"] = Basic;
        bench.Run(41);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A), string.Join("\n", bench.Messages()));
    }

    [TestMethod]
    public void TheOutcomeTellsTheAddressThatAnswered()
    {
        const uint Dead = 0xC0A801FA;
        var bench = new UnitBench();
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Profile_Rule", "http://prov.telco.com/a.xml");
        bench.Set("Resync_Random_Delay", "0");
        bench.PowerCycle();
        bench.Name("prov.telco.com", Dead, UnitBench.Server);
        bench.Http["/a.xml"] = Basic;
        bench.Run(30);
        string said = string.Join("\n", bench.Console.Lines);
        StringAssert.Contains(said, "Requesting resync http://192.168.1.250:80/a.xml");
        StringAssert.Contains(said, "Successful resync http://192.168.1.200:80/a.xml");
    }

    [TestMethod]
    public void WithoutAnyServerTheResyncFailsAndSaysSo()
    {
        var bench = new UnitBench();
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.PowerCycle();
        bench.Run(48);
        StringAssert.Contains(bench.Messages().Last(), "fault 212");
    }

    [TestMethod]
    public void SyslogLinesHaveTheirFormAndWaitForTheServersName()
    {
        var bench = new UnitBench();
        bench.Clock.UtcAtZero = 1795000000;
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Syslog_Server", "log.telco.com:514");
        bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
        bench.Name("log.telco.com", UnitBench.Server);
        bench.Tftp.Files["/basic.txt"] = Basic;
        bench.PowerCycle();
        bench.Run(41);
        StringAssert.Matches(bench.Syslog[0], new(@"^<134>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d 192\.168\.1\.100 SPA2102 00:0e:08:ab:cd:ef -- Requesting resync tftp://192\.168\.1\.200:69/basic\.txt$"));
        StringAssert.StartsWith(bench.Messages()[1], "SPA2102 00:0e:08:ab:cd:ef -- Successful resync tftp://192.168.1.200:69/basic.txt");
        Assert.HasCount(2, bench.Syslog);
    }

    [TestMethod]
    public void TheDebugServerGetsMoreAsItsLevelRises()
    {
        int[] lines = new int[4];
        for (int level = 0; level <= 3; level++)
        {
            var bench = new UnitBench();
            bench.Set("Debug_Server", "192.168.1.200");
            bench.Set("Debug_Level", level.ToString());
            bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
            bench.Tftp.Files["/basic.txt"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>1</GPP_A><Unknown>2</Unknown></flat-profile>");
            bench.PowerCycle();
            bench.Run(41);
            lines[level] = bench.Syslog.Count;
            Assert.AreEqual(level > 0, bench.Syslog.Any(l => l.Contains("unknown name: Unknown")));
        }

        Assert.AreEqual(2, lines[0]);
        Assert.IsTrue(lines[1] > lines[0] && lines[3] >= lines[2] && lines[2] >= lines[1], string.Join(" ", lines));
    }

    [TestMethod]
    public void AServerNamedForBothLogsGetsEachLineOnce()
    {
        var bench = new UnitBench();
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("Debug_Server", "192.168.1.200");
        bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
        bench.Tftp.Files["/basic.txt"] = Basic;
        bench.PowerCycle();
        bench.Run(41);
        Assert.HasCount(2, bench.Syslog);
    }

    [TestMethod]
    public void AnEverChangingProfileRestartsNoFasterThanResyncPeriodic()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "http://192.168.1.200/p");
        bench.Set("Resync_Periodic", "600");
        bench.PowerCycle();
        int served = 0;
        bench.Network.ServeStream(UnitBench.Server, 80, _ =>
            NanoSpa.Boards.Virtual.StreamReply.Http(200, "OK", Encoding.ASCII.GetBytes($"<flat-profile><SIP_Port_1_>{5060 + ++served}</SIP_Port_1_></flat-profile>")));
        bench.Run(24 * 3600);
        Assert.IsTrue(bench.Restarts is >= 140 and <= 145, $"{bench.Restarts} restarts");
        Assert.AreEqual(served, bench.Restarts);
    }

    [TestMethod]
    public void AfterAnOutageOfTheServerTheUnitComesBackByItself()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
        bench.Set("Resync_Error_Retry_Delay", "300");
        bench.PowerCycle();
        bench.Run(200);
        Assert.AreEqual(Fault.TftpNotFound, bench.Unit.Resync.LastFault);
        bench.Network.Faults.LossPercent = 100;
        bench.Run(3600);
        Assert.AreEqual(Fault.TftpTimeout, bench.Unit.Resync.LastFault);
        bench.Network.Faults.LossPercent = 0;
        bench.Tftp.Files["/basic.txt"] = Basic;
        bench.Run(400);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void ARestartByPowerKeepsTheValues()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
        bench.Tftp.Files["/basic.txt"] = Basic;
        bench.PowerCycle();
        bench.Run(41);
        bench.Tftp.Files.Clear();
        bench.PowerCycle();
        bench.Run(41);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(Fault.TftpNotFound, bench.Unit.Resync.LastFault);
    }

    [TestMethod]
    public void AFlashThatRefusesWritesFailsTheResyncAndKeepsTheValues()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "tftp://192.168.1.200/basic.txt");
        bench.PowerCycle();
        bench.Tftp.Files["/basic.txt"] = Basic;
        bench.Flash.RefusesWrites = true;
        bench.Run(41);
        Assert.AreEqual(Fault.FlashWrite, bench.Unit.Resync.LastFault);
        Assert.AreEqual("", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AProfileLargerThanTheStoreIsRefusedWhole()
    {
        var bench = new UnitBench(storeBytes: 4096);
        bench.Set("Profile_Rule", "tftp://192.168.1.200/big.txt");
        bench.PowerCycle();
        string big = string.Concat("ABCDEFGH".Select(l => $"<GPP_{l}>{new string('x', 1000)}</GPP_{l}>"));
        bench.Tftp.Files["/big.txt"] = Encoding.ASCII.GetBytes("<flat-profile>" + big + "</flat-profile>");
        bench.Run(41);
        Assert.AreEqual(Fault.StoreFull, bench.Unit.Resync.LastFault);
        Assert.AreEqual("", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        bench.Tftp.Files["/big.txt"] = Basic;
        bench.Run(3601);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AWebResyncWithoutServerMeansTheRequestingHost()
    {
        var bench = new UnitBench();
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Tftp.Files["/basic.txt"] = Basic;
        WebClient.Exchange page = bench.Web.Ask("/admin/resync?/basic.txt", from: UnitBench.Server);
        bench.Run(5);
        Assert.AreEqual(200, page.Status);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AWebResyncRuleIsDecodedAndExpanded()
    {
        var bench = new UnitBench();
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Http["/000e08abcdef.cfg?x=1&y=2"] = Basic;
        WebClient.Exchange page = bench.Web.Ask("/resync?http%3A//192.168.1.200/$MA.cfg?x=1&y=2");
        bench.Run(5);
        StringAssert.Contains(page.Body, "http://192.168.1.200/$MA.cfg?x=1&amp;y=2");
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    [DataRow("GET", "/nowhere", 404)]
    [DataRow("POST", "/admin/resync?/x", 405)]
    [DataRow("GET", "/admin/resync", 400)]
    [DataRow("GET", "/admin/resync?", 400)]
    [DataRow("GET", "/admin/advanced", 200)]
    [DataRow("GET", "/", 200)]
    public void WebRequestsGetTheirStatus(string method, string url, int status)
    {
        var bench = new UnitBench();
        WebClient.Exchange page = bench.Web.Ask(url, method);
        bench.Run(1);
        Assert.AreEqual(status, page.Status);
        Assert.IsTrue(page.Ended);
        StringAssert.EndsWith(page.Body, "</html>\n");
    }

    [TestMethod]
    public void ARuleLongerThanAnyRuleIsRefused()
    {
        var bench = new UnitBench();
        WebClient.Exchange page = bench.Web.Ask("/admin/resync?http://x/" + new string('y', 3000));
        bench.Run(1);
        Assert.AreEqual(400, page.Status);
    }

    [TestMethod]
    public void PagesEscapeWhatProfilesBringAndHideSecrets()
    {
        var bench = new UnitBench();
        bench.Set("GPP_A", "<script>alert(1)</script>");
        bench.Set("GPP_B", new string('&', 500));
        bench.Set("GPP_SB", "planted-secret");
        bench.Set("Password_1_", "planted-secret");
        WebClient.Exchange page = bench.Web.Ask("/admin/advanced/provisioning");
        WebClient.Exchange notice = bench.Web.Ask("/admin/resync?http://x/%22%3Cscript%3E");
        bench.Run(1);
        foreach (WebClient.Exchange exchange in new[] { page, notice })
        {
            Assert.IsFalse(exchange.Body.Contains("<script>") || exchange.Body.Contains("planted"), exchange.Body);
        }

        StringAssert.Contains(page.Body, string.Concat(Enumerable.Repeat("&amp;", 500)));
    }

    [TestMethod]
    [DataRow("/admin/resync?[--key%20planted-secret]%20http://192.168.1.200/p")]
    [DataRow("/admin/resync?(GPP_SA=%22planted-secret%22)!http://192.168.1.200/p")]
    public void ARequestWithSecretsIsNotRepeatedInItsPage(string url)
    {
        var bench = new UnitBench();
        WebClient.Exchange page = bench.Web.Ask(url);
        WebClient.Exchange parameters = bench.Web.Ask("/admin/advanced/provisioning");
        bench.Run(5);
        Assert.AreEqual(200, page.Status);
        Assert.IsFalse(page.Body.Contains("planted") || parameters.Body.Contains("planted"), page.Body);
    }

    [TestMethod]
    public void AClientThatTakesNothingIsDroppedAndDelaysNoResync()
    {
        var bench = new UnitBench();
        bench.Network.SetDhcpOption(66, "192.168.1.200");
        bench.Tftp.Files["/spa2102.cfg"] = Basic;
        WebClient.Exchange stalled = bench.Web.Ask("/admin/advanced", room: 0);
        WebClient.Exchange next = bench.Web.Ask("/");
        bench.Run(41);
        Assert.IsTrue(stalled.Ended && stalled.Body.Length == 0);
        Assert.IsTrue(next.Ended);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AWebRebootStartsTheUnitColdAfterItsPageWasSent()
    {
        var bench = new UnitBench();
        WebClient.Exchange page = bench.Web.Ask("/admin/reboot");
        bench.Run(1);
        Assert.IsTrue(page.Ended && page.Body.Contains("restarts"));
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void ADamagedSlotIsToldAndTheOtherOneUsed()
    {
        var bench = new UnitBench();
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("GPP_A", "kept");
        bench.Set("GPP_B", "newest");
        bench.Flash.Slots[bench.Unit.Loaded.Slot == 0 ? 1 : 0][20] ^= 0x40;
        bench.PowerCycle();
        Assert.AreEqual("kept", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        bench.Run(41);
        StringAssert.Contains(string.Join("\n", bench.Syslog), "slot ");
    }
}
