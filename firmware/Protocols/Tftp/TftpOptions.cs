// An OACK's options (RFC 2347-2349) to block length and file length.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>What a server granted. Only what was asked for may stand in it: blksize not above the asked one, tsize.</summary>
internal sealed class TftpOptions
{
    private const int SmallestBlockBytes = 8;

    private const string BlockSizeName = "blksize";
    private const string TransferSizeName = "tsize";

    /// <summary>Bytes of a full block: the granted length, or 512 when the server left the option out.</summary>
    internal int BlockBytes;

    /// <summary>Length of the file, -1 when the server did not say; of a write request its echo; never above int.MaxValue.</summary>
    internal int FileBytes;

    /// <summary>OACK = opcode *( name NUL value NUL ). False when it is malformed or holds what was not asked for.</summary>
    internal bool Parse(byte[] packet, int offset, int count)
    {
        BlockBytes = TftpPacket.PlainBlockBytes;
        FileBytes = -1;
        int end = offset + count;
        int position = offset + 2;
        while (position < end)
        {
            int nameEnd = EndOfText(packet, position, end);
            int valueEnd = nameEnd < 0 ? -1 : EndOfText(packet, nameEnd + 1, end);
            if (valueEnd < 0 || !Take(packet, position, nameEnd, valueEnd))
            {
                return false;
            }

            position = valueEnd + 1;
        }

        return true;
    }

    private bool Take(byte[] packet, int name, int nameEnd, int valueEnd)
    {
        int number = Number(packet, nameEnd + 1, valueEnd);
        if (ByteText.EqualsIgnoreCase(packet, name, nameEnd - name, BlockSizeName))
        {
            BlockBytes = number;
            return number >= SmallestBlockBytes && number <= TftpPacket.AskedBlockBytes;
        }

        FileBytes = number;
        return number >= 0 && ByteText.EqualsIgnoreCase(packet, name, nameEnd - name, TransferSizeName);
    }

    private static int EndOfText(byte[] packet, int from, int end)
    {
        for (int i = from; i < end; i++)
        {
            if (packet[i] == 0)
            {
                return i;
            }
        }

        return -1;
    }

    // 1*DIGIT; what does not fit an int counts as int.MaxValue; -1 when it is no number.
    private static int Number(byte[] packet, int from, int end)
    {
        int value = from < end ? 0 : -1;
        for (int i = from; i < end; i++)
        {
            int digit = packet[i] - (byte)'0';
            if (digit < 0 || digit > 9)
            {
                return -1;
            }

            value = value > (int.MaxValue - 9) / 10 ? int.MaxValue : (value * 10) + digit;
        }

        return value;
    }
}
