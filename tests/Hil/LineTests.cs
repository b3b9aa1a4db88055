// A telephone at line 1 of the unit under test, and what the unit says about it.

using System;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Hil;

[TestClass]
public sealed class LineTests
{
    [TestInitialize]
    public void Require() => HilBench.Handset.Require();

    [TestCleanup]
    public void HangUp()
    {
        if (HilBench.Handset.IsThere)
        {
            HilBench.Handset.Do("onhook");
        }
    }

    [TestMethod]
    public void TheHandsetAndItsKeysAreHeard()
    {
        int lifted = HilBench.SaidTimes("Line 1: picked up");
        int digits = HilBench.SaidTimes("Line 1: digit");
        int hungUp = HilBench.SaidTimes("Line 1: hung up");
        HilBench.Handset.Do("offhook");
        HilBench.WaitForLine("Line 1: picked up", lifted + 1);
        HilBench.Handset.Do("key 5");
        HilBench.Handset.Do("key 5");
        HilBench.WaitForLine("Line 1: digit", digits + 2);
        HilBench.Handset.Do("onhook");
        HilBench.WaitForLine("Line 1: hung up", hungUp + 1);
        Assert.AreEqual(digits + 2, HilBench.SaidTimes("Line 1: digit"));
    }

    [TestMethod]
    public void AResyncWaitsForTheHandset()
    {
        int lifted = HilBench.SaidTimes("Line 1: picked up");
        HilBench.Handset.Do("offhook");
        HilBench.WaitForLine("Line 1: picked up", lifted + 1);
        string value = "after the call " + Environment.TickCount64;
        string path = HilBench.Put(HilBench.Profile($"<GPP_E>{value}</GPP_E>"));
        HilBench.Resync(HilBench.Http + path);
        Thread.Sleep(3000);
        Assert.AreEqual(0, HilBench.FetchedTimes(path), "it fetched while the handset was up");
        HilBench.Handset.Do("onhook");
        HilBench.WaitFor("the profile after the call", () => HilBench.Value("GPP_E") == value);
    }
}
