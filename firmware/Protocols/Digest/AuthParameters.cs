// The parameters of a challenge or of credentials, one after another (RFC 9110, 11.2): name = token or name = "quoted".

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Walks over borrowed text; the parameter it stands at is valid until the next call.</summary>
internal sealed class AuthParameters
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private byte[] _text;
    private int _end;
    private int _nameOffset;
    private int _nameCount;

    /// <summary>Behind the parameter read last; where the next scheme may stand when there are no more.</summary>
    internal int Position { get; private set; }

    /// <summary>True once a quoted text had no end.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Where the value starts, behind its quote.</summary>
    internal int ValueOffset { get; private set; }

    /// <summary>Bytes of the value, without its quotes, with its escapes.</summary>
    internal int ValueCount { get; private set; }

    /// <summary>Sets the text and where it ends.</summary>
    internal void Open(byte[] text, int offset, int count)
    {
        _text = text;
        _end = offset + count;
        MoveTo(offset);
    }

    /// <summary>Goes on from a position.</summary>
    internal void MoveTo(int position)
    {
        Position = position;
        IsBroken = false;
    }

    /// <summary>Steps over commas and blanks, then over a token; its end, which is the start when there is none.</summary>
    internal int TokenFrom(out int start)
    {
        start = SkipCommas(Position);
        return TokenEnd(start);
    }

    /// <summary>The next parameter; false when there are no more: a word without an equals sign is the next scheme.</summary>
    internal bool Next()
    {
        // parameter = name BWS "=" BWS ( token / quoted-string )
        int start = SkipCommas(Position);
        int end = TokenEnd(start);
        int equals = SkipBlanks(end);
        if (end == start || equals == _end || _text[equals] != (byte)'=')
        {
            return false;
        }

        _nameOffset = start;
        _nameCount = end - start;
        int value = SkipBlanks(equals + 1);
        if (value < _end && _text[value] == Quote)
        {
            TakeQuoted(value + 1);
            return true;
        }

        ValueOffset = value;
        while (value < _end && _text[value] != (byte)',' && !ByteText.IsWhiteSpace(_text[value]))
        {
            value++;
        }

        ValueCount = value - ValueOffset;
        Position = value;
        return true;
    }

    internal bool NameIs(string name)
    {
        return ByteText.EqualsIgnoreCase(_text, _nameOffset, _nameCount, name);
    }

    internal bool ValueIs(string value)
    {
        return ByteText.EqualsIgnoreCase(_text, ValueOffset, ValueCount, value);
    }

    /// <summary>
    /// Copies the value, escapes taken away; its length then. The place may be the value's own: the text itself is then changed.
    /// </summary>
    internal int CopyValue(byte[] into, int offset)
    {
        int end = ValueOffset + ValueCount;
        int at = offset;
        for (int i = ValueOffset; i < end; i++)
        {
            if (_text[i] == Backslash && i + 1 < end)
            {
                i++;
            }

            into[at++] = _text[i];
        }

        return at - offset;
    }

    /// <summary>True when the value, a list with commas, has <paramref name="word"/> in it.</summary>
    internal bool Lists(string word)
    {
        // value = 1#token
        int end = ValueOffset + ValueCount;
        int start = ValueOffset;
        for (int i = start; i <= end; i++)
        {
            if (i < end && _text[i] != (byte)',' && !ByteText.IsWhiteSpace(_text[i]))
            {
                continue;
            }

            if (ByteText.EqualsIgnoreCase(_text, start, i - start, word))
            {
                return true;
            }

            start = i + 1;
        }

        return false;
    }

    /// <summary>Behind the commas and blanks from a position on.</summary>
    internal int SkipCommas(int position)
    {
        while (position < _end && (_text[position] == (byte)',' || ByteText.IsWhiteSpace(_text[position])))
        {
            position++;
        }

        return position;
    }

    private void TakeQuoted(int position)
    {
        ValueOffset = position;
        while (position < _end && _text[position] != Quote)
        {
            position += _text[position] == Backslash ? 2 : 1;
        }

        IsBroken |= position >= _end;
        ValueCount = (position < _end ? position : _end) - ValueOffset;
        Position = position < _end ? position + 1 : _end;
    }

    private int SkipBlanks(int position)
    {
        while (position < _end && ByteText.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }

    private int TokenEnd(int position)
    {
        while (position < _end && _text[position] != (byte)',' && _text[position] != (byte)'=' && _text[position] != Quote
            && !ByteText.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }
}
