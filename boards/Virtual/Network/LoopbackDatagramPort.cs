// A UDP port of the simulated network.

using System;
using System.Collections.Generic;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Receives what the network delivers to the unit's address and this port; a datagram longer than the buffer is cut.</summary>
internal sealed class LoopbackDatagramPort : IDatagramPort
{
    private readonly LoopbackNetwork _network;
    private readonly Queue<(uint Address, int Port, byte[] Datagram)> _received = new Queue<(uint, int, byte[])>();
    private uint _address;

    internal LoopbackDatagramPort(LoopbackNetwork network)
    {
        _network = network;
    }

    public int LocalPort { get; private set; }

    public uint RemoteAddress { get; private set; }

    public int RemotePort { get; private set; }

    public bool Open(int localPort)
    {
        Close();
        LocalPort = localPort == 0 ? _network.NewPort() : localPort;
        _address = _network.LocalAddress;
        _network.Serve(_address, LocalPort, (address, port, datagram) => _received.Enqueue((address, port, datagram)));
        return true;
    }

    public bool Send(uint address, int port, byte[] buffer, int offset, int count)
    {
        if (LocalPort == 0)
        {
            return false;
        }

        _network.Send(_address, LocalPort, address, port, buffer.AsSpan(offset, count).ToArray());
        return true;
    }

    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        if (LocalPort == 0)
        {
            return -2;
        }

        _network.Wait(waitMs, () => _received.Count > 0);
        if (_received.Count == 0)
        {
            return -1;
        }

        (uint address, int port, byte[] datagram) = _received.Dequeue();
        RemoteAddress = address;
        RemotePort = port;
        int length = Math.Min(count, datagram.Length);
        Array.Copy(datagram, 0, buffer, offset, length);
        return length;
    }

    public void Close()
    {
        if (LocalPort != 0)
        {
            _network.Serve(_address, LocalPort, null);
            LocalPort = 0;
            _received.Clear();
        }
    }
}
