// One TCP connection of the platform as an IConnection: connecting on a thread, sending and receiving only when it does not block.

using System;
using System.Net;
using System.Net.Sockets;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>A TCP connection over System.Net.Sockets, with TLS 1.2 or 1.3 on top when asked for.</summary>
public sealed class SocketConnection : IConnection
{
    // A longer wait would overflow the microseconds of Poll.
    private const int LongestWaitMs = 2000000;

    // A writable socket has room for this much on both platforms (lwIP: one segment), so sending it does not block.
    private const int SendPieceBytes = 512;

    private readonly TlsIdentity _identity;
    private ConnectAttempt _attempt;
    private TlsChannel _tls;
    private Socket _socket;
    private Fault _fault;
    private ConnectionState _state;

    /// <summary>Makes a closed connection; TLS checks servers by <paramref name="identity"/> and shows its certificate.</summary>
    public SocketConnection(TlsIdentity identity)
    {
        _identity = identity;
    }

    /// <inheritdoc/>
    public ConnectionState State
    {
        get
        {
            if (_state == ConnectionState.Connecting)
            {
                _state = _attempt.State;
                _fault = _attempt.Fault;
                _tls = _state == ConnectionState.Open ? _attempt.Tls : null;
            }

            return _state;
        }
    }

    /// <inheritdoc/>
    public Fault Fault
    {
        get { return _fault; }
    }

    /// <inheritdoc/>
    public void Connect(uint address, int port, bool tls, string serverName)
    {
        Close();
        try
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        }
        catch (SocketException)
        {
            Fail(Fault.SocketFailed);
            return;
        }

        _attempt = new ConnectAttempt(_socket, new IPEndPoint(SocketAddresses.ToAddress(address), port), serverName, tls ? _identity : null);
        _state = ConnectionState.Connecting;
        _attempt.Start();
    }

    /// <inheritdoc/>
    public string PeerName
    {
        get { return State == ConnectionState.Open && _tls != null ? _tls.PeerName : null; }
    }

    /// <inheritdoc/>
    public int Send(byte[] buffer, int offset, int count)
    {
        if (State != ConnectionState.Open)
        {
            return _state == ConnectionState.Connecting ? 0 : -1;
        }

        try
        {
            if (!_socket.Poll(0, SelectMode.SelectWrite))
            {
                return 0;
            }

            int pieceBytes = count < SendPieceBytes ? count : SendPieceBytes;
            return _tls != null ? SendTls(buffer, offset, pieceBytes) : _socket.Send(buffer, offset, pieceBytes, SocketFlags.None);
        }
        catch (SocketException)
        {
            // What the peer said before it went away can still be read, so the socket stays.
            _fault = Fault.ConnectionLost;
            return -1;
        }
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        if (State == ConnectionState.Connecting)
        {
            if (waitMs > 0)
            {
                _attempt.Wait(waitMs);
            }

            return 0;
        }

        if (_state != ConnectionState.Open)
        {
            return -2;
        }

        if (_tls != null)
        {
            return ReceiveTls(buffer, offset, count, waitMs <= 0 ? 0 : waitMs > LongestWaitMs ? LongestWaitMs : waitMs);
        }

        int waitMicroseconds = waitMs <= 0 ? 0 : waitMs > LongestWaitMs ? LongestWaitMs * 1000 : waitMs * 1000;
        try
        {
            if (!_socket.Poll(waitMicroseconds, SelectMode.SelectRead))
            {
                return 0;
            }

            int length = _socket.Receive(buffer, offset, count, SocketFlags.None);
            return length > 0 ? length : -1;
        }
        catch (SocketException)
        {
            Fail(Fault.ConnectionLost);
            return -2;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        _state = ConnectionState.Closed;
        _fault = Fault.None;
        if (_attempt != null)
        {
            _attempt.Abandon();
            _attempt = null;
            _socket = null;
            _tls = null;
        }
    }

    private int SendTls(byte[] buffer, int offset, int count)
    {
        int sent = _tls.Send(buffer, offset, count);
        if (sent < 0)
        {
            _fault = Fault.ConnectionLost;
        }

        return sent;
    }

    private int ReceiveTls(byte[] buffer, int offset, int count, int waitMs)
    {
        Fault fault;
        int length = _tls.Receive(buffer, offset, count, waitMs, out fault);
        if (length == -2)
        {
            Fail(fault);
        }

        return length;
    }

    private void Fail(Fault fault)
    {
        Close();
        _fault = fault;
        _state = ConnectionState.Failed;
    }
}
