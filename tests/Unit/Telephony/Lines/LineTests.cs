// A whole line: a telephone and call control in; states, tones, ring voltage and polarity out.

using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class LineTests
{
    [TestMethod]
    public void AHandsetThatGoesUpHearsTheDialTone()
    {
        LineBench bench = Started();
        bench.Hook("D100 U500");
        Assert.AreEqual("f0=350/-190 f1=440/-190 t3@150", bench.TakeDone());
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
        bench.Hook("D1500");
        Assert.AreEqual("t0@1510", bench.TakeDone());
        Assert.AreEqual((int)LineState.OnHook, (int)bench.Line.State);
        Assert.AreEqual(600L, bench.Line.SinceMs);
        Assert.AreEqual("P@150 H@1510", bench.Events);
    }

    [TestMethod]
    public void APhoneLeftOffTheHookIsWarnedAndParked()
    {
        LineBench bench = Started();
        bench.Settings.Tones[2] = "480@-10,620@0;1(.5/.25/1+2)";
        bench.Hook("U10000");
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
        bench.TakeDone();
        bench.Hook("U600000");
        Assert.AreEqual("t0@10050 f0=480/-100 f1=620/0 t3@10050 t0@10550 t3@10800 t0@11050", bench.TakeDone());
        Assert.AreEqual((int)LineState.Parked, (int)bench.Line.State);
        Assert.AreEqual("P@50 X@10050 X@11050", bench.Events);
        Assert.IsTrue(bench.Line.NextDeadlineMs == Line.Never);
        bench.Press('5');
        Assert.AreEqual((int)LineState.Parked, (int)bench.Line.State);
        bench.Hook("D2000");
        Assert.AreEqual((int)LineState.OnHook, (int)bench.Line.State);
    }

    [TestMethod]
    public void KeysAndPulsesAreDigitsAndEndTheDialTone()
    {
        LineBench bench = Started();
        bench.Hook("U500");
        bench.TakeDone();
        bench.Press('*');
        bench.Press('5');
        bench.Press('5');
        Assert.AreEqual("t0@500", bench.TakeDone());
        bench.Hook("D60 U40 D60 U400");
        Assert.AreEqual((int)LineState.Dialling, (int)bench.Line.State);
        Assert.AreEqual("P@50 *@500 5@620 5@740 2@1270", bench.Events);
    }

    [TestMethod]
    public void KeysThatAreHeardWhileTheHandsetIsDownAreNone()
    {
        LineBench bench = Started();
        bench.Hook("D200");
        bench.Press('5');
        Assert.AreEqual("", bench.Events);
        Assert.IsTrue(bench.Line.IsQuiet);
    }

    [TestMethod]
    public void AKeyHeldWhileTheHandsetComesUpCountsOnceItIsUp()
    {
        LineBench bench = Started();
        bench.Slic.Key = (byte)'5';
        bench.Hook("D100 U100");
        bench.Slic.Key = 0;
        bench.Run(1000);
        Assert.AreEqual("P@150 5@150", bench.Events);
    }

    [TestMethod]
    public void TooLongAPauseBetweenDigitsIsReorderedThenParked()
    {
        LineBench bench = Started();
        bench.Settings.InterdigitMs = 4000;
        bench.Settings.Tones[1] = "480@-19;1(.5/.5/1)";
        bench.Hook("U500");
        bench.Press('5');
        bench.Run(3000);
        bench.Press('6');
        bench.TakeDone();
        bench.Run(4000);
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
        Assert.AreEqual("f0=480/-190 t1@7620", bench.TakeDone());
        bench.Run(1000);
        Assert.AreEqual((int)LineState.Parked, (int)bench.Line.State);
        Assert.AreEqual("P@50 5@500 6@3620 X@7620 X@8620", bench.Events);
    }

    [TestMethod]
    public void ARingFollowsItsCadenceUntilTheCallIsGone()
    {
        LineBench bench = Started();
        bench.Settings.Ring = "60(.3/.2,1/4)";
        bench.Settings.RingHz = 20;
        Assert.IsTrue(bench.Control(LineEvent.Ring));
        bench.Run(6000);
        Assert.IsTrue(bench.Control(LineEvent.RingEnds));
        bench.Run(6000);
        Assert.AreEqual("r20@0 x@300 r20@500 x@1500 r20@5500 x@5800", bench.TakeDone());
        Assert.AreEqual((int)LineState.OnHook, (int)bench.Line.State);
    }

    [TestMethod]
    public void ARingEndsByItselfAfterItsLength()
    {
        LineBench bench = Started();
        bench.Settings.Ring = "3(1/1)";
        bench.Control(LineEvent.Ring);
        bench.Run(20000);
        Assert.AreEqual("r25@0 x@1000 r25@2000 x@3000", bench.TakeDone());
        Assert.AreEqual((int)LineState.Ringing, (int)bench.Line.State);
    }

    [TestMethod]
    // In a burst: the circuit trips; with and without a blanking time behind it. In a pause: the hook is debounced as ever.
    [DataRow(1000, 0, "c@0 T@1000 P@1060")]
    [DataRow(1000, 150, "c@0 T@1000 P@1200")]
    [DataRow(3000, 150, "c@0 P@3050")]
    // Up in a pause: the next burst does not come.
    [DataRow(5960, 150, "c@0 T@6010 P@6210")]
    [DataRow(5940, 150, "c@0 P@5990")]
    public void AnAnswerEndsTheRing(int atMs, int blankMs, string expected)
    {
        LineBench bench = Started();
        bench.Slic.BlankMs = blankMs;
        bench.Control(LineEvent.Ring);
        bench.Run(atMs);
        bench.Slic.IsOffHook = true;
        bench.Run(8000);
        Assert.AreEqual(expected, bench.Events);
        Assert.AreEqual((int)LineState.InUse, (int)bench.Line.State);
        Assert.IsFalse(bench.Slic.IsRinging);
    }

    [TestMethod]
    // Noise trips the ring for a moment: it goes on where the cadence is by now.
    [DataRow("D500 U10 D9000", 150, "c@0 T@500 N@700", "r25@0 r25@700 x@2000 r25@6000 x@8000")]
    [DataRow("D500 U170 D9000", 150, "c@0 T@500 N@720", "r25@0 r25@720 x@2000 r25@6000 x@8000")]
    [DataRow("D1900 U10 D9000", 150, "c@0 T@1900 N@2100", "r25@0 r25@6000 x@8000")]
    [DataRow("D500 U10 D40 U10 D9000", 0, "c@0 T@500 N@610", "r25@0 r25@610 x@2000 r25@6000 x@8000")]
    public void NoiseDuringABurstIsNoAnswer(string script, int blankMs, string events, string done)
    {
        LineBench bench = Started();
        bench.Slic.BlankMs = blankMs;
        bench.Control(LineEvent.Ring);
        bench.Hook(script);
        Assert.AreEqual(events, bench.Events);
        Assert.AreEqual(done, bench.TakeDone());
        Assert.AreEqual((int)LineState.Ringing, (int)bench.Line.State);
    }

    [TestMethod]
    public void ACallThatGoesAwayWhileTheHandsetComesUpLeavesADialTone()
    {
        LineBench bench = Started();
        bench.Slic.BlankMs = 150;
        bench.Control(LineEvent.Ring);
        bench.Run(500);
        bench.Slic.IsOffHook = true;
        bench.Run(100);
        bench.Control(LineEvent.RingEnds);
        bench.Run(500);
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
    }

    [TestMethod]
    // Idle, caller, callee; what a call out, a call in and an idle line then have.
    [DataRow(false, true, false, "-@1000 +@2000")]
    [DataRow(true, false, true, "+@1000 -@2000")]
    [DataRow(false, false, true, "")]
    public void AnAnsweredCallOutHasTheCallersPolarity(bool idle, bool caller, bool callee, string expected)
    {
        LineBench bench = WithPolarity(idle, caller, callee);
        bench.Hook("U500");
        bench.Press('5');
        bench.Control(LineEvent.Placed);
        bench.Run(380);
        bench.TakeDone();
        bench.Control(LineEvent.Connected);
        bench.Run(1000);
        bench.Settings.Tones[1] = "";
        bench.Control(LineEvent.Cleared);
        Assert.AreEqual(expected, bench.TakeDone());
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
    }

    [TestMethod]
    [DataRow(false, true, true, "-@1050 +@3910")]
    [DataRow(true, true, false, "+@1050 -@3910")]
    [DataRow(false, true, false, "")]
    public void AnAnsweredCallInHasTheCalleesPolarity(bool idle, bool caller, bool callee, string expected)
    {
        LineBench bench = WithPolarity(idle, caller, callee);
        bench.Settings.Ring = "60(.5/4)";
        bench.Control(LineEvent.Ring);
        bench.Run(1000);
        bench.TakeDone();
        bench.Hook("U2000 D2000");
        Assert.AreEqual(expected, bench.TakeDone());
        Assert.AreEqual((int)LineState.OnHook, (int)bench.Line.State);
    }

    [TestMethod]
    public void ALineWithoutGeneratorsTakesTheSameTimes()
    {
        FakeSettings settings = new FakeSettings();
        FakeSlic slic = new FakeSlic(false);
        Line line = new Line(0, slic, settings, null);
        line.Start(0);
        slic.IsOffHook = true;
        for (int nowMs = 0; nowMs <= 10050; nowMs += 10)
        {
            line.Step(nowMs);
        }

        Assert.AreEqual((int)LineState.Parked, (int)line.State);
        Assert.AreEqual("", slic.Done.ToString());
    }

    [TestMethod]
    public void ALineOutOfServiceIsNotFedAndTakesNoCall()
    {
        LineBench bench = new LineBench();
        bench.Settings.IsEnabled = false;
        bench.Line.Start(0);
        Assert.AreEqual("o@0 t0@0", bench.TakeDone());
        Assert.IsFalse(bench.Control(LineEvent.Ring));
        bench.Hook("U1000");
        Assert.AreEqual("", bench.Events);
        Assert.IsTrue(bench.Line.IsQuiet);
    }

    [TestMethod]
    [DataRow(70, false)]
    [DataRow(85, true)]
    public void TheRingIsShapedBeforeTheFirstOne(int volts, bool isTrapezoid)
    {
        LineBench bench = new LineBench();
        bench.Settings.RingVolts = volts;
        bench.Settings.IsRingTrapezoid = isTrapezoid;
        bench.Start();
        Assert.AreEqual(volts, bench.Slic.RingVolts);
        Assert.AreEqual(isTrapezoid, bench.Slic.IsRingTrapezoid);
    }

    [TestMethod]
    public void ACallForALineInUseIsRefused()
    {
        LineBench bench = Started();
        bench.Hook("U500");
        Assert.IsFalse(bench.Control(LineEvent.Ring));
        Assert.AreEqual((int)LineState.OffHook, (int)bench.Line.State);
    }

    [TestMethod]
    public void StartTakesOverACircuitThatRings()
    {
        LineBench bench = new LineBench();
        bench.Slic.StartRing(25, 0);
        bench.Slic.SetReversed(true, 0);
        bench.TakeDone();
        bench.Line.Start(0);
        Assert.AreEqual("x@0 +@0 t0@0", bench.TakeDone());
    }

    [TestMethod]
    public void TheDeadlineIsNeverMissed()
    {
        LineBench bench = Started();
        bench.Control(LineEvent.Ring);
        Assert.AreEqual(2000L, bench.Line.NextDeadlineMs);
        bench.Run(2010);
        Assert.AreEqual(6000L, bench.Line.NextDeadlineMs);
        bench.Slic.IsOffHook = true;
        bench.Run(10);
        Assert.AreEqual(2060L, bench.Line.NextDeadlineMs);
    }

    private static LineBench Started()
    {
        LineBench bench = new LineBench();
        bench.Start();
        return bench;
    }

    private static LineBench WithPolarity(bool idle, bool caller, bool callee)
    {
        LineBench bench = new LineBench();
        bench.Settings.IsIdleReversed = idle;
        bench.Settings.IsCallerReversed = caller;
        bench.Settings.IsCalleeReversed = callee;
        bench.Start();
        return bench;
    }
}
