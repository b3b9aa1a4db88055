// Resync_Trigger_1 and _2 under a stepped clock (guide "Triggers", "Conditional Expressions").

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ResyncTriggerTests
{
    [TestMethod]
    public void AConditionFiresOnceWhenItBecomesTrue()
    {
        ResyncRig rig = Rig("Resync_Trigger_1", "\"$A\" eq \"go\"");
        rig.RunTo(1000);
        Assert.AreEqual(1, rig.Resyncs);
        rig.Set("GPP_A", "go");
        rig.RunTo(1001);
        Assert.AreEqual(2, rig.Resyncs);
        Assert.AreEqual(1, (int)rig.States[1]);
        rig.RunTo(100000);
        Assert.AreEqual(2, rig.Resyncs);
        rig.Set("GPP_A", "");
        rig.RunTo(100002);
        rig.Set("GPP_A", "go");
        rig.RunTo(100004);
        Assert.AreEqual(3, rig.Resyncs);
    }

    [TestMethod]
    public void ALostRegistrationResyncsEveryTenMinutesUntilItIsBack()
    {
        // Guide, "Triggers": line 1 failed to register for more than 5 minutes, and 10 minutes have gone since the last attempt.
        ResyncRig rig = Rig("Resync_Trigger_1", "$REGTMR1 gt 300 and $PRVTMR ge 600");
        rig.RunTo(1000);
        rig.Engine.RegistrationLost(0, rig.NowMs);
        rig.RunTo(1300);
        Assert.AreEqual(1, rig.Resyncs);
        rig.Engine.RegistrationLost(0, rig.NowMs);
        rig.RunTo(1302);
        Assert.AreEqual(2, rig.Resyncs);
        rig.RunTo(1899);
        Assert.AreEqual(2, rig.Resyncs);
        rig.RunTo(1902);
        Assert.AreEqual(3, rig.Resyncs);
        rig.Engine.RegistrationRegained(0);
        rig.RunTo(10000);
        Assert.AreEqual(3, rig.Resyncs);
    }

    [TestMethod]
    [DataRow("$PRVTMR ge 600", 600)]
    [DataRow("$PRVTMR ge 60", 60)]
    [DataRow("$UPGTMR gt 100 and $PRVTMR >= 3600", 3600)]
    public void AGuardGivesAWeekItsRhythm(string condition, int everySeconds)
    {
        const int Week = 7 * 86400;
        ResyncRig rig = Rig("Resync_Trigger_2", condition);
        rig.RunTo(Week);
        int expected = (Week / everySeconds) + 1;
        Assert.IsTrue(rig.Resyncs >= expected - 1 && rig.Resyncs <= expected, rig.Resyncs.ToString());
    }

    [TestMethod]
    public void ConditionsThatMakeEachOtherTrueAreHeldToOneAMinute()
    {
        ResyncRig rig = Rig("Resync_Trigger_1", "\"$A\" eq \"x\"");
        rig.Set("Resync_Trigger_2", "\"$A\" eq \"y\"");
        rig.Set("Profile_Rule", "(\"$A\" eq \"x\")? (a = \"y\";)! /basic.txt | (a = \"x\";)! /basic.txt");
        rig.RunTo(3600);
        Assert.IsTrue(rig.Resyncs > 60 && rig.Resyncs <= 72, rig.Resyncs.ToString());
    }

    [TestMethod]
    public void WhatIsTrueWhenAResyncBeginsIsSpentByIt()
    {
        ResyncRig rig = Rig("Resync_Trigger_1", "\"$IP\" eq \"\"");
        rig.Set("Resync_Periodic", "100");
        rig.RunTo(1000);
        Assert.AreEqual(11, rig.Resyncs);
    }

    [TestMethod]
    public void ARequestDoesNotSpendATrigger()
    {
        ResyncRig rig = Rig("Resync_Trigger_1", "\"$A\" eq \"go\"");
        rig.RunTo(10);
        rig.Set("GPP_A", "go");
        rig.Request("/own");
        rig.RunTo(12);
        Assert.AreEqual("/basic.txt /own /basic.txt", rig.Paths());
    }

    [TestMethod]
    public void AStartThatAResyncCausedWaitsForAConditionToBecomeFalse()
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", "/basic.txt");
        rig.Set("Resync_Trigger_1", "\"$A\" ne \"done\"");
        rig.Engine.Start(ResyncEvent.WarmStart, rig.NowMs);
        rig.RunTo(3000);
        Assert.AreEqual(0, rig.Resyncs);
        rig.Set("GPP_A", "done");
        rig.RunTo(3002);
        rig.Set("GPP_A", "");
        rig.RunTo(3004);
        Assert.AreEqual(1, rig.Resyncs);
    }

    [TestMethod]
    public void WithoutResyncOnResetATriggerCanStartTheFirstOne()
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", "/basic.txt");
        rig.Set("Resync_On_Reset", "No");
        rig.Set("Resync_Trigger_1", "\"$A\" eq \"\"");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(1);
        Assert.AreEqual(1, rig.Resyncs);
    }

    [TestMethod]
    public void ProvisionEnableOffHoldsTriggersBack()
    {
        ResyncRig rig = Rig("Resync_Trigger_1", "\"$A\" eq \"go\"");
        rig.RunTo(10);
        rig.Set("Provision_Enable", "No");
        rig.Set("GPP_A", "go");
        rig.RunTo(100);
        Assert.AreEqual(1, rig.Resyncs);
        rig.Set("Provision_Enable", "Yes");
        rig.RunTo(102);
        Assert.AreEqual(2, rig.Resyncs);
    }

    [TestMethod]
    [DataRow("$REGTMR1 gt x", "column 6", 207)]
    [DataRow("$PRVTMR foo 1", "column 3", 206)]
    [DataRow("\"$A\" gt \"b\"", "column 4", 208)]
    [DataRow("(1 = 1)? /x", "column 1", 206)]
    public void ABadConditionIsToldOnceForEachText(string condition, string place, int fault)
    {
        ResyncRig rig = Rig("Resync_Trigger_1", condition);
        rig.RunTo(86400);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual(3, rig.Messages.Count);
        Assert.Contains("Resync_Trigger_1", rig.Message(0));
        Assert.Contains(place, rig.Message(0));
        Assert.Contains("fault " + fault.ToString(), rig.Message(0));
        rig.Set("Resync_Trigger_1", condition + " ");
        rig.RunTo(90000);
        Assert.AreEqual(4, rig.Messages.Count);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("# $PRVTMR ge 1")]
    public void AnEmptyConditionIsNone(string condition)
    {
        ResyncRig rig = Rig("Resync_Trigger_1", condition);
        rig.RunTo(86400);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual(2, rig.Messages.Count);
    }

    [TestMethod]
    [DataRow("Yes", 2)]
    [DataRow("No", 1)]
    public void AnUpgradeAttemptIsFollowedByAResync(string after, int resyncs)
    {
        ResyncRig rig = Rig("Resync_After_Upgrade_Attempt", after);
        rig.RunTo(100);
        rig.Engine.UpgradeAttempted(rig.NowMs);
        rig.RunTo(101);
        Assert.AreEqual(resyncs, rig.Resyncs);
        rig.RunTo(10000);
        Assert.AreEqual(resyncs, rig.Resyncs);
    }

    [TestMethod]
    public void TheTimersTellTheTruthAtEachMoment()
    {
        MacroValues values = new ResyncRig().Values;
        StateTimers timers = new StateTimers(values);
        timers.Start(5000);
        timers.RegistrationLost(1, 7000);
        timers.Refresh(7900, false);
        AssertTimers(values, 2, 2, 0, 1);
        timers.ResyncBegins(10000);
        timers.UpgradeAttempted(11000);
        timers.RegistrationLost(1, 12000);
        timers.Refresh(12999, true);
        AssertTimers(values, 7, 1, 0, 5);
        timers.Refresh(12999, false);
        AssertTimers(values, 2, 1, 0, 5);
        timers.RegistrationRegained(1);
        timers.RegistrationLost(0, 20000);
        timers.Refresh(3000000000020000, false);
        AssertTimers(values, int.MaxValue, int.MaxValue, int.MaxValue, 0);
    }

    private static void AssertTimers(MacroValues values, int resync, int upgrade, int line1, int line2)
    {
        Assert.AreEqual(resync, values.ResyncAgeSeconds);
        Assert.AreEqual(upgrade, values.UpgradeAgeSeconds);
        Assert.AreEqual(line1, values.Line1LostSeconds);
        Assert.AreEqual(line2, values.Line2LostSeconds);
    }

    // No periodic resyncs; the power-up one is done.
    private static ResyncRig Rig(string parameter, string value)
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", "/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "0");
        rig.Serve("/basic.txt", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        rig.Serve("/own", "<flat-profile><GPP_B>1</GPP_B></flat-profile>");
        rig.Set(parameter, value);
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        return rig;
    }
}
