// The start of decrypted text in; whether it can be a profile out, so that the right digest and key are known (guide "File Encryption").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Tells decrypted profiles from noise. A profile is gzip with a header RFC 1952 allows, or XML-like text: of 200 bytes of noise one in
/// ten thousand million is text.
/// </summary>
public sealed class FormatProbe : IFormatProbe
{
    /// <summary>
    /// Answers less than 0 for certainly no profile, 0 for can not say yet, more than 0 for looks right.
    /// <paramref name="complete"/>: the file ends with these bytes.
    /// </summary>
    public int Probe(byte[] buffer, int offset, int count, bool complete)
    {
        int end = offset + count;
        if (count > 0 && buffer[offset] == 0x1F)
        {
            return ProbeGzip(buffer, offset, count, complete);
        }

        if (count > 0 && buffer[offset] == FormatSniffer.OpensslMagic[0])
        {
            return ProbeNested(buffer, offset, count, complete);
        }

        if (count > 0 && buffer[offset] == 0xEF)
        {
            if (count < 3)
            {
                return complete ? -1 : 0;
            }

            if (buffer[offset + 1] != 0xBB || buffer[offset + 2] != 0xBF)
            {
                return -1;
            }

            offset += 3;
        }

        return ProbeText(buffer, offset, end, complete);
    }

    // header = 1F 8B 08 flags ; the three upper flags are reserved (RFC 1952, 2.3.1)
    private static int ProbeGzip(byte[] buffer, int offset, int count, bool complete)
    {
        if (count < 4)
        {
            return complete ? -1 : 0;
        }

        return buffer[offset + 1] == 0x8B && buffer[offset + 2] == 8 && (buffer[offset + 3] & 0xE0) == 0 ? 1 : -1;
    }

    // A file encrypted twice is decrypted well; that it must not be nested is said by who sniffs it next.
    private static int ProbeNested(byte[] buffer, int offset, int count, bool complete)
    {
        byte[] magic = FormatSniffer.OpensslMagic;
        for (int i = 1; i < magic.Length && i < count; i++)
        {
            if (buffer[offset + i] != magic[i])
            {
                return -1;
            }
        }

        return count >= magic.Length ? 1 : complete ? -1 : 0;
    }

    // text = *space "<" ( first byte of a name / "!" / "?" ) *( any byte but control bytes other than space )
    private static int ProbeText(byte[] buffer, int offset, int end, bool complete)
    {
        byte[] kinds = XmlBytes.Kinds;
        while (offset < end && (kinds[buffer[offset]] & XmlBytes.Space) != 0)
        {
            offset++;
        }

        if (offset + 1 >= end)
        {
            return complete || (offset < end && buffer[offset] != (byte)'<') ? -1 : 0;
        }

        byte first = buffer[offset + 1];
        if (buffer[offset] != (byte)'<' || ((kinds[first] & XmlBytes.StartsName) == 0 && first != (byte)'!' && first != (byte)'?'))
        {
            return -1;
        }

        for (int i = offset; i < end; i++)
        {
            byte next = buffer[i];
            if (next == 127 || (next < (byte)' ' && (kinds[next] & XmlBytes.Space) == 0))
            {
                return -1;
            }
        }

        return 1;
    }
}
