// A line that is rung, answered, dialled on and left off the hook for minutes: sampling it allocates nothing.

using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Device;
using NanoSpa.Hal.Lines;
using NanoSpa.Hal.Lines.Tests;
using NanoSpa.Harness;
using NanoSpa.Parameters;
using NanoSpa.Telephony;

namespace NanoSpa.Bench;

[TestClass]
public class LineAllocationTests
{
    private const int SampleMs = 10;

    [TestMethod]
    public void ALineAllocatesNothing()
    {
        var store = new ParameterStore(new MemoryFlash(8192), 4096);
        store.Load();
        var circuit = new VirtualLine();
        var line = new Line(0, circuit, new LineSettings(store, 0), null);
        line.Start(0);
        int states = 0;
        Assert.AreEqual(0L, AllocationProbe.BytesOf(() => states = Live(line, circuit)));
        Assert.AreEqual(0b111111, states, "every state was seen");
    }

    [TestMethod]
    public void ASi3210AllocatesNothingOnceItIsMade()
    {
        var store = new ParameterStore(new MemoryFlash(8192), 4096);
        store.Load();
        var chip = new SimulatedSi3210();
        var circuit = new SpiSlic(chip, chip);
        var line = new Line(0, circuit, new LineSettings(store, 0), null);
        line.Start(0);
        long startMs = 0;
        int seen = 0;
        Assert.AreEqual(0L, AllocationProbe.BytesOf(() => seen = Live(line, circuit, chip, startMs += 60000)));
        Assert.AreEqual(0b11111, seen, "start, ring, key, tone and alarm were seen");
    }

    // From its reset to an alarm: a call that is answered, then a handset that is lifted and a key pressed.
    private static int Live(Line line, SpiSlic circuit, SimulatedSi3210 chip, long startMs)
    {
        int seen = 0;
        chip.NowMs = (int)startMs;
        circuit.SetPowered(false, startMs);
        circuit.SetPowered(true, startMs);
        for (int atMs = 0; atMs < 40000; atMs += SampleMs)
        {
            chip.NowMs = (int)startMs + atMs;
            chip.IsOffHook = atMs is (>= 12000 and < 14000) or (>= 20000 and < 25000);
            chip.Dtmf = atMs is >= 21000 and < 21100 ? 0x15 : 0;
            if (atMs == 6000)
            {
                line.Control(LineEvent.Ring, startMs + atMs);
            }
            else if (atMs == 30000)
            {
                chip.Alarm(0x80);
            }

            line.Step(startMs + atMs);
            seen |= (chip.Shadow == 1 ? 1 : 0) | (chip.Shadow == 4 ? 2 : 0) | (line.State == LineState.Dialling ? 4 : 0)
                | (chip.Direct(32) == 6 ? 8 : 0) | (circuit.Fault != NanoSpa.Core.Fault.None ? 16 : 0);
        }

        return seen;
    }

    // A call in, a call out, and a handset that is forgotten; ends as it began.
    private static int Live(Line line, VirtualLine circuit)
    {
        int states = 0;
        for (long nowMs = 0; nowMs < 120000; nowMs += SampleMs)
        {
            circuit.IsOffHook = nowMs is (>= 7000 and < 12000) or (>= 20000 and < 25000) or (>= 30000 and < 110000);
            circuit.Key = nowMs is >= 21000 and < 21100 ? (byte)'5' : (byte)0;
            switch (nowMs)
            {
                case 1000:
                    line.Control(LineEvent.Ring, nowMs);
                    break;
                case 23000:
                    line.Control(LineEvent.Placed, nowMs);
                    break;
            }

            line.Step(nowMs);
            states |= 1 << (int)line.State;
        }

        return states;
    }
}
