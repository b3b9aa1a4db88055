// Names as a real name server answers them: aliases, several addresses with dead ones first, too many for a datagram, none.

using System;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class DnsTests : RigTests<DnsTests>
{
    private const string NoHost = "192.168.77.250";

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig != null)
        {
            string lots = string.Concat(Enumerable.Range(130, 60).Select(i => $"192.168.77.{i} lots.telco.com\n"));
            Rig.Put("hosts", $"{ServerTexts.Hosts}{NoHost} dead.telco.com\n{RigNetwork.ThirdServerAddress} dead.telco.com\n{RigNetwork.SecondServerAddress} lots.telco.com\n{lots}");
            Rig.Put("dhcp.conf", "cname=alias.telco.com,prov.telco.com\ncname=outer.telco.com,alias.telco.com\n");
            Rig.RestartServer("dnsmasq");
            Rig.Put("apache-second.conf", $"Listen {RigNetwork.SecondServerAddress}:80\n");
            Rig.RestartServer("apache");
            Rig.Put("www/profile.txt", "<flat-profile><GPP_A>fetched</GPP_A></flat-profile>");
            Unit = new RigUnit(Rig, "Resync_On_Reset=No");
        }
    }

    [TestMethod]
    [DataRow("prov.telco.com", "192.168.77.200")]
    [DataRow("PROV.Telco.Com", "192.168.77.200")]
    [DataRow("alias.telco.com", "192.168.77.200")]
    [DataRow("outer.telco.com", "192.168.77.200")]
    [DataRow("many.telco.com", "192.168.77.202 192.168.77.200")]
    [DataRow("lots.telco.com", "192.168.77.201")]
    public void TheAddressesAreTriedInTheirOrder(string name, string tried)
    {
        int from = Unit.Console.Length;
        string outcome = Unit.Resync($"http://{name}/profile.txt");
        string said = Unit.Console[from..];
        StringAssert.Contains(outcome, $"Successful resync http://{tried.Split(' ').Last()}:80/profile.txt", said);
        Assert.AreEqual(tried, string.Join(' ', Regex.Matches(said, "Fetch: trying (.*?) for").Select(m => m.Groups[1].Value)));
        Assert.HasCount(tried.Split(' ').Length - 1, Regex.Matches(said, "does not respond"));
        Assert.IsFalse(said.Contains("failed", StringComparison.Ordinal), "an address left for the next is no failure");
    }

    [TestMethod]
    public void WhenNoAddressRespondsTheFailureIsToldOnceWithTheLastReason()
    {
        int from = Unit.Console.Length;
        int before = Rig.Syslog.Length;
        StringAssert.Contains(Unit.Resync("http://dead.telco.com/profile.txt"), "The server refused the connection;");
        string said = Unit.Console[from..];
        StringAssert.Contains(said, NoHost + " does not respond: The server ");
        StringAssert.Contains(said, $"Fetch: trying {RigNetwork.ThirdServerAddress} for");
        Assert.HasCount(1, Rig.Syslog[before..].Where(l => l.Contains("Resync failed")).ToArray());
    }

    [TestMethod]
    [DataRow("nosuch.telco.com", "The server's name does not exist in DNS; check its spelling.")]
    [DataRow("dead..telco.com", "The server's name is no valid host name; correct it.")]
    public void NamesThatAreNoneFailWithTheirSentence(string name, string sentence) =>
        StringAssert.Contains(Unit.Resync($"http://{name}/profile.txt"), sentence);

    [TestMethod]
    public void ASilentNameServerIsGivenUpInTime()
    {
        Rig.StopServer("dnsmasq");
        try
        {
            var watch = Stopwatch.StartNew();
            StringAssert.Contains(Unit.Resync("http://few.telco.com/profile.txt"), "No DNS server answered in time;");
            Assert.IsLessThan(30000, watch.ElapsedMilliseconds);
        }
        finally
        {
            Rig.StartServer("dnsmasq");
        }

        StringAssert.Contains(Unit.Resync("http://prov.telco.com/profile.txt"), "Successful");
    }
}
