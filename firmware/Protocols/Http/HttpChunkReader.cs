// The framing of a chunked body: sizes, extensions and trailers are taken out, the data in between is told by its length (RFC 9112, 7.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Takes framing bytes only: when <see cref="DataBytes"/> is above 0, that many bytes of data come next and are the caller's, who says so
/// by <see cref="TookData"/>. Extensions have 1,024 bytes a chunk, trailers 8 KiB in all.
/// </summary>
internal sealed class HttpChunkReader
{
    private const int MaxExtensionBytes = 1024;
    private const int MaxTrailerBytes = 8192;
    private const int MaxSizeDigits = 8;

    // What is expected next.
    private const int SizeDigit = 0;
    private const int Extension = 1;
    private const int DataEnd = 2;
    private const int TrailerStart = 3;
    private const int Trailer = 4;
    private const int SizeLineEnd = 5;
    private const int DataLineEnd = 6;
    private const int LastLineEnd = 7;

    private int _expected;
    private long _size;
    private int _digits;
    private int _counted;

    /// <summary>Bytes of data that come next; 0 while framing comes next.</summary>
    internal int DataBytes { get; private set; }

    /// <summary>True after the last chunk and its trailers.</summary>
    internal bool Ended { get; private set; }

    /// <summary>What is wrong with the framing: the fault's offset is that of the next byte to be taken.</summary>
    internal Fault Fault { get; private set; }

    internal void Reset()
    {
        _expected = SizeDigit;
        _size = 0;
        _digits = 0;
        _counted = 0;
        DataBytes = 0;
        Ended = false;
        Fault = Fault.None;
    }

    /// <summary>Says that data was taken.</summary>
    internal void TookData(int count)
    {
        DataBytes -= count;
        if (DataBytes == 0)
        {
            _expected = DataEnd;
        }
    }

    /// <summary>Takes framing up to data, the end or a fault. The bytes taken, the wrong one not among them.</summary>
    internal int Take(byte[] buffer, int offset, int count)
    {
        int taken = 0;
        while (taken < count && DataBytes == 0 && !Ended)
        {
            TakeByte(buffer[offset + taken]);
            if (Fault != Fault.None)
            {
                break;
            }

            taken++;
        }

        return taken;
    }

    // chunk = 1*HEXDIG [ extension ] CRLF data CRLF; last = 1*"0" [ extension ] CRLF *( trailer CRLF ) CRLF; LF alone is forgiven.
    private void TakeByte(byte value)
    {
        switch (_expected)
        {
            case SizeDigit:
                TakeSize(value);
                break;
            case Extension:
                TakeExtension(value);
                break;
            case SizeLineEnd:
                if (IsLineFeed(value))
                {
                    EndSize();
                }

                break;
            case DataEnd:
                if (value == 13)
                {
                    _expected = DataLineEnd;
                }
                else if (IsLineFeed(value))
                {
                    _expected = SizeDigit;
                }

                break;
            case DataLineEnd:
                if (IsLineFeed(value))
                {
                    _expected = SizeDigit;
                }

                break;
            case LastLineEnd:
                Ended = IsLineFeed(value);
                break;
            default:
                TakeTrailer(value);
                break;
        }
    }

    private void TakeSize(byte value)
    {
        int digit = value >= '0' && value <= '9' ? value - '0'
            : value >= 'a' && value <= 'f' ? value - 'a' + 10
            : value >= 'A' && value <= 'F' ? value - 'A' + 10 : -1;
        if (digit >= 0)
        {
            _size = (_size * 16) + digit;
            _digits++;
            if (_digits > MaxSizeDigits || _size > int.MaxValue)
            {
                Fault = Fault.HttpChunk;
            }

            return;
        }

        if (_digits == 0)
        {
            Fault = Fault.HttpChunk;
            return;
        }

        switch (value)
        {
            case 13:
                _expected = SizeLineEnd;
                break;
            case 10:
                EndSize();
                break;
            case (byte)' ':
            case 9:
            case (byte)';':
                _expected = Extension;
                break;
            default:
                Fault = Fault.HttpChunk;
                break;
        }
    }

    private void TakeExtension(byte value)
    {
        _counted++;
        if (value == 10)
        {
            EndSize();
        }
        else if (value == 13)
        {
            _expected = SizeLineEnd;
        }
        else if (_counted > MaxExtensionBytes)
        {
            Fault = Fault.HttpChunk;
        }
    }

    private void TakeTrailer(byte value)
    {
        _counted++;
        if (_counted > MaxTrailerBytes)
        {
            Fault = Fault.HttpHeaderTooLong;
        }
        else if (_expected == Trailer)
        {
            _expected = value == 10 ? TrailerStart : Trailer;
        }
        else
        {
            Ended = value == 10;
            _expected = value == 13 ? LastLineEnd : Trailer;
        }
    }

    private bool IsLineFeed(byte value)
    {
        if (value != 10)
        {
            Fault = Fault.HttpChunk;
        }

        return value == 10;
    }

    private void EndSize()
    {
        DataBytes = (int)_size;
        _expected = _size == 0 ? TrailerStart : DataEnd;
        _size = 0;
        _digits = 0;
        _counted = 0;
    }
}
