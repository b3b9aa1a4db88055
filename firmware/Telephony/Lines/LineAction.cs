// What a line does on the way from one state to the next.

namespace NanoSpa.Telephony;

/// <summary>The actions of the line table.</summary>
public enum LineAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Dial tone; its end is the state's end.</summary>
    PlayDialTone = 1,

    /// <summary>Silence, and a limit to the time until the next digit.</summary>
    AwaitDigit = 2,

    /// <summary>Reorder tone; its end is the state's end.</summary>
    PlayReorderTone = 3,

    /// <summary>The tone for a handset that was left off the hook.</summary>
    PlayWarningTone = 4,

    /// <summary>Silence: the call's own sound follows.</summary>
    StopTone = 5,

    /// <summary>The ring cadence from its start.</summary>
    StartRing = 6,

    /// <summary>No ring voltage, whatever the cadence says.</summary>
    HoldRing = 7,

    /// <summary>The cadence goes on where it is by now.</summary>
    ResumeRing = 8,

    /// <summary>The cadence is over.</summary>
    StopRing = 9,

    /// <summary>The cadence is over, and the polarity is that of an answered incoming call.</summary>
    Answer = 10,

    /// <summary>The polarity is that of an answered outgoing call.</summary>
    Connect = 11,

    /// <summary>Silence, and the polarity before a call.</summary>
    Release = 12,
}
