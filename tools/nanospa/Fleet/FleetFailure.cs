// One row of a fleet's failures.

using NanoSpa.Core;

namespace NanoSpa.Tool.Fleet;

/// <summary>Units with the same fault, with one of them as an example.</summary>
internal sealed record FleetFailure(Fault Fault, int Units, FleetUnit Example);
