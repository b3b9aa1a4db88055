// Calls and hook levels in, every change on the part's pins out.

using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class PinSlicTests
{
    private readonly RecordedBus _bus = new RecordedBus();
    private readonly SetInput _hook = new SetInput();
    private readonly RecordedOutput _ringMode;
    private readonly RecordedOutput _forward;
    private readonly PinSlic _slic;

    public PinSlicTests()
    {
        _ringMode = new RecordedOutput(_bus, "RM");
        _forward = new RecordedOutput(_bus, "FR");
        _slic = new PinSlic(_hook, _ringMode, _forward, new RecordedOutput(_bus, "PD"), null);
    }

    [TestMethod]
    public void TheStartIsSafe()
    {
        Assert.AreEqual("RM0@0 FR1@0 PD1@0", _bus.Take());
        Assert.IsTrue(_slic.NextDeadlineMs == long.MaxValue);
        Assert.IsNull(_slic.Tones);
    }

    [TestMethod]
    [DataRow(20, "RM1@1000 FR0@1025 FR1@1050 FR0@1075 FR1@1100")]
    [DataRow(25, "RM1@1000 FR0@1020 FR1@1040 FR0@1060 FR1@1080 FR0@1100")]
    [DataRow(16, "RM1@1000 FR0@1025 FR1@1050 FR0@1075 FR1@1100")]
    [DataRow(68, "RM1@1000 FR0@1020 FR1@1040 FR0@1060 FR1@1080 FR0@1100")]
    public void ARingTogglesForwardAtItsFrequency(int hz, string expected)
    {
        _bus.Take();
        Start(hz, 1000);
        Poll(1000, 1100, 5);
        Assert.AreEqual(expected, _bus.Take());
    }

    [TestMethod]
    public void ALoopThatIsLateShortensNoHalfWave()
    {
        _bus.Take();
        Start(25, 0);
        PollAt(33);
        Assert.AreEqual(40L, _slic.NextDeadlineMs);
        PollAt(90);
        Assert.AreEqual(110L, _slic.NextDeadlineMs);
        Assert.AreEqual("RM1@0 FR0@33 FR1@90", _bus.Take());
    }

    [TestMethod]
    public void TheRingsEndIsRingModeFirst()
    {
        Start(25, 0);
        Poll(0, 30, 10);
        _bus.Take();
        At(30);
        _slic.StopRing(30);
        Assert.AreEqual("RM0@30 FR1@30", _bus.Take());
        Poll(30, 200, 10);
        Assert.AreEqual("", _bus.Take());
    }

    [TestMethod]
    public void ARingTripStopsAtOnceAndBlanks()
    {
        Start(25, 0);
        Poll(0, 30, 10);
        _bus.Take();
        _hook.IsHigh = true;
        At(40);
        Assert.AreEqual((int)HookSample.RingTrip, (int)_slic.Poll(40));
        Assert.AreEqual("RM0@40 FR1@40", _bus.Take());
        Assert.AreEqual((int)HookSample.Unknown, (int)_slic.Poll(41));
        Assert.AreEqual((int)HookSample.Unknown, (int)_slic.Poll(189));
        Assert.AreEqual((int)HookSample.OffHook, (int)_slic.Poll(190));
        _hook.IsHigh = false;
        Assert.AreEqual((int)HookSample.OnHook, (int)_slic.Poll(200));
        Assert.AreEqual("", _bus.Take());
    }

    [TestMethod]
    public void RingModeIsHighWhileItRingsAndAtNoOtherTime()
    {
        for (int nowMs = 0; nowMs < 3000; nowMs += 10)
        {
            At(nowMs);
            bool rings = nowMs >= 500 && nowMs < 1500;
            if (nowMs == 500)
            {
                _slic.StartRing(25, nowMs);
            }
            else if (nowMs == 1000 || nowMs == 2000)
            {
                _slic.SetReversed(nowMs == 1000, nowMs);
            }
            else if (nowMs == 1500)
            {
                _slic.Quiet(nowMs);
            }

            _slic.Poll(nowMs);
            Assert.AreEqual(rings, _ringMode.IsHigh);
            Assert.IsTrue(rings || _forward.IsHigh == !(nowMs >= 1500 && nowMs < 2000));
        }
    }

    [TestMethod]
    public void PolarityIsForwardsLevel()
    {
        _bus.Take();
        _slic.SetReversed(true, 0);
        _slic.SetReversed(false, 0);
        Assert.AreEqual("FR0@0 FR1@0", _bus.Take());
    }

    [TestMethod]
    public void ALineWithoutPowerDoesNotRingAndCannotTell()
    {
        Start(25, 0);
        _bus.Take();
        _slic.SetPowered(false, 0);
        Assert.AreEqual("RM0@0 PD0@0", _bus.Take());
        Start(25, 100);
        Poll(100, 300, 10);
        Assert.AreEqual("", _bus.Take());
        Assert.AreEqual((int)HookSample.Unknown, (int)_slic.Poll(310));
        At(400);
        _slic.SetPowered(true, 400);
        Assert.AreEqual("PD1@400", _bus.Take());
        Assert.AreEqual((int)HookSample.OnHook, (int)_slic.Poll(410));
    }

    [TestMethod]
    public void APowerDownPinIsNotNeeded()
    {
        PinSlic slic = new PinSlic(_hook, _ringMode, _forward, null, null);
        slic.SetPowered(false, 0);
        slic.StartRing(25, 0);
        Assert.IsFalse(_ringMode.IsHigh);
    }

    private void Start(int hz, int atMs)
    {
        At(atMs);
        _slic.StartRing(hz, atMs);
    }

    private void Poll(int fromMs, int toMs, int stepMs)
    {
        for (int nowMs = fromMs; nowMs <= toMs; nowMs += stepMs)
        {
            PollAt(nowMs);
        }
    }

    private void PollAt(int nowMs)
    {
        At(nowMs);
        _slic.Poll(nowMs);
    }

    private void At(int nowMs)
    {
        _bus.NowMs = nowMs;
    }
}
