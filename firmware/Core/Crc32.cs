// Bytes in, their CRC-32 out (RFC 1952, section 8; ISO 3309, polynomial 0xEDB88320 reflected).

namespace NanoSpa.Core;

/// <summary>CRC-32 as gzip, zlib and PNG use it. Four tables of 1 KiB, made once.</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // Initialisers of one type run in the order of the text: each table may read the one before it.
    private static readonly uint[] Table0 = MakeFirst();
    private static readonly uint[] Table1 = MakeNext(Table0, Table0);
    private static readonly uint[] Table2 = MakeNext(Table0, Table1);
    private static readonly uint[] Table3 = MakeNext(Table0, Table2);

    /// <summary>
    /// Continues a checksum over <paramref name="count"/> bytes. Start with 0; the answer is the finished CRC of all
    /// bytes so far and also what to pass in for the next ones.
    /// </summary>
    public static uint Update(uint crc, byte[] buffer, int offset, int count)
    {
        uint[] t0 = Table0;
        uint[] t1 = Table1;
        uint[] t2 = Table2;
        uint[] t3 = Table3;
        uint state = ~crc;
        int end = offset + count;
        int wordEnd = end - 3;
        int i = offset;

        // Four bytes a turn, one table each: half the instructions of one byte a turn.
        while (i < wordEnd)
        {
            state = t3[(byte)(state ^ buffer[i])]
                ^ t2[(byte)((state >> 8) ^ buffer[i + 1])]
                ^ t1[(byte)((state >> 16) ^ buffer[i + 2])]
                ^ t0[(byte)((state >> 24) ^ buffer[i + 3])];
            i += 4;
        }

        while (i < end)
        {
            state = t0[(byte)(state ^ buffer[i])] ^ (state >> 8);
            i++;
        }

        return ~state;
    }

    private static uint[] MakeFirst()
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

    // The table for a byte that one more zero byte follows.
    private static uint[] MakeNext(uint[] first, uint[] previous)
    {
        uint[] table = new uint[256];
        for (int i = 0; i < 256; i++)
        {
            table[i] = first[(byte)previous[i]] ^ (previous[i] >> 8);
        }

        return table;
    }
}
