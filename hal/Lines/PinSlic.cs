// An Ag1171 or KS0835F on four pins: SHK in; RM, F/R and PD out (Silvertel Ag1171 data sheet V1.0, 5.3 "Ringing", 5.9 "Polarity Reversal").

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>
/// The part rings while its RM pin is high and its F/R pin is toggled, so RM is high while the line rings and at no other time. F/R is toggled by
/// <see cref="Poll"/>, at times that <see cref="NextDeadlineMs"/> names: the loop's jitter is the ring's.
/// PD low powers the part down; it is pulled high inside the part and never driven high. So a breakout of the KS0835F wires it, as ~PD behind a
/// diode (GadgetReboot/KS0835F_Phone_SLIC, GR_KS0835F_SLIC_Breakout.sch), and drivers use it (electron-rare/RTC_BL_PHONE, Ks0835SlicController:
/// open drain, low for power down); the data sheet's own page on PD could not be looked up.
/// </summary>
public sealed class PinSlic : ISlic
{
    /// <summary>Slowest ring.</summary>
    public const int MinRingHz = 20;

    /// <summary>Fastest ring.</summary>
    public const int MaxRingHz = 25;

    /// <summary>How long SHK is ignored after a ring trip: the supply falls from 72 V to 48 V meanwhile (100 to 200 ms).</summary>
    public const int BlankMs = 150;

    private const long Never = long.MaxValue;
    private const int HalfSecondsMs = 500;

    private readonly IInputPin _hook;
    private readonly IOutputPin _ringMode;
    private readonly IOutputPin _forward;
    private readonly IOutputPin _powerDown;
    private bool _isReversed;
    private bool _isPowered = true;
    private bool _isRinging;
    private bool _level;
    private long _toggleMs = Never;
    private int _halfPeriodMs;
    private long _blankUntilMs = long.MinValue;

    /// <summary>
    /// Takes the pins over: no ring, forward, fed. <paramref name="powerDown"/> is an open drain, and null where PD is left open;
    /// <paramref name="keys"/> is null for a line without a receiver. RM has a pull-down on the board, so that nothing rings before this.
    /// </summary>
    public PinSlic(IInputPin hook, IOutputPin ringMode, IOutputPin forward, IOutputPin powerDown, IDtmfReceiver keys)
    {
        _hook = hook;
        _ringMode = ringMode;
        _forward = forward;
        _powerDown = powerDown;
        Keys = keys;
        _ringMode.Write(false);
        DriveForward(true);
        if (_powerDown != null)
        {
            _powerDown.Write(true);
        }
    }

    /// <inheritdoc/>
    public IToneOutput Tones
    {
        get { return null; }
    }

    /// <inheritdoc/>
    public IDtmfReceiver Keys { get; }

    /// <summary>None: the part tells nothing but its hook.</summary>
    public Fault Fault
    {
        get { return Fault.None; }
    }

    /// <inheritdoc/>
    public int FaultReading
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public long NextDeadlineMs
    {
        get { return _toggleMs; }
    }

    /// <inheritdoc/>
    public HookSample Poll(long nowMs)
    {
        if (!_isPowered || nowMs < _blankUntilMs)
        {
            return HookSample.Unknown;
        }

        bool isOffHook = _hook.IsHigh;
        if (_isRinging && isOffHook)
        {
            EndRing();
            _blankUntilMs = nowMs + BlankMs;
            return HookSample.RingTrip;
        }

        if (nowMs >= _toggleMs)
        {
            // A late toggle shortens no half wave: the next one is counted from where this one should have been, unless that is over too.
            DriveForward(!_level);
            long nextMs = _toggleMs + _halfPeriodMs;
            _toggleMs = nextMs > nowMs ? nextMs : nowMs + _halfPeriodMs;
        }

        return isOffHook ? HookSample.OffHook : HookSample.OnHook;
    }

    /// <summary>Does nothing: the part rings with a square wave of its own voltage.</summary>
    public void ShapeRing(int peakVolts, bool isTrapezoid)
    {
    }

    /// <inheritdoc/>
    public void StartRing(int frequencyHz, long nowMs)
    {
        if (!_isPowered)
        {
            return;
        }

        int hz = frequencyHz < MinRingHz ? MinRingHz : frequencyHz > MaxRingHz ? MaxRingHz : frequencyHz;
        _halfPeriodMs = HalfSecondsMs / hz;
        _isRinging = true;
        _ringMode.Write(true);
        _toggleMs = nowMs + _halfPeriodMs;
    }

    /// <inheritdoc/>
    public void StopRing(long nowMs)
    {
        EndRing();
    }

    /// <inheritdoc/>
    public void SetReversed(bool isReversed, long nowMs)
    {
        _isReversed = isReversed;
        if (!_isRinging)
        {
            DriveForward(!isReversed);
        }
    }

    /// <inheritdoc/>
    public void SetPowered(bool isPowered, long nowMs)
    {
        EndRing();
        _isPowered = isPowered;
        if (_powerDown != null)
        {
            _powerDown.Write(isPowered);
        }
    }

    /// <inheritdoc/>
    public void Quiet(long nowMs)
    {
        EndRing();
    }

    // RM is written whatever is believed of it.
    private void EndRing()
    {
        _ringMode.Write(false);
        _isRinging = false;
        _toggleMs = Never;
        DriveForward(!_isReversed);
    }

    private void DriveForward(bool isHigh)
    {
        _level = isHigh;
        _forward.Write(isHigh);
    }
}
