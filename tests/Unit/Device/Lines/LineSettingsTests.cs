// Which parameter a line's setting is, and what it is when the parameter is empty.

using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Telephony;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class LineSettingsTests
{
    private readonly ParameterStore _store = new ParameterStore(new MemoryFlash(8192), 4096);

    public LineSettingsTests()
    {
        _store.Load();
    }

    [TestMethod]
    public void TheFactorysSettings()
    {
        for (int line = 0; line < 3; line++)
        {
            LineSettings settings = new LineSettings(_store, line);
            Assert.IsTrue(settings.IsEnabled);
            Assert.AreEqual(100, settings.FlashMinMs);
            Assert.AreEqual(900, settings.FlashMaxMs);
            Assert.AreEqual(10000, settings.InterdigitMs);
            Assert.AreEqual(25, settings.RingHz);
            Assert.AreEqual(70, settings.RingVolts);
            Assert.IsFalse(settings.IsRingTrapezoid);
            Assert.IsFalse(settings.IsIdleReversed || settings.IsCallerReversed || settings.IsCalleeReversed);
        }
    }

    [TestMethod]
    [DataRow(".05", ".3", "20", 50, 300, 20000)]
    [DataRow("0.25", "1", "0", 250, 1000, 0)]
    [DataRow("", "", "", 100, 900, 10000)]
    public void TimesAreSecondsOfTheParameters(string min, string max, string interdigit, int minMs, int maxMs, int interdigitMs)
    {
        Set(ParameterIndex.Hook_Flash_Timer_Min, min);
        Set(ParameterIndex.Hook_Flash_Timer_Max, max);
        Set(ParameterIndex.Interdigit_Long_Timer, interdigit);
        LineSettings settings = new LineSettings(_store, 0);
        Assert.AreEqual(minMs, settings.FlashMinMs);
        Assert.AreEqual(maxMs, settings.FlashMaxMs);
        Assert.AreEqual(interdigitMs, settings.InterdigitMs);
    }

    [TestMethod]
    [DataRow("20", "85", "Trapezoid", 20, 85, true)]
    [DataRow("68", "0x46", "sinusoid", 68, 70, false)]
    [DataRow("", "", "", 25, 70, false)]
    public void TheRingIsOfItsParameters(string hz, string volts, string waveform, int expectedHz, int expectedVolts, bool isTrapezoid)
    {
        Set(ParameterIndex.Ring_Frequency, hz);
        Set(ParameterIndex.Ring_Voltage, volts);
        Set(ParameterIndex.Ring_Waveform, waveform);
        LineSettings settings = new LineSettings(_store, 0);
        Assert.AreEqual(expectedHz, settings.RingHz);
        Assert.AreEqual(expectedVolts, settings.RingVolts);
        Assert.AreEqual(isTrapezoid, settings.IsRingTrapezoid);
    }

    [TestMethod]
    [DataRow(ParameterIndex.Idle_Polarity_1_, 0, 1)]
    [DataRow(ParameterIndex.Caller_Conn_Polarity_1_, 0, 2)]
    [DataRow(ParameterIndex.Callee_Conn_Polarity_1_, 0, 4)]
    [DataRow(ParameterIndex.Idle_Polarity_2_, 1, 1)]
    [DataRow(ParameterIndex.Caller_Conn_Polarity_2_, 1, 2)]
    [DataRow(ParameterIndex.Callee_Conn_Polarity_2_, 1, 4)]
    public void EachPolarityIsItsOwn(int parameter, int line, int expected)
    {
        Set(parameter, "Reverse");
        Assert.AreEqual(expected, Reversed(line));
        Assert.AreEqual(0, Reversed(1 - line));
    }

    [TestMethod]
    public void ALineIsTakenOutOfServiceByItself()
    {
        Set(ParameterIndex.Line_Enable_2_, "No");
        Assert.IsTrue(new LineSettings(_store, 0).IsEnabled);
        Assert.IsFalse(new LineSettings(_store, 1).IsEnabled);
    }

    [TestMethod]
    [DataRow((int)LineTone.Dial, ParameterIndex.Dial_Tone)]
    [DataRow((int)LineTone.Reorder, ParameterIndex.Reorder_Tone)]
    [DataRow((int)LineTone.OffHookWarning, ParameterIndex.Off_Hook_Warning_Tone)]
    public void AToneIsItsParameter(int tone, int parameter)
    {
        ToneScript script = new ToneScript();
        LineSettings settings = new LineSettings(_store, 0);
        Assert.IsTrue(settings.ReadTone((LineTone)tone, script));
        Set(parameter, "777@-7;3(.1/.2/1)");
        Assert.IsTrue(settings.ReadTone((LineTone)tone, script));
        Assert.AreEqual(777, script.Frequencies.Hz(0));
        Set(parameter, "");
        Assert.IsFalse(settings.ReadTone((LineTone)tone, script));
    }

    [TestMethod]
    public void ARingPatternIsItsParameter()
    {
        int[] parameters =
        {
            ParameterIndex.Ring1_Cadence, ParameterIndex.Ring2_Cadence, ParameterIndex.Ring3_Cadence, ParameterIndex.Ring4_Cadence,
            ParameterIndex.Ring5_Cadence, ParameterIndex.Ring6_Cadence, ParameterIndex.Ring7_Cadence, ParameterIndex.Ring8_Cadence,
        };
        CadenceScript script = new CadenceScript();
        LineSettings settings = new LineSettings(_store, 0);
        for (int pattern = 1; pattern <= parameters.Length; pattern++)
        {
            Set(parameters[pattern - 1], "6" + pattern.ToString() + "(1/2)");
            Assert.IsTrue(settings.ReadRing(pattern, script));
            Assert.AreEqual(60000 + (pattern * 1000), script.TotalMs(0));
        }

        Assert.IsFalse(settings.ReadRing(0, script));
        Assert.IsFalse(settings.ReadRing(9, script));
    }

    private int Reversed(int line)
    {
        LineSettings settings = new LineSettings(_store, line);
        return (settings.IsIdleReversed ? 1 : 0) + (settings.IsCallerReversed ? 2 : 0) + (settings.IsCalleeReversed ? 4 : 0);
    }

    private void Set(int parameter, string value)
    {
        byte[] bytes = value.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(value);
        ParameterTransaction transaction = _store.Begin();
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(parameter, bytes, 0, bytes.Length));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
    }
}
