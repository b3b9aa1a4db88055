// One line's subscriber: who it is, where its proxy is, how it may be reached (parameters' section "Line").

namespace NanoSpa.Protocols;

/// <summary>Read when it is needed; only the address, which follows the network, and the port are somebody's own.</summary>
public interface ISipAccount
{
    /// <summary>Line_Enable.</summary>
    bool IsEnabled { get; }

    /// <summary>Register.</summary>
    bool Registers { get; }

    /// <summary>Register_Expires in seconds.</summary>
    int ExpiresSeconds { get; }

    /// <summary>Proxy_Fallback_Intvl in seconds.</summary>
    int FallbackSeconds { get; }

    /// <summary>Auth_Resync-Reboot: a NOTIFY is challenged.</summary>
    bool ChallengesNotify { get; }

    /// <summary>NAT_Mapping_Enable: addresses as seen from outside may be used.</summary>
    bool MapsAddress { get; }

    /// <summary>The unit's own address; stays as it is while a request waits for its answer.</summary>
    uint Address { get; }

    /// <summary>The port that is open.</summary>
    int Port { get; }

    /// <summary>EXT_IP with NAT_Mapping_Enable, else 0.</summary>
    uint ExternalAddress { get; }

    /// <summary>EXT_SIP_Port with NAT_Mapping_Enable, else 0.</summary>
    int ExternalPort { get; }

    /// <summary>Where a text stands; borrowed until the next one is asked for.</summary>
    byte[] Borrow(SipField field, out int offset, out int count);
}
