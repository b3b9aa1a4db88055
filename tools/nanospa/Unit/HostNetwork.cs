// The PC's network as a unit sees it: real sockets, and the DHCP option and address given on the command line.

using NanoSpa.Hal;

namespace NanoSpa.Tool.Unit;

/// <summary>Wraps the real network; the PC's own DHCP client keeps its options to itself.</summary>
internal sealed class HostNetwork(INetwork sockets, uint address, string option66) : INetwork
{
    private const int TftpServerName = 66;

    public uint LocalAddress => address != 0 ? address : sockets.LocalAddress;

    public string DhcpOption(int code) => code == TftpServerName ? option66 : null;

    public IDatagramPort CreateDatagramPort() => sockets.CreateDatagramPort();

    public IConnection CreateConnection() => sockets.CreateConnection();
}
