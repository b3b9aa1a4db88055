// Lines that move in, idle or not out.

using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class IdleGateTests
{
    private const int StableMs = 1000;

    private readonly LineBench _one = new LineBench();
    private readonly LineBench _other = new LineBench();
    private readonly IdleGate _gate;

    public IdleGateTests()
    {
        _gate = new IdleGate(new Line[] { _one.Line, _other.Line }, StableMs);
        _one.Start();
        _other.Start();
    }

    [TestMethod]
    public void LinesThatNeverMovedAreIdleAtOnce()
    {
        Assert.IsTrue(_gate.IsIdle(0));
        Assert.IsTrue(_gate.IdleAtMs == Line.Always);
        Assert.IsTrue(new IdleGate(new Line[0], StableMs).IsIdle(0));
    }

    [TestMethod]
    [DataRow((int)LineState.OffHook)]
    [DataRow((int)LineState.Ringing)]
    [DataRow((int)LineState.Dialling)]
    [DataRow((int)LineState.InUse)]
    [DataRow((int)LineState.Parked)]
    public void EveryOtherStateOfEitherLineIsBusy(int state)
    {
        Bring(_one, (LineState)state);
        AssertBusy();
    }

    [TestMethod]
    [DataRow((int)LineState.OffHook)]
    [DataRow((int)LineState.Ringing)]
    [DataRow((int)LineState.Parked)]
    public void EveryOtherStateOfTheSecondLineIsBusy(int state)
    {
        Bring(_other, (LineState)state);
        AssertBusy();
    }

    [TestMethod]
    public void IdleComesAWholeSecondAfterTheLastHandsetWentDown()
    {
        _one.Hook("U500 D2500");
        _other.Hook("U2000 D1000");
        Assert.AreEqual(3000L, _gate.IdleAtMs);
        Assert.IsFalse(_gate.IsIdle(2999));
        Assert.IsTrue(_gate.IsIdle(3000));
    }

    [TestMethod]
    // Not before on hook was told, however long the flash window.
    [DataRow(900, 910, false)]
    [DataRow(900, 1010, true)]
    [DataRow(2000, 2000, false)]
    [DataRow(2000, 2020, true)]
    public void AFlashWindowLongerThanASecondIsWaitedFor(int flashMaxMs, int downMs, bool isIdle)
    {
        LineBench bench = new LineBench();
        bench.Settings.FlashMaxMs = flashMaxMs;
        bench.Start();
        IdleGate gate = new IdleGate(new Line[] { bench.Line }, StableMs);
        bench.Hook("U500");
        bench.Slic.IsOffHook = false;
        bench.Run(downMs);
        Assert.AreEqual(isIdle, gate.IsIdle(bench.NowMs));
    }

    [TestMethod]
    public void AHandsetThatIsJustComingUpIsNotIdle()
    {
        _one.Hook("D2000 U10");
        AssertBusy();
        _one.Hook("D30");
        Assert.IsTrue(_gate.IsIdle(_one.NowMs));
    }

    private static void Bring(LineBench bench, LineState state)
    {
        if (state == LineState.Ringing)
        {
            bench.Control(LineEvent.Ring);
            bench.Run(100);
            return;
        }

        bench.Hook("U500");
        if (state == LineState.Parked)
        {
            bench.Run(20000);
        }
        else if (state != LineState.OffHook)
        {
            bench.Press('5');
            bench.Run(state == LineState.InUse && bench.Control(LineEvent.Placed) ? 10 : 0);
        }

        Assert.AreEqual((int)state, (int)bench.Line.State);
    }

    private void AssertBusy()
    {
        Assert.IsFalse(_gate.IsIdle(9999999));
        Assert.IsTrue(_gate.IdleAtMs == IdleGate.Never);
    }
}
