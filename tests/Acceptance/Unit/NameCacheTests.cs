// A unit asks for a name as often as its TTL says, whoever wants it.

using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class NameCacheTests
{
    private const string Rule = "http://prov.example.net/p";

    [TestMethod]
    public void OneAnswerServesFetchesReportsAndLogServersUntilItsTtl()
    {
        UnitBench bench = Bench();
        Resync(bench);
        bench.Unit.RequestReport();
        bench.Run(5);
        bench.Set("Syslog_Server", "prov.example.net");
        Resync(bench);
        Resync(bench);
        Assert.HasCount(1, bench.Queries, string.Join(" ", bench.Queries));
        Assert.IsNotEmpty(bench.Syslog);
        Assert.HasCount(4, bench.Requests);
        bench.Run(60);
        Resync(bench);
        Assert.HasCount(2, bench.Queries, "the bench's TTL is 60 s");
    }

    [TestMethod]
    public void AnotherNameServerIsAskedAnew()
    {
        UnitBench bench = Bench();
        Resync(bench);
        bench.Set("Primary_DNS", "192.168.1.2");
        bench.Network.Serve(0xC0A80102, 53, (_, _, _) => bench.Queries.Add("the other"));
        Resync(bench);
        Resync(bench);
        Assert.AreEqual("prov.example.net", bench.Queries[0]);
        Assert.IsTrue(bench.Queries.Count > 1 && bench.Queries.Skip(1).All(q => q == "the other"), string.Join(" ", bench.Queries));
    }

    [TestMethod]
    public void AnAddressThatDoesNotRespondIsAskedForAnew()
    {
        UnitBench bench = Bench();
        bench.Name("prov.example.net", 0x0A090909);
        Resync(bench);
        bench.Name("prov.example.net", UnitBench.Server);
        Resync(bench);
        Assert.HasCount(2, bench.Queries);
        Assert.HasCount(1, bench.Requests);
    }

    [TestMethod]
    public void ANameThatWasNotThereIsFoundTenSecondsLater()
    {
        UnitBench bench = Bench();
        bench.Set("Profile_Rule", "http://new.example.net/p");
        Ask(bench, "http://new.example.net/p");
        bench.Name("new.example.net", UnitBench.Server);
        Ask(bench, "http://new.example.net/p");
        Assert.HasCount(1, bench.Queries);
        bench.Run(10);
        Ask(bench, "http://new.example.net/p");
        Assert.HasCount(2, bench.Queries);
        Assert.HasCount(1, bench.Requests);
    }

    [TestMethod]
    public void ALogServersNameIsAskedForAgainWhenItsAnswerHasEndedAndNotWhileNothingIsSent()
    {
        UnitBench bench = Bench();
        bench.Set("Syslog_Server", "log.example.net");
        bench.Name("log.example.net", UnitBench.Server);
        bench.PowerCycle();
        bench.Run(3600);
        Assert.IsEmpty(bench.Queries, "nothing to send");
        Resync(bench);
        int lines = bench.Syslog.Count;
        Assert.AreEqual(1, bench.Queries.Count(q => q == "log.example.net"));
        bench.Run(120);
        Resync(bench);
        Assert.AreEqual(3, bench.Queries.Count(q => q == "log.example.net"), "when the first answer had ended, and with the next lines");
        Assert.AreEqual(2 * lines, bench.Syslog.Count, "no line waits for the new answer, none is lost");
        bench.Run(3600);
        Assert.IsLessThanOrEqualTo(4, bench.Queries.Count(q => q == "log.example.net"));
    }

    private static UnitBench Bench()
    {
        UnitBench bench = new UnitBench();
        bench.Name("prov.example.net", UnitBench.Server);
        bench.Http["/p"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>1</GPP_A></flat-profile>");
        bench.Http["/rep"] = [];
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Report_Rule", "http://prov.example.net/rep");
        bench.Set("Resync_On_Reset", "No");
        bench.Set("Resync_Periodic", "0");
        bench.PowerCycle();
        return bench;
    }

    private static void Resync(UnitBench bench) => Ask(bench, Rule);

    private static void Ask(UnitBench bench, string rule)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(rule);
        bench.Unit.Resync.Request(bytes, 0, bytes.Length, bench.Clock.NowMs);
        bench.Run(2);
    }
}
