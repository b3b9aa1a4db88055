// MFG-RESET (guide Table 1-1) from every state a unit can be in.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class FactoryResetTests
{
    private const string Planted = "planted-before-the-reset";

    [TestMethod]
    [DataRow("starting")]
    [DataRow("waiting")]
    [DataRow("retrying")]
    [DataRow("transfer under way")]
    [DataRow("name being looked up")]
    [DataRow("request held")]
    [DataRow("due, lines in use")]
    [DataRow("asked, lines in use")]
    [DataRow("trigger spent")]
    [DataRow("provisioning off")]
    [DataRow("page half written")]
    [DataRow("reset a moment ago")]
    public void EveryStateLeadsBackToTheFactory(string state)
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "tftp://192.168.1.200/p.txt");
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("GPP_A", Planted);
        bench.Set("GPP_SA", Planted);
        bench.Tftp.Files["/p.txt"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_P ua=\"rw\">" + Planted + "</GPP_P></flat-profile>");
        Reach(bench, state);
        int restarts = bench.Restarts;
        int commits = bench.Tftp.Requests;
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        Assert.AreEqual(UnitStatus.Restarting, bench.Unit.Step(0));
        Assert.IsTrue(bench.Power.IsCold);
        bench.Run(0);

        Assert.AreEqual(restarts + 1, bench.Restarts);
        Assert.AreEqual(RestartReason.PowerUp, bench.Power.StartReason);
        AssertFactory(bench);
        Assert.AreEqual(ResyncState.Starting, bench.Unit.Resync.State);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.IsFalse(bench.Unit.Resync.HasSucceeded || bench.Unit.Resync.RequestHeld || bench.Unit.Resync.IsRequest || bench.Unit.Resync.RestartDue);

        // What was on its way comes too late; the factory's own resync finds no server.
        bench.Lines[0].IsOffHook = false;
        bench.Run(3600);
        AssertFactory(bench);
        Assert.AreEqual(commits, bench.Tftp.Requests);
        Assert.AreEqual(Fault.UrlNoServer, bench.Unit.Resync.LastFault);
        Assert.AreEqual(restarts + 1, bench.Restarts);
    }

    [TestMethod]
    public void AFlashThatRefusesIsToldAndTheUnitRestartsAsItWas()
    {
        var bench = new UnitBench();
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.PowerCycle();
        bench.Flash.RefusesWrites = true;
        Assert.AreEqual(Fault.FlashWrite, bench.Unit.FactoryReset());
        bench.Run(1);
        Assert.AreEqual(1, bench.Restarts);
        Assert.AreEqual("192.168.1.200", bench.Unit.Store.Text(ParameterIndex.Syslog_Server));
        StringAssert.Contains(string.Join("\n", bench.Syslog), "fault 402");
    }

    [TestMethod]
    public void TheIvrsProtectionDoesNotBindTheCall()
    {
        var bench = new UnitBench();
        bench.Set("Protect_IVR_FactoryReset", "Yes");
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        bench.Run(1);
        Assert.IsFalse(bench.Unit.Store.IsYes(ParameterIndex.Protect_IVR_FactoryReset));
    }

    private static void Reach(UnitBench bench, string state)
    {
        switch (state)
        {
            case "starting":
                bench.Set("Resync_Random_Delay", "100");
                bench.PowerCycle();
                bench.Run(1);
                Expect(bench, ResyncState.Starting);
                break;
            case "waiting":
                bench.PowerCycle();
                bench.Run(10);
                Expect(bench, ResyncState.Waiting);
                Assert.AreEqual(Planted, bench.Unit.Store.Text(ParameterIndex.GPP_P));
                break;
            case "retrying":
                bench.Tftp.Files.Clear();
                bench.PowerCycle();
                bench.Run(10);
                Expect(bench, ResyncState.Retrying);
                break;
            case "transfer under way":
            case "request held":
                bench.Tftp.Files["/p.txt"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_P>" + Planted + "</GPP_P><!--" + new string('-', 200000) + "--></flat-profile>");
                bench.PowerCycle();
                StepUntil(bench, () => bench.Tftp.Requests > 0 && bench.Unit.Resync.State == ResyncState.Running);
                if (state == "request held")
                {
                    byte[] rule = Encoding.ASCII.GetBytes("tftp://192.168.1.200/other.txt");
                    Assert.AreEqual(Fault.None, bench.Unit.Resync.Request(rule, 0, rule.Length, bench.Clock.NowMs));
                    Assert.IsTrue(bench.Unit.Resync.RequestHeld);
                }

                Expect(bench, ResyncState.Running);
                break;
            case "name being looked up":
                bench.Set("Profile_Rule", "tftp://prov.telco.com/p.txt");
                bench.PowerCycle();
                StepUntil(bench, () => bench.Unit.Resync.State == ResyncState.Running);
                break;
            case "due, lines in use":
                bench.Lines[0].IsOffHook = true;
                bench.PowerCycle();
                bench.Run(5);
                Expect(bench, ResyncState.Due);
                break;
            case "asked, lines in use":
                bench.Set("Resync_On_Reset", "No");
                bench.Lines[0].IsOffHook = true;
                bench.PowerCycle();
                bench.Web.Ask("/admin/resync?tftp://192.168.1.200/p.txt");
                bench.Run(5);
                Expect(bench, ResyncState.Asked);
                break;
            case "trigger spent":
                bench.Set("Resync_Trigger_1", "\"$A\" ne \"\"");
                bench.PowerCycle();
                bench.Run(60);
                Expect(bench, ResyncState.Waiting);
                break;
            case "provisioning off":
                bench.Set("Provision_Enable", "No");
                bench.PowerCycle();
                bench.Run(60);
                break;
            case "page half written":
                bench.PowerCycle();
                bench.Run(10);
                bench.Web.Ask("/admin/advanced", room: 0);
                bench.Run(1);
                break;
            default:
                Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
                break;
        }
    }

    private static void StepUntil(UnitBench bench, Func<bool> reached)
    {
        for (int steps = 0; !reached(); steps++)
        {
            Assert.IsLessThan(1000, steps);
            bench.Unit.Step(0);
            bench.Clock.AdvanceTo(bench.Clock.NowMs + 1);
            bench.Network.Run();
        }
    }

    private static void Expect(UnitBench bench, ResyncState state) => Assert.AreEqual(state, bench.Unit.Resync.State);

    private static void AssertFactory(UnitBench bench)
    {
        for (int index = 0; index < Catalogue.Count; index++)
        {
            Assert.IsTrue(bench.Unit.Store.IsDefault(index), Catalogue.NameOf(index));
            Assert.AreEqual(Catalogue.AccessOf(index), bench.Unit.Store.AccessOf(index), Catalogue.NameOf(index));
        }

        for (int slot = 0; slot < 2; slot++)
        {
            string kept = Encoding.Latin1.GetString(bench.Flash.Slots[slot].Take(bench.Flash.Lengths[slot]).ToArray());
            Assert.IsFalse(kept.Contains(Planted), $"slot {slot} still holds an old value");
        }
    }
}
