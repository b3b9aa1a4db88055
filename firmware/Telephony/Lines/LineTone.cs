// The tones that a line plays by itself.

namespace NanoSpa.Telephony;

/// <summary>Call progress tones (guide "Call Progress Tones").</summary>
public enum LineTone
{
    /// <summary>Dial_Tone.</summary>
    Dial = 0,

    /// <summary>Reorder_Tone.</summary>
    Reorder = 1,

    /// <summary>Off_Hook_Warning_Tone.</summary>
    OffHookWarning = 2,
}
