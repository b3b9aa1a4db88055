// Text as it comes from the network: runs of bytes compared, searched and read as numbers without a copy.

using System;

namespace NanoSpa.Core;

/// <summary>
/// Looks at text in byte arrays. A run is (buffer, offset, count) and lies inside its array. The strings compared with are
/// short and ASCII: a string's characters are walked from its start on the device.
/// </summary>
public static class ByteText
{
    /// <summary>True when the run is exactly <paramref name="text"/>.</summary>
    public static bool Equals(byte[] buffer, int offset, int count, string text)
    {
        return count == text.Length && StartsWith(buffer, offset, count, text);
    }

    /// <summary>True when two runs hold the same bytes.</summary>
    public static bool Equals(byte[] a, int aOffset, int aCount, byte[] b, int bOffset, int bCount)
    {
        if (aCount != bCount)
        {
            return false;
        }

        // Eight bytes a turn, 18 instructions and two calls; most that differ do so in the first byte. Fewer than eight unrolled, 11 a byte.
        switch (aCount)
        {
            case 0:
                return true;
            case 1:
                return a[aOffset] == b[bOffset];
            case 2:
                return a[aOffset] == b[bOffset] && a[aOffset + 1] == b[bOffset + 1];
            case 3:
                return a[aOffset] == b[bOffset] && a[aOffset + 1] == b[bOffset + 1] && a[aOffset + 2] == b[bOffset + 2];
            case 4:
            case 5:
            case 6:
            case 7:
                return a[aOffset] == b[bOffset] && a[aOffset + 1] == b[bOffset + 1] && a[aOffset + 2] == b[bOffset + 2] && a[aOffset + 3] == b[bOffset + 3]
                    && Equals(a, aOffset + 4, aCount - 4, b, bOffset + 4, aCount - 4);
            default:
                return a[aOffset] == b[bOffset] && EqualWords(a, aOffset, aOffset + aCount - 8, b, bOffset);
        }
    }

    // The last eight bytes may be some that were compared before.
    private static bool EqualWords(byte[] a, int aOffset, int aLast, byte[] b, int bOffset)
    {
        int bLast = bOffset + aLast - aOffset;
        while (aOffset < aLast)
        {
            if (BitConverter.ToUInt64(a, aOffset) != BitConverter.ToUInt64(b, bOffset))
            {
                return false;
            }

            aOffset += 8;
            bOffset += 8;
        }

        return BitConverter.ToUInt64(a, aLast) == BitConverter.ToUInt64(b, bLast);
    }

    /// <summary>True when the run is <paramref name="text"/>, with A to Z equal to a to z.</summary>
    public static bool EqualsIgnoreCase(byte[] buffer, int offset, int count, string text)
    {
        return count == text.Length && StartsWithIgnoreCase(buffer, offset, count, text);
    }

    /// <summary>True when the run begins with <paramref name="text"/>.</summary>
    public static bool StartsWith(byte[] buffer, int offset, int count, string text)
    {
        int position = offset;
        int end = offset + count;
        foreach (char wanted in text)
        {
            if (position == end || buffer[position] != wanted)
            {
                return false;
            }

            position++;
        }

        return true;
    }

    /// <summary>True when the run begins with <paramref name="text"/>, with A to Z equal to a to z.</summary>
    public static bool StartsWithIgnoreCase(byte[] buffer, int offset, int count, string text)
    {
        int position = offset;
        int end = offset + count;
        foreach (char wanted in text)
        {
            if (position == end || ToLower(buffer[position]) != ToLower((byte)wanted))
            {
                return false;
            }

            position++;
        }

        return true;
    }

    /// <summary>Index in the array of the first such byte of the run, or -1.</summary>
    public static int IndexOf(byte[] buffer, int offset, int count, byte value)
    {
        // Eight bytes a turn, 23 instructions and a call: a byte that is equal is 0 in the difference, and only below one is a 0 seen wrongly.
        int end = offset + count;
        int last = end - 8;
        int i = offset;
        ulong pattern = value * 0x0101010101010101UL;
        while (i <= last)
        {
            ulong difference = BitConverter.ToUInt64(buffer, i) ^ pattern;
            if (((difference - 0x0101010101010101UL) & ~difference & 0x8080808080808080UL) != 0)
            {
                break;
            }

            i += 8;
        }

        while (i < end && buffer[i] != value)
        {
            i++;
        }

        return i < end ? i : -1;
    }

    /// <summary>Index in the array at which <paramref name="text"/> first stands in the run, or -1.</summary>
    public static int IndexOf(byte[] buffer, int offset, int count, string text)
    {
        int end = offset + count;
        int last = end - text.Length;
        for (int i = offset; i <= last; i++)
        {
            if (StartsWith(buffer, i, end - i, text))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True when every byte is one of ASCII from space to ~.</summary>
    public static bool IsPrintable(byte[] buffer, int offset, int count)
    {
        // Eight bytes a turn, 20 instructions and a call. Subtracting borrows and adding carries only where a byte is refused anyway.
        int end = offset + count;
        int last = end - 8;
        int i = offset;
        while (i <= last)
        {
            ulong word = BitConverter.ToUInt64(buffer, i);
            if (((word | (word - 0x2020202020202020UL) | (word + 0x0101010101010101UL)) & 0x8080808080808080UL) != 0)
            {
                return false;
            }

            i += 8;
        }

        while (i < end && buffer[i] >= (byte)' ' && buffer[i] < 127)
        {
            i++;
        }

        return i == end;
    }

    /// <summary>
    /// Reads <c>1*DIGIT</c>, the whole run. False, and 0, when there is anything else in it or the number is greater than
    /// <paramref name="max"/>. Leading zeros are allowed. No length overflows it.
    /// </summary>
    public static bool TryParseNumber(byte[] buffer, int offset, int count, int max, out int value)
    {
        value = 0;
        long read = 0;
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9)
            {
                return false;
            }

            read = (read * 10) + digit;
            if (read > max)
            {
                return false;
            }
        }

        if (count <= 0)
        {
            return false;
        }

        value = (int)read;
        return true;
    }

    /// <summary>The value of a hexadecimal digit of either case, 0 to 15, or -1.</summary>
    public static int HexValue(byte digit)
    {
        if (digit >= '0' && digit <= '9')
        {
            return digit - '0';
        }

        if (digit >= 'a' && digit <= 'f')
        {
            return digit - 'a' + 10;
        }

        return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
    }

    /// <summary>A to Z as a to z; every other byte as it is.</summary>
    public static byte ToLower(byte value)
    {
        return value >= 'A' && value <= 'Z' ? (byte)(value + 32) : value;
    }

    /// <summary>True for space, tab, carriage return and line feed.</summary>
    public static bool IsWhiteSpace(byte value)
    {
        return value <= ' ' && (value == ' ' || value == '\t' || value == '\r' || value == '\n');
    }
}
