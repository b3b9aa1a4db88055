// One subscriber line interface circuit (SLIC): the hook in, ring voltage, polarity and feed out.

using NanoSpa.Core;

namespace NanoSpa.Hal;

/// <summary>
/// Polled by the main loop; nothing calls back and no call waits. After it is made the line does not ring, has forward polarity and is fed: at
/// once, or by a start of its own that <see cref="Poll"/> takes forward. A circuit that fails leaves its line open, tells why by
/// <see cref="Fault"/> and tries again by itself, ever more slowly and not for ever.
/// </summary>
public interface ISlic
{
    /// <summary>What makes tones on this line; null for a circuit without.</summary>
    IToneOutput Tones { get; }

    /// <summary>What hears keys on this line; null for a circuit without.</summary>
    IDtmfReceiver Keys { get; }

    /// <summary>
    /// What keeps the line out of service; None when nothing does, and while a first start is under way. With a fault the line is open and
    /// carries no call: its hook is OnHook.
    /// </summary>
    Fault Fault { get; }

    /// <summary>With a fault: the number that was read where it was found; what it is the driver says.</summary>
    int FaultReading { get; }

    /// <summary>
    /// Samples the hook and moves a ring voltage on that the circuit does not make by itself. At least every 20 ms; every 10 ms where pulse
    /// digits are dialled or <see cref="NextDeadlineMs"/> asks for it.
    /// </summary>
    HookSample Poll(long nowMs);

    /// <summary>When <see cref="Poll"/> has to come next for the ring voltage's sake; long.MaxValue for no such need.</summary>
    long NextDeadlineMs { get; }

    /// <summary>
    /// The ring voltage's peak and shape from the next <see cref="StartRing"/> on, as near as the circuit can make them; those that can make
    /// only one do nothing.
    /// </summary>
    void ShapeRing(int peakVolts, bool isTrapezoid);

    /// <summary>
    /// Puts the ring voltage on, at the frequency nearest to <paramref name="frequencyHz"/> that the circuit can make. A handset that is up
    /// ends it within one <see cref="Poll"/>.
    /// </summary>
    void StartRing(int frequencyHz, long nowMs);

    /// <summary>Takes the ring voltage off at once.</summary>
    void StopRing(long nowMs);

    /// <summary>Turns tip and ring around (true), or back. Holds for the ring's end too.</summary>
    void SetReversed(bool isReversed, long nowMs);

    /// <summary>Feeds the line, or switches it off: then the hook is Unknown and nothing rings.</summary>
    void SetPowered(bool isPowered, long nowMs);

    /// <summary>
    /// Takes the ring voltage off before something stops the main loop: a TLS handshake, a write to flash, a restart. The next
    /// <see cref="StartRing"/> puts it on again.
    /// </summary>
    void Quiet(long nowMs);
}
