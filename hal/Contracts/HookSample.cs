// What a line circuit says of the hook at one moment.

namespace NanoSpa.Hal;

/// <summary>One raw sample, bounces and noise included.</summary>
public enum HookSample
{
    /// <summary>No loop current: the handset is down.</summary>
    OnHook = 0,

    /// <summary>Loop current flows: the handset is up.</summary>
    OffHook = 1,

    /// <summary>The circuit cannot tell: it settles after a ring trip or a change of polarity, or feeds no line.</summary>
    Unknown = 2,

    /// <summary>
    /// Loop current flowed while the line rang, and the circuit has switched the ring voltage off. Told once; what the hook really does
    /// is told by the samples that follow.
    /// </summary>
    RingTrip = 3,
}
