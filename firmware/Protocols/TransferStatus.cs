// How an engine of this room stands (firmware/DESIGN.md, "Engine in time").

namespace NanoSpa.Protocols;

/// <summary>What <c>Status</c> of a transfer or resolver engine says.</summary>
public enum TransferStatus
{
    /// <summary>Nothing was started, or it was cancelled.</summary>
    Idle = 0,

    /// <summary>Under way: more input or more time is needed.</summary>
    Busy = 1,

    /// <summary>Ended well.</summary>
    Done = 2,

    /// <summary>Ended with a fault.</summary>
    Failed = 3,
}
