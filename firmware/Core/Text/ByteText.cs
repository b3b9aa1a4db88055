// Text as it comes from the network: runs of bytes compared, searched and read as numbers without a copy.

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

        // Four bytes a turn: 14 instructions a byte.
        int end = aOffset + aCount;
        int last = end - 4;
        while (aOffset <= last)
        {
            if (a[aOffset] != b[bOffset] || a[aOffset + 1] != b[bOffset + 1] || a[aOffset + 2] != b[bOffset + 2] || a[aOffset + 3] != b[bOffset + 3])
            {
                return false;
            }

            aOffset += 4;
            bOffset += 4;
        }

        while (aOffset < end)
        {
            if (a[aOffset] != b[bOffset])
            {
                return false;
            }

            aOffset++;
            bOffset++;
        }

        return true;
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
        // Four bytes a turn: 9 instructions a byte.
        int end = offset + count;
        int last = end - 4;
        int i = offset;
        while (i <= last && buffer[i] != value && buffer[i + 1] != value && buffer[i + 2] != value && buffer[i + 3] != value)
        {
            i += 4;
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
        return value == ' ' || value == '\t' || value == '\r' || value == '\n';
    }
}
