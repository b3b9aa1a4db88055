// A From, To or Contact value in, its URI and parameters out (RFC 3261 sections 20.10 and 25.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// ( name-addr / addr-spec ) *( SEMI parameter ). Of an address without angle brackets everything behind a semicolon is the header's parameters,
/// as section 20.10 says, and a question mark or a comma in it is an error.
/// </summary>
public sealed class SipAddress
{
    /// <summary>Where the URI starts.</summary>
    public int UriOffset { get; private set; }

    /// <summary>Length of the URI.</summary>
    public int UriCount { get; private set; }

    /// <summary>Where the header's parameters start, at their first semicolon; the end when there are none.</summary>
    public int ParametersOffset { get; private set; }

    /// <summary>The offset behind the value.</summary>
    public int End { get; private set; }

    /// <summary>Takes one value apart. False when it is none.</summary>
    public bool Parse(byte[] text, int offset, int end)
    {
        End = end;
        ParametersOffset = end;
        int open = SipText.Find(text, offset, end, (byte)'<', (byte)';');
        if (open < 0)
        {
            return false;
        }

        return open < end && text[open] == (byte)'<' ? ParseBracketed(text, offset, open, end) : ParsePlain(text, offset, open, end);
    }

    /// <summary>Finds one of the header's parameters.</summary>
    public bool FindParameter(byte[] text, string name, out int offset, out int count)
    {
        return SipText.FindParameter(text, ParametersOffset, End, name, out offset, out count);
    }

    // name-addr = [ *( token LWS ) / quoted-string ] "<" URI ">"
    private bool ParseBracketed(byte[] text, int offset, int open, int end)
    {
        int close = ByteText.IndexOf(text, open, end - open, (byte)'>');
        if (close < 0 || !IsDisplayName(text, offset, open))
        {
            return false;
        }

        UriOffset = open + 1;
        UriCount = close - UriOffset;
        return EndAt(text, close + 1, end);
    }

    private bool ParsePlain(byte[] text, int offset, int semicolon, int end)
    {
        UriOffset = offset;
        UriCount = SipText.TrimEnd(text, offset, semicolon) - offset;
        return ByteText.IndexOf(text, UriOffset, UriCount, (byte)'?') < 0 && ByteText.IndexOf(text, UriOffset, UriCount, (byte)',') < 0
            && EndAt(text, semicolon, end);
    }

    private bool EndAt(byte[] text, int parameters, int end)
    {
        ParametersOffset = SipText.SkipBlanks(text, parameters, end);
        return IsUri(text) && SipText.AreParameters(text, ParametersOffset, end);
    }

    // scheme ":" 1*( no blank, bracket or control byte )
    private bool IsUri(byte[] text)
    {
        int end = UriOffset + UriCount;
        int colon = SipText.TokenEnd(text, UriOffset, end);
        if (colon == UriOffset || colon >= end - 1 || text[colon] != (byte)':')
        {
            return false;
        }

        for (int i = colon; i < end; i++)
        {
            if (text[i] <= 32 || text[i] >= 127 || text[i] == (byte)'<' || text[i] == (byte)'"')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDisplayName(byte[] text, int offset, int end)
    {
        offset = SipText.SkipBlanks(text, offset, end);
        if (offset < end && text[offset] == (byte)'"')
        {
            offset = SipText.QuotedEnd(text, offset, end);
            return offset >= 0 && SipText.SkipBlanks(text, offset, end) == end;
        }

        while (offset < end)
        {
            int next = SipText.TokenEnd(text, offset, end);
            if (next == offset)
            {
                return false;
            }

            offset = SipText.SkipBlanks(text, next, end);
        }

        return true;
    }
}
