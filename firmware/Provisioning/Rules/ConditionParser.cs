// The text of a condition in, its comparisons one by one out (guide "Conditional Expressions", Table 2-2).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads the syntax of a condition; what the operands are worth is the <see cref="ConditionEvaluator"/>'s matter. Words and operators
/// may be in any case, white space is free. The parser keeps the bounds of one comparison; it never copies.
/// <para>condition = comparison *( "and" comparison )</para>
/// </summary>
public sealed class ConditionParser
{
    private byte[] _text;
    private int _position;
    private int _end;
    private bool _expected;

    /// <summary>RuleCondition, RuleQuote or RuleCompare; None while all is well.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset into the text at which the fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>Offset of the left operand, without its quotes.</summary>
    public int LeftOffset { get; private set; }

    /// <summary>Length of the left operand; -1 when there is none and $SWVER stands for it.</summary>
    public int LeftCount { get; private set; }

    /// <summary>The operator; None for a lone <c>true</c>, which always holds.</summary>
    public ComparisonOperator Operator { get; private set; }

    /// <summary>Offset of the operator.</summary>
    public int OperatorAt { get; private set; }

    /// <summary>Offset of the right operand, without its quotes.</summary>
    public int RightOffset { get; private set; }

    /// <summary>Length of the right operand.</summary>
    public int RightCount { get; private set; }

    /// <summary>True when one of the operands is quoted, so that texts are compared.</summary>
    public bool IsString { get; private set; }

    /// <summary>Starts with a condition without the parentheses around it.</summary>
    public void Open(byte[] buffer, int offset, int count)
    {
        _text = buffer;
        _position = offset;
        _end = offset + count;
        _expected = true;
        Fault = Fault.None;
    }

    /// <summary>Reads the next comparison. False behind the last one, and at a fault; an empty condition is a fault.</summary>
    public bool Next()
    {
        if (Fault != Fault.None || !_expected)
        {
            return false;
        }

        ParseComparison();
        if (Fault != Fault.None)
        {
            return false;
        }

        SkipSpace();
        _expected = _position < _end;
        if (_expected && !TakeAnd())
        {
            Refuse(Fault.RuleCondition, _position);
        }

        return Fault == Fault.None;
    }

    // comparison = [ operand ] operator operand / "true" ; < <= > >= have no quoted operand, "true" is what $UPGCOND expands to
    private void ParseComparison()
    {
        IsString = false;
        LeftCount = -1;
        SkipSpace();
        ParseOperator();
        if (Operator == ComparisonOperator.None)
        {
            if (!ParseOperand())
            {
                return;
            }

            LeftOffset = RightOffset;
            LeftCount = RightCount;
            SkipSpace();
            ParseOperator();
            if (Operator == ComparisonOperator.None)
            {
                ParseTrue();
                return;
            }
        }

        SkipSpace();
        if (ParseOperand() && IsString && Operator >= ComparisonOperator.Less)
        {
            Refuse(Fault.RuleCompare, OperatorAt);
        }
    }

    private void ParseTrue()
    {
        if (IsString || !ByteText.EqualsIgnoreCase(_text, LeftOffset, LeftCount, "true"))
        {
            Refuse(Fault.RuleCondition, _position);
        }

        RightOffset = _position;
        RightCount = 0;
    }

    // operator = "=" / "!=" / "!" / "<" / "<=" / ">" / ">=" / "eq" / "ne" / "lt" / "le" / "gt" / "ge"
    private void ParseOperator()
    {
        OperatorAt = _position;
        Operator = ComparisonOperator.None;
        if (_position == _end)
        {
            return;
        }

        bool equal = _position + 1 < _end && _text[_position + 1] == (byte)'=';
        switch (_text[_position])
        {
            case (byte)'=':
                Operator = ComparisonOperator.Equal;
                equal = false;
                break;
            case (byte)'!':
                Operator = ComparisonOperator.NotEqual;
                break;
            case (byte)'<':
                Operator = equal ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less;
                break;
            case (byte)'>':
                Operator = equal ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater;
                break;
            default:
                Operator = WordOperator();
                equal = Operator != ComparisonOperator.None;
                break;
        }

        _position += Operator == ComparisonOperator.None ? 0 : equal ? 2 : 1;
    }

    private ComparisonOperator WordOperator()
    {
        ComparisonOperator word = _position + 2 > _end ? ComparisonOperator.None : OperatorOf(_text[_position], _text[_position + 1]);
        bool ends = word == ComparisonOperator.None || _position + 2 == _end || !IsWordByte(_text[_position + 2]);
        return ends ? word : ComparisonOperator.None;
    }

    private static ComparisonOperator OperatorOf(byte first, byte second)
    {
        switch (((first | 32) << 8) | (second | 32))
        {
            case ('e' << 8) | 'q':
                return ComparisonOperator.Equal;
            case ('n' << 8) | 'e':
                return ComparisonOperator.NotEqual;
            case ('l' << 8) | 't':
                return ComparisonOperator.Less;
            case ('l' << 8) | 'e':
                return ComparisonOperator.LessOrEqual;
            case ('g' << 8) | 't':
                return ComparisonOperator.Greater;
            case ('g' << 8) | 'e':
                return ComparisonOperator.GreaterOrEqual;
            default:
                return ComparisonOperator.None;
        }
    }

    // operand = quoted / 1*bare [ "(" *bare ")" ] ; bare = any byte but white space, DQUOTE and = ! < > ( ) | ;
    private bool ParseOperand()
    {
        if (_position < _end && _text[_position] == (byte)'"')
        {
            return ParseQuoted();
        }

        RightOffset = _position;
        SkipBare();
        if (_position == RightOffset || IsAnd(RightOffset))
        {
            Refuse(Fault.RuleCondition, RightOffset);
            return false;
        }

        if (_position < _end && _text[_position] == (byte)'(')
        {
            int open = _position++;
            SkipBare();
            _position = _position < _end && _text[_position] == (byte)')' ? _position + 1 : open;
        }

        RightCount = _position - RightOffset;
        return true;
    }

    // quoted = DQUOTE *( any byte but DQUOTE ) DQUOTE
    private bool ParseQuoted()
    {
        int close = ByteText.IndexOf(_text, _position + 1, _end - _position - 1, (byte)'"');
        if (close < 0)
        {
            Refuse(Fault.RuleQuote, _position);
            return false;
        }

        IsString = true;
        RightOffset = _position + 1;
        RightCount = close - RightOffset;
        _position = close + 1;
        return true;
    }

    private void SkipBare()
    {
        byte[] text = _text;
        int end = _end;
        int position = _position;
        while (position < end && IsBare(text[position]))
        {
            position++;
        }

        _position = position;
    }

    private static bool IsBare(byte value)
    {
        // Letters, digits and dots are told first.
        if ((value > (byte)'>' && value != (byte)'|') || (value >= (byte)'*' && value < (byte)';'))
        {
            return true;
        }

        switch (value)
        {
            case (byte)'"':
            case (byte)'=':
            case (byte)'!':
            case (byte)'<':
            case (byte)'>':
            case (byte)'(':
            case (byte)')':
            case (byte)'|':
            case (byte)';':
                return false;
            default:
                return !RuleScanner.IsSpace(value);
        }
    }

    private bool TakeAnd()
    {
        bool found = IsAnd(_position);
        _position += found ? 3 : 0;
        return found;
    }

    private bool IsAnd(int at)
    {
        return at + 3 <= _end && (_text[at] | 32) == 'a' && (_text[at + 1] | 32) == 'n' && (_text[at + 2] | 32) == 'd'
            && (at + 3 == _end || !IsWordByte(_text[at + 3]));
    }

    // A word ends where no other byte of a bare operand follows, except a minus sign, which starts a number.
    private static bool IsWordByte(byte value)
    {
        int lower = value | 32;
        return (lower >= 'a' && lower <= 'z') || (value >= (byte)'0' && value <= (byte)'9') || value == (byte)'.' || value == (byte)'_' || value == (byte)'$';
    }

    private void SkipSpace()
    {
        byte[] text = _text;
        int position = _position;
        int end = _end;
        while (position < end && text[position] <= (byte)' ' && RuleScanner.IsSpace(text[position]))
        {
            position++;
        }

        _position = position;
    }

    private void Refuse(Fault fault, int at)
    {
        Fault = fault;
        FaultAt = at;
    }
}
