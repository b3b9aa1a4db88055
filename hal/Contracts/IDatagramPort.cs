// One UDP socket.

namespace NanoSpa.Hal;

/// <summary>
/// Sends and receives datagrams. Addresses are IPv4 as in <see cref="NanoSpa.Core.Ipv4"/>. Nothing blocks longer than asked,
/// platform exceptions end here.
/// </summary>
public interface IDatagramPort
{
    /// <summary>Opens the port; 0 lets the platform choose. False when it cannot be had. Opening an open port closes it first.</summary>
    bool Open(int localPort);

    /// <summary>The port number in use, 0 when closed.</summary>
    int LocalPort { get; }

    /// <summary>Sends one datagram. False when the platform refused it.</summary>
    bool Send(uint address, int port, byte[] buffer, int offset, int count);

    /// <summary>
    /// Waits at most <paramref name="waitMs"/> (0 = do not wait) for one datagram.
    /// Its length, or -1 when there is none, or -2 when the port is closed or broken (an ICMP "unreachable" counts as none).
    /// </summary>
    int Receive(byte[] buffer, int offset, int count, int waitMs);

    /// <summary>The sender of the datagram received last.</summary>
    uint RemoteAddress { get; }

    /// <summary>The sender's port of the datagram received last.</summary>
    int RemotePort { get; }

    /// <summary>Closes the port; closing twice does no harm.</summary>
    void Close();
}
