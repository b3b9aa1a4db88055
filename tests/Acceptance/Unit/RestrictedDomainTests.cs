// Restricted_Access_Domains in a whole unit: refused before anything is asked of the network.

using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class RestrictedDomainTests
{
    private static readonly byte[] Basic = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>applied</GPP_A></flat-profile>");

    [TestMethod]
    [DataRow("http://prov.telco.com/p", "", "telco.com", true)]
    [DataRow("http://prov.telco.com/p", "", "other.com telco.com", true)]
    [DataRow("http://prov.telco.com/p", "", "other.com", false)]
    [DataRow("http://192.168.1.200/p", "", "telco.com", false)]
    [DataRow("http://192.168.1.200/p", "", "telco.com,192.168.1.200", true)]
    [DataRow("/p", "http://prov.telco.com", "telco.com", true)]
    [DataRow("/p", "http://prov.telco.com", "other.com", false)]
    [DataRow("/p", "192.168.1.200", "telco.com", false)]
    [DataRow("tftp://prov.telco.com/p", "", "other.com", false)]
    public void AServerOutsideIsRefusedBeforeItsNameIsLookedUp(string rule, string option66, string domains, bool allowed)
    {
        UnitBench bench = Bench(domains);
        bench.Network.SetDhcpOption(66, option66);
        bench.Set("Profile_Rule", rule);
        bench.PowerCycle();
        bench.Run(41);
        Assert.AreEqual(allowed ? Fault.None : Fault.ServerRestricted, bench.Unit.Resync.LastFault);
        Assert.AreEqual(allowed ? "applied" : "", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        if (!allowed)
        {
            Assert.IsEmpty(bench.Queries);
            Assert.IsEmpty(bench.Requests);
            Assert.AreEqual(0, bench.Tftp.Requests);
            string server = (rule + option66).Contains("telco") ? "prov.telco.com" : "192.168.1.200";
            StringAssert.Contains(bench.Messages().Last(), $"[{server}] (fault 225)");
        }
    }

    [TestMethod]
    public void ARequestFromTheWebIsHeldToItToo()
    {
        UnitBench bench = Bench("telco.com");
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Tftp.Files["/p"] = Basic;
        bench.Web.Ask("/admin/resync?/p", from: UnitBench.Server);
        bench.Run(5);
        Assert.AreEqual(Fault.ServerRestricted, bench.Unit.Resync.LastFault);
        bench.Web.Ask("/admin/resync?http://prov.telco.com/p");
        bench.Run(5);
        Assert.AreEqual("applied", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AListSetByOneRulesFileBindsTheNextRule()
    {
        UnitBench bench = Bench("");
        bench.Set("Profile_Rule", "http://prov.telco.com/first");
        bench.Set("Profile_Rule_B", "http://prov.telco.com/p");
        bench.Http["/first"] = Encoding.ASCII.GetBytes("<flat-profile><Restricted_Access_Domains>other.com</Restricted_Access_Domains></flat-profile>");
        bench.PowerCycle();
        bench.Run(41);
        Assert.AreEqual(Fault.ServerRestricted, bench.Unit.Resync.LastFault);
        Assert.HasCount(1, bench.Requests);
    }

    [TestMethod]
    public void MoreThanFiveDomainsAreWarnedOfOnce()
    {
        UnitBench bench = Bench("a.x b.x c.x d.x telco.com f.x");
        bench.Set("Profile_Rule", "http://prov.telco.com/p");
        bench.Set("Resync_Periodic", "60");
        bench.PowerCycle();
        bench.Run(600);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual(1, bench.Syslog.Count(l => l.Contains("Restricted_Access_Domains holds more")));
    }

    private static UnitBench Bench(string domains)
    {
        var bench = new UnitBench();
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("Restricted_Access_Domains", domains);
        bench.Name("prov.telco.com", UnitBench.Server);
        bench.Http["/p"] = Basic;
        return bench;
    }
}
