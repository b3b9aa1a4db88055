// A header's name in, what it is out; compact forms too (RFC 3261 section 7.3.3 and 20, RFC 6665 section 8.2.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Looks names up, in any case.</summary>
internal static class SipHeaderNames
{
    /// <summary>The header of a name; <see cref="SipHeader.Other"/> for one without a use here.</summary>
    internal static SipHeader Find(byte[] text, int offset, int count)
    {
        if (count == 1)
        {
            return OfCompact(ByteText.ToLower(text[offset]));
        }

        switch (count)
        {
            case 2:
                return Is(text, offset, count, "To", SipHeader.To);
            case 3:
                return Is(text, offset, count, "Via", SipHeader.Via);
            case 4:
                return Either(text, offset, count, "From", SipHeader.From, "CSeq", SipHeader.CSeq);
            case 5:
                return Is(text, offset, count, "Event", SipHeader.Event);
            case 6:
                return Is(text, offset, count, "Accept", SipHeader.Accept);
            case 7:
                return Either(text, offset, count, "Call-ID", SipHeader.CallId, "Contact", SipHeader.Contact, ForSeven(text, offset));
            case 11:
                return Either(text, offset, count, "Min-Expires", SipHeader.MinExpires, "Retry-After", SipHeader.RetryAfter);
            case 12:
                return Either(text, offset, count, "Max-Forwards", SipHeader.MaxForwards, "Content-Type", SipHeader.ContentType);
            case 13:
                return Is(text, offset, count, "Authorization", SipHeader.Authorization);
            case 14:
                return Is(text, offset, count, "Content-Length", SipHeader.ContentLength);
            case 16:
                return Either(text, offset, count, "WWW-Authenticate", SipHeader.WwwAuthenticate, "Content-Encoding", SipHeader.ContentEncoding);
            case 18:
                return Is(text, offset, count, "Proxy-Authenticate", SipHeader.ProxyAuthenticate);
            default:
                return SipHeader.Other;
        }
    }

    private static SipHeader ForSeven(byte[] text, int offset)
    {
        SipHeader header = Is(text, offset, 7, "Expires", SipHeader.Expires);
        return header == SipHeader.Other ? Is(text, offset, 7, "Require", SipHeader.Require) : header;
    }

    private static SipHeader OfCompact(byte letter)
    {
        switch (letter)
        {
            case (byte)'v':
                return SipHeader.Via;
            case (byte)'f':
                return SipHeader.From;
            case (byte)'t':
                return SipHeader.To;
            case (byte)'i':
                return SipHeader.CallId;
            case (byte)'m':
                return SipHeader.Contact;
            case (byte)'l':
                return SipHeader.ContentLength;
            case (byte)'c':
                return SipHeader.ContentType;
            case (byte)'e':
                return SipHeader.ContentEncoding;
            case (byte)'o':
                return SipHeader.Event;
            default:
                return SipHeader.Other;
        }
    }

    private static SipHeader Is(byte[] text, int offset, int count, string name, SipHeader header)
    {
        return ByteText.EqualsIgnoreCase(text, offset, count, name) ? header : SipHeader.Other;
    }

    private static SipHeader Either(byte[] text, int offset, int count, string a, SipHeader ofA, string b, SipHeader ofB)
    {
        return Either(text, offset, count, a, ofA, b, ofB, SipHeader.Other);
    }

    private static SipHeader Either(byte[] text, int offset, int count, string a, SipHeader ofA, string b, SipHeader ofB, SipHeader otherwise)
    {
        return ByteText.EqualsIgnoreCase(text, offset, count, a) ? ofA
            : ByteText.EqualsIgnoreCase(text, offset, count, b) ? ofB : otherwise;
    }
}
