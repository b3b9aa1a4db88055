// The factory's tone scripts in, what a Si3210's oscillators sound at each moment out: no frequency is left out of any of them.

using System.Text;
using NanoSpa.Core;
using NanoSpa.Telephony;
using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class Si3210ScriptTests
{
    private const string Dial = "350@-19,440@-19;10(*/0/1+2)";
    private const string Busy = "480@-19,620@-19;10(.5/.5/1+2)";
    private const string Reorder = "480@-19,620@-19;10(.25/.25/1+2)";
    private const string RingBack = "440@-19,480@-19;*(2/4/1+2)";
    private const string Sit1 = "985@-16,1428@-16,1777@-16;20(.380/0/1,.380/0/2,.380/0/3,0/4/0)";
    private const string Stutter = "350@-19,440@-19;2(.1/.1/1+2);10(*/0/1+2)";
    private const string Secure = "397@-19,507@-19;15(0/2/0,.2/.1/1,.1/2.1/2)";

    private readonly SimulatedSi3210 _chip = new SimulatedSi3210();

    [TestMethod]
    [DataRow(Dial, 0, 350, 440)]
    [DataRow(Dial, 9990, 350, 440)]
    [DataRow(Dial, 10000, 0, 0)]
    [DataRow(Busy, 490, 480, 620)]
    [DataRow(Busy, 500, 0, 0)]
    [DataRow(Busy, 1000, 480, 620)]
    [DataRow(Reorder, 240, 480, 620)]
    [DataRow(Reorder, 250, 0, 0)]
    [DataRow(Reorder, 9500, 480, 620)]
    [DataRow(RingBack, 1990, 440, 480)]
    [DataRow(RingBack, 2000, 0, 0)]
    [DataRow(RingBack, 66000, 440, 480)]
    [DataRow(Sit1, 0, 985, 0)]
    [DataRow(Sit1, 380, 1428, 0)]
    [DataRow(Sit1, 760, 1777, 0)]
    [DataRow(Sit1, 1140, 0, 0)]
    [DataRow(Sit1, 5140, 985, 0)]
    [DataRow(Stutter, 100, 0, 0)]
    [DataRow(Stutter, 2000, 350, 440)]
    [DataRow(Secure, 1990, 0, 0)]
    [DataRow(Secure, 2000, 397, 0)]
    [DataRow(Secure, 2300, 507, 0)]
    public void AScriptSoundsAsItIsWritten(string text, int atMs, int first, int second)
    {
        SpiSlic slic = new SpiSlic(_chip, _chip);
        int nowMs = 0;
        for (; nowMs < 3000; nowMs += 10)
        {
            _chip.NowMs = nowMs;
            slic.Poll(nowMs);
        }

        ToneScript script = new ToneScript();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 0, bytes.Length));
        TonePlayer player = new TonePlayer(slic.Tones);
        player.Start(script, nowMs);
        for (int endMs = nowMs + atMs; nowMs <= endMs; nowMs += 10)
        {
            _chip.NowMs = nowMs;
            slic.Poll(nowMs);
            player.Step(nowMs);
        }

        Sounds(32, 13, first);
        Sounds(33, 16, second);
        Assert.AreEqual((int)Fault.None, (int)slic.Fault);
    }

    private void Sounds(int control, int coefficient, int hz)
    {
        Assert.AreEqual(hz == 0 ? 0 : 6, _chip.Direct(control));
        if (hz > 0)
        {
            Assert.AreEqual(Resonator.Coefficient(hz, 8000), _chip.Indirect(coefficient));
        }
    }
}
