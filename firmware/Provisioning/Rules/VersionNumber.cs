// An integer or a version in a run of bytes in, its numbers and its text out (guide "Conditional Expressions").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// One operand of a comparison, read in place. Numbers are 0 to 2147483647; an integer may be negative ($PRVST is -1 after a request).
/// </summary>
public sealed class VersionNumber
{
    private const int MaxNumbers = 3;

    private readonly int[] _numbers = new int[MaxNumbers];
    private byte[] _buffer;
    private int _textOffset;
    private int _textCount;
    private int _position;
    private int _end;

    /// <summary>True when the operand has no dot.</summary>
    public bool IsInteger { get; private set; }

    /// <summary>
    /// operand = [ "-" ] number / version ; version = number "." number [ "." number ] [ "(" text ")" / letters ] ;
    /// text = 1*( printable but space, parentheses and DQUOTE ) ; letters = ALPHA *( ALPHA / DIGIT ). False when the run is neither.
    /// </summary>
    public bool Parse(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _position = offset;
        _end = offset + count;
        _textCount = 0;
        _numbers[1] = 0;
        _numbers[2] = 0;
        bool negative = count > 0 && buffer[offset] == (byte)'-';
        _position += negative ? 1 : 0;
        if (!ParseNumber(0))
        {
            return false;
        }

        IsInteger = _position == _end;
        if (IsInteger)
        {
            _numbers[0] = negative ? -_numbers[0] : _numbers[0];
            return true;
        }

        if (negative || !ParseDotNumber(1))
        {
            return false;
        }

        if (_position < _end && buffer[_position] == (byte)'.' && !ParseDotNumber(2))
        {
            return false;
        }

        return _position == _end || ParseText();
    }

    /// <summary>
    /// Below 0, 0 or above 0 as this one comes before the other, is equal, or comes after it: number by number, a missing one is 0, then
    /// the text, byte by byte; no text comes first.
    /// </summary>
    public int CompareTo(VersionNumber other)
    {
        for (int i = 0; i < MaxNumbers; i++)
        {
            if (_numbers[i] != other._numbers[i])
            {
                return _numbers[i] < other._numbers[i] ? -1 : 1;
            }
        }

        int shorter = _textCount < other._textCount ? _textCount : other._textCount;
        for (int i = 0; i < shorter; i++)
        {
            int difference = _buffer[_textOffset + i] - other._buffer[other._textOffset + i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return _textCount - other._textCount;
    }

    private bool ParseDotNumber(int index)
    {
        if (_buffer[_position] != (byte)'.')
        {
            return false;
        }

        _position++;
        return ParseNumber(index);
    }

    private bool ParseNumber(int index)
    {
        byte[] buffer = _buffer;
        int first = _position;
        int position = first;
        int end = _end;
        long number = 0;
        while (position < end)
        {
            int digit = buffer[position] - (byte)'0';
            if (digit < 0 || digit > 9)
            {
                break;
            }

            number = (number * 10) + digit;
            position++;
            if (number > int.MaxValue)
            {
                return false;
            }
        }

        _numbers[index] = (int)number;
        _position = position;
        return position > first;
    }

    private bool ParseText()
    {
        bool inParentheses = _buffer[_position] == (byte)'(';
        if (inParentheses)
        {
            _end--;
            _position++;
            if (_position >= _end || _buffer[_end] != (byte)')')
            {
                return false;
            }
        }

        _textOffset = _position;
        _textCount = _end - _position;
        for (int i = _position; i < _end; i++)
        {
            byte next = _buffer[i];
            int lower = next | 32;
            bool isLetter = lower >= 'a' && lower <= 'z';
            bool isDigit = next >= (byte)'0' && next <= (byte)'9';
            bool isText = next > (byte)' ' && next < 127 && next != (byte)'(' && next != (byte)')' && next != (byte)'"';
            if (inParentheses ? !isText : !isLetter && (!isDigit || i == _position))
            {
                return false;
            }
        }

        return true;
    }
}
