// The states of the resync engine.

namespace NanoSpa.Provisioning;

/// <summary>What the engine waits for.</summary>
public enum ResyncState
{
    /// <summary>No timer runs; only a request, a trigger or an upgrade attempt starts a resync.</summary>
    Asleep = 0,

    /// <summary>The random delay after power-up runs (Resync_Random_Delay).</summary>
    Starting = 1,

    /// <summary>The periodic timer runs (Resync_Periodic).</summary>
    Waiting = 2,

    /// <summary>The error timer runs (Resync_Error_Retry_Delay).</summary>
    Retrying = 3,

    /// <summary>The rules are being worked through.</summary>
    Running = 4,

    /// <summary>A resync is due and waits for idle lines (Forced_Resync_Delay).</summary>
    Due = 5,

    /// <summary>A resync that a person asked for waits for idle lines (Forced_Resync_Delay).</summary>
    Asked = 6,
}
