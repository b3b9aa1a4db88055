// The line's table: a tone and a ring share their script and its player, so that no line may have both.

using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class LineTableTests
{
    [TestMethod]
    public void ALineNeverRingsAndPlaysATone()
    {
        int rings = 0;
        int tones = 0;
        for (int row = 0; row < LineTable.RowCount; row++)
        {
            LineState state = LineTable.StateOf(row);
            LineState next = LineTable.NextOf(row);
            LineAction action = LineTable.ActionOf(row);
            bool startsTone = action == LineAction.PlayDialTone || action == LineAction.PlayReorderTone || action == LineAction.PlayWarningTone;
            rings += action == LineAction.StartRing ? 1 : 0;
            tones += startsTone ? 1 : 0;

            // A ring begins where every tone has ended, and has ended where one may begin.
            Assert.AreEqual(next == LineState.Ringing && state != LineState.Ringing, action == LineAction.StartRing, "row " + row);
            Assert.IsFalse(next == LineState.Ringing && state != LineState.Ringing && state != LineState.OnHook, "row " + row);
            Assert.IsFalse(startsTone && (next == LineState.OnHook || next == LineState.Ringing || state == LineState.Ringing), "row " + row);
            if (state == LineState.Ringing && next != LineState.Ringing)
            {
                Assert.IsTrue(action == LineAction.StopRing || action == LineAction.Answer, "row " + row);
            }
            else if (next == LineState.OnHook)
            {
                Assert.IsTrue(action == LineAction.Release, "row " + row);
            }
        }

        Assert.AreEqual(1, rings);
        Assert.IsTrue(tones > 0);
    }
}
