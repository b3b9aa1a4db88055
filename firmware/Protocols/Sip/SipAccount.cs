// One line's subscriber: who it is, where its proxy is, how it may be reached (parameters' section "Line").

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Filled once from the parameters; the addresses follow the network.</summary>
public sealed class SipAccount
{
    /// <summary>Longest user, password and name.</summary>
    public const int MaxNameBytes = 64;

    /// <summary>Longest proxy with its port.</summary>
    public const int MaxProxyBytes = 128;

    private const string RealmWithoutProxy = "unit";
    private const int DefaultPort = 5060;

    /// <summary>Line_Enable.</summary>
    public bool IsEnabled;

    /// <summary>Register.</summary>
    public bool Registers;

    /// <summary>Register_Expires in seconds.</summary>
    public int ExpiresSeconds = 3600;

    /// <summary>Proxy_Fallback_Intvl in seconds.</summary>
    public int FallbackSeconds = 3600;

    /// <summary>Auth_Resync-Reboot: a NOTIFY is challenged.</summary>
    public bool ChallengesNotify = true;

    /// <summary>Restrict_Source_IP: requests from others than the proxy are dropped.</summary>
    public bool OnlyFromProxy;

    /// <summary>NAT_Mapping_Enable: addresses as seen from outside may be used.</summary>
    public bool MapsAddress;

    /// <summary>The unit's own address.</summary>
    public uint Address;

    /// <summary>SIP_Port.</summary>
    public int Port;

    /// <summary>EXT_IP with NAT_Mapping_Enable, else 0.</summary>
    public uint ExternalAddress;

    /// <summary>EXT_SIP_Port with NAT_Mapping_Enable, else 0.</summary>
    public int ExternalPort;

    /// <summary>User_ID.</summary>
    public TextBuffer User { get; } = new TextBuffer(MaxNameBytes);

    /// <summary>Display_Name.</summary>
    public TextBuffer DisplayName { get; } = new TextBuffer(MaxNameBytes);

    /// <summary>Auth_ID with Use_Auth_ID, else User_ID.</summary>
    public TextBuffer AuthUser { get; } = new TextBuffer(MaxNameBytes);

    /// <summary>Password.</summary>
    public TextBuffer Password { get; } = new TextBuffer(MaxNameBytes);

    /// <summary>SIP_Proxy-Require.</summary>
    public TextBuffer ProxyRequire { get; } = new TextBuffer(MaxProxyBytes);

    /// <summary>The proxy as it stands in addresses: host and port.</summary>
    public TextBuffer Domain { get; } = new TextBuffer(MaxProxyBytes);

    /// <summary>The realm of the unit's own challenges: the proxy's host, or a word when there is no proxy, as clients want one.</summary>
    public TextBuffer Realm { get; } = new TextBuffer(MaxProxyBytes);

    /// <summary>The host that requests are sent to: the outbound proxy's or the proxy's.</summary>
    public TextBuffer TargetHost { get; } = new TextBuffer(MaxProxyBytes);

    /// <summary>The port that requests are sent to.</summary>
    public int TargetPort { get; private set; }

    /// <summary>Makes an account without anything.</summary>
    public SipAccount()
    {
        Realm.Append(RealmWithoutProxy);
    }

    /// <summary>
    /// Sets domain, realm and target from Proxy and, when it is not empty, Outbound_Proxy. False when one of them is no host.
    /// </summary>
    public bool SetProxies(TextBuffer proxy, TextBuffer outbound)
    {
        Domain.Clear();
        TargetHost.Clear();
        int end;
        int port;
        if (!TakeServer(proxy, out end, out port))
        {
            return false;
        }

        Domain.Append(proxy.Bytes, 0, end);
        Realm.Clear();
        Realm.Append(Domain);
        if (port != 0)
        {
            Domain.Append((byte)':');
            Domain.AppendNumber(port);
        }

        TextBuffer target = outbound.Length > 0 ? outbound : proxy;
        if (!TakeServer(target, out end, out port))
        {
            Domain.Clear();
            return false;
        }

        TargetHost.Append(target.Bytes, 0, end);
        TargetPort = port == 0 ? DefaultPort : port;
        return true;
    }

    // server = host [ ":" port ] [ ";" what real units are given, such as transport=udp ]
    private static bool TakeServer(TextBuffer server, out int hostEnd, out int port)
    {
        byte[] text = server.Bytes;
        port = 0;
        int end = ByteText.IndexOf(text, 0, server.Length, (byte)';');
        end = end < 0 ? server.Length : end;
        int colon = ByteText.IndexOf(text, 0, end, (byte)':');
        hostEnd = colon < 0 ? end : colon;
        bool isPort = colon < 0 || (ByteText.TryParseNumber(text, colon + 1, end - colon - 1, 65535, out port) && port > 0);
        return isPort && !server.Overflowed && SipText.IsHost(text, 0, hostEnd);
    }
}
