// What nanospa fleet was asked for.

using System;
using System.Collections.Generic;

namespace NanoSpa.Tool.Fleet;

/// <summary>Everything a fleet needs to start; checked.</summary>
internal sealed record FleetOptions
{
    public required int Units { get; init; }

    /// <summary>The units' Profile_Rule: a URL with macros, or a whole rule.</summary>
    public required byte[] Rule { get; init; }

    /// <summary>Parameters that every unit has from manufacture.</summary>
    public IReadOnlyList<(string Name, byte[] Value)> Assignments { get; init; } = [];

    /// <summary>The same seed gives the same units and the same delays.</summary>
    public int Seed { get; init; }

    /// <summary>PEM text of the authorities that https servers are checked against; null: none.</summary>
    public string Authorities { get; init; }

    public uint DnsAddress { get; init; }

    public int DnsPort { get; init; }

    /// <summary>How long from the start failed units go on trying by their own schedule.</summary>
    public TimeSpan RetryFor { get; init; }
}
