// FsCheck's rules, conditions, alias maps, delay lists and macros: what holds for each of them.

using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Fuzz.Rules;

[TestClass]
public class RuleProperties
{
    // The same cases each time; a failing one is printed, shrunk, by FsCheck.
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60).WithReplay(20070301, 2719);

    [TestMethod]
    public void WhatIsPrintedIsParsedAsTheSameRule()
    {
        RuleParser parser = new();
        Holds(RuleGenerators.Rules(), rule =>
        {
            byte[] text = Encoding.Latin1.GetBytes(rule.ToString());
            Assert.AreEqual(Fault.None, parser.Parse(text, 0, text.Length, RuleKind.Profile), $"{rule} at {parser.Column}");
            Assert.AreEqual(rule.Meaning, Rule.Of(parser.Syntax).Meaning, rule.ToString());
        });
    }

    [TestMethod]
    public void AnAlternativeAloneIsTheSameAlternative()
    {
        RuleParser parser = new();
        RuleParser again = new();
        Holds(RuleGenerators.Rules(), rule =>
        {
            byte[] text = Encoding.Latin1.GetBytes(rule.ToString());
            parser.Parse(text, 0, text.Length, RuleKind.Profile);
            for (int i = 0; i < parser.Syntax.AlternativeCount; i++)
            {
                Fault fault = again.Parse(text, parser.Syntax.TextOffset(i), parser.Syntax.TextCount(i), RuleKind.Profile);
                Assert.AreEqual(Fault.None, fault, rule.ToString());
                Assert.AreEqual(Rule.Of(parser.Syntax).Alternatives[i].ToString(), Rule.Of(again.Syntax).Meaning);
            }
        });
    }

    [TestMethod]
    public void AnyBytesAreARuleOrAnError()
    {
        ValueSource source = new("5.2.12");
        MacroExpander expander = new(source);
        RuleParser parser = new();
        RuleChooser chooser = new(expander, new ConditionEvaluator(source));
        ProfileRule into = new();
        TextBuffer expanded = new(700);
        Holds(RuleGenerators.Bytes(), text =>
        {
            foreach (RuleKind kind in Enum.GetValues<RuleKind>())
            {
                expanded.Clear();
                expander.ExpandRule(text, 0, text.Length, expanded);
                Fault fault = parser.Parse(expanded.Bytes, 0, expanded.Length, kind);
                Assert.AreEqual(fault == Fault.None, parser.Column == 0);
                Assert.IsTrue(parser.Column >= 0 && parser.Column <= expanded.Length + 1);
                Assert.IsTrue(fault == Fault.None || parser.Syntax.AlternativeCount == 0);
                fault = chooser.Choose(parser.Syntax, into);
                Assert.AreEqual(fault == Fault.None, chooser.Column == 0);
                Assert.IsTrue(chooser.Column >= 0 && chooser.Column <= expanded.Length + 1);
                Assert.IsTrue(chooser.Chosen < parser.Syntax.AlternativeCount);
                Assert.IsTrue(chooser.Chosen >= 0 || (into.IsEmpty && into.AssignmentCount == 0));
            }
        });
    }

    [TestMethod]
    public void AnyBytesAreAConditionOrAnError()
    {
        ConditionEvaluator evaluator = new(new ValueSource("5.2.12(a)"));
        TextBuffer operand = new(400);
        Holds(RuleGenerators.Bytes(), text =>
        {
            ConditionResult result = evaluator.Evaluate(text, 0, text.Length);
            Assert.AreEqual(result == ConditionResult.Error, evaluator.Fault != Fault.None);
            Assert.AreEqual(result == ConditionResult.Error, evaluator.Column > 0);
            Assert.IsLessThanOrEqualTo(text.Length + 1, evaluator.Column);
            for (int i = 0; i < evaluator.ComparisonCount; i++)
            {
                evaluator.AppendLeft(i, operand);
                evaluator.AppendRight(i, operand);
            }
        });
    }

    [TestMethod]
    public void AnyBytesAreAnAliasMapOrAnError()
    {
        AliasMap map = new();
        Holds(RuleGenerators.Bytes(), text =>
        {
            Fault fault = map.Parse(text, 0, text.Length);
            Assert.AreEqual(fault == Fault.None, map.Column == 0);
            Assert.IsTrue(map.Column >= 0 && map.Column <= text.Length + 1);
            Assert.IsTrue(fault == Fault.None || map.Count == 0);
            Assert.IsLessThanOrEqualTo(AliasMap.MaxEntries, map.Count);
        });
    }

    [TestMethod]
    public void AnyBytesAreADelayListOrAnError()
    {
        DelayRandom random = new(1);
        Holds(RuleGenerators.Bytes(), text =>
        {
            for (int step = 0; step < 4; step++)
            {
                long delayMs = DelayList.DelayMs(text, 0, text.Length, step, random, out _);
                Assert.IsTrue(delayMs >= DelayList.Bad && delayMs <= 2 * DelayList.MaxSeconds * 1000);
            }
        });
    }

    [TestMethod]
    public void ADelayListGivesWhatWasPrinted()
    {
        DelayRandom random = new(1);
        Gen<(int Fixed, int Random)> element = from seconds in Gen.Choose(0, 1000000) from more in Gen.Choose(0, 1000) select (seconds, more);
        Holds(element.NonEmptyListOf(), list =>
        {
            byte[] text = Encoding.ASCII.GetBytes(string.Join(" ,\n", list.Select(item => item.Random == 0 ? $"{item.Fixed}" : $" {item.Fixed} + {item.Random}")));
            for (int step = 0; step < list.Count + 2; step++)
            {
                (int seconds, int more) = list[Math.Min(step, list.Count - 1)];
                long delayMs = DelayList.DelayMs(text, 0, text.Length, step, random, out _);
                Assert.IsTrue(delayMs >= seconds * 1000L && delayMs <= (seconds + more) * 1000L, $"{step} of {Encoding.ASCII.GetString(text)}: {delayMs}");
            }
        });
    }

    [TestMethod]
    public void VersionsAreInOneOrder()
    {
        VersionNumber[] parsed = [new(), new(), new()];
        Gen<string[]> three = Gen.ArrayOf(RuleGenerators.Numbers(), 3);
        Holds(three, texts =>
        {
            for (int i = 0; i < 3; i++)
            {
                byte[] text = Encoding.ASCII.GetBytes(texts[i]);
                Assert.IsTrue(parsed[i].Parse(text, 0, text.Length), texts[i]);
                Assert.AreEqual(0, parsed[i].CompareTo(parsed[i]));
            }

            (VersionNumber a, VersionNumber b, VersionNumber c) = (parsed[0], parsed[1], parsed[2]);
            Assert.AreEqual(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
            Assert.IsTrue(a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0);
        });
    }

    // Every value brings more macros, and the unit's own name first of all: one look at each dollar sign of the text is all there is.
    [TestMethod]
    public void ExpansionNeverRecursesAndNeverGrowsBeyondItsBound()
    {
        ValueSource source = new("$A$(A)$$A$SA$MA\"|");
        MacroExpander expander = new(source);
        TextBuffer small = new(64);
        TextBuffer large = new(100000);
        Holds(RuleGenerators.Bytes(), text =>
        {
            int dollars = text.Count(value => value == (byte)'$');
            foreach (bool isRule in new[] { false, true })
            {
                source.Calls = 0;
                large.Clear();
                Fault fault = isRule ? expander.ExpandRule(text, 0, text.Length, large) : expander.Expand(text, 0, text.Length, large);
                Assert.AreEqual(Fault.None, fault);
                Assert.IsLessThanOrEqualTo(dollars, source.Calls);
                Assert.IsLessThanOrEqualTo(text.Length + (source.Calls * source.Value.Length), large.Length);
                small.Clear();
                fault = isRule ? expander.ExpandRule(text, 0, text.Length, small) : expander.Expand(text, 0, text.Length, small);
                Assert.AreEqual(large.Length > 64 ? Fault.RuleTooLong : Fault.None, fault);
                Assert.IsLessThanOrEqualTo(64, small.Length);
            }

            source.Calls = 0;
            large.Clear();
            Assert.AreEqual(Fault.None, expander.ExpandKey(text, 0, text.Length, large));
            Assert.IsLessThanOrEqualTo(dollars, source.Calls);
        });
    }

    private static void Holds<T>(Gen<T> cases, Action<T> check)
    {
        Check.One(Settings, Prop.ForAll(Arb.From(cases), check));
    }

    private sealed class ValueSource(string value) : IMacroSource
    {
        public readonly byte[] Value = Encoding.ASCII.GetBytes(value);

        public int Calls;

        public void Append(int macro, TextBuffer output)
        {
            Calls++;
            output.Append(Value, 0, Value.Length);
        }
    }
}
