// What both lines have in common: timers, limits and names of the parameters' section "SIP".

namespace NanoSpa.Protocols;

/// <summary>Read when it is needed and kept nowhere; times in milliseconds.</summary>
public interface ISipSettings
{
    /// <summary>SIP_T1: the round trip's estimate.</summary>
    int T1Ms { get; }

    /// <summary>SIP_T2: the longest pause between retransmissions.</summary>
    int T2Ms { get; }

    /// <summary>SIP_Timer_F: how long an answer is waited for.</summary>
    int TimerFMs { get; }

    /// <summary>SIP_Timer_J: how long a repeated request is known again.</summary>
    int TimerJMs { get; }

    /// <summary>Max_Forward.</summary>
    int MaxForwards { get; }

    /// <summary>Max_Auth: challenges that are answered before a request fails.</summary>
    int MaxChallenges { get; }

    /// <summary>Reg_Min_Expires in seconds.</summary>
    int MinExpiresSeconds { get; }

    /// <summary>Reg_Max_Expires in seconds.</summary>
    int MaxExpiresSeconds { get; }

    /// <summary>Reg_Retry_Intvl in seconds.</summary>
    int RetrySeconds { get; }

    /// <summary>Reg_Retry_Long_Intvl in seconds; 0: no retry.</summary>
    int LongRetrySeconds { get; }

    /// <summary>NAT_Keep_Alive_Intvl in seconds; 0: none.</summary>
    int KeepAliveSeconds { get; }

    /// <summary>Insert_VIA_rport: tell the port a request came from even when that was not asked for.</summary>
    bool InsertsRport { get; }

    /// <summary>Send_Resp_To_Src_Port.</summary>
    bool AnswersToSourcePort { get; }

    /// <summary>Handle_VIA_received: the address a server saw is the one to be reached at.</summary>
    bool LearnsAddress { get; }

    /// <summary>Handle_VIA_rport: likewise the port.</summary>
    bool LearnsPort { get; }

    /// <summary>Substitute_VIA_Addr.</summary>
    bool SubstitutesVia { get; }

    /// <summary>Where a text stands; borrowed until the next one is asked for.</summary>
    byte[] Borrow(SipField field, out int offset, out int count);
}
