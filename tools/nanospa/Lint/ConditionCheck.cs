// A condition in, whether any unit can ever fulfil it out.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Lint;

/// <summary>
/// Compares are intervals of one macro each, so it is enough to try, for each macro by itself, the figures it is compared with and those
/// right beside them: when none of them fulfils all comparisons with that macro, no value does. The trying is done by the unit's own
/// evaluator. An operand that is more than one macro may have any value.
/// </summary>
internal sealed class ConditionCheck(ConditionEvaluator evaluator)
{
    private static readonly string[] Anything = ["0", "-2147483647", "2147483647", "", "~"];
    private static readonly string[] AnyTime = ["0", "2147483647"];

    /// <summary>Why it never holds, null when it may. The macros of the condition are the words of <see cref="TokenMacros"/>.</summary>
    public string NeverHolds(byte[] condition)
    {
        var byMacro = new Dictionary<int, List<(Comparison Comparison, string Literal, bool MacroIsLeft)>>();
        foreach (Comparison comparison in Comparison.AllOf(condition).Where(c => c.Operator != ComparisonOperator.None))
        {
            int left = comparison.Left == null ? Macro.SWVER : TokenMacros.MacroOf(comparison.Left);
            int right = TokenMacros.MacroOf(comparison.Right);
            if (left >= 0 && left == right)
            {
                if (comparison.Operator is ComparisonOperator.NotEqual or ComparisonOperator.Less or ComparisonOperator.Greater)
                {
                    return $"${Macro.NameOf(left)} is compared with itself";
                }
            }
            else if ((left < 0 && TokenMacros.IsIn(comparison.Left)) || (right < 0 && TokenMacros.IsIn(comparison.Right)) || (left >= 0 && right >= 0))
            {
                continue;
            }
            else if (left < 0 && right < 0)
            {
                if (!comparison.Holds(comparison.Left, comparison.Right, evaluator))
                {
                    return $"{Shown(comparison, comparison.Left)} {ConditionEvaluator.SignOf(comparison.Operator)} {Shown(comparison, comparison.Right)} is never true, whatever the unit";
                }
            }
            else
            {
                int macro = Math.Max(left, right);
                byMacro.TryAdd(macro, []);
                byMacro[macro].Add((comparison, left >= 0 ? comparison.Right : comparison.Left, left >= 0));
            }
        }

        foreach ((int macro, var comparisons) in byMacro)
        {
            string[] values = ValuesOf(macro) ?? comparisons.SelectMany(c => Around(c.Literal, IsTimer(macro))).Concat(IsTimer(macro) ? AnyTime : Anything).ToArray();
            if (!values.Any(v => comparisons.All(c => c.MacroIsLeft ? c.Comparison.Holds(v, c.Literal, evaluator) : c.Comparison.Holds(c.Literal, v, evaluator))))
            {
                return $"no value of ${Macro.NameOf(macro)} fulfils it";
            }
        }

        return null;
    }

    private static string Shown(Comparison comparison, string operand) => comparison.IsString ? $"\"{operand}\"" : operand;

    // All values the macro can have (guide Table 4-4); null when there is no end to them.
    private static string[] ValuesOf(int macro) => macro switch
    {
        Macro.PRVST => ["-1", "0", "1", "2"],
        Macro.UPGST => ["1", "2"],
        Macro.CCERT => ["Installed", "Not Installed"],
        Macro.ISCUST => ["0", "1"],
        Macro.UPGCOND => ["true"],
        _ => null,
    };

    // Seconds, from 0.
    private static bool IsTimer(int macro) => macro is Macro.PRVTMR or Macro.UPGTMR or Macro.REGTMR1 or Macro.REGTMR2;

    // The figure, the one below and the one above it; a version's next is the same with a text behind it.
    private static IEnumerable<string> Around(string literal, bool whole)
    {
        yield return literal;
        if (int.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            foreach (long beside in new[] { number - 1L, number + 1L }.Where(n => !whole || n >= 0))
            {
                yield return beside.ToString(CultureInfo.InvariantCulture);
            }

            if (!whole)
            {
                yield return literal + ".0(#)";
            }
        }
        else if (!whole && literal.Length > 0)
        {
            yield return literal.EndsWith(')') ? literal[..^1] + "#)" : char.IsAsciiLetter(literal[^1]) ? literal + "0" : literal + "(#)";
        }
    }
}
