// What the resync engine does on a transition.

namespace NanoSpa.Provisioning;

/// <summary>The outputs of the transition table.</summary>
public enum ResyncAction
{
    None = 0,
    ArmRandomDelay = 1,
    ArmPeriodic = 2,
    ArmRetry = 3,
    BeginPowerUp = 4,
    BeginPeriodic = 5,
    BeginRetry = 6,
    BeginRequest = 7,
    HoldRequest = 8,

    /// <summary>Back to the state and the timer that the request interrupted.</summary>
    Resume = 9,
}
