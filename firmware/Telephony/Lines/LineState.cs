// What an analog line is doing.

namespace NanoSpa.Telephony;

/// <summary>The states of one line (firmware/DESIGN.md "Lines").</summary>
public enum LineState
{
    /// <summary>Nothing goes on: the one state in which the unit may resync or restart.</summary>
    OnHook = 0,

    /// <summary>The handset is up and nothing was dialled yet.</summary>
    OffHook = 1,

    /// <summary>A call comes in.</summary>
    Ringing = 2,

    /// <summary>Digits are being taken.</summary>
    Dialling = 3,

    /// <summary>A call is under way.</summary>
    InUse = 4,

    /// <summary>The handset was left off the hook: nothing but hanging up counts.</summary>
    Parked = 5,
}
