// Hostile servers for HTTP, TFTP and DNS: each outcome, its time, the configuration after it, and the next resync.

using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class HostileServerTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void HttpServers() => TryAll("HTTP", FaultBench.HttpRule, HttpFaults.All());

    [TestMethod]
    public void TftpServers() => TryAll("TFTP", FaultBench.TftpRule, TftpFaults.All());

    [TestMethod]
    public void NameServers() => TryAll("DNS", FaultBench.NameRule, DnsFaults.All());

    private void TryAll(string title, string rule, IEnumerable<FaultCase> faults)
    {
        var bench = new FaultBench(rule);
        var table = new FaultTable(TestContext, title);
        foreach (FaultCase fault in faults)
        {
            table.Try(bench, fault);
        }

        table.Close();
    }
}
