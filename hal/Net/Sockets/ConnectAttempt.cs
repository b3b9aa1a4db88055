// One attempt to connect, on a thread of its own: Socket.Connect blocks on both platforms, State may not.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>
/// Owns its socket until it is taken. Every field is read and written under the lock of the object; an abandoned attempt closes
/// its own socket, whenever the platform lets go of it.
/// </summary>
internal sealed class ConnectAttempt
{
    private readonly Socket _socket;
    private readonly EndPoint _target;
    private readonly ManualResetEvent _ended = new ManualResetEvent(false);
    private ConnectionState _state = ConnectionState.Connecting;
    private Fault _fault;

    internal ConnectAttempt(Socket socket, EndPoint target)
    {
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
        }

        _socket.Close();
    }

    private void Run()
    {
        Fault fault = Fault.None;
        try
        {
            _socket.Connect(_target);
        }
        catch (SocketException exception)
        {
            fault = SocketFaults.OfConnect(Platform.ErrorOf(exception));
        }
        catch (ObjectDisposedException)
        {
            fault = Fault.SocketFailed;
        }

        lock (this)
        {
            if (_state == ConnectionState.Connecting)
            {
                _fault = fault;
                _state = fault == Fault.None ? ConnectionState.Open : ConnectionState.Failed;
                _ended.Set();
                return;
            }
        }

        _socket.Close();
    }
}
