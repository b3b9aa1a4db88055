// A UDP server on the loopback that does with each datagram what the test says.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace NanoSpa.Harness.Servers;

/// <summary>Runs the script for each datagram on one thread.</summary>
public sealed class ScriptedUdpServer : IDisposable
{
    private readonly Socket _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Action<ScriptedUdpServer, IPEndPoint, byte[]> _script;
    private int _datagrams;

    public ScriptedUdpServer(Action<ScriptedUdpServer, IPEndPoint, byte[]> script)
        : this(IPAddress.Loopback, 0, script)
    {
    }

    /// <summary>Binds a given loopback address (127.0.0.2, …) and port, for servers that must share a port number.</summary>
    public ScriptedUdpServer(IPAddress address, int port, Action<ScriptedUdpServer, IPEndPoint, byte[]> script)
    {
        _script = script;
        _socket.Bind(new IPEndPoint(address, port));
        Port = ((IPEndPoint)_socket.LocalEndPoint).Port;
        new Thread(Run) { IsBackground = true }.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Datagrams received so far.</summary>
    public int Datagrams => Volatile.Read(ref _datagrams);

    /// <summary>Sends from the port it listens on.</summary>
    public void Send(IPEndPoint to, params byte[] datagram)
    {
        _socket.SendTo(datagram, to);
    }

    public void Dispose()
    {
        _socket.Dispose();
    }

    private void Run()
    {
        byte[] buffer = new byte[65536];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                int count = _socket.ReceiveFrom(buffer, ref from);
                Interlocked.Increment(ref _datagrams);
                _script(this, (IPEndPoint)from, buffer.AsSpan(0, count).ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException || exception is ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
