// The platform's socket error codes as faults 360 and up.

using System.Net.Sockets;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>Says what a socket error means.</summary>
internal static class SocketFaults
{
    /// <summary>An error while connecting.</summary>
    internal static Fault OfConnect(SocketError error)
    {
        switch (error)
        {
            case SocketError.ConnectionRefused:
            case SocketError.ConnectionReset:
                return Fault.ConnectRefused;
            case SocketError.HostUnreachable:
            case SocketError.NetworkUnreachable:
            case SocketError.NetworkDown:
            case SocketError.HostDown:
            case SocketError.AddressNotAvailable:
                return Fault.ConnectUnreachable;
            case SocketError.TimedOut:
                return Fault.ConnectTimeout;
            default:
                return Fault.SocketFailed;
        }
    }
}
