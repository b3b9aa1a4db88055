// Restarting the unit.

namespace NanoSpa.Hal;

/// <summary>Restarts. The board brings outputs to safe levels first; the call may return before the restart happens.</summary>
public interface IPower
{
    /// <summary>Why the unit is running now.</summary>
    RestartReason StartReason { get; }

    /// <summary>Restarts the software alone (guide: restart_now). The reason is what <see cref="StartReason"/> says afterwards.</summary>
    void RestartWarm(RestartReason reason);

    /// <summary>Restarts the whole unit (guide: reboot_now).</summary>
    void RestartCold();
}
