// What the resync engine does on a transition.

namespace NanoSpa.Provisioning;

/// <summary>The outputs of the transition table.</summary>
public enum ResyncAction
{
    None = 0,
    ArmRandomDelay = 1,
    ArmPeriodic = 2,
    ArmRetry = 3,

    /// <summary>Notes a power-up resync ($PRVST 0) and arms Forced_Resync_Delay, as the three actions below do for theirs.</summary>
    AwaitPowerUp = 4,

    /// <summary>$PRVST 1.</summary>
    AwaitPeriodic = 5,

    /// <summary>$PRVST 2.</summary>
    AwaitRetry = 6,

    /// <summary>$PRVST -1. The state and the timer that the request interrupts are kept for Resume.</summary>
    AwaitRequest = 7,

    /// <summary>The request has its turn when the resync before it has ended.</summary>
    HoldRequest = 8,

    /// <summary>Back to the state and the timer that the request interrupted.</summary>
    Resume = 9,

    /// <summary>Starts with the first rule.</summary>
    Begin = 10,
}
