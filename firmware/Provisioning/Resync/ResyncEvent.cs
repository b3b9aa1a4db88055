// What can happen to the resync engine.

namespace NanoSpa.Provisioning;

/// <summary>The inputs of the transition table.</summary>
public enum ResyncEvent
{
    /// <summary>The unit started and Resync_On_Reset is on.</summary>
    PowerUp = 0,

    /// <summary>The unit started after an update of its parameters, or with Resync_On_Reset off.</summary>
    WarmStart = 1,

    /// <summary>The unit started after an update of its parameters by a resync that then failed.</summary>
    WarmStartAfterFailure = 2,

    /// <summary>The timer of the state has run out.</summary>
    TimerDue = 3,

    /// <summary>A person asked for a resync to a rule of their own.</summary>
    Request = 4,

    /// <summary>All rules were worked through.</summary>
    Succeeded = 5,

    /// <summary>A rule of the schedule failed.</summary>
    Failed = 6,

    /// <summary>The rule of a request failed: the schedule goes on as it was.</summary>
    RequestFailed = 7,

    /// <summary>Resync_Trigger_1 or _2 became true, or an upgrade was attempted and Resync_After_Upgrade_Attempt is on.</summary>
    Triggered = 8,

    /// <summary>Every line is idle.</summary>
    LinesIdle = 9,

    /// <summary>A resync would start now, but Provision_Enable is off.</summary>
    Disabled = 10,
}
