// A proxy's name in, its addresses out, for one line at a time.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Looks up one name at a time and never waits. A dotted address needs no look-up.</summary>
internal sealed class SipNames
{
    private readonly NameServers _servers;
    private readonly NameLookup _lookup;
    private readonly uint[] _addresses = new uint[DnsResolver.MaxAddresses];

    /// <summary>Replies are received into a buffer that is shared: nothing is kept in it.</summary>
    internal SipNames(INetwork network, IRandom random, NameServers servers, byte[] reply)
    {
        _servers = servers;
        _lookup = new NameLookup(network.CreateDatagramPort(), random, new byte[DnsResolver.OutputCapacity], reply, servers.Cache);
    }

    /// <summary>The line whose proxy is being looked up; null for none.</summary>
    internal SipLine Line { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do.</summary>
    internal long NextDeadlineMs
    {
        get { return _lookup.NextDeadlineMs; }
    }

    /// <summary>Begins a look-up for a line; an address needs none.</summary>
    internal void Start(SipLine line, long nowMs)
    {
        TextBuffer host = line.Account.TargetHost;
        uint address;
        if (Ipv4.TryParse(host.Bytes, 0, host.Length, out address))
        {
            line.Registration.AddAddress(address, true);
            line.Registration.AddressesFound(nowMs);
            return;
        }

        Line = line;
        _lookup.AskInParallel = _servers.InParallel;
        for (int slot = 0; slot < NameServers.Count; slot++)
        {
            _lookup.SetServer(slot, _servers.AddressOf(slot), _servers.PortOf(slot));
        }

        _lookup.Start(host.Bytes, 0, host.Length, nowMs);
        Step(nowMs);
    }

    /// <summary>Goes on with the look-up, if there is one.</summary>
    internal void Step(long nowMs)
    {
        if (Line == null)
        {
            return;
        }

        _lookup.Step(nowMs, 0);
        if (_lookup.Status == TransferStatus.Busy)
        {
            return;
        }

        SipLine line = Line;
        Fault fault = _lookup.Fault;
        int count = _lookup.CopyAddresses(_addresses);
        Close();
        for (int i = 0; i < count; i++)
        {
            line.Registration.AddAddress(_addresses[i], i == 0);
        }

        if (count > 0)
        {
            line.Registration.AddressesFound(nowMs);
        }
        else
        {
            line.Registration.LookUpFailed(fault, nowMs);
        }
    }

    /// <summary>Gives up and closes the port.</summary>
    internal void Close()
    {
        Line = null;
        _lookup.Close();
    }
}
