// What the resync engine asks of the unit.

namespace NanoSpa.Provisioning;

/// <summary>The answer of <see cref="ResyncEngine.Step"/>.</summary>
public enum ResyncWork
{
    /// <summary>Nothing to do before <see cref="ResyncEngine.NextDeadlineMs"/>.</summary>
    None = 0,

    /// <summary>Fetch <see cref="ResyncEngine.Rule"/>'s URL into <see cref="ResyncEngine.Body"/> and report with FetchEnded.</summary>
    Fetch = 1,

    /// <summary>A resync has ended; <see cref="ResyncEngine.LastFault"/> says how. Restart if <see cref="ResyncEngine.RestartDue"/>.</summary>
    Ended = 2,
}
