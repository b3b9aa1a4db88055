// The platform's two clocks as an IClock.

using System;

namespace NanoSpa.Hal.Net;

/// <summary>Counts from the platform's start; a wall clock before 2020 counts as not set.</summary>
public sealed class SystemClock : IClock
{
    // 2020-01-01 00:00:00 UTC.
    private const long EarliestUtcSeconds = 1577836800;
    private const long TicksPerSecond = 10000000;

    // Ticks are counted from another epoch on the device, so the difference to 1970 is what is used.
    private readonly long _unixEpochTicks = DateTime.UnixEpoch.Ticks;

    /// <inheritdoc/>
    public long NowMs
    {
        get { return Environment.TickCount64; }
    }

    /// <inheritdoc/>
    public long UtcSeconds
    {
        get
        {
            long seconds = (DateTime.UtcNow.Ticks - _unixEpochTicks) / TicksPerSecond;
            return seconds < EarliestUtcSeconds ? 0 : seconds;
        }
    }
}
