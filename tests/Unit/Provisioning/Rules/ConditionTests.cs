// Conditions after expansion: operators, integers, versions, texts, legacy forms, errors with their column, and the record of each comparison.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ConditionTests
{
    private const int False = (int)ConditionResult.False;
    private const int True = (int)ConditionResult.True;

    // $SWVER is 5.2.12.
    [TestMethod]

    // Six operators, two spellings, any case (guide, page 2-10, Table 2-2).
    [DataRow("5 = 5", True)]
    [DataRow("5 eq 6", False)]
    [DataRow("5 != 5", False)]
    [DataRow("5 ne 6", True)]
    [DataRow("5 ! 6", True)]
    [DataRow("5 < 6", True)]
    [DataRow("5 lt 5", False)]
    [DataRow("5 <= 5", True)]
    [DataRow("6 le 5", False)]
    [DataRow("6 > 5", True)]
    [DataRow("5 gt 5", False)]
    [DataRow("5 >= 5", True)]
    [DataRow("4 ge 5", False)]
    [DataRow("4 GE 5", False)]
    [DataRow("5 Eq 5", True)]
    [DataRow("5=5", True)]
    [DataRow("5!=6", True)]
    [DataRow("5!6", True)]
    [DataRow("5<=6", True)]
    [DataRow("5>=6", False)]
    [DataRow("5\r\n>=\t4", True)]

    // Integers: a minus sign for $PRVST, the widest ones.
    [DataRow("-1 eq -1", True)]
    [DataRow("-1 lt 0", True)]
    [DataRow("-1 eq 1", False)]
    [DataRow("0 eq -0", True)]
    [DataRow("-2 gt -1", False)]
    [DataRow("007 eq 7", True)]
    [DataRow("2147483647 gt 2147483646", True)]
    [DataRow("-2147483647 lt 2147483647", True)]
    [DataRow("1 eq-1", False)]
    [DataRow("600 gt 5", True)]

    // Versions: number by number, then the text; none sorts first.
    [DataRow("1.0.31(b) lt 1.0.33", True)]
    [DataRow("2.0.3(G) gt 2.0.3", True)]
    [DataRow("2.0.3(0412s) lt 2.0.3(G)", True)]
    [DataRow("2.0.3(G) eq 2.0.3(G)", True)]
    [DataRow("2.0.3(G) ne 2.0.3(g)", True)]
    [DataRow("2.0.3(GA) gt 2.0.3(G)", True)]
    [DataRow("2.0.6 ge 2.0.6", True)]
    [DataRow("2.0.10 gt 2.0.9", True)]
    [DataRow("10.0 gt 9.9.9", True)]
    [DataRow("1.0 eq 1.0.0", True)]
    [DataRow("1.0.0(a) gt 1.0", True)]
    [DataRow("7.5.2b gt 7.5.2", True)]
    [DataRow("7.5.2b lt 7.5.2c", True)]
    [DataRow("7.5.2b lt 7.5.3", True)]
    [DataRow("7.5.2b eq 7.5.2(b)", True)]
    [DataRow("7.5b gt 7.5", True)]
    [DataRow("7.5.2B lt 7.5.2b", True)]
    [DataRow("5.1.1(LI-2_a.3) eq 5.1.1(LI-2_a.3)", True)]
    [DataRow("2.00.06 eq 2.0.6", True)]
    [DataRow("5.2.12 ge 2", True)]
    [DataRow("5 lt 5.2", True)]
    [DataRow("5 eq 5.0.0", True)]
    [DataRow("-1 lt 0.0.1", True)]
    [DataRow("2.0.3(G)eq 2.0.3(G)", True)]

    // Texts: exact, any byte but a quote; one quoted side is enough.
    [DataRow("\"Installed\" eq \"Installed\"", True)]
    [DataRow("\"Installed\" eq \"installed\"", False)]
    [DataRow("\"Installed\"=\"Not Installed\"", False)]
    [DataRow("\"a\"ne\"\"", True)]
    [DataRow("\"\" eq \"\"", True)]
    [DataRow("\"\" ne \"\"", False)]
    [DataRow("\" a\" eq \"a\"", False)]
    [DataRow("\"1.0\" eq \"1.0.0\"", False)]
    [DataRow("\"a and b\" eq \"a and b\" and \"(|)?!;=<>#\" ! \"x\"", True)]
    [DataRow("Provisioned eq \"Provisioned\"", True)]
    [DataRow("\"Provisioned\" ne Provisioned", False)]
    [DataRow("\"5.2.12\" eq 5.2.12", True)]
    [DataRow("\"2.0.3(G)\" eq 2.0.3(G)", True)]
    [DataRow("\"$$MA\" eq \"$STRANGE\"", False)]
    [DataRow("\"$$STRANGE\" eq \"$STRANGE\"", True)]
    [DataRow("\"^E2^80^9C\" eq \"^E2^80^9C\"", True)]

    // All of them must hold; words in any case; nothing need stand around a quote or a sign.
    [DataRow("1 eq 1 and 2 eq 2", True)]
    [DataRow("1 eq 1 AND 2 eq 3", False)]
    [DataRow("1 eq 2 And 2 eq 2", False)]
    [DataRow("1 eq 1 and 2 eq 2 and 3 eq 3 and 4 eq 5", False)]
    [DataRow("\"a\"=\"a\"and\"b\"=\"b\"and!1.0", True)]
    [DataRow("1=1\nand\n2=2", True)]

    // Legacy: no left side is $SWVER, a lone ! is !=, $UPGCOND is true (guide, pages 2-10 and 4-8).
    [DataRow("! 1.0.33", True)]
    [DataRow("!5.2.12", False)]
    [DataRow("!= 5.2.12", False)]
    [DataRow("eq 5.2.12", True)]
    [DataRow("ne 5.2.12", False)]
    [DataRow(">= 5.2.12 and < 5.3", True)]
    [DataRow("ge 5.2.13", False)]
    [DataRow("lt 6", True)]
    [DataRow("eq \"5.2.12\"", True)]
    [DataRow("! \"5.2\"", True)]
    [DataRow("$UPGCOND", True)]
    [DataRow("$UPGCOND and 1 eq 2", False)]
    [DataRow("TRUE", True)]

    // What decides ends the evaluation: the guard keeps the rest from being looked at.
    [DataRow("\"$C\" ne \"\" and abc gt 5", False)]
    [DataRow("1 eq 2 and 99999999999 eq 1", False)]
    public void Holds(string condition, int expected)
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.UPGCOND, "true");
        Assert.AreEqual((int)Fault.None, (int)rig.Parse(condition, RuleKind.Trigger), condition);
        Assert.AreEqual(1, rig.Parser.Syntax.AlternativeCount);
        Assert.AreEqual(expected, (int)Evaluate(rig), condition);
        Assert.AreEqual((int)Fault.None, (int)rig.Evaluator.Fault);
        Assert.AreEqual(0, rig.Evaluator.Column);
    }

    // Found before anything is evaluated, so also behind a comparison that is false.
    [TestMethod]
    [DataRow("(1 eq 1)", (int)Fault.RuleCondition, 1)]
    [DataRow("5", (int)Fault.RuleCondition, 2)]
    [DataRow("5 6", (int)Fault.RuleCondition, 3)]
    [DataRow("5 eq", (int)Fault.RuleCondition, 5)]
    [DataRow("eq", (int)Fault.RuleCondition, 3)]
    [DataRow("\"x\"", (int)Fault.RuleCondition, 4)]
    [DataRow("\"true\"", (int)Fault.RuleCondition, 7)]
    [DataRow("false", (int)Fault.RuleCondition, 6)]
    [DataRow("5 == 5", (int)Fault.RuleCondition, 4)]
    [DataRow("5 <> 5", (int)Fault.RuleCondition, 4)]
    [DataRow("5 =< 5", (int)Fault.RuleCondition, 4)]
    [DataRow("5 equals 5", (int)Fault.RuleCondition, 3)]
    [DataRow("5eq 5", (int)Fault.RuleCondition, 5)]
    [DataRow("1 eq 2 and", (int)Fault.RuleCondition, 11)]
    [DataRow("1 eq 2 or 2 eq 2", (int)Fault.RuleCondition, 8)]
    [DataRow("1 eq 2 && 2 eq 2", (int)Fault.RuleCondition, 8)]
    [DataRow("1 eq 2, 2 eq 2", (int)Fault.RuleCondition, 9)]
    [DataRow("and 1 eq 2", (int)Fault.RuleCondition, 1)]
    [DataRow("1 eq and 2 eq 2", (int)Fault.RuleCondition, 6)]
    [DataRow("1 eq 2 and and 2 eq 2", (int)Fault.RuleCondition, 12)]
    [DataRow("1 eq 2 android 2 eq 2", (int)Fault.RuleCondition, 8)]
    [DataRow("1 eq 2 | 2 eq 2", (int)Fault.RuleCondition, 8)]
    [DataRow("1 eq 2)", (int)Fault.RuleCondition, 7)]
    [DataRow("1 eq 2(", (int)Fault.RuleCondition, 7)]
    [DataRow("1 eq 2.0 (a)", (int)Fault.RuleCondition, 10)]
    [DataRow("1 eq 2.0(a b)", (int)Fault.RuleCondition, 9)]
    [DataRow("1 eq \"x", (int)Fault.RuleQuote, 6)]
    [DataRow("\"x eq 1", (int)Fault.RuleQuote, 1)]
    [DataRow("1 eq 2 and \"x\" eq \"", (int)Fault.RuleQuote, 19)]
    [DataRow("\"a\" lt \"b\"", (int)Fault.RuleCompare, 5)]
    [DataRow("5.2 >= \"5.1\"", (int)Fault.RuleCompare, 5)]
    [DataRow("1 eq 2 and \"$SWVER\"gt 5", (int)Fault.RuleCompare, 20)]
    [DataRow("le \"x\"", (int)Fault.RuleCompare, 1)]
    [DataRow("^E2^80^9Ca^E2^80^9D eq \"a\"", (int)Fault.RuleCurlyQuote, 1)]
    [DataRow("1 eq 1^02", (int)Fault.RuleSyntax, 7)]
    public void RefusesBadSyntaxWithTheColumn(string condition, int expected, int column)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual(expected, (int)rig.Parse(condition, RuleKind.Trigger), condition);
        Assert.AreEqual(column, rig.Column, condition);
        Assert.AreEqual(0, rig.Parser.Syntax.AlternativeCount);
    }

    [TestMethod]
    [DataRow("abc eq 5", 1)]
    [DataRow("5 eq abc", 6)]
    [DataRow("5 eq 5.", 6)]
    [DataRow("5 eq .5", 6)]
    [DataRow("5 eq 5..1", 6)]
    [DataRow("5 eq 5.1.", 6)]
    [DataRow("5 eq 1.2.3.4", 6)]
    [DataRow("5 eq 5b", 6)]
    [DataRow("5 eq 5(b)", 6)]
    [DataRow("5 eq 5.1()", 6)]
    [DataRow("5 eq 5.1-b", 6)]
    [DataRow("5 eq -5.1", 6)]
    [DataRow("5 eq --5", 6)]
    [DataRow("5 eq -", 6)]
    [DataRow("5 eq +5", 6)]
    [DataRow("5 eq 0x5", 6)]
    [DataRow("5 eq 2147483648", 6)]
    [DataRow("5 eq 1.0.99999999999999999999", 6)]
    [DataRow("5 eq $STRANGE", 6)]
    [DataRow("5 eq $(STRANGE)", 6)]
    [DataRow("1 eq 1 and 2 eq 2 and x eq 2", 23)]
    public void AnOperandThatIsNoNumberIsNeverFalse(string condition, int column)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual((int)Fault.None, (int)rig.Parse(condition, RuleKind.Trigger), condition);
        Assert.AreEqual((int)ConditionResult.Error, (int)Evaluate(rig), condition);
        Assert.AreEqual((int)Fault.RuleVersion, (int)rig.Evaluator.Fault, condition);
        Assert.AreEqual(column, rig.Evaluator.Column, condition);
        Assert.AreEqual((int)Fault.RuleVersion, (int)rig.Chooser.Choose(rig.Parser.Syntax, rig.Rule));
        Assert.AreEqual(column, rig.Chooser.Column, condition);
        Assert.AreEqual(-1, rig.Chooser.Chosen);
    }

    [TestMethod]
    public void AnUnreadableOwnVersionIsAnErrorAtTheOperator()
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.SWVER, "beta");
        rig.Parse("1 eq 1 and ! 5.2.12", RuleKind.Trigger);
        Assert.AreEqual((int)ConditionResult.Error, (int)Evaluate(rig));
        Assert.AreEqual((int)Fault.RuleVersion, (int)rig.Evaluator.Fault);
        Assert.AreEqual(12, rig.Evaluator.Column);
    }

    // Left, operator, right, then the kind (i, v, s) and the outcome (0 false, 1 true, 2 error, 3 not evaluated) of each comparison.
    [TestMethod]
    [DataRow("$REGTMR1 gt 300 and $PRVTMR ge 600", "400>300 i1;599>=600 i0;")]
    [DataRow("\"$CCERT\" eq \"Installed\" and 1 eq 1", "Not Installed=Installed s0;1=1 i3;")]
    [DataRow("$SWVER ge 2 and ! 1.0.33 and !5.2.12", "5.2.12>=2 v1;5.2.12!=1.0.33 v1;5.2.12!=5.2.12 v0;")]
    [DataRow("1 eq 1 and x eq 1 and 2 eq 2", "1=1 i1;x=1 i2;2=2 i3;")]
    [DataRow("true and \"$$A\" ne \"\"", "true s1;$A!= s1;")]
    public void RecordsEachComparison(string condition, string expected)
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.REGTMR1, "400");
        rig.Macros.Set(Macro.PRVTMR, "599");
        rig.Macros.Set(Macro.CCERT, "Not Installed");
        rig.Parse(condition, RuleKind.Trigger);
        Evaluate(rig);
        TextBuffer text = new TextBuffer(500);
        for (int i = 0; i < rig.Evaluator.ComparisonCount; i++)
        {
            rig.Evaluator.AppendLeft(i, text);
            text.Append(ConditionEvaluator.SignOf(rig.Evaluator.OperatorOf(i)));
            rig.Evaluator.AppendRight(i, text);
            ComparisonKind kind = rig.Evaluator.KindOf(i);
            text.Append(kind == ComparisonKind.Integer ? " i" : kind == ComparisonKind.Version ? " v" : " s");
            text.AppendNumber((int)rig.Evaluator.OutcomeOf(i));
            text.Append((byte)';');
        }

        Assert.AreEqual(expected, text.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" \r\n")]
    [DataRow(";")]
    [DataRow("# $PRVTMR ge 600")]
    public void AnEmptyTriggerIsNone(string condition)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual((int)Fault.None, (int)rig.Choose(condition, RuleKind.Trigger));
        Assert.AreEqual(0, rig.Parser.Syntax.AlternativeCount);
        Assert.AreEqual(-1, rig.Chooser.Chosen);
    }

    [TestMethod]
    [DataRow(" $PRVTMR ge 600 ; ", 0)]
    [DataRow("$PRVTMR ge 601", -1)]
    public void ATriggerIsChosenWhenItHolds(string condition, int chosen)
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.PRVTMR, "600");
        Assert.AreEqual((int)Fault.None, (int)rig.Choose(condition, RuleKind.Trigger));
        Assert.AreEqual(chosen, rig.Chooser.Chosen);
        Assert.IsTrue(rig.Rule.IsEmpty);
    }

    [TestMethod]
    [DataRow(32, (int)Fault.None, 0)]
    [DataRow(33, (int)Fault.RuleTooLong, 318)]
    public void BoundsTheComparisons(int count, int expected, int column)
    {
        TextBuffer text = new TextBuffer(1000);
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "2=2" : " and 2=2 ");
        }

        RuleRig rig = new RuleRig();
        byte[] trimmed = text.Bytes;
        Assert.AreEqual(expected, (int)rig.Parser.Parse(trimmed, 0, text.Length, RuleKind.Trigger));
        Assert.AreEqual(column == 0, rig.Parser.Column == 0);
        ConditionResult result = rig.Evaluator.Evaluate(trimmed, 0, text.Length);
        Assert.AreEqual(expected == (int)Fault.None ? True : (int)ConditionResult.Error, (int)result);
        Assert.AreEqual(expected, (int)rig.Evaluator.Fault);
        Assert.AreEqual(rig.Parser.Column, rig.Evaluator.Column);
    }

    private static ConditionResult Evaluate(RuleRig rig)
    {
        RuleSyntax syntax = rig.Parser.Syntax;
        return rig.Evaluator.Evaluate(syntax.Text, syntax.ConditionOffset(0), syntax.ConditionCount(0));
    }
}
