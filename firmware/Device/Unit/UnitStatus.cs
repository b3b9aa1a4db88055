// What the unit tells the loop that runs it.

namespace NanoSpa.Device;

/// <summary>The answer of <see cref="Unit.Step"/>.</summary>
public enum UnitStatus
{
    /// <summary>Nothing to do before <see cref="Unit.NextDeadlineMs"/>, but for web requests.</summary>
    Idle = 0,

    /// <summary>In the midst of something: step again at once.</summary>
    Busy = 1,

    /// <summary>A restart was asked of the board; this unit is finished.</summary>
    Restarting = 2,
}
