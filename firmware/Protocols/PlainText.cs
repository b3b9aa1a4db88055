// A peer's own words as something that may stand in a log line: printable ASCII, bounded.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Cleans text that came from the network.</summary>
internal static class PlainText
{
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
