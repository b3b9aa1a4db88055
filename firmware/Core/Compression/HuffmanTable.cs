// Code lengths in, a look-up table for a canonical Huffman code out (RFC 1951, 3.2.2, 3.2.5, 3.2.7).

using System;

namespace NanoSpa.Core;

/// <summary>
/// A table indexed by the next bits of the stream, first bit lowest. Codes longer than the root lead to a second-level
/// table behind it. Built again and again in the same arrays.
/// </summary>
public sealed class HuffmanTable
{
    /// <summary>Alphabet of the code length code: symbols 0 to 18, as values.</summary>
    public const int CodeLengths = 0;

    /// <summary>Alphabet of literals, lengths and the end of block: symbols 0 to 287.</summary>
    public const int Literals = 1;

    /// <summary>Alphabet of distances: symbols 0 to 31.</summary>
    public const int Distances = 2;

    /// <summary>Longest code, in bits.</summary>
    public const int MaxBits = 15;

    /// <summary>Most symbols of any alphabet.</summary>
    public const int MaxSymbols = 288;

    // An entry: bits 0-7 what it takes of the stream, code and extra bits; bits 8-12 what of it is code; from bit 13 a literal, or the base of a
    // length or distance, 15 bits; bits 28-30 what it is: none is a length or distance that is all there, the greatest a literal, so that one
    // comparison tells either. All extra bits of lengths that the root has room for are worked in: such an entry
    // is another length, and all of it code. A table's entry: bits 0-7 the second level's index bits, bits 8-12 one more than the root
    // has, from bit 13 its start.
    internal const int CodeShift = 8;
    internal const int CodeMask = 31;
    internal const int BaseShift = 13;
    internal const int BaseMask = 0x7FFF;
    internal const int TableFlag = 1 << 28;
    internal const int ExtraFlag = 2 << 28;
    internal const int InvalidFlag = 3 << 28;
    internal const int EndFlag = 4 << 28;
    internal const int LiteralFlag = 5 << 28;

    internal readonly int[] Entries;
    internal readonly int RootBits;

    private const int EndOfBlock = 256;
    private const int LastLength = 285;
    private const int LastDistance = 29;

    private readonly ushort[] _sorted = new ushort[MaxSymbols];
    private readonly int[] _counts = new int[MaxBits + 1];
    private readonly int[] _starts = new int[MaxBits + 2];

    /// <summary>Makes a table with 2^rootBits first-level entries and room for <paramref name="capacity"/> in all.</summary>
    public HuffmanTable(int rootBits, int capacity)
    {
        RootBits = rootBits;
        Entries = new int[capacity];
    }

    /// <summary>
    /// Builds the table of <paramref name="count"/> code lengths of 0 to 15 bits. False when more codes are given than there are,
    /// or fewer: only one code of one bit, and no distance code at all, may be incomplete; what they leave open is invalid.
    /// </summary>
    public bool Build(byte[] lengths, int offset, int count, int alphabet)
    {
        int[] counts = _counts;
        Array.Clear(counts, 0, counts.Length);
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            counts[lengths[i]]++;
        }

        int longest = 0;
        int left = 1;
        for (int length = 1; length <= MaxBits; length++)
        {
            left = (left << 1) - counts[length];
            if (left < 0)
            {
                return false;
            }

            longest = counts[length] > 0 ? length : longest;
        }

        if (left > 0)
        {
            bool allowed = longest == 1 ? alphabet != CodeLengths : longest == 0 && alphabet == Distances;
            if (!allowed)
            {
                return false;
            }

            FillRoot(InvalidFlag | Taking(1, 0));
        }

        SortByLength(lengths, offset, count);
        return FillCodes(lengths, offset, count - counts[0], longest, alphabet);
    }

    private void FillRoot(int entry)
    {
        int size = 1 << (RootBits & 31);
        for (int i = 0; i < size; i++)
        {
            Entries[i] = entry;
        }
    }

    // Symbols in the order of their codes: by length, then by number.
    private void SortByLength(byte[] lengths, int offset, int count)
    {
        int[] starts = _starts;
        ushort[] sorted = _sorted;
        starts[1] = 0;
        for (int length = 1; length <= MaxBits; length++)
        {
            starts[length + 1] = starts[length] + _counts[length];
        }

        for (int symbol = 0; symbol < count; symbol++)
        {
            int length = lengths[offset + symbol];
            if (length != 0)
            {
                sorted[starts[length]++] = (ushort)symbol;
            }
        }
    }

    // Walks the codes in order; a code is kept with its first bit lowest, as the stream brings it.
    private bool FillCodes(byte[] lengths, int offset, int codeCount, int longest, int alphabet)
    {
        int[] entries = Entries;
        ushort[] sorted = _sorted;
        int[] counts = _counts;
        int rootBits = RootBits;
        int rootSize = 1 << (rootBits & 31);
        int used = rootSize;
        int openPrefix = -1;
        int tableStart = 0;
        int tableSize = 0;
        int code = 0;
        for (int i = 0; i < codeCount; i++)
        {
            int symbol = sorted[i];
            int length = lengths[offset + symbol];
            int entry = EntryOf(symbol, length, alphabet);
            if (entry >= ExtraFlag && entry < InvalidFlag && (byte)entry <= rootBits)
            {
                FillWithExtra(entry, code);
            }
            else if (length <= rootBits)
            {
                int step = 1 << (length & 31);
                for (int place = code; place < rootSize; place += step)
                {
                    entries[place] = entry;
                }
            }
            else
            {
                int prefix = code & (rootSize - 1);
                if (prefix != openPrefix)
                {
                    int tableBits = BitsOfTable(length, longest);
                    openPrefix = prefix;
                    tableStart = used;
                    tableSize = 1 << (tableBits & 31);
                    used += tableSize;
                    if (used > entries.Length)
                    {
                        return false;
                    }

                    entries[prefix] = TableFlag | (tableStart << BaseShift) | ((rootBits + 1) << CodeShift) | tableBits;
                }

                int step = 1 << ((length - rootBits) & 31);
                for (int place = code >> (rootBits & 31); place < tableSize; place += step)
                {
                    entries[tableStart + place] = entry;
                }
            }

            counts[length]--;
            code = NextCode(code, length);
        }

        return true;
    }

    // The root's entries of a length with its extra bits worked in.
    private void FillWithExtra(int entry, int code)
    {
        int[] entries = Entries;
        int rootSize = 1 << (RootBits & 31);
        int taken = (byte)entry;
        int step = 1 << (taken & 31);
        int extraStep = 1 << ((entry >> CodeShift) & CodeMask);
        int filled = (entry & (BaseMask << BaseShift)) | Taking(taken, 0);
        for (int start = code; start < step; start += extraStep)
        {
            for (int place = start; place < rootSize; place += step)
            {
                entries[place] = filled;
            }

            filled += 1 << BaseShift;
        }
    }

    // Index bits of a second-level table that begins with a code of this length: as many as its longest code needs. _counts holds
    // the codes that are still to come.
    private int BitsOfTable(int length, int longest)
    {
        int bits = length - RootBits;
        int left = 1 << (bits & 31);
        while (RootBits + bits < longest)
        {
            left -= _counts[RootBits + bits];
            if (left <= 0)
            {
                break;
            }

            bits++;
            left <<= 1;
        }

        return bits;
    }

    // Adds one to a code whose first bit is lowest; bits that a longer code adds are zero.
    private static int NextCode(int code, int length)
    {
        int bit = 1 << ((length - 1) & 31);
        while (bit != 0 && (code & bit) != 0)
        {
            bit >>= 1;
        }

        return bit == 0 ? 0 : (code & (bit - 1)) + bit;
    }

    // What a code with its extra bits takes.
    private static int Taking(int codeBits, int extraBits)
    {
        return (codeBits << CodeShift) | (codeBits + extraBits);
    }

    private static int EntryOf(int symbol, int codeBits, int alphabet)
    {
        if (alphabet == Distances)
        {
            return symbol > LastDistance ? InvalidFlag | Taking(codeBits, 0) : DistanceEntry(symbol, codeBits);
        }

        if (symbol < EndOfBlock)
        {
            return LiteralFlag | (symbol << BaseShift) | Taking(codeBits, 0);
        }

        if (symbol == EndOfBlock || symbol > LastLength)
        {
            return (symbol == EndOfBlock ? EndFlag : InvalidFlag) | Taking(codeBits, 0);
        }

        return LengthEntry(symbol - EndOfBlock - 1, codeBits);
    }

    // RFC 1951, 3.2.5: 3 to 10 directly, then four symbols for each further extra bit, and 258 by itself.
    private static int LengthEntry(int index, int codeBits)
    {
        if (index < 8 || index == 28)
        {
            return ((index < 8 ? 3 + index : 258) << BaseShift) | Taking(codeBits, 0);
        }

        int extra = (index >> 2) - 1;
        return ExtraFlag | ((3 + ((4 + (index & 3)) << (extra & 31))) << BaseShift) | Taking(codeBits, extra);
    }

    // RFC 1951, 3.2.5: 1 and 2 directly, then two symbols for each further extra bit.
    private static int DistanceEntry(int symbol, int codeBits)
    {
        if (symbol < 2)
        {
            return ((1 + symbol) << BaseShift) | Taking(codeBits, 0);
        }

        int extra = (symbol >> 1) - 1;
        return ((1 + ((2 + (symbol & 1)) << (extra & 31))) << BaseShift) | Taking(codeBits, extra);
    }
}
