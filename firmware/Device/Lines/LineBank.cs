// The board's line circuits in; lines that are sampled and run, and whether all are idle, out.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Telephony;

namespace NanoSpa.Device;

/// <summary>The lines of a unit, polled on every step of the main loop. A unit without lines is always idle.</summary>
internal sealed class LineBank : ILineListener
{
    // Counted from the moment the last handset went down; a longer flash window makes it longer, as on hook is told after it.
    private const int StableMs = 1000;
    private const int DebugLevel = 2;

    private readonly ISlic[] _slics;
    private readonly Line[] _lines;
    private readonly IdleGate _gate;
    private readonly UnitLog _log;
    private readonly TextBuffer _text;
    private readonly Fault[] _faults;

    /// <summary>Runs these circuits; null for none. <paramref name="scratch"/> is the unit's <see cref="UnitScratch.Line"/>.</summary>
    internal LineBank(ISlic[] slics, ParameterStore store, UnitLog log, TextBuffer scratch)
    {
        _text = scratch;
        _slics = slics ?? new ISlic[0];
        _log = log;
        _lines = new Line[_slics.Length];
        _faults = new Fault[_slics.Length];
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line] = new Line(line, _slics[line], new LineSettings(store, line), this);
        }

        _gate = new IdleGate(_lines, StableMs);
    }

    /// <summary>How many lines there are.</summary>
    internal int Count
    {
        get { return _lines.Length; }
    }

    /// <summary>When the lines become idle if nobody touches them; <see cref="IdleGate.Never"/> while one is in use.</summary>
    internal long IdleAtMs
    {
        get { return _gate.IdleAtMs; }
    }

    /// <summary>When a line has something to do by itself.</summary>
    internal long NextDeadlineMs
    {
        get
        {
            long nextMs = Line.Never;
            for (int line = 0; line < _lines.Length; line++)
            {
                long lineMs = _lines[line].NextDeadlineMs;
                nextMs = lineMs < nextMs ? lineMs : nextMs;
            }

            return nextMs;
        }
    }

    /// <summary>What a line is doing, in words.</summary>
    internal string StateNameOf(int line)
    {
        if (_slics[line].Fault != Fault.None)
        {
            return "out of service";
        }

        switch (_lines[line].State)
        {
            case LineState.OffHook:
                return "off hook";
            case LineState.Ringing:
                return "ringing";
            case LineState.Dialling:
                return "dialling";
            case LineState.InUse:
                return "in use";
            case LineState.Parked:
                return "left off the hook";
            default:
                return "on hook";
        }
    }

    /// <summary>Reads the lines' parameters; they are of the reboot class.</summary>
    internal void Start(long nowMs)
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line].Start(nowMs);
        }
    }

    /// <summary>Samples the hooks. True when all lines are idle.</summary>
    internal bool Step(long nowMs)
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line].Step(nowMs);
            if (_slics[line].Fault != _faults[line])
            {
                _faults[line] = _slics[line].Fault;
                TellFault(line);
            }
        }

        return _gate.IsIdle(nowMs);
    }

    /// <summary>No ring voltage: something is about to stop the main loop.</summary>
    internal void Quiet(long nowMs)
    {
        for (int line = 0; line < _slics.Length; line++)
        {
            _slics[line].Quiet(nowMs);
        }
    }

    // A fault that comes back in every try is told once.
    private void TellFault(int line)
    {
        Begin(line);
        if (_faults[line] == Fault.None)
        {
            _text.Append("in service again");
            _log.Message(LogSeverity.Notice, _text);
            return;
        }

        _text.Append(FaultText.Of(_faults[line]));
        _text.Append(" [read ");
        _text.AppendNumber(_slics[line].FaultReading);
        _text.Append("] (fault ");
        _text.AppendNumber((int)_faults[line]);
        _text.Append(")");
        _log.Message(LogSeverity.Error, _text);
    }

    private void Begin(int line)
    {
        _text.Clear();
        _text.Append("Line ");
        _text.AppendNumber(line + 1);
        _text.Append(": ");
    }

    /// <inheritdoc/>
    public void OnLine(int line, LineEvent happened, byte digit)
    {
        if (!_log.Wants(DebugLevel))
        {
            return;
        }

        Begin(line);
        _text.Append(TextOf(happened));
        _log.Debug(DebugLevel, _text);
    }

    // A digit is not shown: what is dialled is nobody's business.
    private static string TextOf(LineEvent happened)
    {
        switch (happened)
        {
            case LineEvent.PickedUp:
                return "picked up";
            case LineEvent.HungUp:
                return "hung up";
            case LineEvent.Flash:
                return "hook flash";
            case LineEvent.Digit:
                return "digit";
            case LineEvent.RingTrip:
                return "ring trip";
            case LineEvent.FalseTrip:
                return "false ring trip";
            case LineEvent.Expired:
                return "time is over";
            case LineEvent.Ring:
                return "call comes in";
            case LineEvent.RingEnds:
                return "call is gone";
            case LineEvent.Placed:
                return "call placed";
            case LineEvent.Connected:
                return "call answered";
            default:
                return "call cleared";
        }
    }
}
