// One way for a server or a link to be bad.

using System;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

/// <summary>
/// <paramref name="Break"/> makes it so; the resync that follows has to end with <paramref name="Outcome"/> within
/// <paramref name="BoundSeconds"/> of the unit's time. An outcome of None is a resync that gets through all the same.
/// </summary>
internal sealed record FaultCase(string Name, Fault Outcome, double BoundSeconds, Action<FaultBench> Break);
