// A condition's text in, whether it holds out, and how each comparison came to it (guide "Conditional Expressions").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Evaluates comparisons from left to right. The syntax of the whole condition is checked first. Then the first comparison that is
/// false decides: what the operands behind it are worth is not looked at, so that <c>"$A" ne "" and $A ge 5</c> guards itself. An
/// operand that is no number and no version is an error, never false. Nothing is allocated.
/// </summary>
public sealed class ConditionEvaluator
{
    /// <summary>Most comparisons in a condition, and in a whole rule.</summary>
    public const int MaxComparisons = 32;

    private const int MaxVersionBytes = 64;

    // Columns of _places, the left operands' offsets before them.
    private const int LeftCount = MaxComparisons;
    private const int RightOffset = 2 * MaxComparisons;
    private const int RightCount = 3 * MaxComparisons;
    private const int OperatorOffset = 4 * MaxComparisons;

    // Columns of _kinds, the kinds before them.
    private const int Operator = MaxComparisons;
    private const int Outcome = 2 * MaxComparisons;

    private readonly IMacroSource _source;
    private readonly ConditionParser _parser;
    private readonly TextBuffer _softwareVersion = new TextBuffer(MaxVersionBytes);
    private readonly VersionNumber _left = new VersionNumber();
    private readonly VersionNumber _right = new VersionNumber();
    private readonly short[] _places = new short[5 * MaxComparisons];
    private readonly byte[] _kinds = new byte[3 * MaxComparisons];
    private byte[] _text;

    /// <summary>Makes an evaluator that asks <paramref name="source"/> for $SWVER where a comparison has no left side.</summary>
    public ConditionEvaluator(IMacroSource source)
        : this(source, new ConditionParser())
    {
    }

    /// <summary>As the other one; the parser is free between calls.</summary>
    internal ConditionEvaluator(IMacroSource source, ConditionParser parser)
    {
        _source = source;
        _parser = parser;
    }

    /// <summary>Why the last result was an error: RuleCondition, RuleQuote, RuleCompare, RuleVersion, RuleTooLong; else None.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset into the text at which the fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>Column of the fault in the condition, 1 for its first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>How many comparisons the last condition has; those read up to a fault in its syntax.</summary>
    public int ComparisonCount { get; private set; }

    /// <summary>
    /// Evaluates an expanded condition without parentheses around it. The text is borrowed: the Append members read it until the next
    /// call. True, False or Error; an empty condition is an error.
    /// </summary>
    public ConditionResult Evaluate(byte[] text, int offset, int count)
    {
        _text = text;
        Fault = Fault.None;
        Column = 0;
        ComparisonCount = 0;
        _softwareVersion.Clear();
        if (offset + count > RuleSyntax.MaxTextEnd)
        {
            return Refuse(Fault.RuleTooLong, RuleSyntax.MaxTextEnd, offset);
        }

        _parser.Open(text, offset, count);
        while (_parser.Next())
        {
            if (ComparisonCount == MaxComparisons)
            {
                return Refuse(Fault.RuleTooLong, _parser.OperatorAt, offset);
            }

            Record(ComparisonCount);
            ComparisonCount++;
        }

        return _parser.Fault == Fault.None ? EvaluateAll(offset) : Refuse(_parser.Fault, _parser.FaultAt, offset);
    }

    /// <summary>How a comparison was read; says nothing when it was not evaluated.</summary>
    public ComparisonKind KindOf(int comparison)
    {
        return (ComparisonKind)_kinds[comparison];
    }

    /// <summary>How a comparison came out.</summary>
    public ConditionResult OutcomeOf(int comparison)
    {
        return (ConditionResult)_kinds[comparison + Outcome];
    }

    /// <summary>A comparison's operator; None for a lone <c>true</c>.</summary>
    public ComparisonOperator OperatorOf(int comparison)
    {
        return (ComparisonOperator)_kinds[comparison + Operator];
    }

    /// <summary>True when $SWVER stands for the left side that was not written.</summary>
    public bool IsLeftImplied(int comparison)
    {
        return _places[comparison + LeftCount] < 0;
    }

    /// <summary>Appends the left operand as it was compared, without quotes.</summary>
    public void AppendLeft(int comparison, TextBuffer output)
    {
        if (_places[comparison + LeftCount] < 0)
        {
            output.Append(_softwareVersion);
            return;
        }

        RuleSyntax.AppendPlain(_text, _places[comparison], _places[comparison + LeftCount], output);
    }

    /// <summary>Appends the right operand as it was compared, without quotes.</summary>
    public void AppendRight(int comparison, TextBuffer output)
    {
        RuleSyntax.AppendPlain(_text, _places[comparison + RightOffset], _places[comparison + RightCount], output);
    }

    /// <summary>The sign of an operator: =, !=, &lt;, &lt;=, &gt;, &gt;=; empty for None.</summary>
    public static string SignOf(ComparisonOperator comparisonOperator)
    {
        switch (comparisonOperator)
        {
            case ComparisonOperator.Equal:
                return "=";
            case ComparisonOperator.NotEqual:
                return "!=";
            case ComparisonOperator.Less:
                return "<";
            case ComparisonOperator.LessOrEqual:
                return "<=";
            case ComparisonOperator.Greater:
                return ">";
            case ComparisonOperator.GreaterOrEqual:
                return ">=";
            default:
                return "";
        }
    }

    private void Record(int index)
    {
        short[] places = _places;
        places[index] = (short)_parser.LeftOffset;
        places[index + LeftCount] = (short)_parser.LeftCount;
        places[index + RightOffset] = (short)_parser.RightOffset;
        places[index + RightCount] = (short)_parser.RightCount;
        places[index + OperatorOffset] = (short)_parser.OperatorAt;
        byte[] kinds = _kinds;
        kinds[index] = (byte)(_parser.IsString ? ComparisonKind.String : ComparisonKind.Integer);
        kinds[index + Operator] = (byte)_parser.Operator;
        kinds[index + Outcome] = (byte)ConditionResult.NotEvaluated;
    }

    private ConditionResult EvaluateAll(int offset)
    {
        for (int i = 0; i < ComparisonCount; i++)
        {
            ConditionResult outcome = Compare(i, offset);
            _kinds[i + Outcome] = (byte)outcome;
            if (outcome != ConditionResult.True)
            {
                return outcome;
            }
        }

        return ConditionResult.True;
    }

    private ConditionResult Compare(int index, int offset)
    {
        byte[] leftText = _text;
        short[] places = _places;
        int leftOffset = places[index];
        int leftCount = places[index + LeftCount];
        if (_kinds[index + Operator] == (byte)ComparisonOperator.None)
        {
            _kinds[index] = (byte)ComparisonKind.String;
            return ConditionResult.True;
        }

        if (leftCount < 0)
        {
            _softwareVersion.Clear();
            _source.Append(Macro.SWVER, _softwareVersion);
            leftText = _softwareVersion.Bytes;
            leftOffset = 0;
            leftCount = _softwareVersion.Length;
        }

        if (_kinds[index] == (byte)ComparisonKind.String)
        {
            bool equal = EqualTexts(leftText, leftOffset, leftCount, _text, places[index + RightOffset], places[index + RightCount]);
            return Decide(index, equal ? 0 : 1);
        }

        if (!_left.Parse(leftText, leftOffset, leftCount))
        {
            return Refuse(Fault.RuleVersion, leftText == _text ? leftOffset : places[index + OperatorOffset], offset);
        }

        if (!_right.Parse(_text, places[index + RightOffset], places[index + RightCount]))
        {
            return Refuse(Fault.RuleVersion, places[index + RightOffset], offset);
        }

        _kinds[index] = (byte)(_left.IsInteger && _right.IsInteger ? ComparisonKind.Integer : ComparisonKind.Version);
        return Decide(index, _left.CompareTo(_right));
    }

    private ConditionResult Decide(int index, int order)
    {
        bool holds;
        switch ((ComparisonOperator)_kinds[index + Operator])
        {
            case ComparisonOperator.Equal:
                holds = order == 0;
                break;
            case ComparisonOperator.NotEqual:
                holds = order != 0;
                break;
            case ComparisonOperator.Less:
                holds = order < 0;
                break;
            case ComparisonOperator.LessOrEqual:
                holds = order <= 0;
                break;
            case ComparisonOperator.Greater:
                holds = order > 0;
                break;
            default:
                holds = order >= 0;
                break;
        }

        return holds ? ConditionResult.True : ConditionResult.False;
    }

    // A dollar sign written as $$ equals any other.
    private static bool EqualTexts(byte[] a, int aOffset, int aCount, byte[] b, int bOffset, int bCount)
    {
        if (aCount != bCount)
        {
            return false;
        }

        for (int i = 0; i < aCount; i++)
        {
            byte left = a[aOffset + i] == MacroExpander.LiteralDollar ? (byte)'$' : a[aOffset + i];
            byte right = b[bOffset + i] == MacroExpander.LiteralDollar ? (byte)'$' : b[bOffset + i];
            if (left != right)
            {
                return false;
            }
        }

        return true;
    }

    private ConditionResult Refuse(Fault fault, int at, int offset)
    {
        Fault = fault;
        FaultAt = at;
        Column = at - offset + 1;
        return ConditionResult.Error;
    }
}
