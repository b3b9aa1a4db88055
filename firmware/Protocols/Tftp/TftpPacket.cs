// The fields of a TFTP datagram (RFC 1350 section 5, RFC 2347): constants, and the writers of the four packets a reader sends.

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Opcodes, error codes, option texts. Every packet starts with a two-byte opcode, highest byte first.</summary>
internal static class TftpPacket
{
    internal const int ReadRequest = 1;
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

    /// <summary>Longest read request: opcode, path, mode and both options with their NULs.</summary>
    internal const int MaxRequestBytes = 2 + FileUrl.MaxPath + 1 + 6 + 13 + 8;

    /// <summary>Block length without options (RFC 1350).</summary>
    internal const int PlainBlockBytes = 512;

    /// <summary>Block length asked for: an Ethernet frame without fragments (RFC 2348).</summary>
    internal const int AskedBlockBytes = 1428;

    private static readonly byte[] ModeOctet = { (byte)'o', (byte)'c', (byte)'t', (byte)'e', (byte)'t', 0 };

    private static readonly byte[] AskedOptions =
    {
        (byte)'b', (byte)'l', (byte)'k', (byte)'s', (byte)'i', (byte)'z', (byte)'e', 0, (byte)'1', (byte)'4', (byte)'2', (byte)'8', 0,
        (byte)'t', (byte)'s', (byte)'i', (byte)'z', (byte)'e', 0, (byte)'0', 0,
    };

    /// <summary>RRQ = opcode path NUL "octet" NUL *( option NUL value NUL ). The length written.</summary>
    internal static int WriteRequest(byte[] output, byte[] path, int pathOffset, int pathBytes, bool withOptions)
    {
        output[0] = 0;
        output[1] = ReadRequest;
        Array.Copy(path, pathOffset, output, 2, pathBytes);
        int length = 2 + pathBytes;
        output[length++] = 0;
        Array.Copy(ModeOctet, 0, output, length, ModeOctet.Length);
        length += ModeOctet.Length;
        if (withOptions)
        {
            Array.Copy(AskedOptions, 0, output, length, AskedOptions.Length);
            length += AskedOptions.Length;
        }

        return length;
    }

    /// <summary>ACK = opcode block. The length written.</summary>
    internal static int WriteAcknowledge(byte[] output, int block)
    {
        output[0] = 0;
        output[1] = Acknowledge;
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
}
