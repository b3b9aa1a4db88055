// A proxy's name in, its addresses out: the unit's own resolver on a port, one line at a time (RFC 1035).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Looks up one name at a time and never waits. A dotted address needs no look-up.</summary>
internal sealed class SipNames
{
    private const int IdCount = 65536;

    private readonly NameServers _servers;
    private readonly IRandom _random;
    private readonly IDatagramPort _port;
    private readonly byte[] _query = new byte[DnsResolver.OutputCapacity];
    private readonly byte[] _reply;
    private readonly DnsResolver _resolver;

    /// <summary>Replies are received into a buffer that is shared: nothing is kept in it.</summary>
    internal SipNames(INetwork network, IRandom random, NameServers servers, byte[] reply)
    {
        _servers = servers;
        _random = random;
        _reply = reply;
        _port = network.CreateDatagramPort();
        _resolver = new DnsResolver(_query);
    }

    /// <summary>The line whose proxy is being looked up; null for none.</summary>
    internal SipLine Line { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do.</summary>
    internal long NextDeadlineMs
    {
        get { return _resolver.NextDeadlineMs; }
    }

    /// <summary>Begins a look-up for a line, or ends it at once.</summary>
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
        _resolver.AskInParallel = _servers.InParallel;
        for (int slot = 0; slot < NameServers.Count; slot++)
        {
            _resolver.SetServer(slot, _servers.AddressOf(slot), _servers.PortOf(slot));
        }

        _resolver.Start(host.Bytes, 0, host.Length, _random.Next(IdCount), nowMs);
        Send();
        EndWhenDone(nowMs);
    }

    /// <summary>Goes on. True when something came.</summary>
    internal bool Step(long nowMs)
    {
        if (Line == null)
        {
            return false;
        }

        int received = _port.LocalPort == 0 ? 0 : _port.Receive(_reply, 0, _reply.Length, 0);
        if (received > 0)
        {
            _resolver.Receive(_port.RemoteAddress, _port.RemotePort, _reply, 0, received, nowMs);
        }

        _resolver.Step(nowMs);
        Send();
        EndWhenDone(nowMs);
        return received > 0;
    }

    /// <summary>Gives up and closes the port.</summary>
    internal void Close()
    {
        Line = null;
        _resolver.Cancel();
        _port.Close();
    }

    // With both servers asked at once there is one output after the other.
    private void Send()
    {
        while (_resolver.OutputBytes > 0)
        {
            if (_port.LocalPort != 0 || _port.Open(0))
            {
                _port.Send(_resolver.OutputAddress, _resolver.OutputPort, _query, 0, _resolver.OutputBytes);
            }

            _resolver.OutputSent();
        }
    }

    private void EndWhenDone(long nowMs)
    {
        if (_resolver.Status == TransferStatus.Busy)
        {
            return;
        }

        SipLine line = Line;
        int count = _resolver.AddressCount;
        for (int i = 0; i < count; i++)
        {
            line.Registration.AddAddress(_resolver.AddressOf(i), i == 0);
        }

        Fault fault = _resolver.Fault;
        Close();
        if (count > 0)
        {
            line.Registration.AddressesFound(nowMs);
        }
        else
        {
            line.Registration.LookUpFailed(fault, nowMs);
        }
    }
}
