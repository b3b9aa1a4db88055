// Line states at moments in, idle or not out.

using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class IdleGateTests
{
    private const int StableMs = 1000;

    private readonly LineStates _lines = new LineStates(2);
    private readonly IdleGate _gate;

    public IdleGateTests()
    {
        _gate = new IdleGate(_lines, StableMs);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void LinesThatNeverMovedAreIdleAtOnce(int count)
    {
        IdleGate gate = new IdleGate(new LineStates(count), StableMs);
        Assert.IsTrue(gate.IsIdle(0));
        Assert.IsTrue(gate.IdleAtMs == LineStates.Always);
    }

    [TestMethod]
    [DataRow((int)LineState.OffHook)]
    [DataRow((int)LineState.Ringing)]
    [DataRow((int)LineState.Dialling)]
    [DataRow((int)LineState.InUse)]
    public void EveryOtherStateOfEitherLineIsBusy(int state)
    {
        for (int line = 0; line < 2; line++)
        {
            LineStates lines = new LineStates(2);
            IdleGate gate = new IdleGate(lines, StableMs);
            lines.Set(line, (LineState)state, 5000);
            Assert.IsFalse(gate.IsIdle(9999999));
            Assert.IsTrue(gate.IdleAtMs == IdleGate.Never);
        }
    }

    [TestMethod]
    public void IdleComesAWholeSecondAfterTheLastLineWentOnHook()
    {
        _lines.Set(0, LineState.OffHook, 5000);
        _lines.Set(1, LineState.InUse, 5500);
        _lines.Set(0, LineState.OnHook, 6000);
        Assert.IsFalse(_gate.IsIdle(7000));
        _lines.Set(1, LineState.OnHook, 8000);
        Assert.AreEqual(9000L, _gate.IdleAtMs);
        Assert.IsFalse(_gate.IsIdle(8999));
        Assert.IsTrue(_gate.IsIdle(9000));
    }

    [TestMethod]
    public void AFlashStartsTheWaitAnew()
    {
        _lines.Set(0, LineState.OffHook, 5000);
        _lines.Set(0, LineState.OnHook, 5900);
        _lines.Set(0, LineState.OffHook, 6200);
        _lines.Set(0, LineState.OnHook, 6500);
        Assert.IsFalse(_gate.IsIdle(6900));
        Assert.IsTrue(_gate.IsIdle(7500));
    }

    [TestMethod]
    public void TheSameStateAgainIsNoChange()
    {
        _lines.Set(0, LineState.OffHook, 5000);
        _lines.Set(0, LineState.OnHook, 6000);
        _lines.Set(0, LineState.OnHook, 6900);
        Assert.AreEqual(6000L, _lines.SinceMs(0));
        Assert.IsTrue(_gate.IsIdle(7000));
    }
}
