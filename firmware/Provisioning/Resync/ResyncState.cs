// The states of the resync engine.

namespace NanoSpa.Provisioning;

/// <summary>What the engine waits for.</summary>
public enum ResyncState
{
    /// <summary>No timer runs; only a request starts a resync.</summary>
    Asleep = 0,

    /// <summary>The random delay after power-up runs (Resync_Random_Delay).</summary>
    Starting = 1,

    /// <summary>The periodic timer runs (Resync_Periodic).</summary>
    Waiting = 2,

    /// <summary>The error timer runs (Resync_Error_Retry_Delay).</summary>
    Retrying = 3,

    /// <summary>The rules are being worked through.</summary>
    Running = 4,
}
