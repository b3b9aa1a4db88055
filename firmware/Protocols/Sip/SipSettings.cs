// What both lines have in common: timers, limits and names of the parameters' section "SIP".

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Filled once from the parameters; times in milliseconds. The values given here are the factory's.</summary>
public sealed class SipSettings
{
    /// <summary>SIP_T1: the round trip's estimate.</summary>
    public int T1Ms = 500;

    /// <summary>SIP_T2: the longest pause between retransmissions.</summary>
    public int T2Ms = 4000;

    /// <summary>SIP_Timer_F: how long an answer is waited for.</summary>
    public int TimerFMs = 32000;

    /// <summary>SIP_Timer_J: how long a repeated request is known again.</summary>
    public int TimerJMs = 32000;

    /// <summary>Max_Forward.</summary>
    public int MaxForwards = 70;

    /// <summary>Max_Auth: challenges that are answered before a request fails.</summary>
    public int MaxChallenges = 2;

    /// <summary>Reg_Min_Expires in seconds.</summary>
    public int MinExpiresSeconds = 1;

    /// <summary>Reg_Max_Expires in seconds.</summary>
    public int MaxExpiresSeconds = 7200;

    /// <summary>Reg_Retry_Intvl in seconds.</summary>
    public int RetrySeconds = 30;

    /// <summary>Reg_Retry_Long_Intvl in seconds; 0: no retry.</summary>
    public int LongRetrySeconds = 1200;

    /// <summary>NAT_Keep_Alive_Intvl in seconds; 0: none.</summary>
    public int KeepAliveSeconds = 15;

    /// <summary>Insert_VIA_rport: tell the port a request came from even when that was not asked for.</summary>
    public bool InsertsRport;

    /// <summary>Send_Resp_To_Src_Port.</summary>
    public bool AnswersToSourcePort;

    /// <summary>Handle_VIA_received: the address a server saw is the one to be reached at.</summary>
    public bool LearnsAddress;

    /// <summary>Handle_VIA_rport: likewise the port.</summary>
    public bool LearnsPort;

    /// <summary>Substitute_VIA_Addr.</summary>
    public bool SubstitutesVia;

    /// <summary>Retry_Reg_RSC.</summary>
    public TextBuffer RetryCodes { get; } = new TextBuffer(40);

    /// <summary>Try_Backup_RSC.</summary>
    public TextBuffer BackupCodes { get; } = new TextBuffer(40);

    /// <summary>User-Agent of requests; empty: none.</summary>
    public TextBuffer UserAgent { get; } = new TextBuffer(128);

    /// <summary>Server of responses; empty: none.</summary>
    public TextBuffer Server { get; } = new TextBuffer(128);
}
