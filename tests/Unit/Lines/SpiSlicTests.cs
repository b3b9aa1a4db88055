// A simulated Si3210 and calls in; what is written to the chip, hook samples and faults out.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class SpiSlicTests
{
    private const int StepMs = 10;

    private readonly SimulatedSi3210 _chip = new SimulatedSi3210();
    private readonly SpiSlic _slic;
    private int _nowMs;
    private int _last;

    public SpiSlicTests()
    {
        _slic = new SpiSlic(_chip, _chip);
    }

    [TestMethod]
    public void TheStartGoesThroughAllSteps()
    {
        Run(3000);
        Assert.AreEqual(
            "run 0=0"
            + " i0=55c2 i1=51e6 i2=4b85 i3=4937 i4=3333 i5=0202 i6=0202 i7=0198 i8=0198 i9=0611 i10=0202 i11=00e5 i12=0a1c"
            + " i13=7b30 i14=0063 i15=0000 i16=7870 i17=007d i18=0000 i19=0000 i20=7ef0 i21=0160 i22=0000 i23=2000 i24=2000 i25=0000"
            + " i26=4000 i27=4000 i28=1000 i29=3600 i30=1000 i31=0200 i32=07c0 i33=2600 i34=1b80 i35=8000 i36=0320 i37=008c i38=0100 i39=0010"
            + " i40=0c00 i41=0c00 i43=1000"
            + " i97=0000 i35=8000 i36=8000 i37=8000 i38=8000 i39=8000 8=0 108=235 67=23 66=1 71=0 72=32 73=4 74=50 75=16 69=10 70=10 21=0 22=0 23=0 64=0"
            + " 92=255 93=25 14=0 93=153 97=30 96=71"
            + " i88=0000 i89=0000 i90=0000 i91=0000 i92=0000 i93=0000 98=16 99=16 98=31 98=30 98=29 98=28 99=31 99=30 99=29 99=28"
            + " 64=1 64=0 23=4 97=1 96=64 64=0 i35=8000 i36=0320 i37=008c i38=0100 i39=0010"
            + " 18=255 19=255 20=255 22=252 23=0 32=0 33=0 34=0 64=1",
            _chip.Take());
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual(1, _chip.Shadow);
    }

    [TestMethod]
    public void TheHookCannotBeToldBeforeAndNothingIsFed()
    {
        for (Run(StepMs); _last == (int)HookSample.Unknown; Run(StepMs))
        {
            Assert.IsTrue(_nowMs >= 500 || !_chip.IsConverterOn);
            Assert.IsTrue(_nowMs < 3000);
            Assert.IsTrue(_chip.Shadow < 2);
            if (_nowMs < 1000)
            {
                _slic.StartRing(25, _nowMs);
                _slic.Tones.Sound(1);
                Assert.AreEqual((byte)0, _slic.Keys.Poll());
            }
        }

        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual(1, _chip.Direct(64));
        Assert.AreEqual(0, _chip.Direct(32));
    }

    [TestMethod]
    public void NoPollIsLong()
    {
        int most = 0;
        for (int poll = 0; poll < 300; poll++)
        {
            _chip.Frames = 0;
            Run(StepMs);
            most = _chip.Frames > most ? _chip.Frames : most;
        }

        Assert.AreEqual(40, most);
        Assert.AreEqual((int)HookSample.OnHook, _last);
    }

    [TestMethod]
    public void AnMHasTheConverterOfItsTransformer()
    {
        _chip.Identity = 0x35;
        Serve();
        Assert.AreEqual(0x60, _chip.Direct(92));
        Assert.AreEqual(0x38, _chip.Direct(93) & 0x7F);
    }

    [TestMethod]
    public void AHandsetThatIsUpLeavesTheBalanceAndIsTold()
    {
        _chip.IsOffHook = true;
        Run(3000);
        Assert.IsFalse(Has("96=64"));
        Assert.AreEqual((int)HookSample.OffHook, _last);
    }

    [TestMethod]
    [DataRow(1, 8)]
    [DataRow(2, 2)]
    [DataRow(13, 13)]
    [DataRow(14, 8)]
    public void ThePeakMonitorIsKeptInItsRange(int found, int expected)
    {
        _chip.PeakMonitor = found;
        Serve();
        Assert.AreEqual(expected == found ? 0 : expected, _chip.Direct(107));
    }

    [TestMethod]
    [DataRow(0x00, (int)Fault.LineNoChip)]
    [DataRow(0xFF, (int)Fault.LineNoChip)]
    [DataRow(0x7E, (int)Fault.LineWrongChip)]
    public void AnAbsentChipIsAFault(int bus, int fault)
    {
        _chip.Absent = bus;
        Run(600);
        Failed(fault, bus);
    }

    [TestMethod]
    [DataRow(0x15)]
    [DataRow(0x25)]
    [DataRow(0x00 | 0x10)]
    [DataRow(0x0F)]
    [DataRow(0x01)]
    [DataRow(0x45 | 0x10)]
    public void AnotherPartIsAFault(int identity)
    {
        _chip.Identity = identity;
        Run(600);
        Failed((int)Fault.LineWrongChip, identity);
    }

    [TestMethod]
    public void AChipWithoutClockIsAFault()
    {
        _chip.HasClock = false;
        Run(600);
        Failed((int)Fault.LineNoClock, 1);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(4)]
    [DataRow(32)]
    public void ARegisterThatKeepsNothingIsAFault(int register)
    {
        _chip.BadIndirect = register;
        int value = Si3210Indirect.InitialValues()[register];
        Run(1000);
        if ((value & 1) != 0)
        {
            Failed((int)Fault.LineRegister, register);
        }
        else
        {
            Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        }
    }

    [TestMethod]
    public void AConverterThatStaysLowIsAFault()
    {
        _chip.ConverterMs = -1;
        Run(2500);
        Failed((int)Fault.LineNoBattery, 5);
    }

    [TestMethod]
    public void ACalibrationWithoutEndIsAFault()
    {
        _chip.CalibrationMs = -1;
        Run(2500);
        Failed((int)Fault.LineCalibration, 0x47);
    }

    [TestMethod]
    public void TransistorsThatLeakAreAFault()
    {
        _chip.TrimAt = 0;
        Run(4000);
        Failed((int)Fault.LineCalibration, 98);
    }

    [TestMethod]
    public void ItIsTriedAgainMoreAndMoreSlowlyAndNotForEver()
    {
        _chip.Absent = 0xFF;
        int[] betweenMs = new int[] { 10000, 20000, 40000, 80000, 160000, 320000, 320000, 320000, 320000 };
        int atMs = 250;
        for (int start = 0; start <= betweenMs.Length; start++)
        {
            Assert.IsTrue(RunUntil("run", 330000));
            Assert.IsTrue(_nowMs - atMs <= 4 * StepMs && _nowMs >= atMs);
            atMs = _nowMs + 500 + (start < betweenMs.Length ? betweenMs[start] : 0);
        }

        Run(600);
        _chip.Absent = -1;
        Assert.IsFalse(RunUntil("run", 1000000));
        Assert.AreEqual((int)Fault.LineNoChip, (int)_slic.Fault);
        _slic.SetPowered(false, _nowMs);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        _slic.SetPowered(true, _nowMs);
        Run(3000);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual(1, _chip.Shadow);
        _chip.Dip();
        _chip.Take();
        Assert.IsTrue(RunUntil("run", 11000));
    }

    [TestMethod]
    public void AClockThatComesLaterPutsTheLineIntoService()
    {
        _chip.HasClock = false;
        Run(600);
        _chip.HasClock = true;
        Run(13500);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Assert.AreEqual(1, _chip.Shadow);
    }

    [TestMethod]
    public void ALineWithoutPowerIsNotStarted()
    {
        _slic.SetPowered(false, 0);
        Run(5000);
        Assert.AreEqual("", _chip.Take());
        Assert.AreEqual((int)HookSample.Unknown, _last);
        _slic.SetPowered(true, _nowMs);
        Serve();
        Assert.AreEqual(1, _chip.Shadow);
    }

    [TestMethod]
    public void PowerAndPolarityAreLineFeedStates()
    {
        Serve();
        _slic.SetReversed(true, _nowMs);
        _slic.SetPowered(false, _nowMs);
        _slic.StartRing(25, _nowMs);
        _slic.StopRing(_nowMs);
        _slic.SetReversed(false, _nowMs);
        Assert.AreEqual("64=5 64=0", _chip.Take());
        Run(500);
        Assert.AreEqual((int)HookSample.Unknown, _last);
        _slic.SetReversed(true, _nowMs);
        _slic.SetPowered(true, _nowMs);
        Assert.AreEqual("64=5", _chip.Take());
        Run(500);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual("", _chip.Take());
    }

    [TestMethod]
    public void PolarityAskedForDuringTheStartHoldsAfterIt()
    {
        _slic.SetReversed(true, 0);
        Serve();
        Assert.AreEqual(5, _chip.Shadow);
    }

    [TestMethod]
    [DataRow(20, 70, false, "74=51 34=0 i20=7efd i21=0178 i22=0000 i36=0320 70=11 64=4")]
    [DataRow(25, 70, false, "74=51 34=0 i20=7e6c i21=01d6 i22=0000 i36=0320 70=11 64=4")]
    [DataRow(50, 88, false, "74=63 34=0 i20=79bc i21=04a5 i22=0000 i36=06a8 70=5 64=4")]
    [DataRow(16, 50, false, "74=38 34=0 i20=7f5a i21=00d7 i22=0000 i36=0200 70=15 64=4")]
    [DataRow(5, 10, false, "74=38 34=0 i20=7f6e i21=00c9 i22=0000 i36=0200 70=15 64=4")]
    [DataRow(255, 200, false, "74=63 34=0 i20=678d i21=0988 i22=0000 i36=0800 70=5 64=4")]
    [DataRow(20, 71, true, "74=52 34=1 i20=018c i21=5eab i22=00c8 i36=0320 70=11 64=4")]
    [DataRow(30, 60, true, "74=44 34=1 i20=01f6 i21=5000 i22=0085 i36=0380 70=9 64=4")]
    public void ARingIsFrequencyPeakAndShape(int hz, int volts, bool isTrapezoid, string expected)
    {
        Serve();
        _slic.ShapeRing(volts, isTrapezoid);
        _slic.StartRing(hz, _nowMs);
        Assert.AreEqual(expected, _chip.Take());
        Run(2000);
        Assert.AreEqual(4, _chip.Shadow);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual("", _chip.Take());
    }

    [TestMethod]
    public void ABurstCostsTheLineFeedAlone()
    {
        Serve();
        _slic.StartRing(25, _nowMs);
        Run(2000);
        _slic.StopRing(_nowMs);
        _chip.Take();
        Run(4000);
        _slic.StartRing(25, _nowMs);
        Assert.AreEqual("64=4", _chip.Take());
        _slic.SetReversed(true, _nowMs);
        _slic.Quiet(_nowMs);
        Assert.AreEqual("64=5", _chip.Take());
        _slic.StartRing(20, _nowMs);
        Assert.IsTrue(Has("i20=7efd"));
    }

    [TestMethod]
    public void ARingTripStopsAtOnceAndBlanks()
    {
        Serve();
        _slic.StartRing(25, _nowMs);
        Run(500);
        _chip.Take();
        _chip.IsOffHook = true;
        Run(StepMs);
        Assert.AreEqual((int)HookSample.RingTrip, _last);
        Assert.AreEqual("64=1", _chip.Take());
        int trippedMs = _nowMs - StepMs;
        for (Run(StepMs); _nowMs - StepMs < trippedMs + SpiSlic.BlankMs; Run(StepMs))
        {
            Assert.AreEqual((int)HookSample.Unknown, _last);
        }

        Assert.AreEqual((int)HookSample.OffHook, _last);
        Assert.AreEqual("", _chip.Take());
    }

    [TestMethod]
    public void AChipThatLeftTheRingingHasTripped()
    {
        Serve();
        _slic.StartRing(25, _nowMs);
        Run(500);
        _chip.Take();
        _chip.StuckFeed = 1;
        int trips = 0;
        for (int poll = 0; poll < 30; poll++)
        {
            Run(StepMs);
            trips += _last == (int)HookSample.RingTrip ? 1 : 0;
        }

        Assert.AreEqual(1, trips);
        Assert.AreEqual("64=1", _chip.Take());
        Assert.AreEqual((int)HookSample.OnHook, _last);
    }

    [TestMethod]
    public void AChipThatIsSlowRingsAFewPollsLater()
    {
        Serve();
        _chip.BusyReads = 3;
        _slic.StartRing(25, _nowMs);
        Assert.IsFalse(Has("64=4"));
        Run(200);
        Assert.AreEqual(4, _chip.Shadow);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
    }

    [TestMethod]
    public void ARingThatEndsBeforeItBeganDoesNotBegin()
    {
        Serve();
        _chip.BusyReads = 3;
        _slic.StartRing(25, _nowMs);
        Run(StepMs);
        _slic.StopRing(_nowMs);
        _chip.Take();
        Run(1000);
        Assert.AreEqual("", _chip.Take());
        Assert.AreEqual(1, _chip.Shadow);
        _chip.BusyReads = 0;
        _slic.StartRing(25, _nowMs);
        Run(100);
        Assert.AreEqual("74=51 34=0 i20=7e6c i21=01d6 i22=0000 i36=0320 70=11 64=4", _chip.Take());
    }

    [TestMethod]
    public void ARingThatWaitsDoesNotFollowTheLinesPower()
    {
        Serve();
        _chip.BusyReads = 3;
        _slic.StartRing(25, _nowMs);
        _slic.SetPowered(false, _nowMs);
        Run(1000);
        Assert.IsFalse(Has("64=4"));
        Assert.AreEqual(0, _chip.Shadow);
    }

    [TestMethod]
    public void AnotherShapeIsWrittenBeforeTheNextBurst()
    {
        Serve();
        _slic.StartRing(20, _nowMs);
        _slic.StopRing(_nowMs);
        _slic.ShapeRing(71, true);
        _chip.Take();
        _slic.StartRing(20, _nowMs);
        Assert.AreEqual("74=52 34=1 i20=018c i21=5eab i22=00c8 i36=0320 70=11 64=4", _chip.Take());
    }

    [TestMethod]
    public void ASlowChipIsStartedAllTheSame()
    {
        _chip.BusyReads = 3;
        Run(10000);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Assert.AreEqual(1, _chip.Shadow);
    }

    [TestMethod]
    public void AToneThatWasDroppedIsWrittenAnew()
    {
        Serve();
        _chip.BusyReads = 3;
        _slic.Tones.SetFrequency(0, 440, 0);
        _slic.Tones.Sound(1);
        Run(StepMs);
        _slic.SetPowered(true, _nowMs);
        _chip.BusyReads = 0;
        _slic.Tones.Sound(1);
        Run(100);
        Assert.AreEqual(Resonator.Coefficient(440, 8000), _chip.Indirect(13));
        Assert.AreEqual(6, _chip.Direct(32));
        Assert.AreEqual(0, _chip.Direct(33));
    }

    [TestMethod]
    public void AnAlarmEndsTheTone()
    {
        Serve();
        _slic.Tones.SetFrequency(0, 440, 0);
        _slic.Tones.Sound(1);
        _chip.Alarm(0x80);
        Run(200);
        Assert.AreEqual(0, _chip.Direct(32));
        Run(SpiSlic.AlarmPauseMs + 200);
        Assert.AreEqual(0, _chip.Direct(32));
        _slic.Tones.Sound(1);
        Assert.AreEqual(6, _chip.Direct(32));
    }

    [TestMethod]
    public void AClockThatIsLostIsAFault()
    {
        Serve();
        _chip.HasClock = false;
        _slic.StartRing(25, _nowMs);
        Run(200);
        Failed((int)Fault.LineNoClock, 0);
    }

    [TestMethod]
    [DataRow(0x80, 0x80)]
    [DataRow(0x0C, 0x0C)]
    [DataRow(0x00, 0x00)]
    public void AnAlarmOpensTheLineForAWhile(int bits, int reading)
    {
        Serve();
        _slic.SetReversed(true, _nowMs);
        Run(500);
        _chip.Take();
        _chip.Alarm(bits);
        Run(SpiSlic.WatchMs + StepMs);
        Assert.AreEqual("64=0 19=252", _chip.Take());
        Assert.AreEqual((int)Fault.LinePowerAlarm, (int)_slic.Fault);
        Assert.AreEqual(reading, _slic.FaultReading);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        _slic.StartRing(25, _nowMs);
        _slic.StopRing(_nowMs);
        Run(SpiSlic.AlarmPauseMs - (2 * SpiSlic.WatchMs));
        Assert.AreEqual("", _chip.Take());
        Run(4 * SpiSlic.WatchMs);
        Assert.AreEqual("64=5", _chip.Take());
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Assert.AreEqual(5, _chip.Shadow);
    }

    [TestMethod]
    public void ALineThatStaysHotStaysOpen()
    {
        Serve();
        int fed = 0;
        for (int pass = 0; pass < 10; pass++)
        {
            _chip.Alarm(0x40);
            Run(SpiSlic.AlarmPauseMs + 500);
            fed += _chip.Shadow == 1 ? 1 : 0;
        }

        Assert.AreEqual(SpiSlic.MaxAlarms - 1, fed);
        Assert.IsTrue(Has("reset"));
        Assert.IsFalse(_chip.IsConverterOn);
        Failed((int)Fault.LinePowerAlarm, 0x40);
    }

    [TestMethod]
    public void AlarmsFarApartAreForgotten()
    {
        Serve();
        for (int pass = 0; pass < SpiSlic.MaxAlarms + 2; pass++)
        {
            _chip.Alarm(0x40);
            Run(SpiSlic.AlarmPauseMs + SpiSlic.HealthyMs + 500);
            Assert.AreEqual(1, _chip.Shadow);
        }
    }

    [TestMethod]
    public void AChipThatWasResetIsStartedAgain()
    {
        Serve();
        _slic.StartRing(25, _nowMs);
        Run(500);
        _slic.StopRing(_nowMs);
        _chip.Dip();
        Run(200);
        Failed((int)Fault.LineChipReset, 5);
        Run(14000);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Assert.AreEqual(1, _chip.Shadow);
        _chip.Take();
        _slic.StartRing(25, _nowMs);
        Assert.AreEqual("74=51 34=0 i20=7e6c i21=01d6 i22=0000 i36=0320 70=11 64=4", _chip.Take());
    }

    [TestMethod]
    [DataRow(0x00)]
    [DataRow(0xFF)]
    public void ABusThatDiesIsAFaultAndNoHandset(int bus)
    {
        Serve();
        _chip.Absent = bus;
        for (int poll = 0; poll < 20; poll++)
        {
            Run(StepMs);
            Assert.IsTrue(_last != (int)HookSample.OffHook);
        }

        Failed((int)Fault.LineNoChip, bus);
    }

    [TestMethod]
    public void AFeedThatDoesNotObeyIsTriedAgainThenAFault()
    {
        Serve();
        _chip.StuckFeed = 2;
        Run(500);
        Assert.IsTrue(Has("64=1"));
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        _chip.StuckFeed = -1;
        Run(500);
        _chip.StuckFeed = 2;
        Run(800);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        Run(700);
        Failed((int)Fault.LineRegister, 64);
    }

    [TestMethod]
    [DataRow(0x10, 'D')]
    [DataRow(0x11, '1')]
    [DataRow(0x15, '5')]
    [DataRow(0x19, '9')]
    [DataRow(0x1A, '0')]
    [DataRow(0x1B, '*')]
    [DataRow(0x1C, '#')]
    [DataRow(0x1D, 'A')]
    [DataRow(0x1F, 'C')]
    [DataRow(0x0A, '\0')]
    [DataRow(0x00, '\0')]
    [DataRow(0xFF, '\0')]
    public void KeysAreTheDecodersWhileValid(int status, char expected)
    {
        Serve();
        _chip.Dtmf = status;
        Assert.AreEqual((int)expected, (int)_slic.Keys.Poll());
    }

    [TestMethod]
    public void APollIsAHandfulOfFrames()
    {
        Serve();
        Run(2000 - (_nowMs % 100));
        _chip.Frames = 0;
        Run(1000);
        Assert.AreEqual((100 * 2) + (10 * 4), _chip.Frames);
    }

    private void Serve()
    {
        Run(3000);
        Assert.AreEqual((int)Fault.None, (int)_slic.Fault);
        _chip.Take();
    }

    private void Failed(int fault, int reading)
    {
        Assert.AreEqual(fault, (int)_slic.Fault);
        Assert.AreEqual(reading, _slic.FaultReading);
        Assert.AreEqual((int)HookSample.OnHook, _last);
        Assert.AreEqual(0, _chip.Shadow);
        Assert.IsFalse(_chip.IsConverterOn);
        _chip.Take();
        _slic.StartRing(25, _nowMs);
        _slic.Tones.Sound(3);
        _slic.SetReversed(true, _nowMs);
        Assert.AreEqual((byte)0, _slic.Keys.Poll());
        Assert.AreEqual("", _chip.Take());
        _slic.SetReversed(false, _nowMs);
    }

    private void Run(int forMs)
    {
        for (int endMs = _nowMs + forMs; _nowMs < endMs; _nowMs += StepMs)
        {
            _chip.NowMs = _nowMs;
            _last = (int)_slic.Poll(_nowMs);
        }

        _chip.NowMs = _nowMs;
    }

    private bool RunUntil(string written, int limitMs)
    {
        for (int endMs = _nowMs + limitMs; _nowMs < endMs;)
        {
            Run(StepMs);
            if (Has(written))
            {
                return true;
            }
        }

        return false;
    }

    // Takes the transcript.
    private bool Has(string entry)
    {
        return (" " + _chip.Take() + " ").IndexOf(" " + entry + " ") >= 0;
    }
}
