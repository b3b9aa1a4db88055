// What one run of a piece of work cost.

using System.Collections.Generic;
using System.Linq;

namespace NanoSpa.IlMeter;

/// <summary>Exact and the same on every machine, but for the bytes, which are those of the host's objects.</summary>
public sealed class Reading
{
    internal Reading(SortedDictionary<string, long> libraryCalls, SortedDictionary<string, long> methods)
    {
        LibraryCalls = libraryCalls;
        Methods = methods;
    }

    /// <summary>IL instructions executed in the metered assemblies; a call into the base library is one.</summary>
    public long Instructions { get; init; }

    /// <summary>Bytes or items worked on, as the work itself says.</summary>
    public long Items { get; init; }

    /// <summary>Bytes allocated on the host's managed heap.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Calls into the base library by member.</summary>
    public SortedDictionary<string, long> LibraryCalls { get; }

    /// <summary>Instructions by method.</summary>
    public SortedDictionary<string, long> Methods { get; }

    /// <summary>All calls into the base library: each takes the time of about 40 simple instructions on the device.</summary>
    public long LibraryCallCount => LibraryCalls.Values.Sum();
}
