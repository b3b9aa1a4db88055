// The lines in; whether nobody is using the unit out (guide "Triggers": the voice lines are idle).

namespace NanoSpa.Telephony;

/// <summary>
/// Open when every line has been on hook for a while, so that neither a hook flash nor the moment between two calls counts as idle.
/// </summary>
public sealed class IdleGate
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    private readonly Line[] _lines;
    private readonly int _stableMs;

    /// <summary>Watches the lines, none or more; <paramref name="stableMs"/> counts from the moment a handset went down.</summary>
    public IdleGate(Line[] lines, int stableMs)
    {
        _lines = lines;
        _stableMs = stableMs;
    }

    /// <summary>
    /// When the lines become idle if they stay as they are: <see cref="Line.Always"/> when they have always been,
    /// <see cref="Never"/> while one is in use or moves.
    /// </summary>
    public long IdleAtMs
    {
        get
        {
            long atMs = Line.Always;
            for (int line = 0; line < _lines.Length; line++)
            {
                if (!_lines[line].IsQuiet)
                {
                    return Never;
                }

                long sinceMs = _lines[line].SinceMs;
                if (sinceMs != Line.Always && sinceMs + _stableMs > atMs)
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
