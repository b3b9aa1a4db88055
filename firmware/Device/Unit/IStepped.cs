// What a supervisor steps.

namespace NanoSpa.Device;

/// <summary>The main loop's work, piece by piece.</summary>
public interface IStepped
{
    /// <summary>Does one piece of work; waits at most <paramref name="maxWaitMs"/>.</summary>
    UnitStatus Step(int maxWaitMs);
}
