// Restarting the unit.

namespace NanoSpa.Hal;

/// <summary>Restarts. The board brings outputs to safe levels first; the call may return before the restart happens.</summary>
public interface IPower
{
    /// <summary>Restarts the software, keeping network and outputs where the board can (guide: restart_now).</summary>
    void RestartWarm();

    /// <summary>Restarts the whole unit (guide: reboot_now).</summary>
    void RestartCold();
}
