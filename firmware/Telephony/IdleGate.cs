// Line states in; whether nobody is using the unit out (guide "Triggers": the voice lines are idle).

namespace NanoSpa.Telephony;

/// <summary>
/// Open when every line has been on hook for a while, so that neither a hook flash nor the moment between two calls counts as idle.
/// </summary>
public sealed class IdleGate
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    private readonly LineStates _lines;
    private readonly int _stableMs;

    /// <summary>Watches the lines; <paramref name="stableMs"/> is longer than the longest hook flash.</summary>
    public IdleGate(LineStates lines, int stableMs)
    {
        _lines = lines;
        _stableMs = stableMs;
    }

    /// <summary>
    /// When the lines become idle if they stay as they are: <see cref="LineStates.Always"/> when they have always been,
    /// <see cref="Never"/> while one is in use.
    /// </summary>
    public long IdleAtMs
    {
        get
        {
            long atMs = LineStates.Always;
            for (int line = 0; line < _lines.Count; line++)
            {
                if (_lines.StateOf(line) != LineState.OnHook)
                {
                    return Never;
                }

                long sinceMs = _lines.SinceMs(line);
                if (sinceMs != LineStates.Always && sinceMs + _stableMs > atMs)
                {
                    atMs = sinceMs + _stableMs;
                }
            }

            return atMs;
        }
    }

    /// <summary>True when all lines are idle.</summary>
    public bool IsIdle(long nowMs)
    {
        return nowMs >= IdleAtMs;
    }
}
