// The PC's sockets as one unit of a fleet has them: counted, and with connections that wait their turn.

using NanoSpa.Hal;

namespace NanoSpa.Tool.Fleet;

/// <summary>Wraps the network that all units share. No DHCP options: a fleet's URL names its server.</summary>
internal sealed class FleetNetwork(INetwork sockets, FleetTraffic traffic, ConnectGate gate, int dnsPort) : INetwork
{
    public uint LocalAddress => sockets.LocalAddress;

    public string DhcpOption(int code) => null;

    public IDatagramPort CreateDatagramPort() => new FleetPort(sockets.CreateDatagramPort(), traffic, dnsPort);

    public IConnection CreateConnection() => new FleetConnection(sockets.CreateConnection(), traffic, gate);
}
