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

    // Places in _places; behind them an offset and a length for each header line.
    private const int WordAt = 0;
    private const int UriAt = 2;
    private const int BodyCountAt = 4;
    private const int SequenceMethodAt = 5;
    private const int HeadersAt = 7;

    private readonly byte[] _kinds = new byte[MaxHeaders];
    private readonly short[] _places = new short[HeadersAt + (2 * MaxHeaders)];

    /// <summary>The datagram.</summary>
    public byte[] Bytes { get; private set; }

    /// <summary>True for a request, false for a response.</summary>
    public bool IsRequest { get; internal set; }

    /// <summary>Of a response: 100 to 699.</summary>
    public int StatusCode { get; internal set; }

    /// <summary>Of a request: where its method starts; of a response its reason.</summary>
    public int WordOffset
    {
        get { return _places[WordAt]; }
        internal set { _places[WordAt] = (short)value; }
    }

    /// <summary>Length of the method or the reason.</summary>
    public int WordCount
    {
        get { return _places[WordAt + 1]; }
        internal set { _places[WordAt + 1] = (short)value; }
    }

    /// <summary>Where the Request-URI starts.</summary>
    public int UriOffset
    {
        get { return _places[UriAt]; }
        internal set { _places[UriAt] = (short)value; }
    }

    /// <summary>Length of the Request-URI.</summary>
    public int UriCount
    {
        get { return _places[UriAt + 1]; }
        internal set { _places[UriAt + 1] = (short)value; }
    }

    /// <summary>Header lines.</summary>
    public int HeaderCount { get; private set; }

    /// <summary>Length of the body.</summary>
    public int BodyCount
    {
        get { return _places[BodyCountAt]; }
        internal set { _places[BodyCountAt] = (short)value; }
    }

    /// <summary>The sequence number of CSeq; -1 when there is none or a bad one.</summary>
    public long SequenceNumber { get; internal set; }

    /// <summary>Where the method of CSeq starts.</summary>
    public int SequenceMethodOffset
    {
        get { return _places[SequenceMethodAt]; }
        internal set { _places[SequenceMethodAt] = (short)value; }
    }

    /// <summary>Length of the method of CSeq.</summary>
    public int SequenceMethodCount
    {
        get { return _places[SequenceMethodAt + 1]; }
        internal set { _places[SequenceMethodAt + 1] = (short)value; }
    }

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

    /// <summary>Where a header's value starts, white space left out.</summary>
    public int OffsetOf(int index)
    {
        return _places[HeadersAt + (2 * index)];
    }

    /// <summary>Length of a header's value.</summary>
    public int CountOf(int index)
    {
        return _places[HeadersAt + (2 * index) + 1];
    }

    /// <summary>The offset behind a header's value.</summary>
    public int EndOf(int index)
    {
        return OffsetOf(index) + CountOf(index);
    }

    /// <summary>The number that is the whole value of the first header of a kind; <paramref name="otherwise"/> when there is none or it is no number.</summary>
    public int Number(SipHeader header, int otherwise)
    {
        int index = Find(header, -1);
        int number;
        return index >= 0 && ByteText.TryParseNumber(Bytes, _places[HeadersAt + (2 * index)], _places[HeadersAt + (2 * index) + 1], int.MaxValue, out number) ? number : otherwise;
    }

    internal void Clear(byte[] bytes)
    {
        Bytes = bytes;
        IsRequest = false;
        StatusCode = 0;
        HeaderCount = 0;
        for (int i = 0; i < HeadersAt; i++)
        {
            _places[i] = 0;
        }

        SequenceNumber = -1;
    }

    internal bool Add(SipHeader header, int offset, int end)
    {
        if (HeaderCount == MaxHeaders)
        {
            return false;
        }

        _kinds[HeaderCount] = (byte)header;
        _places[HeadersAt + (2 * HeaderCount)] = (short)offset;
        _places[HeadersAt + (2 * HeaderCount) + 1] = (short)(end - offset);
        HeaderCount++;
        return true;
    }
}
