// One slice of a fleet's time.

namespace NanoSpa.Tool.Fleet;

/// <summary>Requests from so many seconds after the power came back up to the next slice.</summary>
internal sealed record FleetSlice(double FromSeconds, int Requests);
