// A Si3210 ProSLIC on SPI and one reset pin: feed, ring, tones out; hook, keys, alarms in (Si3210/Si3211 data sheet; pages in Si3210/Si3210Register.cs).

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>
/// The chip is held in reset, its line open and its converter off, until the first <see cref="Poll"/>, and whenever it has failed. A poll costs two
/// frames on the bus, two more while a handset is up, and four more every tenth of a second, when the line feed is verified and alarms are
/// looked for. The chip's interrupt pin is not used.
/// </summary>
public sealed class SpiSlic : ISlic
{
    /// <summary>How long RESET is held low, and how long the chip is left alone after it (the maker's sample code).</summary>
    public const int ResetMs = 250;

    /// <summary>How long the loop's state is ignored after a ring trip.</summary>
    public const int BlankMs = 150;

    /// <summary>How often the line feed is verified; and how long it may take to be as it was asked for.</summary>
    public const int WatchMs = 100;

    /// <summary>How long a line stays open after a power alarm.</summary>
    public const int AlarmPauseMs = 5000;

    /// <summary>Alarms after which it stays open for good; <see cref="HealthyMs"/> without one, and they do not count any more.</summary>
    public const int MaxAlarms = 5;

    /// <summary>Starts that are tried, the first included; between them 10 s, 20 s, 40 s, … up to 320 s.</summary>
    public const int MaxStarts = 10;

    /// <summary>How long a line has to hold for starts and alarms to be forgotten.</summary>
    public const int HealthyMs = 600000;

    // Looks at a line feed that is neither open nor as it was asked for, before the chip is started anew.
    private const int MaxMismatches = 10;
    private const int FirstRetryMs = 10000;
    private const int RetryDoublings = 5;
    private const long Never = long.MaxValue;

    // Where the chip is.
    private const int New = 0;
    private const int InReset = 1;
    private const int OutOfReset = 2;
    private const int Starting = 3;
    private const int Serving = 4;
    private const int Cooling = 5;
    private const int Waiting = 6;
    private const int Off = 7;

    private readonly IOutputPin _reset;
    private readonly Si3210Bus _bus;
    private readonly Si3210Start _start;
    private readonly Si3210Ring _ring;
    private readonly Si3210Tones _tones;
    private readonly Si3210Keys _keys;
    private int _state = New;
    private long _dueMs;
    private int _feed;
    private long _feedMs;
    private long _watchMs;
    private long _blankUntilMs = long.MinValue;
    private long _servingMs;
    private long _stuckMs = Never;
    private bool _isReversed;
    private bool _isPowered = true;
    private int _starts;
    private int _alarms;
    private int _mismatches;

    /// <summary>Takes the chip over and holds it in reset. RESET has a pull-down on the board, so that nothing is fed before this.</summary>
    public SpiSlic(ISpiPort port, IOutputPin reset)
    {
        _reset = reset;
        _bus = new Si3210Bus(port);
        _start = new Si3210Start(_bus);
        _ring = new Si3210Ring(_bus);
        _tones = new Si3210Tones(_bus);
        _keys = new Si3210Keys(_bus);
        _reset.Write(false);
    }

    /// <inheritdoc/>
    public IToneOutput Tones
    {
        get { return _tones; }
    }

    /// <inheritdoc/>
    public IDtmfReceiver Keys
    {
        get { return _keys; }
    }

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <summary>As <see cref="Si3210Start.Reading"/>; register 19 with PowerAlarm (0: the chip went open without saying why), register 0 with ChipReset, 64 with Register.</summary>
    public int FaultReading { get; private set; }

    /// <inheritdoc/>
    public long NextDeadlineMs
    {
        get { return Never; }
    }

    /// <inheritdoc/>
    public HookSample Poll(long nowMs)
    {
        if (_state != Serving)
        {
            Advance(nowMs);
            return Fault != Fault.None ? HookSample.OnHook : HookSample.Unknown;
        }

        if (!PumpInTime(nowMs))
        {
            Fail(Fault.LineNoClock, 0, nowMs);
            return HookSample.OnHook;
        }

        if (_feed == Si3210Register.FeedOpen)
        {
            return HookSample.Unknown;
        }

        bool hasTripped = nowMs >= _watchMs && Watch(nowMs);
        if (_state != Serving)
        {
            return HookSample.OnHook;
        }

        return hasTripped ? Trip(nowMs) : nowMs < _blankUntilMs ? HookSample.Unknown : Sample(nowMs);
    }

    /// <inheritdoc/>
    public void ShapeRing(int peakVolts, bool isTrapezoid)
    {
        _ring.Shape(peakVolts, isTrapezoid);
    }

    /// <inheritdoc/>
    public void StartRing(int frequencyHz, long nowMs)
    {
        if (_state != Serving || _feed == Si3210Register.FeedOpen)
        {
            return;
        }

        _ring.Add(frequencyHz);
        _bus.Add(Si3210Register.LineFeed, Si3210Register.FeedRinging);
        _feed = Si3210Register.FeedRinging;
        _feedMs = nowMs;
        _bus.Pump();
    }

    /// <inheritdoc/>
    public void StopRing(long nowMs)
    {
        if (_state == Serving && _feed != Si3210Register.FeedOpen)
        {
            EndRing(nowMs);
        }
    }

    /// <inheritdoc/>
    public void SetReversed(bool isReversed, long nowMs)
    {
        _isReversed = isReversed;
        if (_state == Serving && _feed != Si3210Register.FeedOpen && _feed != Si3210Register.FeedRinging)
        {
            Feed(ActiveFeed(), nowMs);
        }
    }

    /// <inheritdoc/>
    public void SetPowered(bool isPowered, long nowMs)
    {
        bool wasPowered = _isPowered;
        _isPowered = isPowered;
        if (_state == Serving)
        {
            Drop();
            Feed(isPowered ? ActiveFeed() : Si3210Register.FeedOpen, nowMs);
        }
        else if (!isPowered)
        {
            Stop(Off);
            Clear();
        }
        else if (!wasPowered)
        {
            _starts = 0;
            _alarms = 0;
            _state = New;
        }
    }

    /// <inheritdoc/>
    public void Quiet(long nowMs)
    {
        StopRing(nowMs);
    }

    // Everything but the line's service.
    private void Advance(long nowMs)
    {
        switch (_state)
        {
            case New:
                Enter(InReset, nowMs + ResetMs);
                break;
            case InReset:
                if (nowMs >= _dueMs)
                {
                    _reset.Write(true);
                    Enter(OutOfReset, nowMs + ResetMs);
                }

                break;
            case OutOfReset:
                if (nowMs >= _dueMs)
                {
                    _start.Begin();
                    Enter(Starting, Never);
                }

                break;
            case Starting:
                if (_start.Step(nowMs))
                {
                    EndStart(nowMs);
                }

                break;
            case Cooling:
                if (nowMs >= _dueMs)
                {
                    Serve(nowMs);
                }

                break;
            case Waiting:
                if (nowMs >= _dueMs)
                {
                    Enter(InReset, nowMs + ResetMs);
                }

                break;
        }
    }

    private void Enter(int state, long dueMs)
    {
        _state = state;
        _dueMs = dueMs;
    }

    private void EndStart(long nowMs)
    {
        if (_start.Fault != Fault.None)
        {
            Fail(_start.Fault, _start.Reading, nowMs);
            return;
        }

        _bus.Clear();
        _ring.Forget();
        Serve(nowMs);
    }

    private void Serve(long nowMs)
    {
        _state = Serving;
        _stuckMs = Never;
        _servingMs = nowMs;
        _tones.Open();
        _keys.IsOpen = true;
        Feed(_isPowered ? ActiveFeed() : Si3210Register.FeedOpen, nowMs);
    }

    // A fault holds the chip in reset, so that the line is open and its converter off whatever the registers say.
    private void Fail(Fault fault, int reading, long nowMs)
    {
        Fault = fault;
        FaultReading = reading;
        _starts++;
        int doublings = _starts - 1 < RetryDoublings ? _starts - 1 : RetryDoublings;
        Stop(_starts < MaxStarts ? Waiting : Off);
        _dueMs = nowMs + (FirstRetryMs << (doublings & 7));
    }

    private void Stop(int state)
    {
        _state = state;
        _reset.Write(false);
        Drop();
        _tones.Close();
        _keys.IsOpen = false;
        _feed = Si3210Register.FeedOpen;
    }

    private void Clear()
    {
        Fault = Fault.None;
        FaultReading = 0;
    }

    // Counted from the poll since which the chip has taken nothing.
    private bool PumpInTime(long nowMs)
    {
        if (_bus.HasOverrun)
        {
            return false;
        }

        int waiting = _bus.Waiting;
        if (waiting == 0 || _bus.Pump())
        {
            _stuckMs = Never;
            return true;
        }

        if (_stuckMs == Never || _bus.Waiting < waiting)
        {
            _stuckMs = nowMs;
        }

        return nowMs - _stuckMs < Si3210Start.ClockLimitMs;
    }

    // True when the chip has left the ringing by itself. The line feed's upper half is what it does, the lower what it was told.
    private bool Watch(long nowMs)
    {
        _watchMs = nowMs + WatchMs;
        int feed = (_bus.Read(Si3210Register.LineFeed) >> 4) & 7;
        int alarms = _bus.Read(Si3210Register.Status2) & Si3210Register.PowerAlarms;
        if (alarms == 0 && feed == _feed)
        {
            Hold(nowMs);
            return false;
        }

        if (alarms == 0 && nowMs - _feedMs < WatchMs)
        {
            return false;
        }

        int identity = _bus.Read(Si3210Register.SpiMode);
        if (identity == 0 || identity == 0xFF)
        {
            Fail(Fault.LineNoChip, identity, nowMs);
        }
        else if (_bus.Read(Si3210Register.Loopback) != 0)
        {
            Fail(Fault.LineChipReset, identity, nowMs);
        }
        else if (alarms != 0 || feed == Si3210Register.FeedOpen)
        {
            Alarm(alarms, nowMs);
        }
        else if (_feed == Si3210Register.FeedRinging)
        {
            return true;
        }
        else if (++_mismatches > MaxMismatches)
        {
            Fail(Fault.LineRegister, Si3210Register.LineFeed, nowMs);
        }
        else
        {
            Feed(_feed, nowMs);
        }

        return false;
    }

    private void Hold(long nowMs)
    {
        _mismatches = 0;
        if (nowMs - _feedMs >= WatchMs)
        {
            Clear();
        }

        if (nowMs - _servingMs >= HealthyMs)
        {
            _starts = 0;
            _alarms = 0;
        }
    }

    private void Alarm(int alarms, long nowMs)
    {
        Drop();
        _bus.Write(Si3210Register.LineFeed, Si3210Register.FeedOpen);
        _bus.Write(Si3210Register.Status2, Si3210Register.PowerAlarms);
        Fault = Fault.LinePowerAlarm;
        FaultReading = alarms;
        _alarms++;
        if (_alarms >= MaxAlarms)
        {
            Stop(Off);
            return;
        }

        _keys.IsOpen = false;
        _tones.Sound(0);
        _tones.Close();
        Enter(Cooling, nowMs + AlarmPauseMs);
    }

    private HookSample Sample(long nowMs)
    {
        int loop = _bus.Read(Si3210Register.LoopStatus);
        if ((loop & 0xF8) != 0)
        {
            // No such bits: the bus is dead, which the next look at the line feed finds out.
            return HookSample.Unknown;
        }

        if (_feed == Si3210Register.FeedRinging && (loop & (Si3210Register.LoopClosed | Si3210Register.RingTripped)) != 0)
        {
            return Trip(nowMs);
        }

        return (loop & Si3210Register.LoopClosed) != 0 ? HookSample.OffHook : HookSample.OnHook;
    }

    private HookSample Trip(long nowMs)
    {
        EndRing(nowMs);
        _blankUntilMs = nowMs + BlankMs;
        return HookSample.RingTrip;
    }

    private void EndRing(long nowMs)
    {
        Drop();
        Feed(ActiveFeed(), nowMs);
    }

    // What waits is a ring that has not begun, or a tone: neither may follow.
    private void Drop()
    {
        if (_bus.Waiting > 0)
        {
            _bus.Clear();
            _ring.Forget();
            _tones.Forget();
        }
    }

    private int ActiveFeed()
    {
        return _isReversed ? Si3210Register.FeedReverse : Si3210Register.FeedForward;
    }

    private void Feed(int feed, long nowMs)
    {
        _feed = feed;
        _feedMs = nowMs;
        _watchMs = nowMs + WatchMs;
        _bus.Write(Si3210Register.LineFeed, feed);
    }
}
