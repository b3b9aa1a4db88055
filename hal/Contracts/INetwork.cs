// The network of a board: makes ports and connections, knows its own address.

namespace NanoSpa.Hal;

/// <summary>Makes sockets; asked at start only, what it makes is reused.</summary>
public interface INetwork
{
    /// <summary>The unit's own IPv4 address of now; 127.0.0.1, or 0, while there is none that others reach.</summary>
    uint LocalAddress { get; }

    /// <summary>The text of a DHCP option (66, 150, 159, 160) as the network gave it; null when it gave none.</summary>
    string DhcpOption(int code);

    /// <summary>A closed datagram port.</summary>
    IDatagramPort CreateDatagramPort();

    /// <summary>A closed connection.</summary>
    IConnection CreateConnection();
}
