// A rule's dry run in, lines for a person out.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Rules;

/// <summary>The expanded rule, then each alternative: its comparisons with what was compared, what it assigns, what it fetches.</summary>
internal static class RuleScreen
{
    private const int ConditionColor = 75;
    private const int AssignmentColor = 179;
    private const int OptionColor = 140;
    private const int UrlColor = 114;
    private const int TrueColor = 40;
    private const int FalseColor = 203;
    private const int QuietColor = 244;

    public static void Write(RuleDryRun rule)
    {
        if (rule.Syntax.AlternativeCount == 0)
        {
            Screen.Line(Screen.Flat(ProfileText.Of(rule.PlainBytes())));
            Screen.Line("empty: the unit skips it");
            return;
        }

        Screen.Line(Colored(rule));
        for (int i = 0; i < rule.Syntax.AlternativeCount; i++)
        {
            WriteAlternative(rule, i);
        }

        if (rule.Chosen < 0)
        {
            Screen.Line("no condition holds: the unit skips it");
        }
    }

    // Each part in its colour; what is between the parts as it is.
    private static string Colored(RuleDryRun rule)
    {
        var line = new StringBuilder();
        int position = 0;
        foreach ((int offset, int count, int color) in Parts(rule.Syntax).Where(p => p.Offset >= 0).OrderBy(p => p.Offset))
        {
            line.Append(Shown(rule, position, offset - position)).Append(Screen.Painted(Shown(rule, offset, count), color));
            position = offset + count;
        }

        return line.Append(Shown(rule, position, rule.Expanded.Length - position)).ToString();
    }

    private static string Shown(RuleDryRun rule, int offset, int count) => Screen.Flat(rule.TextOf(offset, count));

    private static IEnumerable<(int Offset, int Count, int Color)> Parts(RuleSyntax syntax)
    {
        for (int i = 0; i < syntax.AlternativeCount; i++)
        {
            yield return (syntax.ConditionOffset(i), syntax.ConditionCount(i), ConditionColor);
            for (int j = 0; j < syntax.AssignmentCount(i); j++)
            {
                yield return (syntax.NameOffset(i, j), syntax.NameCount(i, j), AssignmentColor);
                yield return (syntax.ValueOffset(i, j), syntax.ValueCount(i, j), AssignmentColor);
            }

            yield return (syntax.KeyOffset(i), syntax.KeyCount(i), OptionColor);
            yield return (syntax.PostOffset(i), 1, OptionColor);
            yield return (syntax.AliasOffset(i), 1, OptionColor);
            yield return (syntax.UidOffset(i), syntax.UidCount(i), OptionColor);
            yield return (syntax.PwdOffset(i), syntax.PwdCount(i), OptionColor);
            yield return (syntax.DigestOffset(i), syntax.DigestCount(i), OptionColor);
            yield return (syntax.UrlOffset(i), syntax.UrlCount(i), UrlColor);
        }
    }

    private static void WriteAlternative(RuleDryRun rule, int alternative)
    {
        RuleSyntax syntax = rule.Syntax;
        bool? holds = rule.Holds(alternative);
        string head = $"{(holds == true ? ">" : " ")} {alternative}: {holds switch { true => "chosen", false => "does not hold", null => "not looked at" }}";
        Screen.Line(head, holds switch { true => TrueColor, false => FalseColor, null => QuietColor });
        if (holds != null && syntax.ConditionOffset(alternative) >= 0)
        {
            WriteComparisons(rule, alternative);
        }

        if (syntax.ConditionOffset(alternative) < 0)
        {
            Screen.Line("    no condition: always");
        }

        for (int j = 0; j < syntax.AssignmentCount(alternative); j++)
        {
            string value = Shown(rule, syntax.ValueOffset(alternative, j), syntax.ValueCount(alternative, j));
            Screen.Line($"    set    {Catalogue.NameOf(syntax.AssignmentParameter(alternative, j))} = \"{value}\"", AssignmentColor);
        }

        foreach ((string name, string value) in rule.OptionsOf(alternative))
        {
            Screen.Line($"    option --{name} {Screen.Flat(value)}", OptionColor);
        }

        if (rule.UrlOf(alternative) is { } url)
        {
            string server = url.Server.Length == 0 ? "(the server of DHCP)" : ProfileText.Of(url.Server);
            Screen.Line($"    fetch  {FileUrl.NameOf(url.Scheme)}://{server}:{url.Port}{Screen.Flat(ProfileText.Of(url.Path))}", UrlColor);
        }
    }

    private static void WriteComparisons(RuleDryRun rule, int alternative)
    {
        ConditionEvaluator evaluator = rule.Evaluator;
        evaluator.Evaluate(rule.Syntax.Text, rule.Syntax.ConditionOffset(alternative), rule.Syntax.ConditionCount(alternative));
        for (int i = 0; i < evaluator.ComparisonCount; i++)
        {
            ComparisonKind kind = evaluator.KindOf(i);
            ConditionResult outcome = evaluator.OutcomeOf(i);
            string quote = kind == ComparisonKind.String ? "\"" : "";
            string sign = ConditionEvaluator.SignOf(evaluator.OperatorOf(i));
            string left = Operand(evaluator.AppendLeft, i);
            string compared = $"{quote}{left}{quote} {sign} {quote}{Operand(evaluator.AppendRight, i)}{quote}{(evaluator.IsLeftImplied(i) ? "  ($SWVER on the left)" : "")}";
            string text = outcome == ConditionResult.NotEvaluated ? "not looked at" : $"{Word(kind)}: {(outcome == ConditionResult.True ? "true" : "false")}";
            int color = outcome switch { ConditionResult.True => TrueColor, ConditionResult.False => FalseColor, _ => QuietColor };
            Screen.Line($"    if     {Screen.Flat(compared)}  {text}", color);
        }
    }

    private static string Word(ComparisonKind kind) => kind switch
    {
        ComparisonKind.Integer => "integers",
        ComparisonKind.Version => "versions",
        _ => "strings",
    };

    private static string Operand(Action<int, TextBuffer> append, int comparison)
    {
        var text = new TextBuffer(ResyncEngine.MaxRuleBytes);
        append(comparison, text);
        return ProfileText.Of(text);
    }
}
