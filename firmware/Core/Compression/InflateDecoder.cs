// Deflate-compressed bytes in, the original bytes out (RFC 1951, all block types).

using System;

namespace NanoSpa.Core;

/// <summary>
/// Inflates a stream of any cutting into runs from its window, of multiples of 8 KiB but for the last one: whatever looks at them has fewer edges to look at, and how far
/// they reach before a fault does not depend on the cutting. A fault of the next sink becomes this one's. After <see cref="DecodeStatus.Done"/> no byte is taken any
/// more: <see cref="Unread"/> tells how many of the last write were left. Memory: window 32 KiB, tables 5.4 KiB, 2.3 KiB besides.
/// </summary>
public sealed class InflateDecoder : ISink
{
    /// <summary>Size of the window and greatest distance (RFC 1951, 2).</summary>
    public const int WindowBytes = 32768;

    private const int WindowMask = WindowBytes - 1;

    // A part of the window.
    private const int RunBytes = 8192;

    // From a load of 64 bits at least 57 are used: a literal of 8, and a length of 15 + 5 and a distance of 15 + 13 bits (RFC 1951, 3.2.5), or
    // literals as long as 8 bits are left.
    private const int FastInputBytes = 8;
    private const int FastLiteralBits = 57 - (2 * LiteralRootBits);

    // The literal and the longest match, which are more than 50 literals; and then there is still room for a byte.
    private const int FastOutputBytes = 1 + 258 + 1;

    // Behind it a position in bits is no int.
    private const int FastEnd = 1 << 28;

    private const int LiteralRootBits = 8;
    private const int DistanceRootBits = 8;

    // The most entries that a complete code of 286 and of 30 symbols of at most 15 bits needs behind these roots. Codes come in the order of their lengths:
    // a second table is full of codes of one length, or it is the only one of its size that is not; 128, 64, ... 4 entries.
    private const int LiteralEntries = 256 + 286 + 252;
    private const int DistanceEntries = 576;

    // RFC 1951, 3.2.7.
    private const int MaxLiteralCodes = 286;
    private const int MaxDistanceCodes = 30;
    private const int CodeLengthCodes = 19;

    // What is expected next.
    private const int BlockHeader = 0;
    private const int StoredLength = 1;
    private const int StoredComplement = 2;
    private const int StoredBytes = 3;
    private const int DynamicHeader = 4;
    private const int CodeLengthLengths = 5;
    private const int CodeLengths = 6;
    private const int Symbol = 7;
    private const int Distance = 8;
    private const int DistanceExtra = 9;
    private const int Match = 10;
    private const int StreamEnd = 11;

    // RFC 1951, 3.2.7: the order in which the lengths of the code length code come.
    private static readonly byte[] CodeLengthOrder = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

    // As many low bits as the index, up to a distance's 28: cheaper than a shift.
    private static readonly int[] LowMasks =
    {
        0, 0x1, 0x3, 0x7, 0xF, 0x1F, 0x3F, 0x7F, 0xFF, 0x1FF, 0x3FF, 0x7FF, 0xFFF, 0x1FFF, 0x3FFF, 0x7FFF, 0xFFFF, 0x1FFFF, 0x3FFFF, 0x7FFFF,
        0xFFFFF, 0x1FFFFF, 0x3FFFFF, 0x7FFFFF, 0xFFFFFF, 0x1FFFFFF, 0x3FFFFFF, 0x7FFFFFF, 0xFFFFFFF,
    };

    private readonly byte[] _window = new byte[WindowBytes];
    private readonly byte[] _lengths = new byte[MaxLiteralCodes + MaxDistanceCodes + 4];
    private readonly HuffmanTable _literals = new HuffmanTable(LiteralRootBits, LiteralEntries);

    // Holds the code length code while a dynamic block's header is read.
    private readonly HuffmanTable _distances = new HuffmanTable(DistanceRootBits, DistanceEntries);

    private ISink _next;
    private DecodeStatus _status;
    private bool _nextFinished;
    private int _state;
    private bool _lastBlock;

    // Bits read and not yet used, first one lowest; all above _bitCount are zero. Between two elements of the stream fewer than
    // eight are held, and an element that waits for input uses up all that are held: so none of an earlier write is left over.
    private int _bits;
    private int _bitCount;

    private byte[] _source;
    private int _start;
    private int _position;
    private int _end;
    private int _totalBefore;

    private int _written;
    private int _flushed;
    private bool _wrapped;

    private int _storedLeft;
    private int _literalCodes;
    private int _distanceCodes;
    private int _codeLengthCodes;
    private int _lengthIndex;
    private int _matchLength;
    private int _matchDistance;
    private int _extraBits;

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <summary>True when the fault is the next sink's own.</summary>
    public bool FaultIsOfNext { get; private set; }

    /// <summary>Bytes of the last write that lie behind the end of the stream.</summary>
    public int Unread { get; private set; }

    /// <summary>Sets where the bytes go and resets this sink, not the next one.</summary>
    public void Open(ISink next)
    {
        _next = next;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _status = DecodeStatus.More;
        _nextFinished = false;
        _state = BlockHeader;
        _lastBlock = false;
        _bits = 0;
        _bitCount = 0;
        _start = 0;
        _position = 0;
        _totalBefore = 0;
        _written = 0;
        _flushed = 0;
        _wrapped = false;
        Fault = Fault.None;
        FaultOffset = 0;
        FaultIsOfNext = false;
        Unread = 0;
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (_status != DecodeStatus.More)
        {
            Unread = count;
            return _status;
        }

        _source = buffer;
        _start = offset;
        _position = offset;
        _end = offset + count;
        while (_status == DecodeStatus.More && Step())
        {
        }

        if (_status != DecodeStatus.Failed)
        {
            Flush(_status == DecodeStatus.Done ? _written : _written & -RunBytes);
        }

        Unread = _end - _position;
        _totalBefore += _position - offset;
        _start = 0;
        _position = 0;
        _source = null;
        return _status;
    }

    /// <summary>Passes the end on. A stream that has not ended by itself is <see cref="Fault.GzipTruncated"/>.</summary>
    public DecodeStatus Finish()
    {
        if (_status == DecodeStatus.More)
        {
            return Fail(Fault.GzipTruncated, _totalBefore);
        }

        if (_status == DecodeStatus.Done && !_nextFinished)
        {
            _nextFinished = true;
            if (_next.Finish() == DecodeStatus.Failed)
            {
                TakeFaultOfNext();
            }
        }

        return _status;
    }

    // One element of the stream. False when it needs more input than there is; then nothing of it was used.
    private bool Step()
    {
        switch (_state)
        {
            case BlockHeader: return ReadBlockHeader();
            case StoredLength: return ReadStoredLength();
            case StoredComplement: return ReadStoredComplement();
            case StoredBytes: return CopyStored();
            case DynamicHeader: return ReadDynamicHeader();
            case CodeLengthLengths: return ReadCodeLengthLengths();
            case CodeLengths: return ReadCodeLengths();
            case Symbol: return ReadSymbols();
            case Distance: return ReadDistance();
            case DistanceExtra: return ReadDistanceExtra();
            case Match: return CopyMatch();
            default: return EndStream();
        }
    }

    // block = BFINAL (1 bit) BTYPE (2 bits) ...  (RFC 1951, 3.2.3)
    private bool ReadBlockHeader()
    {
        if (!Need(3))
        {
            return false;
        }

        int type = (_bits >> 1) & 3;
        if (type == 3)
        {
            Fail(Fault.DeflateBlockType, BitOffset());
            return false;
        }

        _lastBlock = (_bits & 1) != 0;
        Drop(3);
        if (type == 0)
        {
            Drop(_bitCount & 7);
            _state = StoredLength;
        }
        else if (type == 1)
        {
            BuildFixedTables();
            _state = Symbol;
        }
        else
        {
            _state = DynamicHeader;
        }

        return true;
    }

    // LEN NLEN, 16 bits each, then LEN bytes (RFC 1951, 3.2.4)
    private bool ReadStoredLength()
    {
        if (!Need(16))
        {
            return false;
        }

        _storedLeft = _bits & 0xFFFF;
        Drop(16);
        _state = StoredComplement;
        return true;
    }

    private bool ReadStoredComplement()
    {
        if (!Need(16))
        {
            return false;
        }

        if ((_bits & 0xFFFF) != (~_storedLeft & 0xFFFF))
        {
            Fail(Fault.DeflateStoredLength, BitOffset() - 2);
            return false;
        }

        Drop(16);
        _state = StoredBytes;
        return true;
    }

    private bool CopyStored()
    {
        while (_storedLeft > 0)
        {
            int run = _end - _position;
            run = run < _storedLeft ? run : _storedLeft;
            run = run < WindowBytes - _written ? run : WindowBytes - _written;
            if (run == 0)
            {
                return false;
            }

            Array.Copy(_source, _position, _window, _written, run);
            _position += run;
            _written += run;
            _storedLeft -= run;
            if (_written == WindowBytes && !Flush(WindowBytes))
            {
                return false;
            }
        }

        EndBlock();
        return true;
    }

    // RFC 1951, 3.2.6. Symbols 286, 287 and distances 30, 31 have codes and no meaning.
    private void BuildFixedTables()
    {
        byte[] lengths = _lengths;
        for (int i = 0; i < HuffmanTable.MaxSymbols; i++)
        {
            lengths[i] = (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
        }

        _literals.Build(lengths, 0, HuffmanTable.MaxSymbols, HuffmanTable.Literals);
        for (int i = 0; i < 32; i++)
        {
            lengths[i] = 5;
        }

        _distances.Build(lengths, 0, 32, HuffmanTable.Distances);
    }

    // HLIT (5 bits) HDIST (5) HCLEN (4)  (RFC 1951, 3.2.7)
    private bool ReadDynamicHeader()
    {
        if (!Need(14))
        {
            return false;
        }

        _literalCodes = (_bits & 31) + 257;
        _distanceCodes = ((_bits >> 5) & 31) + 1;
        _codeLengthCodes = ((_bits >> 10) & 15) + 4;
        if (_literalCodes > MaxLiteralCodes || _distanceCodes > MaxDistanceCodes)
        {
            Fail(Fault.DeflateCodeLengths, BitOffset());
            return false;
        }

        Drop(14);
        Array.Clear(_lengths, 0, CodeLengthCodes);
        _lengthIndex = 0;
        _state = CodeLengthLengths;
        return true;
    }

    private bool ReadCodeLengthLengths()
    {
        while (_lengthIndex < _codeLengthCodes)
        {
            if (!Need(3))
            {
                return false;
            }

            _lengths[CodeLengthOrder[_lengthIndex++]] = (byte)(_bits & 7);
            Drop(3);
        }

        if (!_distances.Build(_lengths, 0, CodeLengthCodes, HuffmanTable.CodeLengths))
        {
            Fail(Fault.DeflateCodeLengths, BitOffset());
            return false;
        }

        _lengthIndex = 0;
        _state = CodeLengths;
        return true;
    }

    private bool ReadCodeLengths()
    {
        if (IsFast())
        {
            ReadPlainCodeLengths();
            if (_lengthIndex == _literalCodes + _distanceCodes)
            {
                return BuildDynamicTables();
            }
        }

        return ReadCodeLength();
    }

    // Those that stand for themselves: 40 instructions each for 200 by the steps below, which take all others.
    private void ReadPlainCodeLengths()
    {
        int[] entries = _distances.Entries;
        byte[] lengths = _lengths;
        byte[] source = _source;
        int index = _lengthIndex;
        int end = _literalCodes + _distanceCodes;
        int bitPosition = (_position << 3) - _bitCount;
        int lastBitPosition = ((_end - FastInputBytes) << 3) + 7;
        while (index < end && bitPosition <= lastBitPosition)
        {
            int entry = entries[(byte)(BitConverter.ToUInt64(source, bitPosition >> 3) >> (bitPosition & 7))];
            byte symbol = (byte)(entry >> HuffmanTable.BaseShift);
            if (symbol > HuffmanTable.MaxBits)
            {
                break;
            }

            lengths[index++] = symbol;
            bitPosition += (byte)entry;
        }

        _lengthIndex = index;
        TakeUpTo(bitPosition);
    }

    // code-length = 0..15 / 16 (2 bits) / 17 (3 bits) / 18 (7 bits): itself, the last one 3-6 times, zero 3-10 or 11-138 times
    private bool ReadCodeLength()
    {
        int entry = Peek(_distances.Entries, DistanceRootBits);
        if (entry < 0)
        {
            return false;
        }

        int symbol = (byte)(entry >> HuffmanTable.BaseShift);
        int codeBits = (byte)entry;
        int extra = symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
        if (extra != 0 && !Need(codeBits + extra))
        {
            return false;
        }

        int repeat = symbol < 16 ? 1 : (symbol == 18 ? 11 : 3) + ((_bits >> (codeBits & 31)) & ((1 << (extra & 31)) - 1));
        if ((symbol == 16 && _lengthIndex == 0) || _lengthIndex + repeat > _literalCodes + _distanceCodes)
        {
            Fail(Fault.DeflateCodeLengths, BitOffset());
            return false;
        }

        Drop(codeBits + extra);
        byte[] lengths = _lengths;
        int index = _lengthIndex;
        byte length = symbol < 16 ? (byte)symbol : symbol == 16 ? lengths[index - 1] : (byte)0;
        int end = index + repeat;
        _lengthIndex = end;
        while (index < end)
        {
            lengths[index++] = length;
        }

        return end < _literalCodes + _distanceCodes || BuildDynamicTables();
    }

    private bool BuildDynamicTables()
    {
        if (_lengths[256] == 0
            || !_literals.Build(_lengths, 0, _literalCodes, HuffmanTable.Literals)
            || !_distances.Build(_lengths, _literalCodes, _distanceCodes, HuffmanTable.Distances))
        {
            Fail(Fault.DeflateCodeLengths, BitOffset());
            return false;
        }

        _state = Symbol;
        return true;
    }

    // The fast ways count in bits of the source, and load eight bytes at once. What is held they take out of the source again: none of it may be
    // left of an earlier write.
    private bool IsFast()
    {
        return _end - _position >= FastInputBytes && _end < FastEnd && (_bitCount == 0 || _position > _start);
    }

    // Of the byte begun last the rest is held.
    private void TakeUpTo(int bitPosition)
    {
        _position = (bitPosition + 7) >> 3;
        _bitCount = (_position << 3) - bitPosition;
        _bits = _bitCount == 0 ? 0 : _source[_position - 1] >> (8 - _bitCount);
    }

    private bool ReadSymbols()
    {
        if (IsFast() && _written <= WindowBytes - FastOutputBytes)
        {
            ReadSymbolsFast();
            if (_state != Symbol)
            {
                return true;
            }
        }

        if (_end - _position < FastInputBytes && _end >= FastInputBytes && _end < FastEnd && _position > _start && _written <= WindowBytes - FastOutputBytes)
        {
            ReadLastSymbols();
        }

        return ReadSymbol();
    }

    // symbol = literal / end-of-block / length extra-bits distance extra-bits  (RFC 1951, 3.2.5)
    // For input and window with room for any symbol: everything in locals, 64 bits loaded for each match, 92 instructions a match and 35 a
    // literal. Leaves what it can not do, faults too, to the steps below. C# masks the count of a shift by itself.
    private void ReadSymbolsFast()
    {
        int[] literals = _literals.Entries;
        int[] distances = _distances.Entries;
        int[] lowMasks = LowMasks;
        byte[] window = _window;
        byte[] source = _source;
        int written = _written;
        int bitPosition = (_position << 3) - _bitCount;
        int lastBitPosition = ((_end - FastInputBytes) << 3) + 7;
        while (written <= WindowBytes - FastOutputBytes && bitPosition <= lastBitPosition)
        {
            ulong bits = BitConverter.ToUInt64(source, bitPosition >> 3) >> (bitPosition & 7);
            int entry = literals[(byte)bits];
            int length;
            if (entry >= HuffmanTable.TableFlag)
            {
                if (entry >= HuffmanTable.LiteralFlag)
                {
                    window[written++] = (byte)(entry >> HuffmanTable.BaseShift);
                    bits >>= entry;
                    bitPosition += (byte)entry;
                    entry = literals[(byte)bits];
                    if (entry >= HuffmanTable.LiteralFlag)
                    {
                        // Literals come in runs: as many at once as there are bits for, whatever the first one took.
                        int lastLiteral = bitPosition + FastLiteralBits;
                        do
                        {
                            window[written++] = (byte)(entry >> HuffmanTable.BaseShift);
                            bits >>= entry;
                            bitPosition += (byte)entry;
                            entry = literals[(byte)bits];
                        }
                        while (entry >= HuffmanTable.LiteralFlag && bitPosition <= lastLiteral);
                        continue;
                    }
                }

                if (entry >= HuffmanTable.TableFlag && entry < HuffmanTable.ExtraFlag)
                {
                    entry = literals[((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((int)(bits >> LiteralRootBits) & lowMasks[(byte)entry])];
                    if (entry >= HuffmanTable.LiteralFlag)
                    {
                        window[written++] = (byte)(entry >> HuffmanTable.BaseShift);
                        bitPosition += (byte)entry;
                        continue;
                    }
                }

                if (entry >= HuffmanTable.InvalidFlag)
                {
                    if (entry >= HuffmanTable.EndFlag)
                    {
                        bitPosition += (byte)entry;
                        EndBlock();
                    }

                    break;
                }

                // All of a length without extra bits is code, and nothing is left to add.
                length = ((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + (((int)bits & lowMasks[(byte)entry]) >> (entry >> HuffmanTable.CodeShift));
            }
            else
            {
                length = entry >> HuffmanTable.BaseShift;
            }

            int rest = (int)(bits >> entry);
            int far = distances[(byte)rest];
            int distance = (far >> HuffmanTable.BaseShift) + ((rest & lowMasks[(byte)far]) >> (far >> HuffmanTable.CodeShift));

            // What is no distance yet, or never, has a flag, and is greater than any that can be.
            if (distance > written)
            {
                if (far >= HuffmanTable.TableFlag)
                {
                    if (far < HuffmanTable.InvalidFlag)
                    {
                        far = distances[((far >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((rest >> DistanceRootBits) & lowMasks[(byte)far])];
                    }

                    if (far >= HuffmanTable.InvalidFlag)
                    {
                        bitPosition += (byte)entry;
                        _matchLength = length;
                        _state = Distance;
                        break;
                    }

                    distance = (far >> HuffmanTable.BaseShift) + ((rest & lowMasks[(byte)far]) >> (far >> HuffmanTable.CodeShift));
                }

                if (distance > written)
                {
                    bitPosition += (byte)(entry + far);
                    int wrapped = written - distance + WindowBytes;
                    if (!_wrapped || wrapped + length > WindowBytes)
                    {
                        _matchLength = length;
                        _matchDistance = distance;
                        _state = Match;
                        break;
                    }

                    Array.Copy(window, wrapped, window, written, length);
                    written += length;
                    continue;
                }
            }

            bitPosition += (byte)(entry + far);

            // A match that overlaps itself is a repetition: each copy may be as long as what has been repeated so far.
            if (distance < length)
            {
                do
                {
                    Array.Copy(window, written - distance, window, written, distance);
                    written += distance;
                    length -= distance;
                    distance <<= 1;
                }
                while (distance < length);
            }

            Array.Copy(window, written - distance, window, written, length);
            written += length;
        }

        TakeUpTo(bitPosition);
        _written = written;
    }

    // The same for what is left of the input, seven bytes and the bits that are held, which are one word: the symbols that are wholly in it. A write ends with
    // three or four; each takes a quarter of what the steps take.
    private void ReadLastSymbols()
    {
        int[] literals = _literals.Entries;
        int[] distances = _distances.Entries;
        byte[] window = _window;
        int written = _written;
        int left = ((_end - _position) << 3) + _bitCount;
        ulong bits = left == 0 ? 0 : BitConverter.ToUInt64(_source, _end - FastInputBytes) >> (64 - left);
        while (left > 0 && written <= WindowBytes - FastOutputBytes)
        {
            int entry = literals[(byte)bits];
            if (entry >= HuffmanTable.TableFlag && entry < HuffmanTable.ExtraFlag)
            {
                entry = literals[((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((int)(bits >> LiteralRootBits) & LowMasks[(byte)entry])];
            }

            int taken = (byte)entry;
            if (entry >= HuffmanTable.LiteralFlag && taken <= left)
            {
                window[written++] = (byte)(entry >> HuffmanTable.BaseShift);
            }
            else if (entry >= HuffmanTable.InvalidFlag)
            {
                break;
            }
            else
            {
                int rest = (int)(bits >> taken);
                int far = distances[(byte)rest];
                if (far >= HuffmanTable.TableFlag && far < HuffmanTable.InvalidFlag)
                {
                    far = distances[((far >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((rest >> DistanceRootBits) & LowMasks[(byte)far])];
                }

                // A flag makes it greater than any distance.
                taken += (byte)far;
                int distance = (far >> HuffmanTable.BaseShift) + ((rest & LowMasks[(byte)far]) >> (far >> HuffmanTable.CodeShift));
                if (taken > left || distance > written)
                {
                    break;
                }

                int length = ((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + (((int)bits & LowMasks[(byte)entry]) >> (entry >> HuffmanTable.CodeShift));
                while (distance < length)
                {
                    Array.Copy(window, written - distance, window, written, distance);
                    written += distance;
                    length -= distance;
                    distance <<= 1;
                }

                Array.Copy(window, written - distance, window, written, length);
                written += length;
            }

            bits >>= taken;
            left -= taken;
        }

        TakeUpTo((_end << 3) - left);
        _written = written;
    }

    // The same for one symbol at the edge of input or window, bit by bit as needed.
    private bool ReadSymbol()
    {
        int entry = Peek(_literals.Entries, LiteralRootBits);
        if (entry < 0)
        {
            return false;
        }

        if (entry >= HuffmanTable.InvalidFlag && entry < HuffmanTable.EndFlag)
        {
            Fail(Fault.DeflateSymbol, BitOffset());
            return false;
        }

        int taken = (byte)entry;
        if (entry >= HuffmanTable.LiteralFlag)
        {
            Drop(taken);
            _window[_written++] = (byte)(entry >> HuffmanTable.BaseShift);
            return _written < WindowBytes || Flush(WindowBytes);
        }

        if (entry >= HuffmanTable.EndFlag)
        {
            Drop(taken);
            EndBlock();
            return true;
        }

        if (!Need(taken))
        {
            return false;
        }

        _matchLength = ((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((_bits & LowMasks[taken]) >> (entry >> HuffmanTable.CodeShift));
        Drop(taken);
        _state = Distance;
        return true;
    }

    private bool ReadDistance()
    {
        int entry = Peek(_distances.Entries, DistanceRootBits);
        if (entry < 0)
        {
            return false;
        }

        if (entry >= HuffmanTable.InvalidFlag)
        {
            Fail(Fault.DeflateSymbol, BitOffset());
            return false;
        }

        int codeBits = (entry >> HuffmanTable.CodeShift) & HuffmanTable.CodeMask;
        Drop(codeBits);
        _matchDistance = entry >> HuffmanTable.BaseShift;
        _extraBits = (byte)entry - codeBits;
        _state = DistanceExtra;
        return true;
    }

    private bool ReadDistanceExtra()
    {
        if (!Need(_extraBits))
        {
            return false;
        }

        _matchDistance += _bits & ((1 << (_extraBits & 31)) - 1);
        Drop(_extraBits);
        _state = Match;
        return true;
    }

    // Copies across the window's end, no more than one distance at a time.
    private bool CopyMatch()
    {
        if (_matchDistance > _written && !_wrapped)
        {
            Fail(Fault.DeflateDistance, BitOffset());
            return false;
        }

        while (_matchLength > 0)
        {
            int from = (_written - _matchDistance) & WindowMask;
            int run = _matchLength < _matchDistance ? _matchLength : _matchDistance;
            run = run < WindowBytes - _written ? run : WindowBytes - _written;
            run = run < WindowBytes - from ? run : WindowBytes - from;
            Array.Copy(_window, from, _window, _written, run);
            _written += run;
            _matchLength -= run;
            if (_written == WindowBytes && !Flush(WindowBytes))
            {
                return false;
            }
        }

        _state = Symbol;
        return true;
    }

    private void EndBlock()
    {
        _state = _lastBlock ? StreamEnd : BlockHeader;
    }

    private bool EndStream()
    {
        _bits = 0;
        _bitCount = 0;
        _status = DecodeStatus.Done;
        return false;
    }

    // The table's entry for the next bits, whose code is wholly there; -1 when input is missing.
    private int Peek(int[] entries, int rootBits)
    {
        while (true)
        {
            int entry = entries[_bits & ((1 << rootBits) - 1)];
            if (entry >= HuffmanTable.TableFlag && entry < HuffmanTable.ExtraFlag && _bitCount > rootBits)
            {
                entry = entries[((entry >> HuffmanTable.BaseShift) & HuffmanTable.BaseMask) + ((_bits >> rootBits) & LowMasks[(byte)entry])];
            }

            if (((entry >> HuffmanTable.CodeShift) & HuffmanTable.CodeMask) <= _bitCount)
            {
                return entry;
            }

            if (!Need(_bitCount + 1))
            {
                return -1;
            }
        }
    }

    // True when at least so many bits, up to 20, are held. Takes no byte more than it must.
    private bool Need(int count)
    {
        while (_bitCount < count)
        {
            if (_position == _end)
            {
                return false;
            }

            _bits |= _source[_position++] << (_bitCount & 31);
            _bitCount += 8;
        }

        return true;
    }

    private void Drop(int count)
    {
        _bits >>= count & 31;
        _bitCount -= count;
    }

    // Offset of the byte that holds the next unused bit.
    private int BitOffset()
    {
        return _totalBefore + _position - _start - ((_bitCount + 7) >> 3);
    }

    // Passes on what is in the window up to there, which is its end when that is reached.
    private bool Flush(int end)
    {
        int count = end - _flushed;
        if (count > 0 && _next.Write(_window, _flushed, count) == DecodeStatus.Failed)
        {
            TakeFaultOfNext();
            return false;
        }

        _flushed = end;
        if (end == WindowBytes)
        {
            _written = 0;
            _flushed = 0;
            _wrapped = true;
        }

        return true;
    }

    private void TakeFaultOfNext()
    {
        _status = DecodeStatus.Failed;
        Fault = _next.Fault;
        FaultOffset = _next.FaultOffset;
        FaultIsOfNext = true;
    }

    // What was decoded before the fault goes on first, so that the cutting of the input can not change which fault is seen.
    private DecodeStatus Fail(Fault fault, int offset)
    {
        if (Flush(_written))
        {
            _status = DecodeStatus.Failed;
            Fault = fault;
            FaultOffset = offset;
        }

        return _status;
    }
}
