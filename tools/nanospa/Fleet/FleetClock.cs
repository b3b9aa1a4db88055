// The platform's fine clock as an IClock: the system's tick count moves in steps of several milliseconds, too coarse to measure with.

using System.Diagnostics;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;

namespace NanoSpa.Tool.Fleet;

/// <summary>Counts from its making; one for all units, from any thread.</summary>
internal sealed class FleetClock : IClock
{
    // A start of 0 could pass for "never" somewhere.
    private const long StartMs = 1000;
    private readonly SystemClock _wall = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    public long NowMs => StartMs + (long)Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    public long UtcSeconds => _wall.UtcSeconds;
}
