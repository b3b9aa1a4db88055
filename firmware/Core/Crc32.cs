// Bytes in, their CRC-32 out (RFC 1952, section 8; ISO 3309, polynomial 0xEDB88320 reflected).

namespace NanoSpa.Core;

/// <summary>CRC-32 as gzip, zlib and PNG use it. One table of 1 KiB, made once.</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    /// <summary>
    /// Continues a checksum over <paramref name="count"/> bytes. Start with 0; the answer is the finished CRC of all
    /// bytes so far and also what to pass in for the next ones.
    /// </summary>
    public static uint Update(uint crc, byte[] buffer, int offset, int count)
    {
        uint[] table = Table;
        uint state = ~crc;
        int end = offset + count;
        int last = end - 4;
        int i = offset;

        // Four bytes a turn: 16 instructions a byte. Four tables would take 14, and 3 KiB more for as long as the unit runs.
        while (i <= last)
        {
            state = table[(byte)(state ^ buffer[i])] ^ (state >> 8);
            state = table[(byte)(state ^ buffer[i + 1])] ^ (state >> 8);
            state = table[(byte)(state ^ buffer[i + 2])] ^ (state >> 8);
            state = table[(byte)(state ^ buffer[i + 3])] ^ (state >> 8);
            i += 4;
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
