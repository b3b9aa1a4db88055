// The idle gate: what is due waits for idle lines, at most Forced_Resync_Delay (guide "Triggers").

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ResyncIdleTests
{
    [TestMethod]
    public void APeriodicResyncWaitsForTheEndOfACall()
    {
        ResyncRig rig = Running("14400");
        rig.Engine.LinesIdle = false;
        rig.RunTo(3600 + 1000);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual((int)ResyncState.Due, (int)rig.Engine.State);
        Assert.IsTrue(rig.Engine.WaitsForLines);
        Assert.AreEqual(1000 + ((3600L + 14400) * 1000), rig.Engine.NextResyncMs);
        rig.Engine.LinesIdle = true;
        rig.RunTo(3600 + 1000);
        Assert.AreEqual(2, rig.Resyncs);
        Assert.AreEqual(1, (int)rig.States[1]);
    }

    [TestMethod]
    [DataRow("14400", 14400)]
    [DataRow("60", 60)]
    [DataRow("0", 0)]
    [DataRow("soon", 14400)]
    public void ACallWithoutEndDelaysItNoLongerThanForced(string forced, int seconds)
    {
        ResyncRig rig = Running(forced);
        rig.Engine.LinesIdle = false;
        rig.RunTo(3600 + seconds - 1);
        Assert.AreEqual(1, rig.Resyncs);
        rig.RunTo(3600 + seconds);
        Assert.AreEqual(2, rig.Resyncs);
    }

    [TestMethod]
    public void PowerUpRetryTriggerAndUpgradeWaitToo()
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", "/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "0");
        rig.Set("Resync_Error_Retry_Delay", "100");
        rig.Engine.LinesIdle = false;
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(1000);
        Idle(rig, 1001);
        Assert.AreEqual(0, (int)rig.States[0]);
        rig.RunTo(1500);
        rig.Serve("/basic.txt", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        Idle(rig, 1501);
        Assert.AreEqual(2, (int)rig.States[1]);
        rig.Set("Resync_Trigger_1", "\"$B\" eq \"1\"");
        rig.RunTo(1600);
        Idle(rig, 1601);
        rig.Engine.UpgradeAttempted(rig.NowMs);
        rig.RunTo(1700);
        Idle(rig, 1701);
        Assert.AreEqual(4, rig.Resyncs);
    }

    [TestMethod]
    public void ARequestWaitsAndANewerOneReplacesIt()
    {
        ResyncRig rig = Running("14400");
        rig.Engine.LinesIdle = false;
        rig.RunTo(100);
        rig.Request("/first");
        rig.RunTo(200);
        rig.Request("/second");
        rig.RunTo(300);
        Assert.AreEqual((int)ResyncState.Asked, (int)rig.Engine.State);
        Assert.AreEqual("/basic.txt", rig.Paths());
        rig.Engine.LinesIdle = true;
        rig.RunTo(301);
        Assert.AreEqual("/basic.txt /second", rig.Paths());
        Assert.AreEqual(-1, (int)rig.States[1]);
    }

    [TestMethod]
    public void ARequestBehindADueResyncKeepsItsOwnLimit()
    {
        ResyncRig rig = Running("1000");
        rig.Engine.LinesIdle = false;
        rig.RunTo(3700);
        rig.Request("/own");
        rig.RunTo(3600 + 1000);
        Assert.AreEqual("/basic.txt /basic.txt", rig.Paths());
        rig.RunTo(3700 + 999);
        Assert.AreEqual(2, rig.Resyncs);
        rig.RunTo(3700 + 1000);
        Assert.AreEqual("/basic.txt /basic.txt /own", rig.Paths());
    }

    [TestMethod]
    public void AFailedRequestThatWaitedLeavesADueScheduleDue()
    {
        ResyncRig rig = Running("14400");
        rig.Engine.LinesIdle = false;
        rig.RunTo(3500);
        rig.Request("/gone");
        rig.RunTo(4000);
        rig.Engine.LinesIdle = true;
        rig.RunTo(4001);
        Assert.AreEqual("/basic.txt /gone /basic.txt", rig.Paths());
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void ProvisionEnableOffEndsTheWait(bool asked)
    {
        ResyncRig rig = Running("14400");
        rig.Engine.LinesIdle = false;
        rig.RunTo(asked ? 100 : 3700);
        if (asked)
        {
            rig.Request("/own");
        }

        rig.Set("Provision_Enable", "No");
        rig.Engine.LinesIdle = true;
        rig.RunTo(3800);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual((int)ResyncState.Waiting, (int)rig.Engine.State);
        rig.Set("Provision_Enable", "Yes");
        rig.RunTo(3800 + 7200);
        Assert.IsTrue(rig.Resyncs >= 2);
    }

    [TestMethod]
    public void DebugLinesTellWhyNothingHappens()
    {
        ResyncRig rig = Running("14400");
        rig.Set("Profile_Rule", "(\"$A\" eq \"x\")? /never");
        rig.Set("Profile_Rule_B", "(c = \"x\";)!");
        rig.WantsDebug = true;
        rig.Messages.Clear();
        rig.Engine.LinesIdle = false;
        rig.RunTo(3600);
        rig.Engine.LinesIdle = true;
        rig.RunTo(3601);
        rig.Set("Provision_Enable", "No");
        rig.RunTo(7201);
        Assert.AreEqual(4, rig.Messages.Count);
        Assert.AreEqual("debug: Resync is due and waits for idle lines", rig.Message(0));
        Assert.AreEqual("debug: Profile_Rule: no alternative holds", rig.Message(1));
        Assert.AreEqual("debug: Profile_Rule_B: assignments only, nothing is fetched", rig.Message(2));
        Assert.AreEqual("debug: Resync is due but Provision_Enable is off", rig.Message(3));
    }

    // Resynced at second 0, the next one is due at 3600.
    private static ResyncRig Running(string forced)
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", "/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Forced_Resync_Delay", forced);
        rig.Serve("/basic.txt", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        rig.Serve("/own", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        rig.Serve("/second", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(0);
        return rig;
    }

    private static void Idle(ResyncRig rig, int seconds)
    {
        int before = rig.Resyncs;
        rig.Engine.LinesIdle = true;
        rig.RunTo(seconds);
        Assert.AreEqual(before + 1, rig.Resyncs);
        rig.Engine.LinesIdle = false;
    }
}
