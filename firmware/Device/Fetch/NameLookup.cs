// A host name to its addresses: the resolver on a datagram port of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>One look-up at a time. Port and buffers are shared with transfers that do not run meanwhile.</summary>
internal sealed class NameLookup
{
    private readonly IDatagramPort _port;
    private readonly IRandom _random;
    private readonly byte[] _output;
    private readonly byte[] _received;
    private readonly DnsResolver _resolver;
    private Fault _portFault;

    internal NameLookup(IDatagramPort port, IRandom random, byte[] output, byte[] received, DnsCache cache)
    {
        _port = port;
        _random = random;
        _output = output;
        _received = received;
        _resolver = new DnsResolver(output, cache);
    }

    internal TransferStatus Status
    {
        get { return _portFault != Fault.None ? TransferStatus.Failed : _resolver.Status; }
    }

    internal Fault Fault
    {
        get { return _portFault != Fault.None ? _portFault : _resolver.Fault; }
    }

    internal long NextDeadlineMs
    {
        get { return _resolver.NextDeadlineMs; }
    }

    internal bool AskInParallel
    {
        set { _resolver.AskInParallel = value; }
    }

    internal void SetServer(int slot, uint address, int port)
    {
        _resolver.SetServer(slot, address, port);
    }

    internal void Start(byte[] name, int offset, int count, long nowMs)
    {
        _portFault = Fault.None;
        _resolver.Start(name, offset, count, _random.Next(65536), nowMs);
        if (_resolver.Status == TransferStatus.Busy && !_port.Open(0))
        {
            _resolver.Cancel();
            _portFault = Fault.SocketFailed;
        }

        SendQuery();
    }

    internal void Step(long nowMs, int waitMs)
    {
        _resolver.Step(nowMs);
        SendQuery();
        if (_resolver.Status == TransferStatus.Busy)
        {
            int length = _port.Receive(_received, 0, _received.Length, waitMs);
            if (length >= 0)
            {
                _resolver.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
                SendQuery();
            }
        }
    }

    /// <summary>Copies the addresses found, in the server's order. How many.</summary>
    internal int CopyAddresses(uint[] into)
    {
        int count = _resolver.AddressCount;
        for (int i = 0; i < count; i++)
        {
            into[i] = _resolver.AddressOf(i);
        }

        return count;
    }

    /// <summary>True when the address is among those found.</summary>
    internal bool Found(uint address)
    {
        for (int i = 0; i < _resolver.AddressCount; i++)
        {
            if (_resolver.AddressOf(i) == address)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>None of the addresses found last responds: they are asked for anew the next time.</summary>
    internal void Forget()
    {
        _resolver.Forget();
    }

    internal void Close()
    {
        _resolver.Cancel();
        _portFault = Fault.None;
        _port.Close();
    }

    private void SendQuery()
    {
        if (_resolver.OutputBytes > 0)
        {
            _port.Send(_resolver.OutputAddress, _resolver.OutputPort, _output, 0, _resolver.OutputBytes);
            _resolver.OutputSent();
        }
    }
}
