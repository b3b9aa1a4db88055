// A clock that stands still until it is moved: months of schedule in milliseconds of test.

using System;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Both clocks of IClock, moved by the test or by whatever waits on the simulated network.</summary>
public sealed class SteppedClock : IClock, IWallClock
{
    /// <summary>Starts at a time that is not 0, so that nobody counts on it.</summary>
    public SteppedClock(long startMs = 1000000)
    {
        NowMs = startMs;
    }

    /// <inheritdoc/>
    public long NowMs { get; private set; }

    /// <inheritdoc/>
    public long UtcSeconds => UtcAtZero == 0 ? 0 : UtcAtZero + (NowMs / 1000);

    /// <summary>Wall clock seconds at <see cref="NowMs"/> 0; 0 while the wall clock is not set. Setting it moves no timer.</summary>
    public long UtcAtZero { get; set; }

    /// <inheritdoc/>
    public void Set(long utcMs)
    {
        UtcAtZero = (utcMs - NowMs) / 1000;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(long milliseconds)
    {
        NowMs += Math.Max(0, milliseconds);
    }

    /// <summary>Lets time pass up to a moment; does nothing when that is over.</summary>
    public void AdvanceTo(long momentMs)
    {
        NowMs = Math.Max(NowMs, momentMs);
    }
}
