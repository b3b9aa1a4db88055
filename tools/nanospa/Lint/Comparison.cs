// One comparison of a condition whose macros stand for themselves.

using System.Collections.Generic;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Lint;

/// <summary>
/// Left is null when $SWVER stands for it; IsString when one of the operands was quoted; LeftAt and RightAt are their offsets in the condition.
/// </summary>
internal sealed record Comparison(string Left, ComparisonOperator Operator, string Right, bool IsString, int LeftAt, int RightAt)
{
    /// <summary>True when the left operand is a macro and nothing else.</summary>
    public bool MacroIsLeft => Left == null || TokenMacros.MacroOf(Left) >= 0;

    public bool MacroIsRight => TokenMacros.MacroOf(Right) >= 0;

    /// <summary>The macro that is an operand by itself, the left one of two.</summary>
    public int Macro => Left == null ? Provisioning.Macro.SWVER : TokenMacros.MacroOf(MacroIsLeft ? Left : Right);

    /// <summary>The other operand.</summary>
    public string Literal => MacroIsLeft ? Right : Left;

    public bool HasNoMacro => Left != null && !TokenMacros.IsIn(Left) && !TokenMacros.IsIn(Right);

    /// <summary>The comparisons as the unit's parser reads them; none of a condition that it refuses.</summary>
    public static List<Comparison> AllOf(byte[] condition)
    {
        var parser = new ConditionParser();
        var comparisons = new List<Comparison>();
        parser.Open(condition, 0, condition.Length);
        while (parser.Next())
        {
            string left = parser.LeftCount < 0 ? null : Text(condition, parser.LeftOffset, parser.LeftCount);
            comparisons.Add(new Comparison(left, parser.Operator, Text(condition, parser.RightOffset, parser.RightCount), parser.IsString, parser.LeftOffset, parser.RightOffset));
        }

        return parser.Fault == Fault.None ? comparisons : [];
    }

    /// <summary>Whether the unit finds it true, with texts in the place of its operands.</summary>
    public bool Holds(string left, string right, ConditionEvaluator evaluator)
    {
        byte[] text = Encoding.UTF8.GetBytes(Shown(left, right));
        return evaluator.Evaluate(text, 0, text.Length) == ConditionResult.True;
    }

    /// <summary>The comparison as it may be written.</summary>
    public string Shown() => Shown(Left, Right);

    /// <summary>Offset of an operand that is compared as a number and that is none and no macro; -1 when there is none.</summary>
    public int BadOperandAt()
    {
        if (IsString || Operator == ComparisonOperator.None)
        {
            return -1;
        }

        return IsBad(Left) ? LeftAt : IsBad(Right) ? RightAt : -1;
    }

    private string Shown(string left, string right)
    {
        string quote = IsString ? "\"" : "";
        return $"{quote}{left}{quote} {ConditionEvaluator.SignOf(Operator)} {quote}{right}{quote}";
    }

    private static bool IsBad(string operand)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(operand ?? "0");
        return !TokenMacros.IsIn(operand ?? "") && !new VersionNumber().Parse(bytes, 0, bytes.Length);
    }

    private static string Text(byte[] bytes, int offset, int count)
    {
        var plain = new TextBuffer(count);
        RuleSyntax.AppendPlain(bytes, offset, count, plain);
        return ProfileText.Of(plain);
    }
}
