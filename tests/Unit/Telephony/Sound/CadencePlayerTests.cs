// Scripts against every change they make, in milliseconds since the start.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class CadencePlayerTests
{
    private const long StartMs = 5000;

    [TestMethod]
    [DataRow("10(2/4)", "0+ 2000- 6000+ 8000- 10000.")]
    [DataRow("1(.2/.2,.4/0)", "0+ 200- 400+ 800+ 1000.")]
    [DataRow("1(*/0);1(.5/.5)", "0+ 1000+ 1500- 2000.")]
    [DataRow("*(0/0)", "0-")]
    [DataRow("*(1/*)", "0+ 1000-")]
    [DataRow("0(1/1);*(0/1,1/*)", "0- 1000+ 2000-")]
    [DataRow("2.3(.3/2)", "0+ 300- 2300.")]
    public void EveryChangeComesInTime(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        CadenceScript script = new CadenceScript();
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 0, bytes.Length));
        CadencePlayer player = new CadencePlayer();
        player.Start(script, StartMs);
        TextBuffer shown = new TextBuffer(200);
        long nowMs = StartMs;
        for (; nowMs != CadencePlayer.Never; nowMs = player.NextChangeMs)
        {
            player.At(nowMs);
            shown.Append(shown.Length > 0 ? " " : "");
            shown.AppendNumber(nowMs - StartMs);
            shown.Append(player.HasEnded ? "." : player.IsOn ? "+" : "-");
        }

        Assert.AreEqual(expected, shown.ToString());
    }

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(379, 1)]
    [DataRow(380, 2)]
    [DataRow(760, 4)]
    [DataRow(1140, 0)]
    [DataRow(5139, 0)]
    [DataRow(5140, 1)]
    [DataRow(20000, 0)]
    public void ATonePlaysItsFrequenciesInTurn(int atMs, int frequencies)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("985@-16,1428@-16,1777@-16;20(.380/0/1,.380/0/2,.380/0/3,0/4/0)");
        ToneScript script = new ToneScript();
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 0, bytes.Length));
        CadencePlayer player = new CadencePlayer();
        player.Start(script.Cadence, StartMs);
        player.At(StartMs + atMs);
        Assert.AreEqual(frequencies, player.Frequencies);
    }
}
