// A piece of work in, the bytes that it allocates out.

using System;

namespace NanoSpa.Harness;

/// <summary>Counts what the calling thread allocates. Host only; the host's objects are larger than the device's.</summary>
public static class AllocationProbe
{
    /// <summary>
    /// Bytes that one more run of the work allocates, once <paramref name="warmUps"/> runs have made what is made once: statics,
    /// shared tables, compiled code.
    /// </summary>
    public static long BytesOf(Action work, int warmUps = 2)
    {
        for (int i = 0; i < warmUps; i++)
        {
            work();
        }

        // The first reading may itself be charged; the second one starts clean.
        GC.GetAllocatedBytesForCurrentThread();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
