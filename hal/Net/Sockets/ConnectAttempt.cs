// One attempt to connect, on a thread of its own: Socket.Connect and the TLS handshake block on both platforms, State may not.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>
/// Owns its socket. Every field is read and written under the lock of the object; a failed or abandoned attempt closes its own
/// socket, whenever the platform lets go of it.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly Socket _socket;
    private readonly EndPoint _target;
    private readonly string _serverName;
    private readonly TlsIdentity _identity;
    private readonly ManualResetEvent _ended = new ManualResetEvent(false);
    private ConnectionState _state = ConnectionState.Connecting;
    private Fault _fault;
    private TlsChannel _tls;

    /// <summary>With an <paramref name="identity"/> the attempt includes the TLS handshake.</summary>
    internal ConnectAttempt(Socket socket, EndPoint target, string serverName, TlsIdentity identity)
    {
        _serverName = serverName;
        _identity = identity;
        _socket = socket;
        _target = target;
    }

    /// <summary>Connecting, Open, Failed, or Closed once abandoned.</summary>
    internal ConnectionState State
    {
        get
        {
            lock (this)
            {
                return _state;
            }
        }
    }

    /// <summary>Why it failed.</summary>
    internal Fault Fault
    {
        get
        {
            lock (this)
            {
                return _fault;
            }
        }
    }

    /// <summary>The TLS session of an open connection; null without TLS.</summary>
    internal TlsChannel Tls
    {
        get
        {
            lock (this)
            {
                return _tls;
            }
        }
    }

    internal void Start()
    {
        new Thread(Run).Start();
    }

    /// <summary>Waits at most so long for the attempt to end.</summary>
    internal void Wait(int waitMs)
    {
        _ended.WaitOne(waitMs, false);
    }

    /// <summary>Gives the attempt up: its thread ends by itself.</summary>
    internal void Abandon()
    {
        lock (this)
        {
            _state = ConnectionState.Closed;
            if (_tls != null)
            {
                _tls.Close();
            }
        }

        _socket.Close();
    }

    private void Run()
    {
        Fault fault = Fault.None;
        TlsChannel tls = null;
        try
        {
            _socket.Connect(_target);
            if (_identity != null)
            {
                tls = new TlsChannel(_socket);
                fault = tls.Open(_serverName, _identity);
            }
        }
        catch (SocketException exception)
        {
            fault = SocketFaults.OfConnect(Platform.ErrorOf(exception));
        }
        catch (System.IO.IOException)
        {
            fault = Fault.ConnectionLost;
        }
        catch (ObjectDisposedException)
        {
            fault = Fault.SocketFailed;
        }

        if (!End(fault, tls))
        {
            if (tls != null)
            {
                tls.Close();
            }

            _socket.Close();
        }
    }

    // False when nobody will use the socket: the attempt has failed, or was given up.
    private bool End(Fault fault, TlsChannel tls)
    {
        lock (this)
        {
            bool isOpen = fault == Fault.None && _state == ConnectionState.Connecting;
            if (_state == ConnectionState.Connecting)
            {
                _fault = fault;
                _tls = isOpen ? tls : null;
                _state = isOpen ? ConnectionState.Open : ConnectionState.Failed;
                _ended.Set();
            }

            return isOpen;
        }
    }
}
