// Hook levels sampled at some distance in, events with their times out: U is up (off hook), D down, the first level starts at 0.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class HookReaderTests
{
    private const long StartMs = 7000;

    [TestMethod]
    // Up and down: debounced 50 ms, the end after the flash maximum.
    [DataRow("D100 U200", "P150")]
    [DataRow("D100 U200 D1000", "P150 H1210")]
    [DataRow("U2000", "P50")]
    [DataRow("D100 U40 D1000", "")]
    [DataRow("D100 U50 D2000", "")]
    // Bounces at both ends.
    [DataRow("D100 U10 D10 U20 D10 U300", "P200")]
    [DataRow("D100 U20 D20 U40 D20 U300", "P250")]
    [DataRow("D100 U500 D10 U10 D20 U10 D10 U20 D1500", "P150 H1590")]
    [DataRow("D100 U500 D20 U20 D1500", "P150 H1550")]
    [DataRow("D100 U500 D40 U20 D1500", "P150 H1570")]
    // Contact noise on a line that is used, and on one that is not.
    [DataRow("D100 U500 D10 U500 D20 U500", "P150")]
    [DataRow("D500 U10 D500 U20 D30 U30 D500", "")]
    // Hook flashes: 100 to 900 ms, both included; between pulse and flash, and longer, is none.
    [DataRow("D100 U500 D90 U10 D400 U500", "P150 F1150")]
    [DataRow("D100 U500 D100 U500", "P150 F750")]
    [DataRow("D100 U500 D400 U500", "P150 F1050")]
    [DataRow("D100 U500 D900 U500", "P150 F1550")]
    [DataRow("D100 U500 D910 U500", "P150 H1520 P1560")]
    [DataRow("D100 U500 D400 U20 D20 U500", "P150 F1090")]
    [DataRow("D100 U500 D300 U30 D700 U500", "P150 H1510 P1680")]
    [DataRow("D100 U500 D300 U60 D300 U500", "P150 F950 F1310")]
    // A phone left off the hook says nothing more.
    [DataRow("D100 U600000", "P150")]
    public void LevelsGiveEvents(string script, string expected)
    {
        Assert.AreEqual(expected, Run(new HookReader(), script, 10));
    }

    [TestMethod]
    [DataRow("D100 U500 D60 U40 U500", "P150 1@910")]
    [DataRow("D100 U500 D60 U40 D60 U40 D60 U500", "P150 3@1110")]
    [DataRow("D100 U500 D30 U70 D30 U500", "P150 2@980")]
    [DataRow("D100 U500 D90 U30 D90 U500", "P150 2@1060")]
    [DataRow("D100 U500 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U500", "P150 0@1810")]
    [DataRow("D100 U500 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U40 D60 U500", "P150")]
    [DataRow("D100 U500 D60 U300 D60 U40 D60 U300", "P150 1@910 2@1370")]
    // Bounces around a pulse, and noise in the gap.
    [DataRow("D100 U500 D60 U10 D10 U500", "P150 1@930")]
    [DataRow("D100 U500 D60 U100 D20 U500", "P150 1@910")]
    // A train that breaks off: no digit.
    [DataRow("D100 U500 D60 U40 D300 U500", "P150 F1050")]
    [DataRow("D100 U500 D60 U40 D2000", "P150 H1610")]
    public void PulsesGiveDigits(string script, string expected)
    {
        Assert.AreEqual(expected, Run(new HookReader(), script, 10));
    }

    [TestMethod]
    [DataRow("D105 U500 D65 U35 D65 U500", 5, "P155 2@1020")]
    [DataRow("D100 U500 D60 U40 D60 U40 D95 U500", 5, "P150")]
    [DataRow("D100 U520 D60 U40 D60 U500", 20, "P160 2@1040")]
    [DataRow("D100 U520 D400 U500", 20, "P160 F1080")]
    [DataRow("D100 U520 D2000", 20, "P160 H1540")]
    [DataRow("D120 U540 D2000", 15, "P180 H1575")]
    [DataRow("D500 U5000 D5000", 500, "P1000 H6500")]
    public void SamplesMayComeAtAnyDistance(string script, int stepMs, string expected)
    {
        Assert.AreEqual(expected, Run(new HookReader(), script, stepMs));
    }

    [TestMethod]
    [DataRow(300, 500, "D100 U500 D200 U500 D400 U500 D600 U500", "P150 F1750 H2710 P2850")]
    [DataRow(50, 900, "D100 U500 D40 U40 D40 U400", "P150 2@970")]
    [DataRow(50, 900, "D100 U500 D60 U400", "P150 F710")]
    [DataRow(100, 2000, "D100 U500 D1500 U500 D3000", "P150 F2150 H4610")]
    [DataRow(0, 0, "D100 U500 D1000", "P150 H660")]
    public void TheFlashWindowIsSettable(int minMs, int maxMs, string script, string expected)
    {
        HookReader reader = new HookReader();
        reader.SetFlash(minMs, maxMs);
        Assert.AreEqual(expected, Run(reader, script, 10));
    }

    [TestMethod]
    public void AnEventSaysWhenItBegan()
    {
        HookReader reader = new HookReader();
        long upMs = 0;
        long downMs = 0;
        for (int atMs = 0; atMs < 5000; atMs += 10)
        {
            LineEvent happened = reader.Sample(atMs >= 1000 && atMs < 3000, atMs);
            upMs = happened == LineEvent.PickedUp ? reader.EventMs : upMs;
            downMs = happened == LineEvent.HungUp ? reader.EventMs : downMs;
        }

        Assert.AreEqual(1000L, upMs);
        Assert.AreEqual(3000L, downMs);
    }

    [TestMethod]
    [DataRow("D100 U500 D400 U500 D60 U40 D60 U500 D2000")]
    public void TheDeadlineIsWhenTheEventComes(string script)
    {
        Levels levels = new Levels(script);
        HookReader reader = new HookReader();
        int events = 0;
        long deadlineMs = HookReader.Never;
        for (int atMs = 0; atMs < levels.TotalMs; atMs++)
        {
            bool due = atMs >= deadlineMs;
            LineEvent happened = reader.Sample(levels.At(atMs) == (byte)'U', atMs);
            events += happened != LineEvent.None ? 1 : 0;
            Assert.IsTrue(happened == LineEvent.None || due);
            deadlineMs = reader.NextDeadlineMs;
            Assert.IsTrue(deadlineMs > atMs);
        }

        Assert.AreEqual(4, events);
        Assert.IsTrue(reader.IsSettled);
    }

    private static string Run(HookReader reader, string script, int stepMs)
    {
        Levels levels = new Levels(script);
        TextBuffer shown = new TextBuffer(200);
        for (int atMs = 0; atMs < levels.TotalMs; atMs += stepMs)
        {
            LineEvent happened = reader.Sample(levels.At(atMs) == (byte)'U', StartMs + atMs);
            if (happened == LineEvent.None)
            {
                continue;
            }

            shown.Append(shown.Length > 0 ? " " : "");
            switch (happened)
            {
                case LineEvent.PickedUp:
                    shown.Append("P");
                    break;
                case LineEvent.HungUp:
                    shown.Append("H");
                    break;
                case LineEvent.Flash:
                    shown.Append("F");
                    break;
                default:
                    shown.Append(reader.Digit);
                    shown.Append("@");
                    break;
            }

            shown.AppendNumber(atMs);
        }

        return shown.ToString();
    }
}
