// State changes of the lines in, each line's state and since when out.

namespace NanoSpa.Telephony;

/// <summary>The lines of a unit, from 0. Before anything is told, all are on hook and have always been.</summary>
public sealed class LineStates
{
    /// <summary>A moment before every clock's first.</summary>
    public const long Always = long.MinValue;

    private readonly LineState[] _states;
    private readonly long[] _sinceMs;

    /// <summary>Makes so many lines; 0 for a unit without any.</summary>
    public LineStates(int count)
    {
        _states = new LineState[count];
        _sinceMs = new long[count];
        for (int line = 0; line < count; line++)
        {
            _sinceMs[line] = Always;
        }
    }

    /// <summary>How many lines there are.</summary>
    public int Count
    {
        get { return _states.Length; }
    }

    /// <summary>The line's state.</summary>
    public LineState StateOf(int line)
    {
        return _states[line];
    }

    /// <summary>When the line came into its state, in the clock's milliseconds, or <see cref="Always"/>.</summary>
    public long SinceMs(int line)
    {
        return _sinceMs[line];
    }

    /// <summary>Tells a line's state; the same state again is no change.</summary>
    public void Set(int line, LineState state, long nowMs)
    {
        if (_states[line] != state)
        {
            _states[line] = state;
            _sinceMs[line] = nowMs;
        }
    }
}
