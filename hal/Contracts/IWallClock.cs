// Setting the board's wall clock.

namespace NanoSpa.Hal;

/// <summary>Sets what <see cref="IClock.UtcSeconds"/> reads; <see cref="IClock.NowMs"/> does not jump.</summary>
public interface IWallClock
{
    /// <summary>It is now <paramref name="utcMs"/> milliseconds since 1970-01-01 UTC.</summary>
    void Set(long utcMs);
}
