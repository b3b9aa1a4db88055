// What the web pages keep of the heap: next to nothing before the first request, bounded afterwards (firmware/DESIGN.md "Memory").

using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
[DoNotParallelize]
public class WebMemoryTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void MemoryIsTakenWhenItIsAskedFor()
    {
        // Whatever is made once in a process is made here.
        Visit(new UnitBench(), "/admin/advanced/resyncs", true);
        UnitBench bench = new();
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Run(1);
        long rest = Held();
        long page = Kept(bench, "/admin/advanced/provisioning", false) - rest;
        long form = Kept(bench, "/admin/advanced/provisioning", true) - rest;
        long rules = Kept(bench, "/admin/advanced/resyncs", false) - rest;
        long again = Kept(bench, "/admin/advanced/resyncs", true) - rest;
        TestContext.WriteLine($"bytes kept: first page {page}, first form {form}, explained rules {rules}, again {again}");
        Assert.IsLessThan(9000, page);
        Assert.IsLessThan(22000, form);
        Assert.IsLessThan(36000, rules);
        Assert.IsLessThan(rules + 3000, again, "nothing grows");
        GC.KeepAlive(bench);
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
