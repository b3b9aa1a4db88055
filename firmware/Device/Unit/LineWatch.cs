// The board's lines in, line states and whether all are idle out.

using NanoSpa.Hal;
using NanoSpa.Telephony;

namespace NanoSpa.Device;

/// <summary>Polls the lines on every step of the main loop. A unit without lines is always idle.</summary>
internal sealed class LineWatch
{
    // Longer than the longest hook flash (900 ms): neither a flash nor a bounce of the hook counts as the end of a call.
    private const int StableMs = 1000;

    private readonly ILine[] _lines;
    private readonly LineStates _states;
    private readonly IdleGate _gate;

    /// <summary>Watches these lines; null for none.</summary>
    internal LineWatch(ILine[] lines)
    {
        _lines = lines ?? new ILine[0];
        _states = new LineStates(_lines.Length);
        _gate = new IdleGate(_states, StableMs);
    }

    /// <summary>How many lines there are.</summary>
    internal int Count
    {
        get { return _lines.Length; }
    }

    /// <summary>What a line is doing.</summary>
    internal LineState StateOf(int line)
    {
        return _states.StateOf(line);
    }

    /// <summary>When the lines become idle if nobody touches them; <see cref="IdleGate.Never"/> while one is in use.</summary>
    internal long IdleAtMs
    {
        get { return _gate.IdleAtMs; }
    }

    /// <summary>Looks at the hooks. True when all lines are idle.</summary>
    internal bool Step(long nowMs)
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            _states.Set(line, _lines[line].IsOffHook ? LineState.OffHook : LineState.OnHook, nowMs);
        }

        return _gate.IsIdle(nowMs);
    }
}
