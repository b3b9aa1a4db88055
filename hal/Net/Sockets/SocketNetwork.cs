// The platform's network as an INetwork: sockets and the own address.

using System;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>Makes socket ports and connections.</summary>
public sealed class SocketNetwork : INetwork
{
    private const int AddressAgeMs = 5000;
    private const int NoAddressAgeMs = 1000;

    private readonly uint _fixedAddress;
    private readonly TlsIdentity _tls;
    private uint _foundAddress;
    private long _foundAtMs;

    /// <summary>Makes the network. <paramref name="localAddress"/> is what <see cref="LocalAddress"/> answers; 0 asks the platform. TLS trusts nobody.</summary>
    public SocketNetwork(uint localAddress)
        : this(localAddress, new TlsIdentity())
    {
    }

    /// <summary>Makes the network with <paramref name="tls"/>: whom TLS connections trust and what they show.</summary>
    public SocketNetwork(uint localAddress, TlsIdentity tls)
    {
        _tls = tls;
        _fixedAddress = localAddress;
    }

    /// <summary>
    /// The unit's address; 127.0.0.1 while it has none but that. The platform is asked again every five seconds at most, every second
    /// while it has none (its DHCP client may still be at work).
    /// </summary>
    public uint LocalAddress
    {
        get
        {
            if (_fixedAddress != 0)
            {
                return _fixedAddress;
            }

            long nowMs = Environment.TickCount64;
            int ageMs = _foundAddress == Ipv4.Loopback ? NoAddressAgeMs : AddressAgeMs;
            if (_foundAddress == 0 || nowMs - _foundAtMs >= ageMs)
            {
                uint found = Platform.LocalAddress();
                _foundAddress = found != 0 ? found : Ipv4.Loopback;
                _foundAtMs = nowMs;
            }

            return _foundAddress;
        }
    }

    /// <summary>Null: no platform hands DHCP options to managed code; the unit asks for them itself.</summary>
    public string DhcpOption(int code)
    {
        return null;
    }

    /// <inheritdoc/>
    public IDatagramPort CreateDatagramPort()
    {
        return new SocketDatagramPort();
    }

    /// <inheritdoc/>
    public IConnection CreateConnection()
    {
        return new SocketConnection(_tls);
    }
}
