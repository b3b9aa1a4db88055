// The small grammar that SIP headers share: tokens, quoted strings, lists, parameters (RFC 3261 section 25.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Finds its way in a header's value; positions are offsets into the message, an end is the offset behind the last byte.</summary>
internal static class SipText
{
    private const byte IsTokenByte = 1;

    // Made by the first message: a unit without SIP has none.
    private static byte[] _kinds;

    /// <summary>token = 1*( alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~" )</summary>
    internal static bool IsToken(byte[] text, int offset, int end)
    {
        return offset < end && TokenEnd(text, offset, end) == end;
    }

    /// <summary>The end of the token that starts here; the offset itself when there is none.</summary>
    internal static int TokenEnd(byte[] text, int offset, int end)
    {
        byte[] kinds = Kinds();
        while (offset < end && kinds[text[offset]] == IsTokenByte)
        {
            offset++;
        }

        return offset;
    }

    /// <summary>The first byte that is no blank.</summary>
    internal static int SkipBlanks(byte[] text, int offset, int end)
    {
        while (offset < end && (text[offset] == (byte)' ' || text[offset] == (byte)'\t'))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>The end without blanks before it.</summary>
    internal static int TrimEnd(byte[] text, int offset, int end)
    {
        while (end > offset && (text[end - 1] == (byte)' ' || text[end - 1] == (byte)'\t'))
        {
            end--;
        }

        return end;
    }

    /// <summary>quoted-string = DQUOTE *( any but DQUOTE and backslash / backslash any ) DQUOTE ; the offset behind it, -1 when it does not end.</summary>
    internal static int QuotedEnd(byte[] text, int offset, int end)
    {
        for (offset++; offset < end; offset++)
        {
            if (text[offset] == (byte)'\\')
            {
                offset++;
            }
            else if (text[offset] == (byte)'"')
            {
                return offset + 1;
            }
        }

        return -1;
    }

    /// <summary>
    /// The first of two bytes that stands outside quoted strings and angle brackets, else the end; -1 when a quotation or a bracket does not end.
    /// </summary>
    internal static int Find(byte[] text, int offset, int end, byte a, byte b)
    {
        while (offset < end)
        {
            byte next = text[offset];
            if (next == a || next == b)
            {
                return offset;
            }

            if (next == (byte)'"')
            {
                offset = QuotedEnd(text, offset, end);
                if (offset < 0)
                {
                    return -1;
                }
            }
            else if (next == (byte)'<')
            {
                int close = ByteText.IndexOf(text, offset, end - offset, (byte)'>');
                if (close < 0)
                {
                    return -1;
                }

                offset = close + 1;
            }
            else
            {
                offset++;
            }
        }

        return end;
    }

    /// <summary>
    /// Finds a parameter, *( ";" name [ "=" value ] ), from the first semicolon on. The value's place, without its quotes; for one
    /// without a value the end of its name and a count of 0. False when it is not there.
    /// </summary>
    internal static bool FindParameter(byte[] text, int offset, int end, string name, out int valueOffset, out int valueCount)
    {
        valueOffset = end;
        valueCount = 0;
        while (offset < end && text[offset] == (byte)';')
        {
            int nameStart = SkipBlanks(text, offset + 1, end);
            int nameEnd = TokenEnd(text, nameStart, end);
            int equals = SkipBlanks(text, nameEnd, end);
            int next = Find(text, equals, end, (byte)';', (byte)';');
            if (next < 0)
            {
                return false;
            }

            if (ByteText.EqualsIgnoreCase(text, nameStart, nameEnd - nameStart, name))
            {
                valueOffset = nameEnd;
                if (equals < next && text[equals] == (byte)'=')
                {
                    valueOffset = SkipBlanks(text, equals + 1, next);
                    valueCount = TrimEnd(text, valueOffset, next) - valueOffset;
                    if (valueCount >= 2 && text[valueOffset] == (byte)'"')
                    {
                        valueOffset++;
                        valueCount -= 2;
                    }
                }

                return true;
            }

            offset = next;
        }

        return false;
    }

    /// <summary>
    /// True for *( ";" name [ "=" value ] ) up to the end: names are tokens, a value is a token, a host or a quoted string.
    /// </summary>
    internal static bool AreParameters(byte[] text, int offset, int end)
    {
        offset = SkipBlanks(text, offset, end);
        while (offset < end)
        {
            if (text[offset] != (byte)';')
            {
                return false;
            }

            int start = SkipBlanks(text, offset + 1, end);
            offset = TokenEnd(text, start, end);
            if (offset == start)
            {
                return false;
            }

            offset = SkipBlanks(text, offset, end);
            if (offset < end && text[offset] == (byte)'=')
            {
                offset = ParameterValueEnd(text, SkipBlanks(text, offset + 1, end), end);
                if (offset < 0)
                {
                    return false;
                }

                offset = SkipBlanks(text, offset, end);
            }
        }

        return true;
    }

    /// <summary>Appends text that is to stand in a header: control bytes are left out.</summary>
    internal static void AppendClean(byte[] text, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            if (text[i] >= 32 && text[i] != 127)
            {
                output.Append(text[i]);
            }
        }
    }

    /// <summary>True for a host as it may stand in a URI: letters, digits, dots, dashes, or an address in brackets.</summary>
    internal static bool IsHost(byte[] text, int offset, int end)
    {
        for (int i = offset; i < end; i++)
        {
            byte next = text[i];
            bool isLetter = (next | 32) >= 'a' && (next | 32) <= 'z';
            bool isMark = next == (byte)'.' || next == (byte)'-' || next == (byte)'_' || next == (byte)'[' || next == (byte)']' || next == (byte)':';
            if (!isLetter && !isMark && (next < '0' || next > '9'))
            {
                return false;
            }
        }

        return offset < end;
    }

    private static int ParameterValueEnd(byte[] text, int offset, int end)
    {
        if (offset < end && text[offset] == (byte)'"')
        {
            return QuotedEnd(text, offset, end);
        }

        byte[] kinds = Kinds();
        int start = offset;
        while (offset < end && (kinds[text[offset]] == IsTokenByte || text[offset] == (byte)'[' || text[offset] == (byte)']' || text[offset] == (byte)':'))
        {
            offset++;
        }

        return offset > start ? offset : -1;
    }

    private static byte[] Kinds()
    {
        return _kinds ?? (_kinds = MakeKinds());
    }

    private static byte[] MakeKinds()
    {
        byte[] kinds = new byte[256];
        for (int i = 0; i < 26; i++)
        {
            kinds['a' + i] = IsTokenByte;
            kinds['A' + i] = IsTokenByte;
        }

        for (int i = 0; i < 10; i++)
        {
            kinds['0' + i] = IsTokenByte;
        }

        byte[] marks = { (byte)'-', (byte)'.', (byte)'!', (byte)'%', (byte)'*', (byte)'_', (byte)'+', (byte)'`', (byte)'\'', (byte)'~' };
        for (int i = 0; i < marks.Length; i++)
        {
            kinds[marks[i]] = IsTokenByte;
        }

        return kinds;
    }
}
