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
        List<Comparison> comparisons = Comparison.AllOf(condition).Where(c => c.Operator != ComparisonOperator.None).ToList();
        return comparisons.Select(NeverByItself).FirstOrDefault(reason => reason != null)
            ?? comparisons.Where(c => c.MacroIsLeft ^ c.MacroIsRight).GroupBy(c => c.Macro).Select(NeverTogether).FirstOrDefault(reason => reason != null);
    }

    // Of a macro with itself, and of two literals.
    private string NeverByItself(Comparison comparison)
    {
        if (comparison.MacroIsLeft && comparison.MacroIsRight)
        {
            bool isSame = TokenMacros.MacroOf(comparison.Right) == comparison.Macro;
            return isSame && comparison.Operator is (ComparisonOperator.NotEqual or ComparisonOperator.Less or ComparisonOperator.Greater)
                ? $"${Macro.NameOf(comparison.Macro)} is compared with itself"
                : null;
        }

        return comparison.HasNoMacro && !comparison.Holds(comparison.Left, comparison.Right, evaluator) ? $"{comparison.Shown()} is never true, whatever the unit" : null;
    }

    // Of one macro with literals; an operand that is more than one macro has none.
    private string NeverTogether(IGrouping<int, Comparison> comparisons)
    {
        int macro = comparisons.Key;
        bool whole = IsTimer(macro);
        Comparison[] literal = comparisons.Where(c => !TokenMacros.IsIn(c.Literal)).ToArray();
        IEnumerable<string> values = ValuesOf(macro) ?? literal.SelectMany(c => Around(c.Literal, whole)).Concat(whole ? AnyTime : Anything);
        return values.Any(v => literal.All(c => c.MacroIsLeft ? c.Holds(v, c.Literal, evaluator) : c.Holds(c.Literal, v, evaluator)))
            ? null
            : $"no value of ${Macro.NameOf(macro)} fulfils it";
    }

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

                // The same figure, another text.
                yield return literal + ".0";
            }
        }
        else if (!whole && literal.Length > 0)
        {
            yield return literal.EndsWith(')') ? literal[..^1] + "#)" : char.IsAsciiLetter(literal[^1]) ? literal + "0" : literal + "(#)";
        }
    }
}
