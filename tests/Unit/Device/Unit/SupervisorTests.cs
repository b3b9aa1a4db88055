// Crashes of a main loop in, restarts and the safe mode out.

using System;
using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Hal;

namespace NanoSpa.Device.Tests;

[TestClass]
public class SupervisorTests
{
    private readonly TestNote _note = new TestNote();
    private readonly TestClock _clock = new TestClock();
    private readonly TestPower _power = new TestPower();
    private readonly TestLoop _loop = new TestLoop();

    [TestMethod]
    public void ThreeCrashesInARowStartItSafe()
    {
        for (int crash = 1; crash <= 3; crash++)
        {
            Supervisor supervisor = Start();
            Assert.AreEqual(crash - 1, supervisor.CrashCount);
            Assert.IsFalse(supervisor.IsSafe);
            Crash(supervisor, "broken");
            Assert.AreEqual(crash, _power.ColdRestarts);
        }

        Supervisor safe = Start();
        Assert.IsTrue(safe.IsSafe);
        Assert.AreEqual("Exception: broken", safe.LastCrash.ToString());
    }

    [TestMethod]
    public void AHealthyMinuteEndsTheRow()
    {
        Crash(Start(), "a");
        Crash(Start(), "b");
        Supervisor supervisor = Start();
        _clock.NowMs += Supervisor.HealthyMs - 1;
        supervisor.Step(_loop, 0);
        Assert.AreEqual(2, supervisor.CrashCount);
        _clock.NowMs++;
        supervisor.Step(_loop, 0);
        Assert.AreEqual(0, supervisor.CrashCount);
        Assert.AreEqual(0, Start().CrashCount);
    }

    // The note is taken away before the board goes down: a restart does not return on every board.
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void SafeModeEndsWithARestartThatWasAskedForAndNoOther(bool warm)
    {
        _power.Note = _note;
        Crash(Start(), "a");
        Crash(Start(), "b");
        Crash(Start(), "c");
        Supervisor supervisor = Start();
        _clock.NowMs += 10 * Supervisor.HealthyMs;
        supervisor.Step(_loop, 0);
        Assert.IsTrue(Start().IsSafe);
        if (warm)
        {
            supervisor.RestartWarm(RestartReason.Command);
        }
        else
        {
            supervisor.RestartCold();
        }

        Assert.AreEqual(warm ? (int)RestartReason.Command : -1, _power.WarmReason);
        Assert.AreEqual(warm ? 3 : 4, _power.ColdRestarts);
        Assert.AreEqual(0, _power.NoteLengthAtRestart);
        Assert.IsFalse(Start().IsSafe);
    }

    [TestMethod]
    public void TheLoopsAnswerAndWaitPassThrough()
    {
        Supervisor supervisor = Start();
        _loop.Answer = UnitStatus.Busy;
        Assert.AreEqual((int)UnitStatus.Busy, (int)supervisor.Step(_loop, 17));
        Assert.AreEqual(17, _loop.WaitMs);
        _loop.Broken = new Exception("x");
        Assert.AreEqual((int)UnitStatus.Restarting, (int)supervisor.Step(_loop, 0));
        Assert.AreEqual(0, _note.Writes - 1);
    }

    [TestMethod]
    public void ALoopThatIsNotSteppedIsStuck()
    {
        Supervisor supervisor = Start();
        _clock.NowMs += 5000;
        supervisor.Step(_loop, 0);
        _clock.NowMs += Supervisor.StuckMs - 1;
        Assert.IsFalse(supervisor.IsStuck);
        _clock.NowMs++;
        Assert.IsTrue(supervisor.IsStuck);
        supervisor.Crashed("stuck");
        Assert.AreEqual("stuck", Start().LastCrash.ToString());
    }

    // What is on flash, and the count and text it is taken for.
    [TestMethod]
    [DataRow("", 0, "")]
    [DataRow("2", 2, "")]
    [DataRow("2abc", 2, "abc")]
    [DataRow("2a\nc", 2, "a?c")]
    [DataRow("2a\u007f\u00e9", 2, "a???")]
    [DataRow("0abc", 0, "")]
    [DataRow("xabc", 0, "")]
    [DataRow("\u00ff", 0, "")]
    public void ADamagedNoteCountsNothing(string note, int count, string text)
    {
        _note.Bytes = Encoding.UTF8.GetBytes(note);
        Supervisor supervisor = Start();
        Assert.AreEqual(count, supervisor.CrashCount);
        Assert.AreEqual(text, supervisor.LastCrash.ToString());
    }

    [TestMethod]
    public void ALongTextIsCutAndTheCountStaysADigit()
    {
        for (int i = 0; i < 12; i++)
        {
            Crash(Start(), new string('x', 1000));
        }

        Assert.AreEqual(9, Start().CrashCount);
        Assert.AreEqual(Supervisor.MaxTextBytes, Start().LastCrash.Length);
        Assert.AreEqual(1 + Supervisor.MaxTextBytes, _note.Bytes.Length);
    }

    private Supervisor Start()
    {
        _loop.Broken = null;
        return new Supervisor(_note, _clock, _power);
    }

    private void Crash(Supervisor supervisor, string message)
    {
        _loop.Broken = new Exception(message);
        supervisor.Step(_loop, 0);
    }

    private sealed class TestNote : INote
    {
        public byte[] Bytes = new byte[0];
        public int Writes;

        public int Read(byte[] buffer, int offset, int count)
        {
            int length = Bytes.Length < count ? Bytes.Length : count;
            Array.Copy(Bytes, 0, buffer, offset, length);
            return length;
        }

        public bool Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            Bytes = new byte[count];
            Array.Copy(buffer, offset, Bytes, 0, count);
            return true;
        }
    }

    private sealed class TestClock : IClock
    {
        public long NowMs { get; set; }

        public long UtcSeconds
        {
            get { return 0; }
        }
    }

    private sealed class TestPower : IPower
    {
        public int ColdRestarts;
        public int WarmReason = -1;
        public int NoteLengthAtRestart;
        public TestNote Note;

        public RestartReason StartReason
        {
            get { return RestartReason.PowerUp; }
        }

        public void RestartWarm(RestartReason reason)
        {
            WarmReason = (int)reason;
            NoteLengthAtRestart = Note == null ? -1 : Note.Bytes.Length;
        }

        public void RestartCold()
        {
            ColdRestarts++;
            NoteLengthAtRestart = Note == null ? -1 : Note.Bytes.Length;
        }
    }

    private sealed class TestLoop : IStepped
    {
        public Exception Broken;
        public UnitStatus Answer;
        public int WaitMs;

        public UnitStatus Step(int maxWaitMs)
        {
            WaitMs = maxWaitMs;
            if (Broken != null)
            {
                throw Broken;
            }

            return Answer;
        }
    }
}
