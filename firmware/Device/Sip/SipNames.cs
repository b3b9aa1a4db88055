// A proxy's name in, its addresses out, for one line at a time.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Looks up one name at a time and never waits. A dotted address needs no look-up.</summary>
internal sealed class SipNames
{
    private readonly INetwork _network;
    private readonly IRandom _random;
    private readonly NameServers _servers;
    private readonly UnitScratch _scratch;

    // Taken with the first proxy that has a name.
    private NameLookup _lookup;

    /// <summary>Queries are written to and replies are received into the unit's scratch: nothing is kept in it.</summary>
    internal SipNames(INetwork network, IRandom random, NameServers servers, UnitScratch scratch)
    {
        _network = network;
        _random = random;
        _servers = servers;
        _scratch = scratch;
    }

    /// <summary>The line whose proxy is being looked up; null for none.</summary>
    internal SipLine Line { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do.</summary>
    internal long NextDeadlineMs
    {
        get { return _lookup == null ? long.MaxValue : _lookup.NextDeadlineMs; }
    }

    /// <summary>Begins a look-up for a line; an address needs none.</summary>
    internal void Start(SipLine line, long nowMs)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        uint address;
        SipProxy.Find(line, SipField.Target, out text, out offset, out count, out port);
        if (Ipv4.TryParse(text, offset, count, out address))
        {
            line.Registration.Addresses[0] = address;
            line.Registration.AddressesFound(1, nowMs);
            return;
        }

        Line = line;
        _lookup = _lookup ?? new NameLookup(_network.CreateDatagramPort(), _random, _scratch.Output.Bytes, _scratch.Input.Bytes, _servers.Cache);
        _lookup.AskInParallel = _servers.InParallel;
        for (int slot = 0; slot < NameServers.Count; slot++)
        {
            _lookup.SetServer(slot, _servers.AddressOf(slot), _servers.PortOf(slot));
        }

        _lookup.Start(text, offset, count, nowMs);
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
        int count = _lookup.CopyAddresses(line.Registration.Addresses);
        Close();
        if (count > 0)
        {
            line.Registration.AddressesFound(count, nowMs);
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
        if (_lookup != null)
        {
            _lookup.Close();
        }
    }
}
