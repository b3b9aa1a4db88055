// A value in, whether a field of a page can show it and give it back unchanged out (RFC 3629).

namespace NanoSpa.Device;

/// <summary>Pages are UTF-8: what is none, or holds control bytes, would come back as something else.</summary>
public static class ShownText
{
    /// <summary>True for well-formed UTF-8 without control bytes but tab, line feed and carriage return.</summary>
    public static bool IsShown(byte[] value, int offset, int count)
    {
        int end = offset + count;
        int position = offset;
        while (position < end)
        {
            int length = LengthAt(value, position, end);
            if (length == 0)
            {
                return false;
            }

            position += length;
        }

        return true;
    }

    /// <summary>True when the value has a tab, a line feed or a carriage return in it: a text area shows it, a line does not.</summary>
    public static bool HasLines(byte[] value, int offset, int count)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            if (value[i] < 32)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a browser that was shown the one gives back the other: all but carriage returns is the same.</summary>
    public static bool IsSame(byte[] shown, int offset, int count, byte[] given, int givenOffset, int givenCount)
    {
        int end = offset + count;
        int givenEnd = givenOffset + givenCount;
        while (true)
        {
            while (offset < end && shown[offset] == (byte)'\r')
            {
                offset++;
            }

            while (givenOffset < givenEnd && given[givenOffset] == (byte)'\r')
            {
                givenOffset++;
            }

            if (offset == end || givenOffset == givenEnd)
            {
                return offset == end && givenOffset == givenEnd;
            }

            if (shown[offset++] != given[givenOffset++])
            {
                return false;
            }
        }
    }

    // Bytes of the character at a position; 0 when there is none that a page shows.
    private static int LengthAt(byte[] value, int position, int end)
    {
        // char = %x20-7E / %xC2-DF tail / %xE0-EF 2tail / %xF0-F4 3tail ; neither overlong nor a surrogate nor beyond 10FFFF
        byte first = value[position];
        if (first < 0x80)
        {
            bool isShown = (first >= 32 && first != 127) || first == (byte)'\t' || first == (byte)'\n' || first == (byte)'\r';
            return isShown ? 1 : 0;
        }

        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        if (length == 0 || position + length > end)
        {
            return 0;
        }

        for (int i = 1; i < length; i++)
        {
            if ((value[position + i] & 0xC0) != 0x80)
            {
                return 0;
            }
        }

        byte second = value[position + 1];
        bool isBad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
        return isBad ? 0 : length;
    }
}
