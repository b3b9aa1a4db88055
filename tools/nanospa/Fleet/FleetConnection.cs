// A connection that counts, and that is connected only when the gate has a place for it.

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Tool.Fleet;

/// <summary>Passes everything on. While it waits at the gate it is Connecting: the unit's own time for that runs.</summary>
internal sealed class FleetConnection(IConnection connection, FleetTraffic traffic, ConnectGate gate) : IConnection
{
    private uint _address;
    private int _port;
    private bool _tls;
    private string _serverName;
    private bool _waiting;
    private bool _inGate;

    public ConnectionState State
    {
        get
        {
            if (_waiting && !TryConnect())
            {
                return ConnectionState.Connecting;
            }

            ConnectionState state = connection.State;
            if (state != ConnectionState.Connecting)
            {
                LeaveGate();
            }

            return state;
        }
    }

    public Fault Fault => connection.Fault;

    public string PeerName => connection.PeerName;

    public void Connect(uint address, int port, bool tls, string serverName)
    {
        Close();
        (_address, _port, _tls, _serverName) = (address, port, tls, serverName);
        traffic.Opened();
        _waiting = true;
        if (!TryConnect())
        {
            gate.TellHeldBack();
        }
    }

    public int Send(byte[] buffer, int offset, int count)
    {
        int sent = connection.Send(buffer, offset, count);
        if (sent > 0)
        {
            traffic.Sent(sent);
        }

        return sent;
    }

    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        if (_waiting)
        {
            return 0;
        }

        int length = connection.Receive(buffer, offset, count, waitMs);
        if (length > 0)
        {
            traffic.Received(length);
        }
        else if (length < 0)
        {
            traffic.Changed();
        }

        return length;
    }

    public void Close()
    {
        _waiting = false;
        connection.Close();
        LeaveGate();
    }

    private bool TryConnect()
    {
        if (!gate.TryEnter())
        {
            return false;
        }

        _waiting = false;
        _inGate = true;
        traffic.Requested();
        connection.Connect(_address, _port, _tls, _serverName);
        return true;
    }

    private void LeaveGate()
    {
        if (_inGate)
        {
            _inGate = false;
            traffic.Changed();
            gate.Leave();
        }
    }
}
