// The parameters of the pages "SIP" and "Line" in, settings and accounts out (guide Appendix C).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Read once at start: a change of these parameters restarts the unit. Times that make no sense become the factory's, so that no parameter
/// can make the unit send without a pause.
/// </summary>
internal sealed class SipConfiguration
{
    private const int MinTimerMs = 50;
    private const int SipPort = 5060;
    private const int LineTwo = ParameterIndex.User_ID_2_ - ParameterIndex.User_ID_1_;

    private readonly ParameterStore _store;
    private readonly TextBuffer _text = new TextBuffer(SipAccount.MaxProxyBytes);
    private readonly TextBuffer _outbound = new TextBuffer(SipAccount.MaxProxyBytes);

    internal SipConfiguration(ParameterStore store)
    {
        _store = store;
    }

    /// <summary>Reads what both lines share.</summary>
    internal void Read(SipSettings settings, IIdentity identity)
    {
        settings.T1Ms = Milliseconds(ParameterIndex.SIP_T1, 500);
        settings.T2Ms = Milliseconds(ParameterIndex.SIP_T2, 4000);
        settings.TimerFMs = Milliseconds(ParameterIndex.SIP_Timer_F, 32000);
        settings.TimerJMs = Milliseconds(ParameterIndex.SIP_Timer_J, 32000);
        settings.MaxForwards = _store.Number(ParameterIndex.Max_Forward, 70);
        settings.MaxChallenges = _store.Number(ParameterIndex.Max_Auth, 2);
        settings.MinExpiresSeconds = _store.Number(ParameterIndex.Reg_Min_Expires, 1);
        settings.MaxExpiresSeconds = _store.Number(ParameterIndex.Reg_Max_Expires, 7200);
        settings.RetrySeconds = AtLeastOne(ParameterIndex.Reg_Retry_Intvl, 30);
        settings.LongRetrySeconds = _store.Number(ParameterIndex.Reg_Retry_Long_Intvl, 1200);
        settings.KeepAliveSeconds = _store.Number(ParameterIndex.NAT_Keep_Alive_Intvl, 15);
        settings.InsertsRport = _store.IsYes(ParameterIndex.Insert_VIA_rport);
        settings.AnswersToSourcePort = _store.IsYes(ParameterIndex.Send_Resp_To_Src_Port);
        settings.LearnsAddress = _store.IsYes(ParameterIndex.Handle_VIA_received);
        settings.LearnsPort = _store.IsYes(ParameterIndex.Handle_VIA_rport);
        settings.SubstitutesVia = _store.IsYes(ParameterIndex.Substitute_VIA_Addr);
        Take(ParameterIndex.Retry_Reg_RSC, settings.RetryCodes);
        Take(ParameterIndex.Try_Backup_RSC, settings.BackupCodes);
        ReadName(ParameterIndex.SIP_User_Agent_Name, settings.UserAgent, identity);
        ReadName(ParameterIndex.SIP_Server_Name, settings.Server, identity);
    }

    /// <summary>Reads one line, 0 or 1. None, or why it cannot register.</summary>
    internal Fault Read(SipLine line, int index)
    {
        int at = index * LineTwo;
        SipAccount account = line.Account;
        account.IsEnabled = _store.IsYes(ParameterIndex.Line_Enable_1_ + at);
        account.Registers = _store.IsYes(ParameterIndex.Register_1_ + at);
        account.ExpiresSeconds = AtLeastOne(ParameterIndex.Register_Expires_1_ + at, 3600);
        account.FallbackSeconds = AtLeastOne(ParameterIndex.Proxy_Fallback_Intvl_1_ + at, 3600);
        account.ChallengesNotify = _store.IsYes(ParameterIndex.Auth_Resync_Reboot_1_ + at);
        account.OnlyFromProxy = _store.IsYes(ParameterIndex.Restrict_Source_IP_1_ + at);
        account.Port = _store.Number(ParameterIndex.SIP_Port_1_ + at, SipPort + index);
        account.MapsAddress = _store.IsYes(ParameterIndex.NAT_Mapping_Enable_1_ + at);
        if (account.MapsAddress)
        {
            account.ExternalPort = _store.Number(ParameterIndex.EXT_SIP_Port_1_ + at, 0);
            account.ExternalAddress = Address(ParameterIndex.EXT_IP);
        }

        Take(ParameterIndex.User_ID_1_ + at, account.User);
        Take(ParameterIndex.Display_Name_1_ + at, account.DisplayName);
        Take(ParameterIndex.Password_1_ + at, account.Password);
        Take(ParameterIndex.SIP_Proxy_Require_1_ + at, account.ProxyRequire);
        bool usesAuthId = _store.IsYes(ParameterIndex.Use_Auth_ID_1_ + at) && _store.LengthOf(ParameterIndex.Auth_ID_1_ + at) > 0;
        Take((usesAuthId ? ParameterIndex.Auth_ID_1_ : ParameterIndex.User_ID_1_) + at, account.AuthUser);
        ReadKeepAlive(line, at);
        return ReadProxies(account, at);
    }

    private Fault ReadProxies(SipAccount account, int at)
    {
        Take(ParameterIndex.Proxy_1_ + at, _text);
        _outbound.Clear();
        if (_store.IsYes(ParameterIndex.Use_Outbound_Proxy_1_ + at))
        {
            Take(ParameterIndex.Outbound_Proxy_1_ + at, _outbound);
        }

        if (_text.Length == 0)
        {
            // A line nobody has set up: nothing is wrong with it.
            account.Registers = false;
            return Fault.None;
        }

        if (!account.SetProxies(_text, _outbound))
        {
            return Fault.SipNoProxy;
        }

        return account.Registers && account.User.Length == 0 ? Fault.SipNoUser : Fault.None;
    }

    private void ReadKeepAlive(SipLine line, int at)
    {
        if (!_store.IsYes(ParameterIndex.NAT_Keep_Alive_Enable_1_ + at))
        {
            return;
        }

        Take(ParameterIndex.NAT_Keep_Alive_Msg_1_ + at, line.KeepAlive.Message);
        Take(ParameterIndex.NAT_Keep_Alive_Dest_1_ + at, _text);
        line.KeepsProxyAlive = ByteText.Equals(_text.Bytes, 0, _text.Length, "$PROXY");

        // dest = "$PROXY" / address [ ":" port ]
        int colon = ByteText.IndexOf(_text.Bytes, 0, _text.Length, (byte)':');
        int hostEnd = colon < 0 ? _text.Length : colon;
        int port = SipPort;
        uint address;
        if (Ipv4.TryParse(_text.Bytes, 0, hostEnd, out address)
            && (colon < 0 || ByteText.TryParseNumber(_text.Bytes, colon + 1, _text.Length - colon - 1, 65535, out port)))
        {
            line.KeepAliveAddress = address;
            line.KeepAlivePort = port;
        }
    }

    // $VERSION, the factory's value: product and version without dashes (`Linksys/SPA2102-5.2.12`).
    private void ReadName(int parameter, TextBuffer name, IIdentity identity)
    {
        Take(parameter, name);
        if (!ByteText.Equals(name.Bytes, 0, name.Length, "$VERSION"))
        {
            return;
        }

        name.Clear();
        name.Append("Linksys/");
        foreach (char letter in identity.Product)
        {
            if (letter != '-')
            {
                name.Append((byte)letter);
            }
        }

        name.Append("-");
        name.Append(identity.SoftwareVersion);
    }

    // time = *DIGIT [ "." *DIGIT ] ; seconds
    private int Milliseconds(int parameter, int whenBad)
    {
        Take(parameter, _text);
        byte[] text = _text.Bytes;
        int dot = ByteText.IndexOf(text, 0, _text.Length, (byte)'.');
        int end = dot < 0 ? _text.Length : dot;
        int seconds = 0;
        if (end > 0 && !ByteText.TryParseNumber(text, 0, end, 86400, out seconds))
        {
            return whenBad;
        }

        int thousandths = 0;
        int weight = 100;
        for (int i = end + 1; i < _text.Length && weight > 0; i++)
        {
            thousandths += (text[i] - '0') * weight;
            weight /= 10;
        }

        int all = (seconds * 1000) + thousandths;
        return all < MinTimerMs ? whenBad : all;
    }

    private int AtLeastOne(int parameter, int whenBad)
    {
        int number = _store.Number(parameter, whenBad);
        return number < 1 ? whenBad : number;
    }

    private uint Address(int parameter)
    {
        Take(parameter, _text);
        uint address;
        return Ipv4.TryParse(_text.Bytes, 0, _text.Length, out address) ? address : 0;
    }

    private void Take(int parameter, TextBuffer into)
    {
        into.Clear();
        _store.AppendTo(parameter, into);
    }
}
