// The text of a script in, its tokens out (guide "Data Types", CadScript to ToneScript).

namespace NanoSpa.Core;

/// <summary>Walks over a run of bytes. White space in front of a token is skipped, as the field's profiles have it anywhere.</summary>
public sealed class ScriptCursor
{
    /// <summary>The duration written as *.</summary>
    public const int Forever = -1;

    /// <summary>What a token that is no number answers.</summary>
    public const int Bad = -2;

    private const int MaxSeconds = 2000000;

    private byte[] _text;
    private int _start;
    private int _end;
    private int _at;

    /// <summary>Where the cursor stands, counted from the script's first byte.</summary>
    public int Position => _at - _start;

    /// <summary>True when only white space is left.</summary>
    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return _at == _end;
        }
    }

    /// <summary>Starts in front of the run.</summary>
    public void Open(byte[] text, int offset, int count)
    {
        _text = text;
        _start = offset;
        _at = offset;
        _end = offset + count;
    }

    /// <summary>Passes the byte if it is next.</summary>
    public bool Take(byte wanted)
    {
        SkipSpace();
        if (_at == _end || _text[_at] != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>True when a decimal digit is next.</summary>
    public bool IsDigitNext()
    {
        SkipSpace();
        return IsDigitHere();
    }

    /// <summary>1*DIGIT of at most <paramref name="max"/>; otherwise <see cref="Bad"/> in front of what is wrong.</summary>
    public int Number(int max)
    {
        SkipSpace();
        byte[] text = _text;
        int first = _at;
        int end = _end;
        int at = first;
        long value = 0;
        while (at < end)
        {
            int digit = text[at] - (byte)'0';
            if (digit < 0 || digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
            if (value > max)
            {
                return Bad;
            }

            at++;
        }

        _at = at;
        return at == first ? Bad : (int)value;
    }

    /// <summary>Milliseconds of <c>"*" / 1*DIGIT [ "." *DIGIT ] / "." 1*DIGIT</c>, at most about 23 days; decimal places behind the third are ignored (guide: Time).</summary>
    public int Duration()
    {
        if (Take((byte)'*'))
        {
            return Forever;
        }

        return Decimal(MaxSeconds, 3);
    }

    /// <summary>A level in tenths: <c>[ "+" / "-" ] 1*3DIGIT [ "." *DIGIT ]</c>; false in front of what is wrong.</summary>
    public bool TryLevel(out int tenths)
    {
        bool isNegative = Take((byte)'-');
        if (!isNegative)
        {
            Take((byte)'+');
        }

        int value = Decimal(999, 1);
        tenths = isNegative ? -value : value;
        return value != Bad;
    }

    private int Decimal(int maxWhole, int places)
    {
        SkipSpace();
        int first = _at;
        int whole = IsDigitHere() ? Number(maxWhole) : 0;
        if (whole == Bad)
        {
            return Bad;
        }

        bool hasDigits = _at > first;
        int value = whole;
        bool hasPoint = _at < _end && _text[_at] == (byte)'.';
        if (hasPoint)
        {
            _at++;
        }

        int place = 0;
        while (hasPoint && IsDigitHere())
        {
            value = place < places ? (value * 10) + _text[_at] - (byte)'0' : value;
            place++;
            _at++;
        }

        hasDigits |= place > 0;
        while (place < places)
        {
            value *= 10;
            place++;
        }

        return hasDigits ? value : Bad;
    }

    private bool IsDigitHere()
    {
        return _at < _end && _text[_at] >= (byte)'0' && _text[_at] <= (byte)'9';
    }

    private void SkipSpace()
    {
        while (_at < _end && ByteText.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
