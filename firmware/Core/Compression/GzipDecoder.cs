// A gzip file in, the original bytes out (RFC 1952: all header fields, concatenated members, zero padding behind them).

using System;

namespace NanoSpa.Core;

/// <summary>
/// Unpacks gzip and checks everything that the format lets one check. Bytes go on before the checksum behind them is known:
/// what is made of them may count only after <see cref="Finish"/> has answered Done. A fault of the next sink becomes
/// this one's. Memory: that of <see cref="InflateDecoder"/>, and the CRC-32's shared table of 1 KiB.
/// </summary>
public sealed class GzipDecoder : ISink
{
    private const byte Magic1 = 0x1F;
    private const byte Magic2 = 0x8B;
    private const byte MethodDeflate = 8;

    // FLG, RFC 1952, 2.3.1.
    private const int FlagHeaderCrc = 2;
    private const int FlagExtra = 4;
    private const int FlagName = 8;
    private const int FlagComment = 16;
    private const int ReservedFlags = 0xE0;

    // ID1 ID2 CM FLG MTIME(4) XFL OS.
    private const int FixedHeaderBytes = 10;
    private const int TrailerBytes = 8;

    // What is expected next, in the order of a member.
    private const int FixedHeader = 0;
    private const int ExtraLength = 1;
    private const int Extra = 2;
    private const int Name = 3;
    private const int Comment = 4;
    private const int HeaderCrc = 5;
    private const int Body = 6;
    private const int Trailer = 7;
    private const int NextMember = 8;
    private const int Padding = 9;

    private readonly InflateDecoder _inflate = new InflateDecoder();
    private readonly ChecksumSink _checksum = new ChecksumSink();
    private readonly byte[] _field = new byte[TrailerBytes];
    private ISink _next;
    private DecodeStatus _status;
    private int _state;
    private int _flags;
    private int _fieldCount;
    private int _extraLeft;
    private uint _headerCrc;
    private bool _firstMember;
    private int _memberOffset;
    private int _bodyOffset;
    private int _total;

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <summary>Sets where the bytes go and resets this sink, not the next one.</summary>
    public void Open(ISink next)
    {
        _next = next;
        _checksum.Next = next;
        _inflate.Open(_checksum);
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _status = DecodeStatus.More;
        _firstMember = true;
        _total = 0;
        Fault = Fault.None;
        FaultOffset = 0;
        BeginMember();
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        while (offset < end && _status == DecodeStatus.More)
        {
            int state = _state;
            int taken = Step(buffer, offset, end - offset);
            if (state < HeaderCrc)
            {
                _headerCrc = Crc32.Update(_headerCrc, buffer, offset, taken);
            }

            offset += taken;
            _total += taken;
        }

        return _status;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (_status != DecodeStatus.More)
        {
            return _status;
        }

        if (_state != NextMember && _state != Padding)
        {
            return Fail(Fault.GzipTruncated, _total);
        }

        if (_next.Finish() == DecodeStatus.Failed)
        {
            return Fail(_next.Fault, _next.FaultOffset);
        }

        _status = DecodeStatus.Done;
        return _status;
    }

    // Takes bytes of what is expected next; answers how many. _total is the offset of the first of them.
    private int Step(byte[] buffer, int offset, int count)
    {
        switch (_state)
        {
            case FixedHeader: return TakeFixedHeader(buffer[offset]);
            case ExtraLength: return TakeExtraLength(buffer, offset, count);
            case Extra: return SkipExtra(count);
            case Name:
            case Comment: return SkipText(buffer, offset, count);
            case HeaderCrc: return TakeHeaderCrc(buffer, offset, count);
            case Body: return TakeBody(buffer, offset, count);
            case Trailer: return TakeTrailer(buffer, offset, count);
            case NextMember: return TakeNextMember(buffer[offset]);
            default: return SkipPadding(buffer, offset, count);
        }
    }

    private int TakeFixedHeader(byte value)
    {
        switch (_fieldCount)
        {
            case 0:
            case 1:
                if (value != (_fieldCount == 0 ? Magic1 : Magic2))
                {
                    Fail(_firstMember ? Fault.GzipHeader : Fault.GzipTrailing, _firstMember ? _total : _memberOffset);
                }

                break;

            case 2:
                if (value != MethodDeflate)
                {
                    Fail(Fault.GzipMethod, _total);
                }

                break;

            case 3:
                if ((value & ReservedFlags) != 0)
                {
                    Fail(Fault.GzipFlags, _total);
                }

                _flags = value;
                break;

            default:
                break;
        }

        _fieldCount++;
        if (_fieldCount == FixedHeaderBytes)
        {
            AdvanceHeader(1);
        }

        return 1;
    }

    // XLEN (2 bytes), then so many bytes.
    private int TakeExtraLength(byte[] buffer, int offset, int count)
    {
        int taken = TakeField(buffer, offset, count, 2);
        if (_fieldCount == 2)
        {
            _extraLeft = _field[0] | (_field[1] << 8);
            AdvanceHeader(taken);
        }

        return taken;
    }

    private int SkipExtra(int count)
    {
        int taken = count < _extraLeft ? count : _extraLeft;
        _extraLeft -= taken;
        if (_extraLeft == 0)
        {
            AdvanceHeader(taken);
        }

        return taken;
    }

    // *OCTET NUL
    private int SkipText(byte[] buffer, int offset, int count)
    {
        int terminator = ByteText.IndexOf(buffer, offset, count, 0);
        if (terminator < 0)
        {
            return count;
        }

        int taken = terminator + 1 - offset;
        AdvanceHeader(taken);
        return taken;
    }

    // CRC16: the lower half of the CRC-32 of all header bytes before it.
    private int TakeHeaderCrc(byte[] buffer, int offset, int count)
    {
        int taken = TakeField(buffer, offset, count, 2);
        if (_fieldCount == 2)
        {
            if ((uint)(_field[0] | (_field[1] << 8)) != (_headerCrc & 0xFFFF))
            {
                Fail(Fault.GzipHeaderCrc, _total + taken - 2);
            }

            AdvanceHeader(taken);
        }

        return taken;
    }

    private int TakeBody(byte[] buffer, int offset, int count)
    {
        DecodeStatus answer = _inflate.Write(buffer, offset, count);
        if (answer == DecodeStatus.Failed)
        {
            Fail(_inflate.Fault, _inflate.FaultIsOfNext ? _inflate.FaultOffset : _bodyOffset + _inflate.FaultOffset);
        }
        else if (answer == DecodeStatus.Done)
        {
            _fieldCount = 0;
            _state = Trailer;
        }

        return count - _inflate.Unread;
    }

    // CRC32 ISIZE, 4 bytes each.
    private int TakeTrailer(byte[] buffer, int offset, int count)
    {
        int taken = TakeField(buffer, offset, count, TrailerBytes);
        if (_fieldCount == TrailerBytes)
        {
            int trailerOffset = _total + taken - TrailerBytes;
            if (BitConverter.ToUInt32(_field, 0) != _checksum.Crc)
            {
                Fail(Fault.GzipCrc, trailerOffset);
            }
            else if (BitConverter.ToUInt32(_field, 4) != _checksum.LengthBytes)
            {
                Fail(Fault.GzipLength, trailerOffset + 4);
            }

            _firstMember = false;
            _state = NextMember;
        }

        return taken;
    }

    // file = 1*member *NUL
    private int TakeNextMember(byte value)
    {
        if (value == 0)
        {
            _state = Padding;
        }
        else
        {
            BeginMember();
        }

        return 0;
    }

    private int SkipPadding(byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (buffer[offset + i] != 0)
            {
                Fail(Fault.GzipTrailing, _total + i);
                return i;
            }
        }

        return count;
    }

    private void BeginMember()
    {
        _state = FixedHeader;
        _fieldCount = 0;
        _headerCrc = 0;
        _memberOffset = _total;
        _checksum.Reset();
        _inflate.Reset();
    }

    // To the next part of the header that the flags announce; taken are the bytes of the part that ends.
    private void AdvanceHeader(int taken)
    {
        do
        {
            _state++;
        }
        while (!IsPresent(_state));
        _fieldCount = 0;
        _bodyOffset = _total + taken;
    }

    private bool IsPresent(int state)
    {
        switch (state)
        {
            case ExtraLength:
            case Extra: return (_flags & FlagExtra) != 0;
            case Name: return (_flags & FlagName) != 0;
            case Comment: return (_flags & FlagComment) != 0;
            case HeaderCrc: return (_flags & FlagHeaderCrc) != 0;
            default: return true;
        }
    }

    private int TakeField(byte[] buffer, int offset, int count, int fieldBytes)
    {
        int taken = count < fieldBytes - _fieldCount ? count : fieldBytes - _fieldCount;
        Array.Copy(buffer, offset, _field, _fieldCount, taken);
        _fieldCount += taken;
        return taken;
    }

    private DecodeStatus Fail(Fault fault, int offset)
    {
        if (_status != DecodeStatus.Failed)
        {
            Fault = fault;
            FaultOffset = offset;
            _status = DecodeStatus.Failed;
        }

        return _status;
    }

    // Counts and sums what inflate puts out on its way to the next sink.
    private sealed class ChecksumSink : ISink
    {
        internal ISink Next;
        internal uint Crc;
        internal uint LengthBytes;

        public Fault Fault => Next.Fault;

        public int FaultOffset => Next.FaultOffset;

        public void Reset()
        {
            Crc = 0;
            LengthBytes = 0;
        }

        public DecodeStatus Write(byte[] buffer, int offset, int count)
        {
            Crc = Crc32.Update(Crc, buffer, offset, count);
            LengthBytes += (uint)count;
            return Next.Write(buffer, offset, count);
        }

        public DecodeStatus Finish()
        {
            return Next.Finish();
        }
    }
}
