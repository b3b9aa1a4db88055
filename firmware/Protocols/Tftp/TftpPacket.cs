// The fields of a TFTP datagram (RFC 1350 section 5, RFC 2347): constants, and the writers of the packets that a client sends.

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Opcodes, error codes, option texts. Every packet starts with a two-byte opcode, highest byte first.</summary>
internal static class TftpPacket
{
    internal const int ReadRequest = 1;
    internal const int WriteRequest = 2;
    internal const int Data = 3;
    internal const int Acknowledge = 4;
    internal const int Error = 5;
    internal const int OptionAcknowledge = 6;

    internal const int ErrorNotFound = 1;
    internal const int ErrorTooLarge = 3;
    internal const int ErrorIllegal = 4;
    internal const int ErrorUnknownTransfer = 5;
    internal const int ErrorOption = 8;

    /// <summary>Opcode and block number.</summary>
    internal const int HeaderBytes = 4;

    /// <summary>Longest request: opcode, path, mode and both options with their NULs, the size of at most ten digits.</summary>
    internal const int MaxRequestBytes = 2 + FileUrl.MaxPath + 1 + 6 + 13 + 17;

    /// <summary>Block length without options (RFC 1350).</summary>
    internal const int PlainBlockBytes = 512;

    /// <summary>Block length asked for: an Ethernet frame without fragments (RFC 2348).</summary>
    internal const int AskedBlockBytes = 1428;

    private static readonly byte[] ModeOctet = { (byte)'o', (byte)'c', (byte)'t', (byte)'e', (byte)'t', 0 };

    private static readonly byte[] AskedOptions =
    {
        (byte)'b', (byte)'l', (byte)'k', (byte)'s', (byte)'i', (byte)'z', (byte)'e', 0, (byte)'1', (byte)'4', (byte)'2', (byte)'8', 0,
        (byte)'t', (byte)'s', (byte)'i', (byte)'z', (byte)'e', 0,
    };

    /// <summary>RRQ, WRQ = opcode path NUL "octet" NUL *( option NUL value NUL ), here without options. The length written.</summary>
    internal static int PutRequest(byte[] output, int opcode, byte[] path, int pathOffset, int pathBytes)
    {
        output[0] = 0;
        output[1] = (byte)opcode;
        Array.Copy(path, pathOffset, output, 2, pathBytes);
        int length = 2 + pathBytes;
        output[length++] = 0;
        Array.Copy(ModeOctet, 0, output, length, ModeOctet.Length);
        return length + ModeOctet.Length;
    }

    /// <summary>The options behind a request of <paramref name="length"/> bytes. The file's size is 0 for a read request (RFC 2349). The length of all.</summary>
    internal static int PutOptions(byte[] output, int length, int fileBytes)
    {
        Array.Copy(AskedOptions, 0, output, length, AskedOptions.Length);
        length = PutNumber(output, length + AskedOptions.Length, fileBytes);
        output[length++] = 0;
        return length;
    }

    /// <summary>True when a path holds a NUL or another control character: it would change the request.</summary>
    internal static bool HasControl(byte[] text, int offset, int count)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            if (text[i] < 0x20 || text[i] == 0x7F)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a datagram is long enough for its opcode. An OACK may be an opcode alone: atftpd grants nothing that way.</summary>
    internal static bool IsWhole(byte[] packet, int offset, int count)
    {
        return count >= HeaderBytes ? packet[offset] == 0 : count >= 2 && packet[offset] == 0 && packet[offset + 1] == OptionAcknowledge;
    }

    /// <summary>The block number of DATA and ACK, the code of ERROR.</summary>
    internal static int BlockOf(byte[] packet, int offset)
    {
        return (packet[offset + 2] << 8) | packet[offset + 3];
    }

    /// <summary>Puts the server's own words for an ERROR into the detail: its number and text, printable ASCII.</summary>
    internal static void ReadError(byte[] packet, int offset, int count, TextBuffer detail)
    {
        detail.Clear();
        detail.AppendNumber(BlockOf(packet, offset));
        if (count > HeaderBytes && packet[offset + HeaderBytes] != 0)
        {
            detail.Append((byte)' ');
            PlainText.Append(packet, offset + HeaderBytes, count - HeaderBytes, detail);
        }
    }

    /// <summary>ACK = opcode block. The length written.</summary>
    internal static int WriteAcknowledge(byte[] output, int block)
    {
        return PutHeader(output, Acknowledge, block);
    }

    /// <summary>The head of ACK and DATA: opcode and block. The length written.</summary>
    internal static int PutHeader(byte[] output, int opcode, int block)
    {
        output[0] = 0;
        output[1] = (byte)opcode;
        output[2] = (byte)(block >> 8);
        output[3] = (byte)block;
        return HeaderBytes;
    }

    /// <summary>ERROR = opcode code text NUL; the text is left empty. The length written.</summary>
    internal static int WriteError(byte[] output, int code)
    {
        output[0] = 0;
        output[1] = Error;
        output[2] = 0;
        output[3] = (byte)code;
        output[4] = 0;
        return HeaderBytes + 1;
    }

    // Decimal, without NUL; behind it the length so far.
    private static int PutNumber(byte[] output, int position, int value)
    {
        int divisor = 1;
        while (value / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            output[position++] = (byte)('0' + (value / divisor % 10));
        }

        return position;
    }
}
