// A unit whose telephones are in use: resyncs wait, the pages say so; triggers and rules as a whole unit carries them out.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class UnitLineTests
{
    private static readonly byte[] Basic = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>12345678</GPP_A></flat-profile>");

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void AResyncDueDuringACallComesASecondAfterIt(int line)
    {
        UnitBench bench = Running("60");
        bench.Lines[line].IsOffHook = true;
        bench.Run(600);
        Assert.HasCount(1, bench.Requests);
        bench.Lines[line].IsOffHook = false;
        bench.Run(0.9);
        Assert.HasCount(1, bench.Requests);
        bench.Run(0.7);
        Assert.HasCount(2, bench.Requests);
    }

    [TestMethod]
    public void ACircuitThatFailsIsToldOnceAndHoldsNothingUp()
    {
        UnitBench bench = Running("60");
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.PowerCycle();
        bench.Run(2);
        Assert.HasCount(2, bench.Requests);
        bench.Lines[1].IsOffHook = true;
        bench.Run(90);
        Assert.HasCount(2, bench.Requests);
        bench.Lines[1].FaultReading = 192;
        bench.Lines[1].Fault = Fault.LinePowerAlarm;
        bench.Run(30);
        Assert.HasCount(3, bench.Requests);
        string told = bench.Messages().Single(m => m.Contains("Line 2: ", StringComparison.Ordinal));
        StringAssert.Contains(told, "Line 2: A transistor of the line ran hot");
        StringAssert.EndsWith(told, " [read 192] (fault 706)");
        WebClient.Exchange info = bench.Web.Ask("/", room: 4096);
        bench.Run(5);
        StringAssert.Contains(info.Body, "<tr><td>Line 2:</td><td>out of service</td>");
        bench.Lines[1].Fault = Fault.None;
        bench.Run(5);
        StringAssert.EndsWith(bench.Messages().Last(m => m.Contains("Line 2: ", StringComparison.Ordinal)), "Line 2: in service again");
        info = bench.Web.Ask("/", room: 4096);
        bench.Run(5);
        StringAssert.Contains(info.Body, "<tr><td>Line 2:</td><td>off hook</td>");
    }

    [TestMethod]
    public void ShortFlashesKeepItWaiting()
    {
        UnitBench bench = Running("60");
        bench.Lines[0].IsOffHook = true;
        bench.Run(100);
        for (int flash = 0; flash < 10; flash++)
        {
            bench.Lines[0].IsOffHook = false;
            bench.Run(0.5);
            bench.Lines[0].IsOffHook = true;
            bench.Run(0.2);
        }

        Assert.HasCount(1, bench.Requests);
        bench.Lines[0].IsOffHook = false;
        bench.Run(2);
        Assert.HasCount(2, bench.Requests);
    }

    [TestMethod]
    public void ACallThatNeverEndsIsNotWaitedForLongerThanForced()
    {
        UnitBench bench = Running("60");
        bench.Set("Forced_Resync_Delay", "300");
        bench.Lines[0].IsOffHook = true;
        bench.Run(350);
        Assert.HasCount(1, bench.Requests);
        bench.Run(20);
        Assert.HasCount(2, bench.Requests);
    }

    [TestMethod]
    public void ARestartInTheMidstOfACallStillSeesTheLineInUse()
    {
        UnitBench bench = Running("60");
        bench.Lines[0].IsOffHook = true;
        bench.PowerCycle();
        bench.Run(600);
        Assert.HasCount(1, bench.Requests);
        bench.Lines[0].IsOffHook = false;
        bench.Run(2);
        Assert.HasCount(2, bench.Requests);
    }

    [TestMethod]
    public void AWebResyncWaitsAndThePagesSaySo()
    {
        UnitBench bench = Running("0");
        bench.Http["/own"] = Basic;
        bench.Lines[1].IsOffHook = true;
        bench.Run(2);
        WebClient.Exchange page = bench.Web.Ask("/admin/resync?http://192.168.1.200/own", room: 4096);
        WebClient.Exchange info = bench.Web.Ask("/", room: 4096);
        bench.Run(100);
        Assert.AreEqual(200, page.Status);
        StringAssert.Contains(page.Body, "The unit resyncs when all its lines are idle, at the latest in 14400 s, to: http://192.168.1.200/own");
        StringAssert.Contains(info.Body, "asked for, waiting for all lines to be idle");
        StringAssert.Contains(info.Body, "at the latest in 0");
        Assert.HasCount(1, bench.Requests);
        bench.Lines[1].IsOffHook = false;
        bench.Run(2);
        StringAssert.StartsWith(bench.Requests.Last(), "GET /own ");
        page = bench.Web.Ask("/admin/resync?http://192.168.1.200/own", room: 4096);
        bench.Run(2);
        StringAssert.Contains(page.Body, "The unit resyncs now to: ");
    }

    [TestMethod]
    public void ARequestWithoutServerBehindAScheduledOneDoesNotLendItsAddress()
    {
        var bench = new UnitBench();
        bench.Network.SetDhcpOption(66, "192.168.1.200");
        bench.Tftp.Files["/spa2102.cfg"] = Basic;
        bench.Lines[0].IsOffHook = true;
        bench.Run(41);
        bench.Web.Ask("/admin/resync?/own", from: 0xC0A801C9);
        bench.Run(10);
        bench.Lines[0].IsOffHook = false;
        bench.Run(10);
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A), "the scheduled one asked the server of option 66");
    }

    [TestMethod]
    public void AnEverChangingProfileAndATriggerThatStaysTrueRestartNoFasterThanResyncPeriodic()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "http://192.168.1.200/p");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Resync_Periodic", "600");
        bench.Set("Resync_Trigger_1", "\"$A\" ne \"done\"");
        bench.PowerCycle();
        int served = 0;
        bench.Network.ServeStream(UnitBench.Server, 80, _ =>
            StreamReply.Http(200, "OK", Encoding.ASCII.GetBytes($"<flat-profile><SIP_Port_1_>{5060 + ++served}</SIP_Port_1_></flat-profile>")));
        bench.Run(6 * 3600);
        Assert.IsTrue(bench.Restarts is >= 35 and <= 37, $"{bench.Restarts} restarts");
    }

    [TestMethod]
    public void AssignmentsOfTheRebootClassRestartOnceWithoutALoop()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "(SIP_Port_1_ = \"5070\";)! http://192.168.1.200/gone");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Resync_Error_Retry_Delay", "60");
        bench.PowerCycle();
        bench.Run(3600);
        Assert.AreEqual(1, bench.Restarts);
        Assert.AreEqual("5070", bench.Unit.Store.Text(ParameterIndex.SIP_Port_1_));
        Assert.IsTrue(bench.Requests.Count is >= 55 and <= 61, $"{bench.Requests.Count}");
    }

    [TestMethod]
    public void ARequestBehindAResyncThatNeedsARestartComesFirst()
    {
        UnitBench bench = Running("60");
        bench.Lines[0].IsOffHook = true;
        bench.Run(100);
        bench.Http["/p"] = Encoding.ASCII.GetBytes("<flat-profile><SIP_Port_1_>5070</SIP_Port_1_></flat-profile>");
        bench.Http["/own"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_B>own</GPP_B></flat-profile>");
        bench.Web.Ask("/admin/resync?http://192.168.1.200/own");
        bench.Run(1);
        bench.Lines[0].IsOffHook = false;
        bench.Run(5);
        Assert.AreEqual("5070 own", bench.Unit.Store.Text(ParameterIndex.SIP_Port_1_) + " " + bench.Unit.Store.Text(ParameterIndex.GPP_B));
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void ARequestThatFailsBehindItsAssignmentsRestartsIntoTheScheduleAsItWas()
    {
        UnitBench bench = Running("60");
        bench.Web.Ask("/admin/resync?(SIP_Port_1_=%225070%22;)!http://192.168.1.200/gone");
        bench.Run(2);
        Assert.AreEqual(1, bench.Restarts);
        Assert.AreEqual(NanoSpa.Provisioning.ResyncState.Waiting, bench.Unit.Resync.State);
    }

    [TestMethod]
    public void APostCarriesTheExpandedParameter()
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "[--post f] http://192.168.1.200/cpe/resyncs?");
        bench.Set("GPP_F", "mac=$MA&st=$PRVST");
        bench.Http["/cpe/resyncs?"] = Basic;
        bench.PowerCycle();
        bench.Run(45);
        StringAssert.StartsWith(bench.Requests.Single(), "POST /cpe/resyncs? HTTP/1.1\r\n");
        StringAssert.EndsWith(bench.Requests.Single(), "\r\n\r\nmac=000e08abcdef&st=0");
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void ACallBegunDuringTheFetchIsNotCutByTheRestart()
    {
        UnitBench bench = Changing();
        bench.Run(1000);
        Assert.AreEqual(0, bench.Restarts);
        Assert.AreEqual("5070", bench.Unit.Store.Text(ParameterIndex.SIP_Port_1_), "what was fetched is kept");
        bench.Lines[0].IsOffHook = false;
        bench.Run(0.9);
        Assert.AreEqual(0, bench.Restarts);
        bench.Run(1);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void ARestartWaitsForACallNoLongerThanForced()
    {
        UnitBench bench = Changing();
        bench.Set("Forced_Resync_Delay", "300");
        bench.Run(350);
        Assert.AreEqual(0, bench.Restarts);
        bench.Run(20);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    public void ARebootAskedForDuringACallWaitsAndItsPageSaysSo()
    {
        UnitBench bench = Running("0");
        bench.Lines[0].IsOffHook = true;
        bench.Run(2);
        WebClient.Exchange page = bench.Web.Ask("/admin/reboot", room: 4096);
        bench.Run(100);
        StringAssert.Contains(page.Body, "The unit restarts when all its lines are idle, at the latest in 14400 s.");
        Assert.AreEqual(0, bench.Restarts);
        bench.Lines[0].IsOffHook = false;
        bench.Run(2);
        Assert.AreEqual(1, bench.Restarts);
    }

    // A telephone is lifted while the server answers with a change of the reboot class.
    private static UnitBench Changing()
    {
        UnitBench bench = Running("60");
        bench.Network.ServeStream(UnitBench.Server, 80, _ =>
        {
            bench.Lines[0].IsOffHook = true;
            return StreamReply.Http(200, "OK", Encoding.ASCII.GetBytes("<flat-profile><SIP_Port_1_>5070</SIP_Port_1_></flat-profile>"));
        });
        return bench;
    }

    [TestMethod]
    public void AHandsetThatGoesUpHearsTheParametersDialToneUntilAKeyIsPressed()
    {
        var bench = new UnitBench();
        bench.Set("Dial_Tone", "400@-10;10(*/0/1)");
        bench.Lines[1].IsOffHook = true;
        bench.Run(0.2);
        Assert.AreEqual(1, bench.Lines[1].Sounding);
        Assert.AreEqual(400, bench.Lines[1].Hz(0));
        bench.Lines[1].Key = (byte)'7';
        bench.Run(0.1);
        Assert.AreEqual(0, bench.Lines[1].Sounding);
        Assert.AreEqual(0, bench.Lines[0].Sounding);
    }

    [TestMethod]
    public void LineEventsAreLoggedWithoutWhatWasDialled()
    {
        var bench = new UnitBench();
        bench.Lines[0].IsOffHook = true;
        bench.Run(0.2);
        bench.Lines[0].Key = (byte)'7';
        bench.Run(0.1);
        bench.Lines[0].IsOffHook = false;
        bench.Run(2);
        CollectionAssert.AreEqual(new[] { "Line 1: picked up", "Line 1: digit", "Line 1: hung up" }, bench.Console.Lines.Where(l => l.StartsWith("Line ", System.StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void ALongFlashWindowPutsIdleOff()
    {
        UnitBench bench = Running("60");
        bench.Set("Hook_Flash_Timer_Max", "3");
        bench.PowerCycle();
        bench.Run(2);
        int before = bench.Requests.Count;
        bench.Lines[0].IsOffHook = true;
        bench.Run(100);
        bench.Lines[0].IsOffHook = false;
        bench.Run(2.5);
        Assert.HasCount(before, bench.Requests);
        bench.Run(1.5);
        Assert.HasCount(before + 1, bench.Requests);
    }

    [TestMethod]
    public void PolarityAndServiceAreTheLinesOwn()
    {
        var bench = new UnitBench();
        bench.Set("Idle_Polarity_2_", "Reverse");
        bench.Set("Line_Enable_1_", "No");
        bench.PowerCycle();
        Assert.AreEqual("False False True True", $"{bench.Lines[0].IsPowered} {bench.Lines[0].IsReversed} {bench.Lines[1].IsPowered} {bench.Lines[1].IsReversed}");
        bench.Lines[0].IsOffHook = true;
        bench.Run(1);
        Assert.AreEqual(0, bench.Lines[0].Sounding);
    }

    [TestMethod]
    public void AWriteToFlashSilencesTheBell()
    {
        var bench = new UnitBench();
        bench.Lines[0].StartRing(25, bench.Clock.NowMs);
        bench.Run(0.1);
        Assert.IsTrue(bench.Lines[0].IsRinging);
        bench.Set("GPP_A", "1");
        Assert.IsFalse(bench.Lines[0].IsRinging);
    }

    [TestMethod]
    [DataRow("https", false)]
    [DataRow("http", true)]
    public void AFetchThatMayShakeHandsSilencesTheBell(string scheme, bool rings)
    {
        UnitBench bench = Running("0");
        bench.Lines[0].StartRing(25, bench.Clock.NowMs);
        bench.Web.Ask($"/admin/resync?{scheme}://192.168.1.200/gone");
        bench.Run(1);
        Assert.AreEqual(rings, bench.Lines[0].IsRinging);
    }

    [TestMethod]
    public void ARedirectToHttpsSilencesTheBell()
    {
        UnitBench bench = Running("0");
        bench.Network.ServeStream(UnitBench.Server, 80, _ => new StreamReply(Encoding.ASCII.GetBytes("HTTP/1.1 302 Found\r\nLocation: https://192.168.1.200/p\r\nContent-Length: 0\r\n\r\n")));
        bench.Lines[0].StartRing(25, bench.Clock.NowMs);
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p");
        bench.Run(1);
        Assert.IsFalse(bench.Lines[0].IsRinging);
    }

    [TestMethod]
    public void AFactoryResetSilencesTheBell()
    {
        var bench = new UnitBench();
        bench.Lines[1].StartRing(25, bench.Clock.NowMs);
        bench.Unit.FactoryReset();
        Assert.IsFalse(bench.Lines[1].IsRinging);
    }

    // Resynced once; the next one is due after so many seconds.
    private static UnitBench Running(string periodic)
    {
        var bench = new UnitBench();
        bench.Set("Profile_Rule", "http://192.168.1.200/p");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Resync_Periodic", periodic);
        bench.Http["/p"] = Basic;
        bench.PowerCycle();
        bench.Run(2);
        Assert.HasCount(1, bench.Requests);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        return bench;
    }
}
