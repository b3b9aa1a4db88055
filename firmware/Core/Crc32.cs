// Bytes in, their CRC-32 out (RFC 1952, section 8; ISO 3309, polynomial 0xEDB88320 reflected).

using System;

namespace NanoSpa.Core;

/// <summary>
/// CRC-32 as gzip, zlib and PNG use it. Short runs by one table of 1 KiB, made once; most of a long run without it, by a multiple of the
/// polynomial that has five terms (S. Russell, "Chorba", arXiv 2412.16398).
/// </summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private const int WordBytes = 8;

    // What a turn of the folding takes, and how far what it leaves reaches into the bytes behind it.
    private const int FoldBytes = 5 * WordBytes;

    // One word to start with, one turn, and what that leaves.
    private const int ShortestFold = WordBytes + (2 * FoldBytes);

    private static readonly uint[] Table = MakeTable();

    /// <summary>
    /// Continues a checksum over <paramref name="count"/> bytes. Start with 0; the answer is the finished CRC of all
    /// bytes so far and also what to pass in for the next ones.
    /// </summary>
    public static uint Update(uint crc, byte[] buffer, int offset, int count)
    {
        uint[] table = Table;
        int end = offset + count;
        int last = end - WordBytes;
        int i = offset;

        // What is to be added to the next five words: at first the state, and nothing but the state whenever fewer than five are left.
        ulong p0 = ~crc;
        ulong p1 = 0;
        ulong p2 = 0;
        ulong p3 = 0;
        ulong p4 = 0;
        if (count >= ShortestFold)
        {
            // x^300 + x^155 + x^117 + x^89 + 1 is a multiple of the polynomial: a bit that is put in again 145, 183, 211 and 300 bits later may
            // be taken away. So a word goes into the second to fifth behind it. Five words a turn, each in the local of the one before
            // that nothing needs any more: 5 instructions a byte and a call a word.
            ulong a = 0;
            ulong b = 0;
            ulong c = 0;
            ulong d = 0;
            ulong e = BitConverter.ToUInt64(buffer, i) ^ p0;
            int lastFold = end - (2 * FoldBytes);
            i += WordBytes;
            while (i <= lastFold)
            {
                a = BitConverter.ToUInt64(buffer, i) ^ (d << 17) ^ (d << 55) ^ (c >> 47) ^ (c >> 9) ^ (c << 19) ^ (b >> 45) ^ (b << 44) ^ (a >> 20);
                b = BitConverter.ToUInt64(buffer, i + 8) ^ (e << 17) ^ (e << 55) ^ (d >> 47) ^ (d >> 9) ^ (d << 19) ^ (c >> 45) ^ (c << 44) ^ (b >> 20);
                c = BitConverter.ToUInt64(buffer, i + 16) ^ (a << 17) ^ (a << 55) ^ (e >> 47) ^ (e >> 9) ^ (e << 19) ^ (d >> 45) ^ (d << 44) ^ (c >> 20);
                d = BitConverter.ToUInt64(buffer, i + 24) ^ (b << 17) ^ (b << 55) ^ (a >> 47) ^ (a >> 9) ^ (a << 19) ^ (e >> 45) ^ (e << 44) ^ (d >> 20);
                e = BitConverter.ToUInt64(buffer, i + 32) ^ (c << 17) ^ (c << 55) ^ (b >> 47) ^ (b >> 9) ^ (b << 19) ^ (a >> 45) ^ (a << 44) ^ (e >> 20);
                i += FoldBytes;
            }

            // By words as long as five are behind it.
            lastFold += FoldBytes - WordBytes;
            while (i <= lastFold)
            {
                ulong next = BitConverter.ToUInt64(buffer, i) ^ (d << 17) ^ (d << 55) ^ (c >> 47) ^ (c >> 9) ^ (c << 19) ^ (b >> 45) ^ (b << 44) ^ (a >> 20);
                a = b;
                b = c;
                c = d;
                d = e;
                e = next;
                i += WordBytes;
            }

            p0 = (d << 17) ^ (d << 55) ^ (c >> 47) ^ (c >> 9) ^ (c << 19) ^ (b >> 45) ^ (b << 44) ^ (a >> 20);
            p1 = (e << 17) ^ (e << 55) ^ (d >> 47) ^ (d >> 9) ^ (d << 19) ^ (c >> 45) ^ (c << 44) ^ (b >> 20);
            p2 = (e >> 47) ^ (e >> 9) ^ (e << 19) ^ (d >> 45) ^ (d << 44) ^ (c >> 20);
            p3 = (e >> 45) ^ (e << 44) ^ (d >> 20);
            p4 = e >> 20;
        }

        uint state = (uint)p0;

        // The rest, and all of a short run: 13 instructions a byte and a call a word.
        while (i <= last)
        {
            ulong word = BitConverter.ToUInt64(buffer, i) ^ p0;
            state = (uint)word;
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8) ^ (uint)(word >> 32);
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8);
            state = table[(byte)state] ^ (state >> 8);
            p0 = p1 ^ state;
            p1 = p2;
            p2 = p3;
            p3 = p4;
            p4 = 0;
            i += WordBytes;
        }

        while (i < end)
        {
            state = table[(byte)(state ^ buffer[i])] ^ (state >> 8);
            i++;
        }

        return ~state;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (int i = 0; i < 256; i++)
        {
            uint value = (uint)i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
