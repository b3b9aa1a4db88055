// A rule's dry run in, lines for a person out.

using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Core;
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
        Screen.Line(rule.Syntax.AlternativeCount == 0 ? Screen.Flat(ProfileText.Of(rule.PlainBytes())) : Colored(rule));
        var lines = new RuleLines(rule.Trial);
        var line = new TextBuffer(RuleLines.MaxLineBytes);
        for (lines.Begin(false); lines.Next(line);)
        {
            string text = Screen.Flat(ProfileText.Of(line));
            if (lines.Kind == RuleLineKind.Plain)
            {
                Screen.Line(text);
            }
            else
            {
                Screen.Line(text, ColorOf(lines.Kind));
            }
        }
    }

    private static int ColorOf(RuleLineKind kind) => kind switch
    {
        RuleLineKind.True => TrueColor,
        RuleLineKind.False => FalseColor,
        RuleLineKind.Assignment => AssignmentColor,
        RuleLineKind.Option => OptionColor,
        RuleLineKind.Fetch => UrlColor,
        _ => QuietColor,
    };

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
}
