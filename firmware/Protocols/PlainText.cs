// A peer's own words as something that may stand in a log line: printable ASCII, bounded.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Cleans text that came from the network.</summary>
public static class PlainText
{
    /// <summary>Makes a space of what is not printable ASCII, from <paramref name="from"/> to the end.</summary>
    public static void Clean(TextBuffer text, int from)
    {
        byte[] bytes = text.Bytes;
        int end = text.Length;
        for (int i = from; i < end; i++)
        {
            bytes[i] = bytes[i] < 0x20 || bytes[i] > 0x7E ? (byte)' ' : bytes[i];
        }
    }

    /// <summary>Appends <paramref name="count"/> bytes up to the first NUL; what is not printable ASCII becomes a space.</summary>
    internal static void Append(byte[] text, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            byte value = text[i];
            if (value == 0)
            {
                return;
            }

            output.Append(value < 0x20 || value > 0x7E ? (byte)' ' : value);
        }
    }
}
