// Restart requests of a virtual unit in; the program that runs it sees them and starts the unit anew.

using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Remembers that a restart was asked for, and why, over the restart.</summary>
public sealed class VirtualPower : IPower
{
    /// <summary>Why the unit that runs now was started.</summary>
    public RestartReason StartReason { get; private set; }

    /// <summary>True when the unit has asked for a restart.</summary>
    public bool RestartRequested { get; private set; }

    /// <summary>True when the restart asked for is a cold one.</summary>
    public bool IsCold { get; private set; }

    public void RestartWarm(RestartReason reason)
    {
        StartReason = reason;
        RestartRequested = true;
        IsCold = false;
    }

    public void RestartCold()
    {
        StartReason = RestartReason.PowerUp;
        RestartRequested = true;
        IsCold = true;
    }

    /// <summary>Called by the program once the new unit stands.</summary>
    public void Restarted()
    {
        RestartRequested = false;
    }
}
