// A relay between a unit and a server on the loopback: it drips, or cuts what the server says at a byte.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace NanoSpa.Acceptance.Tls;

/// <summary>Relays one connection.</summary>
internal sealed class TlsRelay : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly int _pieceBytes;
    private readonly int _cutAfterBytes;
    private readonly Task _run;

    /// <summary>The server's bytes go on <paramref name="pieceBytes"/> at a time, and end after <paramref name="cutAfterBytes"/>.</summary>
    internal TlsRelay(int serverPort, int pieceBytes, int cutAfterBytes)
    {
        _serverPort = serverPort;
        _pieceBytes = pieceBytes;
        _cutAfterBytes = cutAfterBytes;
        _listener.Start();
        _run = Task.Run(Relay);
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes of the server that went on.</summary>
    internal int RelayedBytes { get; private set; }

    /// <summary>True when one side was gone before the other.</summary>
    internal bool WasHungUp { get; private set; }

    public void Dispose()
    {
        _listener.Stop();
        _run.Wait(5000);
    }

    private void Relay()
    {
        try
        {
            using Socket unit = _listener.AcceptSocket();
            using Socket server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            server.Connect(IPAddress.Loopback, _serverPort);
            unit.NoDelay = true;
            Task forth = Task.Run(() => new NetworkStream(unit).CopyTo(new NetworkStream(server)));
            byte[] piece = new byte[_pieceBytes];
            while (RelayedBytes < _cutAfterBytes)
            {
                int length = server.Receive(piece, 0, Math.Min(piece.Length, _cutAfterBytes - RelayedBytes), SocketFlags.None);
                if (length == 0)
                {
                    break;
                }

                unit.Send(piece, 0, length, SocketFlags.None);
                RelayedBytes += length;
            }

            unit.Shutdown(SocketShutdown.Send);
            forth.Wait(3000);
        }
        catch (Exception exception) when (exception is SocketException or AggregateException { InnerException: IOException or SocketException })
        {
            // What the unit made of the bytes before is what the tests look at.
            WasHungUp = true;
        }
    }
}
