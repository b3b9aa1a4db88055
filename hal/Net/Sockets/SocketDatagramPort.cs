// One UDP socket of the platform as an IDatagramPort: polled, then read; platform exceptions end here.

using System.Net;
using System.Net.Sockets;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>A UDP port over System.Net.Sockets. Each reception allocates what the platform allocates, nothing more.</summary>
public sealed class SocketDatagramPort : IDatagramPort
{
    // A longer wait would overflow the microseconds of Poll.
    private const int LongestWaitMs = 2000000;

    private readonly EndPoint _anySender = new IPEndPoint(IPAddress.Any, 0);
    private Socket _socket;
    private IPEndPoint _target;
    private uint _targetAddress;
    private int _targetPort;

    /// <inheritdoc/>
    public int LocalPort { get; private set; }

    /// <inheritdoc/>
    public uint RemoteAddress { get; private set; }

    /// <inheritdoc/>
    public int RemotePort { get; private set; }

    /// <inheritdoc/>
    public bool Open(int localPort)
    {
        return Bind(IPAddress.Any, localPort);
    }

    /// <inheritdoc/>
    public bool Send(uint address, int port, byte[] buffer, int offset, int count)
    {
        if (_socket == null)
        {
            return false;
        }

        if (_target == null || address != _targetAddress || port != _targetPort)
        {
            _target = new IPEndPoint(SocketAddresses.ToAddress(address), port);
            _targetAddress = address;
            _targetPort = port;
        }

        SocketError error = TrySend(buffer, offset, count);
        if (error == SocketError.NetworkUnreachable && address == Ipv4.Broadcast && BindToOwnAddress())
        {
            error = TrySend(buffer, offset, count);
        }

        return error == SocketError.Success;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        if (_socket == null)
        {
            return -2;
        }

        int waitMicroseconds = waitMs <= 0 ? 0 : waitMs > LongestWaitMs ? LongestWaitMs * 1000 : waitMs * 1000;
        try
        {
            if (!_socket.Poll(waitMicroseconds, SelectMode.SelectRead))
            {
                return -1;
            }

            EndPoint sender = _anySender;
            int length = _socket.ReceiveFrom(buffer, offset, count, SocketFlags.None, ref sender);
            IPEndPoint from = (IPEndPoint)sender;
            RemoteAddress = SocketAddresses.ToNumber(from.Address);
            RemotePort = from.Port;
            return length;
        }
        catch (SocketException exception)
        {
            return IsHarmless(Platform.ErrorOf(exception)) ? -1 : -2;
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        LocalPort = 0;
        if (_socket != null)
        {
            _socket.Close();
            _socket = null;
        }
    }

    private bool Bind(IPAddress address, int localPort)
    {
        Close();
        try
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
            _socket.Bind(new IPEndPoint(address, localPort));
            LocalPort = ((IPEndPoint)_socket.LocalEndPoint).Port;
            return true;
        }
        catch (SocketException)
        {
            Close();
            return false;
        }
    }

    // Without a default route a broadcast goes out by the interface whose address it is sent from. What is sent to that address still comes in.
    private bool BindToOwnAddress()
    {
        uint own = Platform.LocalAddress();
        return own != 0 && Bind(SocketAddresses.ToAddress(own), LocalPort);
    }

    private SocketError TrySend(byte[] buffer, int offset, int count)
    {
        try
        {
            return _socket.SendTo(buffer, offset, count, SocketFlags.None, _target) == count ? SocketError.Success : SocketError.MessageSize;
        }
        catch (SocketException exception)
        {
            return Platform.ErrorOf(exception);
        }
    }

    // An ICMP "unreachable" for an earlier datagram, a timeout or a datagram too long for the buffer: the port still works.
    private static bool IsHarmless(SocketError error)
    {
        switch (error)
        {
            case SocketError.ConnectionReset:
            case SocketError.ConnectionRefused:
            case SocketError.NetworkUnreachable:
            case SocketError.HostUnreachable:
            case SocketError.NetworkReset:
            case SocketError.WouldBlock:
            case SocketError.TimedOut:
            case SocketError.MessageSize:
            case SocketError.Interrupted:
                return true;
            default:
                return false;
        }
    }
}
