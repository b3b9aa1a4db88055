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
        // Most bytes asked for are no white space and have none in front of them.
        int at = _at;
        if (at < _end && _text[at] <= (byte)' ')
        {
            SkipSpace();
            at = _at;
        }

        if (at == _end || _text[at] != wanted)
        {
            return false;
        }

        _at = at + 1;
        return true;
    }

    /// <summary>True when a decimal digit is next.</summary>
    public bool IsDigitNext()
    {
        SkipSpace();
        return _at < _end && _text[_at] >= (byte)'0' && _text[_at] <= (byte)'9';
    }

    /// <summary>1*DIGIT of at most <paramref name="max"/>, itself 20 million at most; otherwise <see cref="Bad"/> in front of what is wrong.</summary>
    public int Number(int max)
    {
        byte[] text = _text;
        int end = _end;
        int first = _at;
        if (first < end && text[first] <= (byte)' ')
        {
            SkipSpace();
            first = _at;
        }

        int at = first;
        int value = 0;
        while (at < end)
        {
            int digit = text[at] - (byte)'0';
            if ((uint)digit > 9)
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
        return at == first ? Bad : value;
    }

    /// <summary>Milliseconds of <c>"*" / 1*DIGIT [ "." *DIGIT ] / "." 1*DIGIT</c>, at most about 23 days; decimal places behind the third are ignored (guide: Time).</summary>
    public int Duration()
    {
        // Digits and the point are greater than the star and white space.
        if (_at == _end || _text[_at] > (byte)'*' || !Take((byte)'*'))
        {
            return Decimal(MaxSeconds, 3);
        }

        return Forever;
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

    // decimal = 1*DIGIT [ "." *DIGIT ] / "." 1*DIGIT ; of three places at most. Where the whole number is too great the cursor stays in front of it.
    // The loop is Number's once more: by one for both a profile of 46 KB would cost 5,000 instructions more.
    private int Decimal(int maxWhole, int places)
    {
        byte[] text = _text;
        int end = _end;
        int first = _at;
        if (first < end && text[first] <= (byte)' ')
        {
            SkipSpace();
            first = _at;
        }

        int at = first;
        int value = 0;
        while (at < end)
        {
            int digit = text[at] - (byte)'0';
            if ((uint)digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
            if (value > maxWhole)
            {
                return Bad;
            }

            at++;
        }

        int digits = at - first;
        int place = 0;
        if (at < end && text[at] == (byte)'.')
        {
            at++;
            while (at < end)
            {
                int digit = text[at] - (byte)'0';
                if ((uint)digit > 9)
                {
                    break;
                }

                value = place < places ? (value * 10) + digit : value;
                place++;
                at++;
            }

            digits += place;
        }

        int missing = places - place;
        if (missing > 0)
        {
            value *= missing == 1 ? 10 : missing == 2 ? 100 : 1000;
        }

        _at = at;
        return digits > 0 ? value : Bad;
    }

    private void SkipSpace()
    {
        byte[] text = _text;
        int at = _at;
        int end = _end;
        while (at < end && text[at] <= (byte)' ' && ByteText.IsWhiteSpace(text[at]))
        {
            at++;
        }

        _at = at;
    }
}
