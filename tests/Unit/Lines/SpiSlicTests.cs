// Calls and register values in, the bytes on the bus out: w for a byte written, r for a byte read, each a frame.

using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class SpiSlicTests : ISpiPort
{
    private readonly RecordedBus _bus = new RecordedBus();
    private readonly SpiSlic _slic;
    private byte _loop;

    public SpiSlicTests()
    {
        _slic = new SpiSlic(this, null);
    }

    /// <inheritdoc/>
    public void WriteByte(byte value)
    {
        _bus.Add("w", value);
    }

    /// <inheritdoc/>
    public byte ReadByte()
    {
        _bus.Add("r", _loop);
        return _loop;
    }

    [TestMethod]
    public void TheStartIsForwardAndFed()
    {
        Assert.AreEqual("w64@0 w1@0", _bus.Take());
    }

    [TestMethod]
    [DataRow(0, (int)HookSample.OnHook)]
    [DataRow(1, (int)HookSample.OffHook)]
    [DataRow(0xFE, (int)HookSample.OnHook)]
    [DataRow(0xFF, (int)HookSample.OffHook)]
    public void APollReadsTheLoop(int loop, int expected)
    {
        _bus.Take();
        _loop = (byte)loop;
        Assert.AreEqual(expected, (int)_slic.Poll(0));
        RecordedBus wanted = new RecordedBus();
        wanted.Add("w", 68 + 128);
        wanted.Add("r", loop);
        Assert.AreEqual(wanted.Take(), _bus.Take());
    }

    [TestMethod]
    public void RingAndPolarityAreLineFeedStates()
    {
        _bus.Take();
        _slic.StartRing(25, 0);
        _slic.SetReversed(true, 0);
        _slic.StopRing(0);
        _slic.SetReversed(false, 0);
        Assert.AreEqual("w64@0 w4@0 w64@0 w5@0 w64@0 w1@0", _bus.Take());
    }

    [TestMethod]
    public void ARingTripStopsAtOnceAndBlanks()
    {
        _slic.StartRing(25, 0);
        _bus.Take();
        _loop = 1;
        _bus.NowMs = 40;
        Assert.AreEqual((int)HookSample.RingTrip, (int)_slic.Poll(40));
        Assert.AreEqual("w196@40 r1@40 w64@40 w1@40", _bus.Take());
        Assert.AreEqual((int)HookSample.Unknown, (int)_slic.Poll(189));
        Assert.AreEqual("", _bus.Take());
        Assert.AreEqual((int)HookSample.OffHook, (int)_slic.Poll(190));
    }

    [TestMethod]
    public void QuietEndsTheRing()
    {
        _slic.SetReversed(true, 0);
        _slic.StartRing(25, 0);
        _bus.Take();
        _slic.Quiet(0);
        Assert.AreEqual("w64@0 w5@0", _bus.Take());
    }

    [TestMethod]
    public void ALineWithoutPowerIsOpenAndStaysSo()
    {
        _bus.Take();
        _slic.SetPowered(false, 0);
        _slic.StartRing(25, 0);
        _slic.SetReversed(true, 0);
        _slic.StopRing(0);
        Assert.AreEqual("w64@0 w0@0", _bus.Take());
        Assert.AreEqual((int)HookSample.Unknown, (int)_slic.Poll(0));
        _slic.SetPowered(true, 0);
        Assert.AreEqual("w64@0 w5@0", _bus.Take());
    }
}
