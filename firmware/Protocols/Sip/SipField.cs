// The texts that SIP asks of the parameters.

namespace NanoSpa.Protocols;

/// <summary>Which text; the first of <see cref="ISipSettings"/>, the others of <see cref="ISipAccount"/>.</summary>
public enum SipField
{
    /// <summary>User-Agent of requests; empty: none.</summary>
    UserAgent = 0,

    /// <summary>Server of responses; empty: none.</summary>
    Server = 1,

    /// <summary>Retry_Reg_RSC.</summary>
    RetryCodes = 2,

    /// <summary>Try_Backup_RSC.</summary>
    BackupCodes = 3,

    /// <summary>User_ID.</summary>
    User = 4,

    /// <summary>Display_Name.</summary>
    DisplayName = 5,

    /// <summary>Auth_ID with Use_Auth_ID, else User_ID.</summary>
    AuthUser = 6,

    /// <summary>Password.</summary>
    Password = 7,

    /// <summary>SIP_Proxy-Require.</summary>
    ProxyRequire = 8,

    /// <summary>Proxy.</summary>
    Proxy = 9,

    /// <summary>Where requests are sent: Outbound_Proxy with Use_Outbound_Proxy, else Proxy.</summary>
    Target = 10,

    /// <summary>NAT_Keep_Alive_Msg; empty: none.</summary>
    KeepAlive = 11,
}
