// A stretch of IL that is always executed as a whole, and what it is worth.

using System.Collections.Generic;

namespace NanoSpa.IlMeter;

/// <summary>
/// One counter's block. It ends at every branch and label and behind every instruction that can throw, so that its instructions are
/// executed all or not at all; an instruction that throws counts as executed.
/// </summary>
public sealed class CodeBlock
{
    /// <summary>The method that holds it, as Namespace.Type::Name.</summary>
    public string Method { get; init; }

    /// <summary>Instructions, nop left out: Debug builds are full of it.</summary>
    public int Instructions { get; init; }

    /// <summary>Members of the base library that it calls, as Namespace.Type::Name.</summary>
    public List<string> LibraryCalls { get; } = new();
}
