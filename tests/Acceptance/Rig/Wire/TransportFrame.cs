// Ethernet frames with IPv4 and UDP or TCP: their checksums, which a virtual cable leaves to hardware that is not there.

using System;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Checksums of RFC 768, 791 and 9293, computed so that a change made later is noticed by the receiver.</summary>
internal static class TransportFrame
{
    /// <summary>Behind the headers of Ethernet, IPv4 and UDP.</summary>
    public const int FirstPayloadByte = 42;

    private const int IpOffset = 14;
    private const int AddressesOffset = IpOffset + 12;
    private const int Udp = 17;
    private const int Tcp = 6;

    /// <summary>Fills in the checksum of a UDP or TCP frame; false for all other frames.</summary>
    public static bool Complete(byte[] frame)
    {
        if (frame.Length <= FirstPayloadByte || frame[12] != 8 || frame[13] != 0)
        {
            return false;
        }

        int protocol = frame[IpOffset + 9];
        int start = IpOffset + ((frame[IpOffset] & 15) * 4);
        int length = ((frame[IpOffset + 2] << 8) | frame[IpOffset + 3]) + IpOffset - start;
        if (protocol is not (Udp or Tcp) || length < 8 || start + length > frame.Length)
        {
            return false;
        }

        int at = start + (protocol == Udp ? 6 : 16);
        (frame[at], frame[at + 1]) = (0, 0);
        uint sum = Sum(frame.AsSpan(AddressesOffset, 8)) + Sum(frame.AsSpan(start, length)) + (uint)(protocol + length);
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        // 0 would mean "none" in UDP.
        ushort checksum = (ushort)~sum;
        checksum = checksum == 0 ? (ushort)0xFFFF : checksum;
        (frame[at], frame[at + 1]) = ((byte)(checksum >> 8), (byte)checksum);
        return true;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += (i & 1) == 0 ? (uint)bytes[i] << 8 : bytes[i];
        }

        return sum;
    }
}
