// A datagram in, a SIP message taken apart out (RFC 3261 sections 7 and 18.3).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Reads the form of a message: start line, header lines, folding, body. What the headers mean is <see cref="SipCheck"/>'s. It is strict where
/// readers could disagree on what a message says (RFC 4475) and lenient about line ends. Folded lines become one line in the datagram
/// itself, which is why it must not be shared.
/// </summary>
public sealed class SipReader
{
    /// <summary>Longest datagram, in bytes; a longer one is refused.</summary>
    public const int MaxBytes = 8192;

    /// <summary>The message was read.</summary>
    public const int Good = 0;

    /// <summary>The datagram is no message that can be answered: it is dropped.</summary>
    public const int Dropped = -1;

    private const byte CarriageReturn = 13;
    private const byte LineFeed = 10;

    private byte[] _bytes;
    private int _end;
    private SipMessage _message;

    /// <summary>What is wrong with a message that is refused.</summary>
    public SipReason Problem { get; private set; }

    /// <summary>
    /// Takes a datagram apart. <see cref="Good"/>, <see cref="Dropped"/> (a keep-alive, not SIP, a broken response), or the status that
    /// a broken request is refused with; what was read of it is then in the message.
    /// </summary>
    public int Read(byte[] datagram, int offset, int count, SipMessage message)
    {
        _bytes = datagram;
        _end = offset + count;
        _message = message;
        Problem = SipReason.None;
        message.Clear(datagram);
        while (offset < _end && (datagram[offset] == CarriageReturn || datagram[offset] == LineFeed))
        {
            offset++;
        }

        if (offset == _end || count > MaxBytes || _end > short.MaxValue)
        {
            return Dropped;
        }

        int lineEnd = LineEnd(offset);
        int next = lineEnd < 0 ? _end : AfterLine(lineEnd);
        int verdict = lineEnd < 0 ? Dropped : ReadStartLine(offset, lineEnd);
        if (verdict == Dropped)
        {
            return Dropped;
        }

        int ofHeaders = ReadHeaders(next);
        verdict = verdict == Good ? ofHeaders : verdict;
        return verdict != Good && !message.IsRequest ? Dropped : verdict;
    }

    // start-line = Request-Line / Status-Line
    private int ReadStartLine(int offset, int end)
    {
        if (ByteText.StartsWithIgnoreCase(_bytes, offset, end - offset, "SIP/"))
        {
            return ReadStatusLine(offset, end);
        }

        return ReadRequestLine(offset, end);
    }

    // Status-Line = "SIP/2.0" SP 3DIGIT SP reason
    private int ReadStatusLine(int offset, int end)
    {
        int code;
        if (!ByteText.StartsWithIgnoreCase(_bytes, offset, end - offset, "SIP/2.0 ") || end - offset < 11
            || !ByteText.TryParseNumber(_bytes, offset + 8, 3, 699, out code) || code < 100
            || (end - offset > 11 && _bytes[offset + 11] != (byte)' '))
        {
            return Dropped;
        }

        _message.StatusCode = code;
        _message.WordOffset = end - offset > 12 ? offset + 12 : end;
        _message.WordCount = end - _message.WordOffset;
        return Good;
    }

    // Request-Line = method SP Request-URI SP "SIP/2.0"
    private int ReadRequestLine(int offset, int end)
    {
        int methodEnd = SipText.TokenEnd(_bytes, offset, end);
        int version = end;
        while (version > methodEnd && _bytes[version - 1] != (byte)' ')
        {
            version--;
        }

        if (methodEnd == offset || methodEnd == end || _bytes[methodEnd] != (byte)' ')
        {
            return Dropped;
        }

        _message.IsRequest = true;
        _message.WordOffset = offset;
        _message.WordCount = methodEnd - offset;
        if (version - 1 <= methodEnd || !ByteText.StartsWithIgnoreCase(_bytes, version, end - version, "SIP/"))
        {
            return Refuse(SipReason.BadRequestLine);
        }

        _message.UriOffset = methodEnd + 1;
        _message.UriCount = version - 1 - _message.UriOffset;
        if (!ByteText.EqualsIgnoreCase(_bytes, version, end - version, "SIP/2.0"))
        {
            return Refuse(SipReason.BadVersion);
        }

        return IsUriText(_message.UriOffset, version - 1) ? Good : Refuse(SipReason.BadRequestUri);
    }

    // No white space, no brackets, no control bytes: two readers would cut such a line differently.
    private bool IsUriText(int offset, int end)
    {
        for (int i = offset; i < end; i++)
        {
            byte next = _bytes[i];
            if (next <= 32 || next >= 127 || next == (byte)'<' || next == (byte)'>' || next == (byte)'"')
            {
                return false;
            }
        }

        return offset < end;
    }

    // *( name HCOLON value CRLF ) CRLF body
    private int ReadHeaders(int offset)
    {
        int verdict = Good;
        while (offset < _end)
        {
            int end = LineEnd(offset);
            if (end == offset)
            {
                return ReadBody(AfterLine(end), verdict);
            }

            if (end < 0)
            {
                break;
            }

            int next = AfterLine(end);
            end = Unfold(offset, end, ref next);
            int taken = ReadHeader(offset, end);
            verdict = verdict == Good ? taken : verdict;
            offset = next;
        }

        // The empty line is missing: what there is of a request may still be answered.
        return verdict == Good ? Refuse(SipReason.CutOff) : verdict;
    }

    // A line that begins with white space goes on with the one before: its line end becomes blanks.
    private int Unfold(int offset, int end, ref int next)
    {
        while (next < _end && (_bytes[next] == (byte)' ' || _bytes[next] == (byte)'\t'))
        {
            int later = LineEnd(next);
            for (int i = end; i < next; i++)
            {
                _bytes[i] = (byte)' ';
            }

            end = later < 0 ? _end : later;
            next = later < 0 ? _end : AfterLine(later);
        }

        return end;
    }

    private int ReadHeader(int offset, int end)
    {
        // A lone carriage return would end the line for some readers.
        int nameEnd = SipText.TokenEnd(_bytes, offset, end);
        int colon = SipText.SkipBlanks(_bytes, nameEnd, end);
        if (nameEnd == offset || colon == end || _bytes[colon] != (byte)':' || ByteText.IndexOf(_bytes, offset, end - offset, CarriageReturn) >= 0)
        {
            return Refuse(SipReason.BadHeaderLine);
        }

        int value = SipText.SkipBlanks(_bytes, colon + 1, end);
        SipHeader header = SipHeaderNames.Find(_bytes, offset, nameEnd - offset);
        return _message.Add(header, value, SipText.TrimEnd(_bytes, value, end)) ? Good : Refuse(SipReason.TooManyHeaders);
    }

    // In a datagram a body may be followed by more, which is cut off; one that is too short makes the message bad (18.3).
    private int ReadBody(int offset, int verdict)
    {
        _message.BodyCount = _end - offset;
        int index = _message.Find(SipHeader.ContentLength, -1);
        if (index < 0)
        {
            return verdict;
        }

        int length;
        if (!ByteText.TryParseNumber(_bytes, _message.OffsetOf(index), _message.CountOf(index), MaxBytes, out length) || length > _message.BodyCount)
        {
            return verdict == Good ? Refuse(SipReason.BadContentLength) : verdict;
        }

        _message.BodyCount = length;
        return verdict;
    }

    // The place of the line's CR or LF; -1 when it does not end.
    private int LineEnd(int offset)
    {
        int feed = ByteText.IndexOf(_bytes, offset, _end - offset, LineFeed);
        return feed > offset && _bytes[feed - 1] == CarriageReturn ? feed - 1 : feed;
    }

    private int AfterLine(int lineEnd)
    {
        return _bytes[lineEnd] == CarriageReturn ? lineEnd + 2 : lineEnd + 1;
    }

    private int Refuse(SipReason problem)
    {
        Problem = Problem == SipReason.None ? problem : Problem;
        return SipReasons.StatusOf(problem);
    }
}
