// The parameters of one page "Line" in, its account out; with its port, registration and keep-alive, and what was told of it so far.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>What <see cref="SipAgent"/> keeps of a line that is used. The parameters are read from the store each time.</summary>
internal sealed class SipLine : ISipAccount
{
    private const int LineTwo = ParameterIndex.User_ID_2_ - ParameterIndex.User_ID_1_;

    private readonly SipConfiguration _configuration;
    private readonly int _at;

    /// <summary>Line 0 or 1, not yet open.</summary>
    internal SipLine(SipConfiguration configuration, int index)
    {
        _configuration = configuration;
        _at = index * LineTwo;
    }

    /// <summary>1 or 2.</summary>
    internal int Number
    {
        get { return _at == 0 ? 1 : 2; }
    }

    /// <summary>Its socket; null until <see cref="Open"/>.</summary>
    internal IDatagramPort Socket { get; private set; }

    internal SipRegistration Registration { get; private set; }

    /// <summary>Null while there is none.</summary>
    internal SipKeepAlive KeepAlive { get; private set; }

    /// <summary>Whether the line was registered when that was last told.</summary>
    internal bool ToldRegistered { get; set; }

    /// <summary>The fault that was last told as a message.</summary>
    internal Fault ToldFault { get; set; }

    /// <inheritdoc/>
    public uint Address { get; internal set; }

    /// <inheritdoc/>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public bool IsEnabled
    {
        get { return IsYes(ParameterIndex.Line_Enable_1_); }
    }

    /// <inheritdoc/>
    public bool Registers
    {
        get { return IsYes(ParameterIndex.Register_1_); }
    }

    /// <inheritdoc/>
    public int ExpiresSeconds
    {
        get { return _configuration.AtLeastOne(ParameterIndex.Register_Expires_1_ + _at, 3600); }
    }

    /// <inheritdoc/>
    public int FallbackSeconds
    {
        get { return _configuration.AtLeastOne(ParameterIndex.Proxy_Fallback_Intvl_1_ + _at, 3600); }
    }

    /// <inheritdoc/>
    public bool ChallengesNotify
    {
        get { return IsYes(ParameterIndex.Auth_Resync_Reboot_1_); }
    }

    /// <inheritdoc/>
    public bool MapsAddress
    {
        get { return IsYes(ParameterIndex.NAT_Mapping_Enable_1_); }
    }

    /// <inheritdoc/>
    public uint ExternalAddress
    {
        get
        {
            int offset;
            int count;
            byte[] text = _configuration.Store.Borrow(ParameterIndex.EXT_IP, out offset, out count);
            uint address;
            return Ipv4.TryParse(text, offset, count, out address) && MapsAddress ? address : 0;
        }
    }

    /// <inheritdoc/>
    public int ExternalPort
    {
        get { return MapsAddress ? _configuration.Store.Number(ParameterIndex.EXT_SIP_Port_1_ + _at, 0) : 0; }
    }

    /// <summary>Restrict_Source_IP: requests from others than the proxy are dropped.</summary>
    internal bool OnlyFromProxy
    {
        get { return IsYes(ParameterIndex.Restrict_Source_IP_1_); }
    }

    /// <summary>True for a line that somebody has set up: one without user and proxy that challenges every NOTIFY has nobody to talk to.</summary>
    internal bool IsUsed
    {
        get { return IsEnabled && (SipProxy.LengthOf(this, SipField.User) > 0 || SipProxy.IsComplete(this) || !ChallengesNotify); }
    }

    /// <inheritdoc/>
    public byte[] Borrow(SipField field, out int offset, out int count)
    {
        return _configuration.Store.Borrow(IndexOf(field) + _at, out offset, out count);
    }

    /// <summary>Takes what a line in use needs and opens its port. False when the port is taken.</summary>
    internal bool Open(IDatagramPort socket, SipClient client)
    {
        Socket = socket;
        Registration = new SipRegistration(client, this);
        Port = _configuration.Store.Number(ParameterIndex.SIP_Port_1_ + _at, SipConfiguration.SipPort + (_at == 0 ? 0 : 1));
        return socket.Open(Port);
    }

    /// <summary>Starts the keep-alive, if there is to be one.</summary>
    internal void StartKeepAlive(SipClient client, long nowMs)
    {
        if (IsYes(ParameterIndex.NAT_Keep_Alive_Enable_1_) && SipProxy.LengthOf(this, SipField.KeepAlive) > 0)
        {
            KeepAlive = new SipKeepAlive(client, this);
            KeepAlive.Start(nowMs);
        }
    }

    /// <summary>Where keep-alives go; address 0: nowhere.</summary>
    internal uint KeepAliveTarget(out int port)
    {
        // dest = "$PROXY" / address [ ":" port ]
        int offset;
        int count;
        byte[] text = _configuration.Store.Borrow(ParameterIndex.NAT_Keep_Alive_Dest_1_ + _at, out offset, out count);
        if (ByteText.Equals(text, offset, count, "$PROXY"))
        {
            port = SipProxy.TargetPortOf(this);
            return Registration.ServerAddress;
        }

        port = SipConfiguration.SipPort;
        int colon = ByteText.IndexOf(text, offset, count, (byte)':');
        int hostCount = colon < 0 ? count : colon - offset;
        uint address;
        return Ipv4.TryParse(text, offset, hostCount, out address)
            && (colon < 0 || ByteText.TryParseNumber(text, colon + 1, offset + count - colon - 1, 65535, out port)) ? address : 0;
    }

    private bool IsYes(int parameter)
    {
        return _configuration.Store.IsYes(parameter + _at);
    }

    private int IndexOf(SipField field)
    {
        switch (field)
        {
            case SipField.User:
                return ParameterIndex.User_ID_1_;
            case SipField.DisplayName:
                return ParameterIndex.Display_Name_1_;
            case SipField.AuthUser:
                bool hasOwn = IsYes(ParameterIndex.Use_Auth_ID_1_) && _configuration.Store.LengthOf(ParameterIndex.Auth_ID_1_ + _at) > 0;
                return hasOwn ? ParameterIndex.Auth_ID_1_ : ParameterIndex.User_ID_1_;
            case SipField.Password:
                return ParameterIndex.Password_1_;
            case SipField.ProxyRequire:
                return ParameterIndex.SIP_Proxy_Require_1_;
            case SipField.Target:
                bool goesOut = IsYes(ParameterIndex.Use_Outbound_Proxy_1_) && _configuration.Store.LengthOf(ParameterIndex.Outbound_Proxy_1_ + _at) > 0;
                return goesOut ? ParameterIndex.Outbound_Proxy_1_ : ParameterIndex.Proxy_1_;
            case SipField.KeepAlive:
                return ParameterIndex.NAT_Keep_Alive_Msg_1_;
            default:
                return ParameterIndex.Proxy_1_;
        }
    }
}
