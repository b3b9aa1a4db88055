// A line that is rung, answered, dialled on and left off the hook for minutes: sampling it allocates nothing.

using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Device;
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
