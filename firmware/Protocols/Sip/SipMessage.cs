// One SIP message as places in the datagram it came in (RFC 3261 section 7).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A borrowed datagram taken apart by <see cref="SipReader"/>: start line, header lines, body. No header is copied. Made once and reused.
/// </summary>
public sealed class SipMessage
{
    /// <summary>Header lines that are kept; a message with more is refused.</summary>
    public const int MaxHeaders = 64;

    private readonly byte[] _kinds = new byte[MaxHeaders];
    private readonly short[] _lines = new short[MaxHeaders];
    private readonly short[] _offsets = new short[MaxHeaders];
    private readonly short[] _counts = new short[MaxHeaders];

    /// <summary>The datagram.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>True for a request, false for a response.</summary>
    public bool IsRequest { get; internal set; }

    /// <summary>Of a response: 100 to 699.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>Of a request: where its method starts; of a response its reason.</summary>
    public int WordOffset { get; internal set; }

    /// <summary>Length of the method or the reason.</summary>
    public int WordCount { get; internal set; }

    /// <summary>Where the Request-URI starts.</summary>
    public int UriOffset { get; internal set; }

    /// <summary>Length of the Request-URI.</summary>
    public int UriCount { get; internal set; }

    /// <summary>Header lines.</summary>
    public int HeaderCount { get; private set; }

    /// <summary>Where the body starts.</summary>
    public int BodyOffset { get; internal set; }

    /// <summary>Length of the body.</summary>
    public int BodyCount { get; internal set; }

    /// <summary>The sequence number of CSeq; -1 when there is none or a bad one.</summary>
    public long SequenceNumber { get; internal set; }

    /// <summary>Where the method of CSeq starts.</summary>
    public int SequenceMethodOffset { get; internal set; }

    /// <summary>Length of the method of CSeq.</summary>
    public int SequenceMethodCount { get; internal set; }

    /// <summary>True for a request of this method; methods have a case.</summary>
    public bool IsMethod(string method)
    {
        return IsRequest && ByteText.Equals(Bytes, WordOffset, WordCount, method);
    }

    /// <summary>True when CSeq names this method.</summary>
    public bool IsSequenceOf(string method)
    {
        return ByteText.Equals(Bytes, SequenceMethodOffset, SequenceMethodCount, method);
    }

    /// <summary>The first header line of a kind behind <paramref name="after"/> (-1 to begin); -1 when there is none.</summary>
    public int Find(SipHeader header, int after)
    {
        for (int i = after + 1; i < HeaderCount; i++)
        {
            if (_kinds[i] == (byte)header)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What a header line is.</summary>
    public SipHeader KindOf(int index)
    {
        return (SipHeader)_kinds[index];
    }

    /// <summary>Where a header line starts, with its name.</summary>
    public int LineOf(int index)
    {
        return _lines[index];
    }

    /// <summary>Where a header's value starts, white space left out.</summary>
    public int OffsetOf(int index)
    {
        return _offsets[index];
    }

    /// <summary>Length of a header's value.</summary>
    public int CountOf(int index)
    {
        return _counts[index];
    }

    /// <summary>The offset behind a header's value.</summary>
    public int EndOf(int index)
    {
        return _offsets[index] + _counts[index];
    }

    /// <summary>Appends the value of the first header of a kind. False when there is none.</summary>
    public bool Append(SipHeader header, TextBuffer output)
    {
        int index = Find(header, -1);
        if (index >= 0)
        {
            output.Append(Bytes, _offsets[index], _counts[index]);
        }

        return index >= 0;
    }

    /// <summary>The number that is the whole value of the first header of a kind; <paramref name="otherwise"/> when there is none or it is no number.</summary>
    public int Number(SipHeader header, int otherwise)
    {
        int index = Find(header, -1);
        int number;
        return index >= 0 && ByteText.TryParseNumber(Bytes, _offsets[index], _counts[index], int.MaxValue, out number) ? number : otherwise;
    }

    internal void Clear(byte[] bytes)
    {
        Bytes = bytes;
        IsRequest = false;
        StatusCode = 0;
        WordOffset = 0;
        WordCount = 0;
        UriOffset = 0;
        UriCount = 0;
        HeaderCount = 0;
        BodyOffset = 0;
        BodyCount = 0;
        SequenceNumber = -1;
        SequenceMethodOffset = 0;
        SequenceMethodCount = 0;
    }

    internal bool Add(SipHeader header, int line, int offset, int end)
    {
        if (HeaderCount == MaxHeaders)
        {
            return false;
        }

        _kinds[HeaderCount] = (byte)header;
        _lines[HeaderCount] = (short)line;
        _offsets[HeaderCount] = (short)offset;
        _counts[HeaderCount] = (short)(end - offset);
        HeaderCount++;
        return true;
    }
}
