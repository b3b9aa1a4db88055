// Dial plans of the guide and of the field: what each key makes of the number, which timer runs, and what is sent.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Telephony.Tests;

[TestClass]
public class DialPlanTests
{
    private const int LongMs = 10000;
    private const int ShortMs = 3000;
    private const string Factory = "(*xx|[3469]11|0|00|[2-9]xxxxxx|1xxx[2-9]xxxxxxS0|xxxxxxxxxxxxxx.)";

    // A state a key, in front of them the one of the lifted handset: p10000 partial and its timer, c3000 complete and its timer, N complete now, B barred, - no match.
    [TestMethod]
    [DataRow(Factory, "*69", "p10000 p10000 p10000 N", "*69")]
    [DataRow(Factory, "911", "p10000 p10000 p10000 c3000", "911")]
    [DataRow(Factory, "0", "p10000 c3000", "0")]
    [DataRow(Factory, "00", "p10000 c3000 c3000", "00")]
    [DataRow(Factory, "14155552222", "p10000 p10000 p10000 p10000 p10000 p10000 p10000 p10000 p10000 p10000 p10000 N", "14155552222")]
    [DataRow(Factory, "#", "p10000 -", "")]
    [DataRow("( S0 <:18005551212> )", "", "N", "18005551212")]
    [DataRow("(P5<:1000@gw0>|xx)", "", "c5000", "1000@gw0")]
    [DataRow("(P5<:1000>|xx)", "12", "c5000 p10000 N", "12")]
    [DataRow("(<9,:1>xxx)", "9234", "p10000 p10000 p10000 p10000 N", "1234")]
    [DataRow("(<9:>x.)", "912", "p10000 c3000 c3000 c3000", "12")]
    [DataRow("(<xx.:5>7)", "1237", "p10000 p10000 p10000 p10000 c3000", "57")]
    [DataRow("(1900xxx!|1xxxxxx)", "1900123", "p10000 p10000 p10000 p10000 p10000 p10000 p10000 B", "1900123")]
    [DataRow("(911!S0|x.)", "911", "p10000 c3000 c3000 B", "911")]
    [DataRow("(x.S4|12L7)", "1", "p10000 c4000", "1")]
    [DataRow("(12L7)", "1", "p7000 p7000", "")]
    [DataRow("L:5,S:2,(12|x)", "1", "p5000 c2000", "1")]
    [DataRow("([1-35*,9]x@sip.example.com)", "*4", "p10000 p10000 N", "*4@sip.example.com")]
    [DataRow("(x.x.x.x.x.x.x.x.x.x.#)", "111#", "p10000 p10000 p10000 p10000 N", "111#")]
    [DataRow("(1)", "12", "p10000 N -", "")]
    [DataRow("()", "1", "- -", "")]
    public void EveryKeyIsFollowed(string plan, string keys, string states, string number)
    {
        DialPlanMatcher matcher = new DialPlanMatcher();
        TextBuffer text = new TextBuffer(200);
        AppendState(matcher, matcher.Start(Read(plan), LongMs, ShortMs), text);
        foreach (char key in keys)
        {
            text.Append((byte)' ');
            AppendState(matcher, matcher.Press((byte)key), text);
        }

        Assert.AreEqual(states, text.ToString());
        Assert.AreEqual(number, matcher.Number.ToString());
    }

    [TestMethod]
    [DataRow("(x.)", "12", (int)DialResult.CompleteNow)]
    [DataRow("(x.!)", "12", (int)DialResult.Barred)]
    [DataRow("(123)", "12", (int)DialResult.NoMatch)]
    [DataRow("(12)", "12", (int)DialResult.CompleteNow)]
    public void TheTimerEndsTheNumber(string plan, string keys, int expected)
    {
        DialPlanMatcher matcher = new DialPlanMatcher();
        matcher.Start(Read(plan), LongMs, ShortMs);
        foreach (char key in keys)
        {
            matcher.Press((byte)key);
        }

        Assert.AreEqual(expected, (int)matcher.Expire());
    }

    [TestMethod]
    public void TheCommaPlaysTheOutsideTone()
    {
        DialPlanMatcher matcher = new DialPlanMatcher();
        matcher.Start(Read("(9,xx)"), LongMs, ShortMs);
        Assert.IsFalse(matcher.PlaysOutsideTone);
        matcher.Press((byte)'9');
        Assert.IsTrue(matcher.PlaysOutsideTone);
        matcher.Press((byte)'1');
        Assert.IsFalse(matcher.PlaysOutsideTone);
    }

    [TestMethod]
    public void ANumberIsBounded()
    {
        DialPlanMatcher matcher = new DialPlanMatcher();
        matcher.Start(Read("(x.)"), LongMs, ShortMs);
        for (int i = 0; i < DialPlanMatcher.MaxKeys; i++)
        {
            Assert.AreEqual((int)DialResult.Complete, (int)matcher.Press((byte)'5'));
        }

        Assert.AreEqual((int)DialResult.NoMatch, (int)matcher.Press((byte)'5'));
    }

    [TestMethod]
    [DataRow("(12", 3)]
    [DataRow("(1]2)", 2)]
    [DataRow("(1|2))", 5)]
    [DataRow("(.)", 1)]
    [DataRow("([])", 2)]
    [DataRow("([9-2])", 4)]
    [DataRow("(<9>1)", 3)]
    [DataRow("(<9:1)", 6)]
    [DataRow("(S)", 2)]
    [DataRow("(S9999)", 6)]
    [DataRow("(12q)", 3)]
    [DataRow("(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx)", 65)]
    public void ABadPlanSaysWhere(string text, int position)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{" + text + "}");
        DialPlan plan = new DialPlan();
        DialPlanReader reader = new DialPlanReader();
        Assert.AreEqual((int)Fault.ValueDialPlan, (int)reader.Read(bytes, 1, bytes.Length - 2, plan));
        Assert.AreEqual(position, reader.Position);
        Assert.AreEqual(0, plan.AlternativeCount);
        Assert.AreEqual((int)Fault.ValueDialPlan, (int)reader.Read(bytes, 1, bytes.Length - 2, null));
        Assert.AreEqual(position, reader.Position);
    }

    private static DialPlan Read(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{" + text + "}");
        DialPlan plan = new DialPlan();
        DialPlanReader reader = new DialPlanReader();
        Assert.AreEqual((int)Fault.None, (int)reader.Read(bytes, 1, bytes.Length - 2, plan));
        Assert.AreEqual((int)Fault.None, (int)reader.Read(bytes, 1, bytes.Length - 2, null));
        return plan;
    }

    private static void AppendState(DialPlanMatcher matcher, DialResult result, TextBuffer output)
    {
        switch (result)
        {
            case DialResult.Partial:
                output.Append("p");
                output.AppendNumber(matcher.TimerMs);
                break;
            case DialResult.Complete:
                output.Append("c");
                output.AppendNumber(matcher.TimerMs);
                break;
            default:
                output.Append(result == DialResult.CompleteNow ? "N" : result == DialResult.Barred ? "B" : "-");
                break;
        }
    }
}
