// The parameters of the page "SIP" in, what both lines have in common out (guide Appendix C).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Read from the store each time. Times that make no sense become the factory's, so that no parameter can make the unit send without a pause.
/// </summary>
internal sealed class SipConfiguration : ISipSettings
{
    /// <summary>The port of line 1.</summary>
    internal const int SipPort = 5060;

    private const int MinTimerMs = 50;
    private const int MaxTimerSeconds = 86400;

    // What $VERSION stands for: product and version without dashes (`Linksys/SPA2102-5.2.12`).
    private readonly byte[] _version;

    /// <summary>Reads this store; the identity is asked for its product and version once.</summary>
    internal SipConfiguration(ParameterStore store, IIdentity identity, TextBuffer scratch)
    {
        Store = store;
        scratch.Clear();
        scratch.Append("Linksys/");
        foreach (char letter in identity.Product)
        {
            if (letter != '-')
            {
                scratch.Append((byte)letter);
            }
        }

        scratch.Append("-");
        scratch.Append(identity.SoftwareVersion);
        _version = new byte[scratch.Length];
        System.Array.Copy(scratch.Bytes, 0, _version, 0, _version.Length);
    }

    /// <summary>The parameters, for the lines too.</summary>
    internal ParameterStore Store { get; }

    /// <inheritdoc/>
    public int T1Ms
    {
        get { return Milliseconds(ParameterIndex.SIP_T1, 500); }
    }

    /// <inheritdoc/>
    public int T2Ms
    {
        get { return Milliseconds(ParameterIndex.SIP_T2, 4000); }
    }

    /// <inheritdoc/>
    public int TimerFMs
    {
        get { return Milliseconds(ParameterIndex.SIP_Timer_F, 32000); }
    }

    /// <inheritdoc/>
    public int TimerJMs
    {
        get { return Milliseconds(ParameterIndex.SIP_Timer_J, 32000); }
    }

    /// <inheritdoc/>
    public int MaxForwards
    {
        get { return Store.Number(ParameterIndex.Max_Forward, 70); }
    }

    /// <inheritdoc/>
    public int MaxChallenges
    {
        get { return Store.Number(ParameterIndex.Max_Auth, 2); }
    }

    /// <inheritdoc/>
    public int MinExpiresSeconds
    {
        get { return Store.Number(ParameterIndex.Reg_Min_Expires, 1); }
    }

    /// <inheritdoc/>
    public int MaxExpiresSeconds
    {
        get { return Store.Number(ParameterIndex.Reg_Max_Expires, 7200); }
    }

    /// <inheritdoc/>
    public int RetrySeconds
    {
        get { return AtLeastOne(ParameterIndex.Reg_Retry_Intvl, 30); }
    }

    /// <inheritdoc/>
    public int LongRetrySeconds
    {
        get { return Store.Number(ParameterIndex.Reg_Retry_Long_Intvl, 1200); }
    }

    /// <inheritdoc/>
    public int KeepAliveSeconds
    {
        get { return Store.Number(ParameterIndex.NAT_Keep_Alive_Intvl, 15); }
    }

    /// <inheritdoc/>
    public bool InsertsRport
    {
        get { return Store.IsYes(ParameterIndex.Insert_VIA_rport); }
    }

    /// <inheritdoc/>
    public bool AnswersToSourcePort
    {
        get { return Store.IsYes(ParameterIndex.Send_Resp_To_Src_Port); }
    }

    /// <inheritdoc/>
    public bool LearnsAddress
    {
        get { return Store.IsYes(ParameterIndex.Handle_VIA_received); }
    }

    /// <inheritdoc/>
    public bool LearnsPort
    {
        get { return Store.IsYes(ParameterIndex.Handle_VIA_rport); }
    }

    /// <inheritdoc/>
    public bool SubstitutesVia
    {
        get { return Store.IsYes(ParameterIndex.Substitute_VIA_Addr); }
    }

    /// <inheritdoc/>
    public byte[] Borrow(SipField field, out int offset, out int count)
    {
        switch (field)
        {
            case SipField.RetryCodes:
                return Store.Borrow(ParameterIndex.Retry_Reg_RSC, out offset, out count);
            case SipField.BackupCodes:
                return Store.Borrow(ParameterIndex.Try_Backup_RSC, out offset, out count);
            case SipField.Server:
                return Name(ParameterIndex.SIP_Server_Name, out offset, out count);
            default:
                return Name(ParameterIndex.SIP_User_Agent_Name, out offset, out count);
        }
    }

    /// <summary>A number that has to be 1 or more.</summary>
    internal int AtLeastOne(int parameter, int whenBad)
    {
        int number = Store.Number(parameter, whenBad);
        return number < 1 ? whenBad : number;
    }

    private byte[] Name(int parameter, out int offset, out int count)
    {
        byte[] name = Store.Borrow(parameter, out offset, out count);
        if (!ByteText.Equals(name, offset, count, "$VERSION"))
        {
            return name;
        }

        offset = 0;
        count = _version.Length;
        return _version;
    }

    private int Milliseconds(int parameter, int whenBad)
    {
        int milliseconds = Store.Milliseconds(parameter, whenBad);
        return milliseconds < MinTimerMs || milliseconds / 1000 > MaxTimerSeconds ? whenBad : milliseconds;
    }
}
