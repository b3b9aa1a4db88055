// What a fetcher is doing.

namespace NanoSpa.Device;

/// <summary>The phases of a fetch; each has one active socket.</summary>
internal enum FetchPhase
{
    Idle = 0,

    /// <summary>Asking name servers.</summary>
    Resolving = 1,

    /// <summary>Waiting for a TCP connection.</summary>
    Connecting = 2,

    /// <summary>Request sent or being sent, reply coming.</summary>
    Http = 3,

    /// <summary>TFTP transfer.</summary>
    Tftp = 4,

    /// <summary>TFTP transfer done; its last block may be repeated.</summary>
    Dallying = 5,
}
