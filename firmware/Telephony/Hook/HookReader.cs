// Raw hook samples in; off hook, on hook, hook flashes and pulse digits out (TIA-470, GR-506 "Hook flash", "Dial pulsing").

namespace NanoSpa.Telephony;

/// <summary>
/// Two filters in a row. A level counts once it was seen for <see cref="BounceMs"/>: shorter ones are contact noise. What the lengths of
/// breaks and makes mean is told apart then: a break of 30 to 90 ms is a pulse, one within the flash window a flash, a longer one the end.
/// All lengths are by the clock, not by the count of samples: they may come at any distance.
/// </summary>
public sealed class HookReader
{
    /// <summary>What never comes.</summary>
    public const long Never = long.MaxValue;

    /// <summary>A level that lasts less is contact noise.</summary>
    public const int BounceMs = 10;

    /// <summary>A handset that goes up is up after so long without a change.</summary>
    public const int DebounceMs = 50;

    /// <summary>Shortest break of a pulse; a shorter one never was.</summary>
    public const int PulseMinMs = 30;

    /// <summary>Longest break of a pulse.</summary>
    public const int PulseMaxMs = 90;

    /// <summary>A make of this length ends a digit.</summary>
    public const int DigitGapMs = 250;

    private const int MaxPulses = 10;

    private int _flashMinMs = 100;
    private int _flashMaxMs = 900;
    private bool _rawIsUp;
    private long _rawSinceMs;
    private bool _isUp;
    private long _sinceMs;
    private bool _isOffHook;
    private long _makeSinceMs;
    private int _pulses;
    private long _flashFromMs = Never;

    /// <summary>The digit of the last <see cref="LineEvent.Digit"/>: 0 to 9 as ASCII.</summary>
    public byte Digit { get; private set; }

    /// <summary>When what the last event tells began: the first sample of a level, not the moment it was believed.</summary>
    public long EventMs { get; private set; }

    /// <summary>True while the handset is up, flashes and pulses included.</summary>
    public bool IsOffHook
    {
        get { return _isOffHook; }
    }

    /// <summary>True when nothing begun is unfinished: no bounce, no break, no digit.</summary>
    public bool IsSettled
    {
        get { return NextDeadlineMs == Never; }
    }

    /// <summary>When the next event comes, if the hook stays as it is; ask with a sample then.</summary>
    public long NextDeadlineMs
    {
        get
        {
            if (!_isOffHook)
            {
                return _rawIsUp ? _rawSinceMs + DebounceMs : Never;
            }

            if (_rawIsUp != _isUp)
            {
                return _rawSinceMs + BounceMs;
            }

            if (!_isUp)
            {
                return _sinceMs + EndMs + 1;
            }

            return _flashFromMs != Never ? _sinceMs + DebounceMs : _pulses > 0 ? _makeSinceMs + DigitGapMs : Never;
        }
    }

    // Even without any flash the end is debounced.
    private int EndMs
    {
        get { return _flashMaxMs > DebounceMs ? _flashMaxMs : DebounceMs; }
    }

    /// <summary>Sets the flash window (Hook_Flash_Timer_Min and _Max); both lengths are flashes themselves.</summary>
    public void SetFlash(int minMs, int maxMs)
    {
        _flashMinMs = minMs;
        _flashMaxMs = maxMs;
    }

    /// <summary>Takes a sample; None, PickedUp, HungUp, Flash or Digit. At most one event a sample, the next one with the next.</summary>
    public LineEvent Sample(bool isOffHook, long nowMs)
    {
        if (isOffHook != _rawIsUp)
        {
            _rawIsUp = isOffHook;
            _rawSinceMs = nowMs;
        }

        return _isOffHook ? SampleUp(nowMs) : SampleDown(nowMs);
    }

    private LineEvent SampleDown(long nowMs)
    {
        if (!_rawIsUp || nowMs - _rawSinceMs < DebounceMs)
        {
            return LineEvent.None;
        }

        _isOffHook = true;
        _isUp = true;
        _sinceMs = _rawSinceMs;
        _makeSinceMs = _rawSinceMs;
        _pulses = 0;
        _flashFromMs = Never;
        return Tell(LineEvent.PickedUp, _rawSinceMs);
    }

    private LineEvent SampleUp(long nowMs)
    {
        if (_rawIsUp != _isUp && nowMs - _rawSinceMs >= BounceMs)
        {
            _isUp = _rawIsUp;
            LineEvent ended = _isUp ? BreakEnds() : BreakBegins();
            if (ended != LineEvent.None)
            {
                return ended;
            }
        }

        if (!_isUp)
        {
            return nowMs - _sinceMs > EndMs && !_rawIsUp ? HangUp() : LineEvent.None;
        }

        if (_flashFromMs != Never && nowMs - _sinceMs >= DebounceMs && _rawIsUp)
        {
            long fromMs = _flashFromMs;
            _flashFromMs = Never;
            return Tell(LineEvent.Flash, fromMs);
        }

        return _pulses > 0 && _rawIsUp && nowMs - _makeSinceMs >= DigitGapMs ? EndDigit() : LineEvent.None;
    }

    // A break that comes before the make behind a flash was believed goes on with that flash's break.
    private LineEvent BreakBegins()
    {
        _sinceMs = _flashFromMs != Never ? _flashFromMs : _rawSinceMs;
        _flashFromMs = Never;
        return LineEvent.None;
    }

    private LineEvent BreakEnds()
    {
        int lengthMs = (int)(_rawSinceMs - _sinceMs);
        if (lengthMs > EndMs)
        {
            return HangUp();
        }

        long fromMs = _sinceMs;
        _sinceMs = _rawSinceMs;
        if (lengthMs < PulseMinMs)
        {
            return LineEvent.None;
        }

        _makeSinceMs = _rawSinceMs;
        if (lengthMs <= PulseMaxMs && lengthMs < _flashMinMs)
        {
            _pulses++;
            return LineEvent.None;
        }

        // A train that breaks off is no digit.
        _pulses = 0;
        _flashFromMs = lengthMs >= _flashMinMs && lengthMs <= _flashMaxMs ? fromMs : Never;
        return LineEvent.None;
    }

    // Ten pulses are a 0; more are no digit.
    private LineEvent EndDigit()
    {
        int pulses = _pulses;
        _pulses = 0;
        if (pulses > MaxPulses)
        {
            return LineEvent.None;
        }

        Digit = (byte)('0' + (pulses % MaxPulses));
        return Tell(LineEvent.Digit, _makeSinceMs);
    }

    private LineEvent HangUp()
    {
        _isOffHook = false;
        _pulses = 0;
        _flashFromMs = Never;
        return Tell(LineEvent.HungUp, _sinceMs);
    }

    private LineEvent Tell(LineEvent happened, long atMs)
    {
        EventMs = atMs;
        return happened;
    }
}
