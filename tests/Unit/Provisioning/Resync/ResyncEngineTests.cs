// The resync engine under a stepped clock: schedules, requests, messages, restarts (guide "Triggers", Table 4-1).

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ResyncEngineTests
{
    private const string Profile = "<flat-profile><GPP_A>12345678</GPP_A></flat-profile>";

    [TestMethod]
    public void PowerUpResyncsWithinTheRandomDelay()
    {
        ResyncRig rig = Rig("tftp://192.168.1.200/basic.txt");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        long delayMs = rig.Engine.NextDeadlineMs - rig.NowMs;
        Assert.IsTrue(delayMs >= 0 && delayMs <= 40000);
        rig.RunTo(40);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual("12345678", rig.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void MessagesAreAsTheGuideShowsThem()
    {
        ResyncRig rig = Rig("tftp://192.168.1.200/basic.txt");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual(2, rig.Messages.Count);
        Assert.AreEqual("SPA2102 00:0e:08:ab:cd:ef -- Requesting resync tftp://192.168.1.200:69/basic.txt", rig.Message(0));
        Assert.AreEqual("SPA2102 00:0e:08:ab:cd:ef -- Successful resync tftp://192.168.1.200:69/basic.txt", rig.Message(1));
    }

    [TestMethod]
    public void AFailureSaysWhyWithItsNumber()
    {
        ResyncRig rig = Rig("tftp://192.168.1.200/basic.txt");
        rig.Serve("/basic.txt", "<flat-profile><GPP_A>1</GPP_B></flat-profile>");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.StartsWith("SPA2102 00:0e:08:ab:cd:ef -- Resync failed: ", rig.Message(1));
        Assert.Contains("fault 160", rig.Message(1));
        Assert.AreEqual("", rig.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AnEmptyMessageIsSilent()
    {
        ResyncRig rig = Rig("tftp://192.168.1.200/basic.txt");
        rig.Set("Log_Resync_Request_Msg", "");
        rig.Set("Log_Resync_Success_Msg", "$SERV $ERR.");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual(1, rig.Messages.Count);
        Assert.AreEqual("192.168.1.200 .", rig.Message(0));
    }

    [TestMethod]
    public void PeriodicRunsOnlyAfterASuccess()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "100");
        rig.Set("Resync_Error_Retry_Delay", "1000,3000");
        rig.Outage = Fault.TftpTimeout;
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(999);
        Assert.AreEqual(1, rig.Resyncs);
        rig.RunTo(1000);
        Assert.AreEqual(2, rig.Resyncs);
        rig.Outage = Fault.None;
        rig.RunTo(3999);
        Assert.AreEqual(2, rig.Resyncs);
        rig.RunTo(4000);
        Assert.AreEqual(3, rig.Resyncs);
        rig.RunTo(4300);
        Assert.AreEqual(6, rig.Resyncs);
    }

    [TestMethod]
    public void RetriesFollowTheGuidesExampleAndStartOverAfterASuccess()
    {
        // Guide, "Configurable Schedules": the moments of the attempts, in seconds.
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "7200");
        rig.Set("Resync_Error_Retry_Delay", "1800,3600,7200,14400");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(0);
        rig.Outage = Fault.ConnectTimeout;
        long[] moments = { 7200, 9000, 12600, 19800, 34200, 48600 };
        AssertAttempts(rig, moments);
        rig.Outage = Fault.None;
        AssertAttempts(rig, new long[] { 63000, 70200 });
        rig.Outage = Fault.ConnectTimeout;
        AssertAttempts(rig, new long[] { 77400, 79200, 82800 });
    }

    [TestMethod]
    public void APeriodicListStepsOnWithEachSuccess()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "100,200,300");
        rig.Set("Resync_Error_Retry_Delay", "10");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(0);
        AssertAttempts(rig, new long[] { 100, 300, 600, 900 });
        rig.Outage = Fault.ConnectTimeout;
        AssertAttempts(rig, new long[] { 1200 });
        rig.Outage = Fault.None;
        AssertAttempts(rig, new long[] { 1210, 1310, 1510 });
    }

    [TestMethod]
    public void ARetryDelayOfZeroMeansNoRetry()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Error_Retry_Delay", "0");
        rig.Outage = Fault.TftpTimeout;
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(1000000);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual((int)ResyncState.Asleep, (int)rig.Engine.State);
    }

    [TestMethod]
    public void ABadListIsReportedAndItsDefaultUsed()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "soon");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(3600);
        Assert.AreEqual(2, rig.Resyncs);
        Assert.AreEqual("soon", rig.Store.Text(ParameterIndex.Resync_Periodic));
        Assert.Contains("Resync_Periodic", rig.Message(2));
        Assert.Contains("column 1", rig.Message(2));
    }

    [TestMethod]
    public void WithoutResyncOnResetTheFirstOneIsPeriodic()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_On_Reset", "No");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(3599);
        Assert.AreEqual(0, rig.Resyncs);
        rig.RunTo(3600);
        Assert.AreEqual(1, rig.Resyncs);
    }

    [TestMethod]
    public void RulesAreWorkedThroughInOrderAndAFileCanSetTheNext()
    {
        ResyncRig rig = Rig("/a");
        rig.Serve("/a", "<flat-profile><Profile_Rule_B># not now /x</Profile_Rule_B><Profile_Rule_C>/c</Profile_Rule_C><Profile_Rule_D>/$A</Profile_Rule_D><GPP_A>d</GPP_A></flat-profile>");
        rig.Serve("/c", Profile);
        rig.Serve("/12345678", "<flat-profile><GPP_D>D</GPP_D></flat-profile>");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual("/a /c /12345678", rig.Paths());
        Assert.AreEqual("D", rig.Store.Text(ParameterIndex.GPP_D));
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
    }

    [TestMethod]
    public void TheFirstFailureStopsTheSequenceButKeepsWhatWasCommitted()
    {
        ResyncRig rig = Rig("/a");
        rig.Set("Profile_Rule_B", "/gone");
        rig.Set("Profile_Rule_C", "/c");
        rig.Serve("/a", Profile);
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual("/a /gone", rig.Paths());
        Assert.AreEqual("12345678", rig.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual((int)Fault.TftpNotFound, (int)rig.Engine.LastFault);
    }

    [TestMethod]
    public void ABadRuleFailsBeforeAnythingIsFetched()
    {
        ResyncRig rig = Rig("ftp://host/x");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual(0, rig.Fetched.Count);
        Assert.AreEqual((int)Fault.UrlScheme, (int)rig.Engine.LastFault);
        Assert.Contains("Profile_Rule", rig.Message(0));
        Assert.Contains("column 1", rig.Message(0));
    }

    [TestMethod]
    public void FileNotFoundCanCountAsSuccess()
    {
        ResyncRig rig = Rig("/gone");
        rig.Set("Resync_Fails_On_FNF", "No");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
        Assert.AreEqual((int)ResyncState.Waiting, (int)rig.Engine.State);
    }

    [TestMethod]
    [DataRow("<flat-profile><GPP_A>1</GPP_A><Speed_Dial_2_1_>2</Speed_Dial_2_1_></flat-profile>", false)]
    [DataRow("<flat-profile><SIP_Port_1_>5070</SIP_Port_1_></flat-profile>", true)]
    [DataRow("<flat-profile><SIP_Port_1_>5060</SIP_Port_1_></flat-profile>", false)]
    public void OnlyAChangeOfTheRebootClassAsksForARestart(string profile, bool restart)
    {
        ResyncRig rig = Rig("/a");
        rig.Serve("/a", profile);
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        Assert.AreEqual(restart, rig.Engine.RestartDue);
    }

    [TestMethod]
    public void ARequestRunsAtOnceAndItsFailureLeavesTheSchedule()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(40);
        long dueMs = rig.Engine.NextDeadlineMs;
        Assert.AreEqual((int)Fault.None, (int)rig.Request("tftp://192.168.1.200/none"));
        rig.RunTo(41);
        Assert.AreEqual(2, rig.Resyncs);
        Assert.AreEqual((int)Fault.TftpNotFound, (int)rig.Engine.LastFault);
        Assert.AreEqual(dueMs, rig.Engine.NextDeadlineMs);
        rig.Serve("/one", "<flat-profile><GPP_B>one $PRVST</GPP_B></flat-profile>");
        rig.Request("http://192.168.1.200/one");
        rig.RunTo(42);
        Assert.AreEqual("one $PRVST", rig.Store.Text(ParameterIndex.GPP_B));
        Assert.IsTrue(rig.Engine.NextDeadlineMs > dueMs);
    }

    [TestMethod]
    public void ProvisionEnableOffStopsEverythingUntilItIsOnAgain()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Provision_Enable", "No");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        rig.RunTo(20000);
        Assert.AreEqual(0, rig.Resyncs);
        Assert.AreEqual((int)Fault.ResyncDisabled, (int)rig.Request("/basic.txt"));
        rig.Set("Provision_Enable", "Yes");
        rig.RunTo(24000);
        Assert.IsTrue(rig.Resyncs > 0);
    }

    [TestMethod]
    public void AnUpdateRestartDoesNotResyncOnReset()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Error_Retry_Delay", "77");
        rig.Engine.Start(ResyncEvent.WarmStart, rig.NowMs);
        Assert.AreEqual(rig.NowMs + 3600000, rig.Engine.NextDeadlineMs);
        ResyncRig failed = Rig("/basic.txt");
        failed.Set("Resync_Error_Retry_Delay", "77");
        failed.Engine.Start(ResyncEvent.WarmStartAfterFailure, failed.NowMs);
        Assert.AreEqual(failed.NowMs + 77000, failed.Engine.NextDeadlineMs);
    }

    [TestMethod]
    public void AMonthWithThreeOutagesKeepsItsSchedule()
    {
        const long Day = 86400;
        ResyncRig rig = Rig("/basic.txt");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Error_Retry_Delay", "1800,3600,7200,14400");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        for (int outage = 1; outage <= 3; outage++)
        {
            rig.RunTo(outage * 7 * Day);
            rig.Outage = Fault.ConnectTimeout;
            rig.RunTo((outage * 7 * Day) + (12 * 3600));
            rig.Outage = Fault.None;
        }

        rig.RunTo(30 * Day);

        // Hourly for 30 days; in each outage of 12 h the tries come 1, 1.5, 2.5, 4.5 and 8.5 h in, the next one is well past its end (12.5 h).
        int hourly = 30 * 24;
        int missed = 3 * (12 - 6);
        Assert.IsTrue(rig.Resyncs > hourly - missed - 6 && rig.Resyncs <= hourly - missed + 6);
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
    }

    // One attempt at each moment and none between.
    private static void AssertAttempts(ResyncRig rig, long[] moments)
    {
        foreach (long moment in moments)
        {
            int before = rig.Resyncs;
            rig.RunTo(moment - 1);
            Assert.AreEqual(before, rig.Resyncs);
            rig.RunTo(moment);
            Assert.AreEqual(before + 1, rig.Resyncs);
        }
    }

    private static ResyncRig Rig(string rule)
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", rule);
        rig.Serve("/basic.txt", Profile);
        return rig;
    }
}
