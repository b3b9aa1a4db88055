// What the web pages keep of the heap: next to nothing before the first request, bounded afterwards (firmware/DESIGN.md "Memory").

using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
[DoNotParallelize]
public class WebMemoryTests
{
    public TestContext TestContext { get; set; }

    private const int Rounds = 4;

    [TestMethod]
    public void MemoryIsTakenWhenItIsAskedFor()
    {
        // The heap is the whole process's: what else is taken meanwhile only adds, so the smallest of some rounds is the unit's own.
        long[] least = Enumerable.Range(0, Rounds).Select(_ => Round()).Aggregate((x, y) => x.Zip(y, Math.Min).ToArray());
        TestContext.WriteLine($"bytes kept: first page {least[0]}, first form {least[1]}, explained rules {least[2]}, grown when repeated {least[3]}");
        Assert.IsLessThan(9000, least[0]);
        Assert.IsLessThan(22000, least[1]);
        Assert.IsLessThan(36000, least[2]);
        Assert.IsLessThan(3000, least[3], "nothing grows");
    }

    private static long[] Round()
    {
        UnitBench bench = new();
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Run(1);
        long rest = Held();
        long page = Kept(bench, "/admin/advanced/provisioning", false) - rest;
        long form = Kept(bench, "/admin/advanced/provisioning", true) - rest;
        long rules = Kept(bench, "/admin/advanced/resyncs", false) - rest;
        long again = Kept(bench, "/admin/advanced/resyncs", true) - rest;
        GC.KeepAlive(bench);
        return [page, form, rules, again - rules];
    }

    private static long Kept(UnitBench bench, string url, bool submits)
    {
        Visit(bench, url, submits);
        return Held();
    }

    private static void Visit(UnitBench bench, string url, bool submits)
    {
        WebClient.Exchange page = WebLogin.Get(bench, url);
        Assert.AreEqual(200, page.Status);
        if (submits && page.Body.Contains("<form", StringComparison.Ordinal))
        {
            WebLogin.Post(bench, url, WebPages.Encode(WebPages.FieldsOf(page.Body)));
        }
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(true);
    }
}
