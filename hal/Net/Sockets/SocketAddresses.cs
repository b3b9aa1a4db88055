// The platform's IPAddress to and from the firmware's number (NanoSpa.Core.Ipv4).

using System.Net;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>Turns addresses round.</summary>
internal static class SocketAddresses
{
    /// <summary>The number of an address, first octet highest. An IPv6 loopback is 127.0.0.1, a mapped address its IPv4 part, any other 0.</summary>
    internal static uint ToNumber(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        if (octets.Length == 4)
        {
            return Read(octets, 0);
        }

        if (octets.Length != 16)
        {
            return 0;
        }

        for (int i = 0; i < 10; i++)
        {
            if (octets[i] != 0)
            {
                return 0;
            }
        }

        if (octets[10] == 255 && octets[11] == 255)
        {
            return Read(octets, 12);
        }

        return octets[15] == 1 && Read(octets, 10) == 0 && octets[14] == 0 ? Ipv4.Loopback : 0;
    }

    /// <summary>The platform's address of a number.</summary>
    internal static IPAddress ToAddress(uint address)
    {
        return new IPAddress(new byte[] { (byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address });
    }

    private static uint Read(byte[] octets, int offset)
    {
        return ((uint)octets[offset] << 24) | ((uint)octets[offset + 1] << 16) | ((uint)octets[offset + 2] << 8) | octets[offset + 3];
    }
}
