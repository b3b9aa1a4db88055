// A line circuit's samples, call control and the time in; states, tones, rings and polarity out (firmware/DESIGN.md "Lines").

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Telephony;

/// <summary>
/// One analog line. <see cref="Step"/> is called every 10 to 20 ms; it never waits. Before its first change it is on hook and has always been.
/// </summary>
public sealed class Line
{
    /// <summary>A moment before every clock's first.</summary>
    public const long Always = long.MinValue;

    /// <summary>What never comes.</summary>
    public const long Never = long.MaxValue;

    private readonly int _number;
    private readonly ISlic _slic;
    private readonly ILineSettings _settings;
    private readonly ILineListener _listener;
    private readonly HookReader _hook = new HookReader();
    private readonly KeyReader _keys = new KeyReader();

    // A line that rings plays no tone (LineTable): script and player of the cadence are those of both.
    private readonly ToneScript _script = new ToneScript();
    private readonly TonePlayer _tone;
    private readonly RingPlayer _ring;
    private long _digitLimitMs = Never;
    private long _downAgainMs = Never;
    private int _ringPattern = 1;
    private bool _isTripped;

    /// <summary>Makes line <paramref name="number"/> (from 0); <paramref name="listener"/> may be null. <see cref="Start"/> comes next.</summary>
    public Line(int number, ISlic slic, ILineSettings settings, ILineListener listener)
    {
        _number = number;
        _slic = slic;
        _settings = settings;
        _listener = listener;
        CadencePlayer cadence = new CadencePlayer();
        _tone = new TonePlayer(slic.Tones, cadence);
        _ring = new RingPlayer(slic, cadence);
    }

    /// <summary>What the line is doing.</summary>
    public LineState State { get; private set; }

    /// <summary>When its state began, in the clock's milliseconds, or <see cref="Always"/>: a handset that went down began then, not when it was believed.</summary>
    public long SinceMs { get; private set; } = Always;

    /// <summary>True when the line is on hook and nothing on it is unfinished: no bounce, flash or digit.</summary>
    public bool IsQuiet
    {
        get { return State == LineState.OnHook && _hook.IsSettled; }
    }

    /// <summary>When <see cref="Step"/> has something to do by itself, or <see cref="Never"/>. Samples of the hook are wanted besides.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs = Earlier(_hook.NextDeadlineMs, _tone.NextDeadlineMs);
            nextMs = Earlier(nextMs, _ring.NextDeadlineMs);
            nextMs = Earlier(nextMs, _slic.NextDeadlineMs);
            nextMs = Earlier(nextMs, _digitLimitMs);
            return _downAgainMs == Never ? nextMs : Earlier(nextMs, _downAgainMs + HookReader.DebounceMs);
        }
    }

    /// <summary>Reads the settings and takes the circuit over, whatever it was at: once, before the first step.</summary>
    public void Start(long nowMs)
    {
        _hook.SetFlash(_settings.FlashMinMs, _settings.FlashMaxMs);
        _slic.StopRing(nowMs);
        _slic.SetPowered(_settings.IsEnabled, nowMs);
        _slic.SetReversed(_settings.IsIdleReversed, nowMs);
        _slic.ShapeRing(_settings.RingVolts, _settings.IsRingTrapezoid);
        if (_slic.Tones != null)
        {
            _slic.Tones.Sound(0);
        }
    }

    /// <summary>The ring pattern, 1 to 8, of the next call that comes in.</summary>
    public void ChooseRing(int pattern)
    {
        _ringPattern = pattern;
    }

    /// <summary>Call control's side: Ring, RingEnds, Placed, Connected or Cleared. False when it means nothing in this state, or the line is out of service.</summary>
    public bool Control(LineEvent happened, long nowMs)
    {
        return _settings.IsEnabled && Happen(happened, 0, nowMs, nowMs);
    }

    /// <summary>Samples hook and keys, and does what is due.</summary>
    public void Step(long nowMs)
    {
        HookSample sample = _slic.Poll(nowMs);
        switch (sample)
        {
            case HookSample.RingTrip:
                // What was seen before the trip may be the ring's own noise: the handset has to be seen up anew.
                _hook.Sample(false, nowMs);
                _isTripped = true;
                _downAgainMs = Never;
                Happen(LineEvent.RingTrip, 0, nowMs, nowMs);
                break;
            case HookSample.OnHook:
            case HookSample.OffHook:
                Take(sample == HookSample.OffHook, nowMs);
                break;
        }

        // What is heard while the handset is down is nobody's key.
        byte key = _keys.Sample(_slic.Keys != null && _hook.IsOffHook ? _slic.Keys.Poll() : (byte)0);
        if (key != 0)
        {
            Happen(LineEvent.Digit, key, nowMs, nowMs);
        }

        if (_tone.Step(nowMs) || nowMs >= _digitLimitMs)
        {
            _digitLimitMs = Never;
            Happen(LineEvent.Expired, 0, nowMs, nowMs);
        }

        _ring.Step(nowMs);
    }

    private void Take(bool isOffHook, long nowMs)
    {
        LineEvent happened = _hook.Sample(isOffHook, nowMs);
        if (happened != LineEvent.None)
        {
            _isTripped = false;
            Happen(happened, happened == LineEvent.Digit ? _hook.Digit : (byte)0, _hook.EventMs, nowMs);
        }

        LookForFalseTrip(isOffHook, nowMs);
    }

    private void LookForFalseTrip(bool isOffHook, long nowMs)
    {
        if (!_isTripped || isOffHook)
        {
            _downAgainMs = Never;
        }
        else if (_downAgainMs == Never)
        {
            _downAgainMs = nowMs;
        }
        else if (nowMs - _downAgainMs >= HookReader.DebounceMs)
        {
            _isTripped = false;
            _downAgainMs = Never;
            Happen(LineEvent.FalseTrip, 0, nowMs, nowMs);
        }
    }

    private bool Happen(LineEvent happened, byte digit, long atMs, long nowMs)
    {
        int row = LineTable.Find(State, happened);
        if (row >= 0)
        {
            LineState next = LineTable.NextOf(row);
            if (next != State)
            {
                State = next;
                SinceMs = atMs;
            }

            _digitLimitMs = Never;
            Act(LineTable.ActionOf(row), nowMs);
        }

        if (_listener != null)
        {
            _listener.OnLine(_number, happened, digit);
        }

        return row >= 0;
    }

    private void Act(LineAction action, long nowMs)
    {
        switch (action)
        {
            case LineAction.PlayDialTone:
                Play(LineTone.Dial, nowMs);
                break;
            case LineAction.PlayReorderTone:
                _slic.SetReversed(_settings.IsIdleReversed, nowMs);
                Play(LineTone.Reorder, nowMs);
                break;
            case LineAction.PlayWarningTone:
                Play(LineTone.OffHookWarning, nowMs);
                break;
            case LineAction.AwaitDigit:
                _tone.Stop();
                _digitLimitMs = nowMs + _settings.InterdigitMs;
                break;
            case LineAction.StopTone:
                _tone.Stop();
                break;
            case LineAction.StartRing:
                StartRing(nowMs);
                break;
            case LineAction.HoldRing:
                _ring.Hold(nowMs);
                break;
            case LineAction.ResumeRing:
                _ring.Resume(nowMs);
                break;
            case LineAction.StopRing:
                _ring.Stop(nowMs);
                break;
            case LineAction.Answer:
                _ring.Stop(nowMs);
                _slic.SetReversed(_settings.IsCalleeReversed, nowMs);
                break;
            case LineAction.Connect:
                _slic.SetReversed(_settings.IsCallerReversed, nowMs);
                break;
            case LineAction.Release:
                _tone.Stop();
                _slic.SetReversed(_settings.IsIdleReversed, nowMs);
                break;
        }
    }

    private void Play(LineTone tone, long nowMs)
    {
        if (_settings.ReadTone(tone, _script))
        {
            _tone.Start(_script, nowMs);
        }
        else
        {
            _tone.Stop();
        }
    }

    private void StartRing(long nowMs)
    {
        _isTripped = false;
        if (_settings.ReadRing(_ringPattern, _script.Cadence))
        {
            _ring.Start(_script.Cadence, _settings.RingHz, nowMs);
        }
    }

    private static long Earlier(long one, long other)
    {
        return one < other ? one : other;
    }
}
