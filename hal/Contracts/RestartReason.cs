// Why the unit started.

namespace NanoSpa.Hal;

/// <summary>
/// Handed over a restart by the board. Parameter updates and upgrades do not trigger the resync after a reset
/// (guide, Table 4-1, Resync_On_Reset).
/// </summary>
public enum RestartReason
{
    /// <summary>Power-up, the reset button, or unknown.</summary>
    PowerUp = 0,

    /// <summary>A resync changed parameters that need a restart, and it succeeded.</summary>
    ParameterUpdate = 1,

    /// <summary>A resync changed such parameters and then failed at a later rule: the error retry is due.</summary>
    ParameterUpdateRetry = 2,

    /// <summary>A person asked for it (the web page, a SIP NOTIFY).</summary>
    Command = 3,
}
