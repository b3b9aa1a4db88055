// Settings for tests: the factory's until a test sets others.

using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>What the parameters would say.</summary>
internal sealed class SipTestSettings : ISipSettings
{
    public readonly TextBuffer UserAgent = new TextBuffer(128);
    public readonly TextBuffer Server = new TextBuffer(128);
    public readonly TextBuffer RetryCodes = new TextBuffer(40);
    public readonly TextBuffer BackupCodes = new TextBuffer(40);

    public int T1Ms { get; set; } = 500;

    public int T2Ms { get; set; } = 4000;

    public int TimerFMs { get; set; } = 32000;

    public int TimerJMs { get; set; } = 32000;

    public int MaxForwards { get; set; } = 70;

    public int MaxChallenges { get; set; } = 2;

    public int MinExpiresSeconds { get; set; } = 1;

    public int MaxExpiresSeconds { get; set; } = 7200;

    public int RetrySeconds { get; set; } = 30;

    public int LongRetrySeconds { get; set; } = 1200;

    public int KeepAliveSeconds { get; set; } = 15;

    public bool InsertsRport { get; set; }

    public bool AnswersToSourcePort { get; set; }

    public bool LearnsAddress { get; set; }

    public bool LearnsPort { get; set; }

    public bool SubstitutesVia { get; set; }

    public byte[] Borrow(SipField field, out int offset, out int count)
    {
        TextBuffer text = field == SipField.UserAgent ? UserAgent : field == SipField.Server ? Server : field == SipField.RetryCodes ? RetryCodes : BackupCodes;
        offset = 0;
        count = text.Length;
        return text.Bytes;
    }
}
