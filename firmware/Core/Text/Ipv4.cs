// IPv4 addresses as one unsigned number, first octet highest, and their dotted text.

namespace NanoSpa.Core;

/// <summary>Reads and writes dotted IPv4 addresses. 0 stands for "none".</summary>
public static class Ipv4
{
    /// <summary>127.0.0.1.</summary>
    public const uint Loopback = 0x7F000001;

    /// <summary>255.255.255.255.</summary>
    public const uint Broadcast = 0xFFFFFFFF;

    /// <summary>Reads <c>a.b.c.d</c>, each 0 to 255, at most three digits. False when the text is anything else.</summary>
    public static bool TryParse(byte[] text, int offset, int count, out uint address)
    {
        address = 0;
        int end = offset + count;
        int position = offset;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (position >= end || text[position] != (byte)'.')
                {
                    return false;
                }

                position++;
            }

            int value = 0;
            int digits = 0;
            while (position < end && digits < 3 && text[position] >= (byte)'0' && text[position] <= (byte)'9')
            {
                value = (value * 10) + text[position] - (byte)'0';
                position++;
                digits++;
            }

            if (digits == 0 || value > 255)
            {
                return false;
            }

            address = (address << 8) | (uint)value;
        }

        return position == end;
    }

    /// <summary>Appends <c>a.b.c.d</c>.</summary>
    public static void Append(uint address, TextBuffer output)
    {
        output.AppendNumber((byte)(address >> 24));
        output.Append((byte)'.');
        output.AppendNumber((byte)(address >> 16));
        output.Append((byte)'.');
        output.AppendNumber((byte)(address >> 8));
        output.Append((byte)'.');
        output.AppendNumber((byte)address);
    }
}
