// Network parameters in, the board's interface up, or the unit told that it is not yet.

using System;
using System.Net.NetworkInformation;
using System.Threading;
using NanoSpa.Parameters;

namespace NanoSpa.Boards.Esp32;

/// <summary>
/// The Ethernet or Wi-Fi interface. The CLR brings it up by itself with what its own flash sector says; a Wi-Fi network's name and password
/// come there by tools/flash (nanoff --networkdeployment). Parameters decide between DHCP and a static address; the sector is written
/// only when they say something else than it.
/// </summary>
internal sealed class BoardNetwork
{
    private const int WaitMs = 30000;
    private const int LookEveryMs = 100;
    private const string NoAddress = "0.0.0.0";

    private readonly BoardConsole _console;
    private readonly int _index;

    /// <summary>Finds the interface: wifi, or anything else for Ethernet. There is always one in a CLR with network.</summary>
    internal BoardNetwork(string kind, BoardConsole console)
    {
        _console = console;
        NetworkInterfaceType wanted = kind == "wifi" ? NetworkInterfaceType.Wireless80211 : NetworkInterfaceType.Ethernet;
        NetworkInterface[] all = NetworkInterface.GetAllNetworkInterfaces();
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].NetworkInterfaceType == wanted)
            {
                _index = i;
                break;
            }
        }

        MacAddress = all[_index].PhysicalAddress;
    }

    /// <summary>Six bytes.</summary>
    internal byte[] MacAddress { get; }

    /// <summary>
    /// Applies DHCP, Static_IP, NetMask and Gateway, then waits up to half a minute for an address. Without one the unit starts all the
    /// same: its fetches fail and are tried again.
    /// </summary>
    internal void Start(ParameterStore store)
    {
        Configure(store);
        int waitedMs = 0;
        string address = Address();
        while (address == NoAddress && waitedMs < WaitMs)
        {
            Thread.Sleep(LookEveryMs);
            waitedMs += LookEveryMs;
            address = Address();
        }

        _console.Show(address == NoAddress ? "The network gave no address yet" : "Address " + address);
    }

    private void Configure(ParameterStore store)
    {
        NetworkInterface own = Own();
        string address = store.Text(ParameterIndex.Static_IP);
        if (store.IsYes(ParameterIndex.DHCP) || address.Length == 0)
        {
            if (!own.IsDhcpEnabled)
            {
                own.EnableDhcp();
            }

            return;
        }

        string mask = store.Text(ParameterIndex.NetMask);
        string gateway = store.Text(ParameterIndex.Gateway);
        mask = mask.Length == 0 ? "255.255.255.0" : mask;
        gateway = gateway.Length == 0 ? NoAddress : gateway;
        if (own.IsDhcpEnabled || own.IPv4Address != address || own.IPv4SubnetMask != mask || own.IPv4GatewayAddress != gateway)
        {
            own.EnableStaticIPv4(address, mask, gateway);
        }
    }

    private string Address()
    {
        string address = Own().IPv4Address;
        return address == null || address.Length == 0 ? NoAddress : address;
    }

    // The array is a snapshot: asked anew each time.
    private NetworkInterface Own()
    {
        return NetworkInterface.GetAllNetworkInterfaces()[_index];
    }
}
