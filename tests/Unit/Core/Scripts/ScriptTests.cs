// The guide's example scripts and broken ones: what is played, or where the script breaks.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class ScriptTests
{
    [TestMethod]
    [DataRow("60(2/4)", "60000:2000/4000/0")]
    [DataRow("60(.2/.2,.2/.2,.2/.2,1/4)", "60000:200/200/0,200/200/0,200/200/0,1000/4000/0")]
    [DataRow(" * ( 0.25 / 9.7505 ) ; 1(1/*)", "-1:250/9750/0;1000:1000/-1/0")]
    [DataRow("2.3(.3/2);", "2300:300/2000/0")]
    public void CadencesAreRead(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        CadenceScript script = new CadenceScript();
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(expected, Shown(script));
    }

    [TestMethod]
    [DataRow("60", 2)]
    [DataRow("60(2)", 4)]
    [DataRow("60(2/4", 6)]
    [DataRow("60(2/4)x", 7)]
    [DataRow("60(2/x)", 5)]
    [DataRow("(2/4)", 0)]
    [DataRow("9999999(2/4)", 0)]
    [DataRow("1(1/1);1(1/1);1(1/1)", 14)]
    [DataRow("1(1/1,1/1,1/1,1/1,1/1,1/1,1/1)", 26)]
    public void ABrokenCadenceSaysWhere(string text, int position)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        CadenceScript script = new CadenceScript();
        Assert.AreEqual((int)Fault.ValueCadence, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(position, script.Position);
        Assert.AreEqual(0, script.SectionCount);
    }

    [TestMethod]
    [DataRow("440@-10", "440@-100")]
    [DataRow("350@-19 , 440@-19.25,1@+.5", "350@-190,440@-192,1@5")]
    public void FrequenciesAreRead(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        FrequencyScript script = new FrequencyScript();
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(expected, Shown(script));
    }

    [TestMethod]
    [DataRow("440", 3)]
    [DataRow("440@", 4)]
    [DataRow("440@-10,", 8)]
    [DataRow("440.5@-10", 3)]
    [DataRow("1@1,2@1,3@1,4@1,5@1,6@1,7@1", 24)]
    public void BrokenFrequenciesSayWhere(string text, int position)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        FrequencyScript script = new FrequencyScript();
        Assert.AreEqual((int)Fault.ValueFrequency, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(position, script.Position);
        Assert.AreEqual(0, script.Count);
    }

    [TestMethod]
    [DataRow("350@-19,440@-19;10(*/0/1+2)", "350@-190,440@-190 10000:-1/0/3")]
    [DataRow("350@-19,440@-19;10(*0/1+2)", "350@-190,440@-190 10000:-1/0/3")]
    [DataRow("350@-19,440@-19;2(.1/.1/1+2);10(*0/1+2)", "350@-190,440@-190 2000:100/100/3;10000:-1/0/3")]
    [DataRow("985@-16,1428@-16,1777@-16;20(.380/0/1,.380/0/2,.380/0/3,0/4/0)", "985@-160,1428@-160,1777@-160 20000:380/0/1,380/0/2,380/0/4,0/4000/0")]
    public void TonesAreRead(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        ToneScript script = new ToneScript();
        Assert.AreEqual((int)Fault.None, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(expected, Shown(script.Frequencies) + " " + Shown(script.Cadence));
    }

    [TestMethod]
    [DataRow("350@-19", 7)]
    [DataRow("350@-19;10(*/0/2)", 15)]
    [DataRow("350@-19;10(*/0)", 14)]
    [DataRow("350-19;10(*/0/1)", 3)]
    public void ABrokenToneSaysWhere(string text, int position)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("[" + text + "]");
        ToneScript script = new ToneScript();
        Assert.AreEqual((int)Fault.ValueTone, (int)script.Parse(bytes, 1, bytes.Length - 2));
        Assert.AreEqual(position, script.Position);
    }

    private static string Shown(FrequencyScript script)
    {
        TextBuffer text = new TextBuffer(200);
        for (int i = 0; i < script.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            text.AppendNumber(script.Hz(i));
            text.Append("@");
            text.AppendNumber(script.LevelTenths(i));
        }

        return text.ToString();
    }

    private static string Shown(CadenceScript script)
    {
        TextBuffer text = new TextBuffer(400);
        for (int section = 0; section < script.SectionCount; section++)
        {
            text.Append(section > 0 ? ";" : "");
            text.AppendNumber(script.TotalMs(section));
            for (int segment = 0; segment < script.SegmentCount(section); segment++)
            {
                text.Append(segment > 0 ? "," : ":");
                text.AppendNumber(script.OnMs(section, segment));
                text.Append("/");
                text.AppendNumber(script.OffMs(section, segment));
                text.Append("/");
                text.AppendNumber(script.Frequencies(section, segment));
            }
        }

        return text.ToString();
    }
}
