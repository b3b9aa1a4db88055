// What becomes of a connection on a simulated link before its request is answered.

namespace NanoSpa.Boards.Virtual;

/// <summary>Opens is a good link; the others are ways for it to end.</summary>
public enum ConnectFate
{
    /// <summary>Opened where there is a server, refused where there is none.</summary>
    Opens = 0,

    /// <summary>Nothing answers.</summary>
    Silence = 1,

    /// <summary>Opened and reset at once.</summary>
    ResetWhenOpen = 2,

    /// <summary>Opened, and reset by the first bytes that are sent.</summary>
    ResetByRequest = 3,
}
