// The provisioning options of a real DHCP server, and none: where the factory rule goes with nothing set on the unit but the parameter named.

using System;
using System.Diagnostics;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class DhcpTests : RigTests<DhcpTests>
{
    private const string FactoryOrder = "66,160,159,150";
    private const string Outcome = "done (tftp|http)://|Resync failed";
    private static int _served;

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig != null)
        {
            Unit = new RigUnit(Rig, "Resync_On_Reset=No", "Log_Resync_Success_Msg=done $SCHEME://$SERV:$PORT$PATH");
            Unit.SwitchOff();
        }
    }

    [TestMethod]
    [DataRow("", FactoryOrder, "tftp://192.168.77.200:69/spa2102.cfg", "nothing set at all: the server's own address")]
    [DataRow("dhcp-option=66,192.168.77.200", FactoryOrder, "tftp://192.168.77.200:69/spa2102.cfg", "66, an address")]
    [DataRow("dhcp-option=66,prov.telco.com", FactoryOrder, "tftp://prov.telco.com:69/spa2102.cfg", "66, a name")]
    [DataRow("dhcp-option=66,\"http://prov.telco.com/$PN/$MA.xml\"", FactoryOrder, "http://prov.telco.com:80/SPA2102/000e08abcdef.xml", "66, a whole URL")]
    [DataRow("dhcp-option=66,\"http://prov.telco.com\"", FactoryOrder, "http://prov.telco.com:80/spa2102.cfg", "66, a URL without a path")]
    [DataRow("dhcp-option=150,192.168.77.200,192.168.77.202", FactoryOrder, "tftp://192.168.77.200:69/spa2102.cfg", "150, a list")]
    [DataRow("dhcp-option=159,\"http://prov.telco.com/$PN/$MA.xml\"", FactoryOrder, "http://prov.telco.com:80/SPA2102/000e08abcdef.xml", "159")]
    [DataRow("dhcp-option=160,\"http://prov.telco.com/$PN/$MA.xml\"", FactoryOrder, "http://prov.telco.com:80/SPA2102/000e08abcdef.xml", "160")]
    [DataRow("dhcp-option=66,192.168.77.202\ndhcp-option=160,\"http://prov.telco.com\"", "160,66", "http://prov.telco.com:80/spa2102.cfg", "the order decides")]
    [DataRow("dhcp-option=66,192.168.77.202\ndhcp-option=150,192.168.77.200", "150,160", "tftp://192.168.77.200:69/spa2102.cfg", "66 is not to be used")]
    [DataRow("dhcp-boot=loader,prov.telco.com", "160", "tftp://192.168.77.200:69/spa2102.cfg", "what is not to be used leaves the server's own address")]
    public void TheFactoryRuleGoesWhereTheOptionsSay(string options, string order, string url, string why)
    {
        Rig.Put("dhcp.conf", "log-dhcp\n" + options + "\n");
        Rig.RestartServer("dnsmasq");
        int from = Rig.DnsmasqLog.Length;
        Start("DHCP_Option_To_Use=" + order);
        Unit.WaitForConsole(Outcome);
        StringAssert.Contains(Unit.Console, "done " + url, why);
        Assert.AreEqual($"{_served}", Unit.Parameter("GPP_A"));
        string[] asked = Rig.DnsmasqLog[from..];
        Assert.IsTrue(asked.Any(l => l.Contains("DHCPINFORM(eth0) 192.168.77.100 00:0e:08:ab:cd:ef", StringComparison.Ordinal)), "asked by DHCPINFORM");
        Assert.IsTrue(asked.Any(l => l.Contains("vendor class: LINKSYS SPA-2102", StringComparison.Ordinal)), "option 60");
    }

    [TestMethod]
    public void OptionsThatOverflowIntoTheFileFieldAreRead()
    {
        // The last ones come first in dnsmasq's answer; what then has no room behind them, in a frame, goes into the file field.
        string fillers = string.Concat(Enumerable.Range(224, 5).Select(code => $"dhcp-option-force={code},\"{new string('x', code == 224 ? 200 : 240)}\"\n"));
        Rig.Put("dhcp.conf", $"dhcp-option=160,\"http://prov.telco.com/$PN/$MA.xml\"\n{fillers}");
        Rig.RestartServer("dnsmasq");
        using var capture = new RigCapture(Rig, "udp port 67 or udp port 68");
        Start("DHCP_Option_To_Use=160");
        Unit.WaitForConsole(Outcome);
        StringAssert.Contains(Unit.Console, "done http://prov.telco.com:80/SPA2102/000e08abcdef.xml");
        byte[] seen = capture.Stop();
        Assert.IsGreaterThan(0, RigCapture.Find(seen, [52, 1, 1]), "option 52 says that the file field holds options");
    }

    [TestMethod]
    public void WithoutADhcpServerTheResyncFailsInTime()
    {
        Rig.StopServer("dnsmasq");
        try
        {
            Start("DHCP_Option_To_Use=" + FactoryOrder);
            var watch = Stopwatch.StartNew();
            Unit.WaitForConsole(@"Resync failed: The URL names no server and DHCP gave none; name the server\. \(fault 212\)");
            Assert.IsLessThan(20000, watch.ElapsedMilliseconds, "asked for seven seconds at most");
            StringAssert.Contains(Unit.Console, "DHCP options: no answer to DHCPINFORM");
        }
        finally
        {
            Rig.StartServer("dnsmasq");
        }
    }

    [TestMethod]
    [DataRow("DHCP,Manual", "", true)]
    [DataRow("Manual,DHCP", "", true)]
    [DataRow("DHCP,Manual", "Primary_DNS=192.168.77.202", true)]
    [DataRow("Manual", "", false)]
    [DataRow("Manual", "Primary_DNS=192.168.77.200", true)]
    public void NameServersComeFromWhereTheOrderSays(string order, string setting, bool found)
    {
        Rig.Put("dhcp.conf", "");
        Rig.RestartServer("dnsmasq");
        Rig.Put("resolv.conf", "");
        try
        {
            Start("Profile_Rule=http://prov.telco.com/spa2102.cfg", "DNS_Server_Order=" + order, setting == "" ? "Primary_DNS=" : setting);
            Unit.WaitForConsole(found ? @"done http://prov\.telco\.com:80/" : @"Resync failed: No DNS server is set");
        }
        finally
        {
            Unit.SwitchOff();
            Rig.Put("resolv.conf", $"nameserver {RigNetwork.ServerAddress}\n");
            Unit.SwitchOn("Resync_On_Reset=No", "Profile_Rule=/spa$PSN.cfg", "DNS_Server_Order=Manual", "Primary_DNS=");
        }
    }

    // With files of now, so that none is taken for the one applied last.
    private static void Start(params string[] settings)
    {
        string profile = $"<flat-profile><GPP_A>{++_served}</GPP_A></flat-profile>";
        foreach (string file in new[] { "tftp/spa2102.cfg", "www/spa2102.cfg", "www/SPA2102/000e08abcdef.xml" })
        {
            Rig.Put(file, profile);
        }

        Unit.PowerCycle(["Resync_On_Reset=Yes", .. settings]);
    }
}
