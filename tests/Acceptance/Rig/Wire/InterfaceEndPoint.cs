// The address of a network interface for a raw socket: struct sockaddr_ll of packet(7).

using System;
using System.Net;
using System.Net.Sockets;

namespace NanoSpa.Acceptance.Rig;

/// <summary>All protocols of one interface, by its index.</summary>
internal sealed class InterfaceEndPoint(int index) : EndPoint
{
    private const int AddressBytes = 20;
    private const int ProtocolOffset = 3;
    private const int IndexOffset = 4;

    public override AddressFamily AddressFamily => AddressFamily.Packet;

    public override SocketAddress Serialize()
    {
        var address = new SocketAddress(AddressFamily.Packet, AddressBytes) { [ProtocolOffset] = 3 };
        byte[] bytes = BitConverter.GetBytes(index);
        for (int i = 0; i < bytes.Length; i++)
        {
            address[IndexOffset + i] = bytes[i];
        }

        return address;
    }
}
