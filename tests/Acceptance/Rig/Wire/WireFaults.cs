// What a wire does to frames.

namespace NanoSpa.Acceptance.Rig;

/// <summary>Chances in percent of UDP and TCP frames, and a delay for all of them. Frames of other kinds pass.</summary>
internal sealed record WireFaults(int Loss = 0, int Duplicate = 0, int Reorder = 0, int Corrupt = 0, int DelayMs = 0);
