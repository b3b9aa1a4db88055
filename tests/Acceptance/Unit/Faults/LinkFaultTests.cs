// Loss, duplication, reordering, corruption and delay between the unit and good servers, each with many seeds.

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class LinkFaultTests
{
    private const int Seeds = 40;

    public TestContext TestContext { get; set; }

    // At least so many of the resyncs get through; none takes longer than the whole fetch may.
    [TestMethod]
    [DataRow("loss", 12, 36)]
    [DataRow("duplication", 30, 40)]
    [DataRow("reordering", 30, 40)]
    [DataRow("corruption", 12, 0)]
    [DataRow("delay", 300, 40)]
    [DataRow("all at once", 12, 0)]
    public void ABadLinkNeverHalvesAConfiguration(string kind, int amount, int atLeast)
    {
        foreach ((string title, string rule) in new[] { ("TFTP", "tftp://prov.telco.com/p"), ("HTTP", FaultBench.NameRule) })
        {
            var table = new FaultTable(TestContext, $"{kind} {amount}, {title}");
            var outcomes = new List<Fault>();
            double longest = 0;
            for (int seed = 1; seed <= Seeds; seed++)
            {
                // TFTP over UDP without checksums cannot tell a changed byte: a compressed file brings a checksum of its own.
                var bench = new FaultBench(rule, seed, Packing.LongGzip);
                outcomes.Add(table.TryAny(bench, $"seed {seed}", 301, b => Break(b, kind, amount)));
                longest = Math.Max(longest, bench.Seconds);
            }

            int through = outcomes.Count(o => o == Fault.None);
            string told = string.Join(", ", outcomes.GroupBy(o => o).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"));
            TestContext.WriteLine($"{kind} {amount}, {title}: {told}");
            Assert.IsGreaterThanOrEqualTo(atLeast, through, title + ": " + told);
            table.Close();
        }
    }

    private static void Break(FaultBench bench, string kind, int amount)
    {
        Boards.Virtual.LinkFaults faults = bench.Network.Faults;
        bool all = kind == "all at once";
        faults.LossPercent = all || kind == "loss" ? amount : 0;
        faults.DuplicatePercent = all || kind == "duplication" ? amount : 0;
        faults.ReorderPercent = all || kind == "reordering" ? amount : 0;
        faults.CorruptPercent = all || kind == "corruption" ? amount : 0;
        if (all || kind == "delay")
        {
            (faults.MinDelayMs, faults.MaxDelayMs) = (250, 350);
        }
    }
}
