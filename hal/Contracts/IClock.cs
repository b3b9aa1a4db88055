// Time, as the firmware sees it.

namespace NanoSpa.Hal;

/// <summary>Two clocks: one that only counts up, for every timer, and the wall clock, for the dates of log lines only.</summary>
public interface IClock
{
    /// <summary>Milliseconds since some start; never goes back, no jump when the wall clock is set.</summary>
    long NowMs { get; }

    /// <summary>Seconds since 1970-01-01 UTC, or 0 while the wall clock has not been set.</summary>
    long UtcSeconds { get; }
}
