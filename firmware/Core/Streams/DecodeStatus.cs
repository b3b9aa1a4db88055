// What a sink answers to each write (firmware/DESIGN.md, "Sink").

namespace NanoSpa.Core;

/// <summary>The answer of an <see cref="ISink"/> to a write or a finish.</summary>
public enum DecodeStatus
{
    /// <summary>All bytes were taken; more are welcome.</summary>
    More = 0,

    /// <summary>The format has ended well; nothing more is expected.</summary>
    Done = 1,

    /// <summary>The input is bad. Sticky: every later call answers the same until Reset.</summary>
    Failed = 2,
}
