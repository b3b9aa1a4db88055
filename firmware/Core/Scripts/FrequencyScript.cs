// "350@-19,440@-19" in, frequencies with their levels out (guide "Data Types", FreqScript).

namespace NanoSpa.Core;

/// <summary>At most six frequencies in Hz, each with a level in tenths of dBm.</summary>
public sealed class FrequencyScript
{
    /// <summary>Frequencies of a script.</summary>
    public const int MaxFrequencies = 6;

    private const int MaxHz = 20000;

    private readonly ScriptCursor _cursor;

    // The frequencies, and behind all of them the levels.
    private readonly int[] _script = new int[2 * MaxFrequencies];

    /// <summary>A script with a cursor of its own.</summary>
    public FrequencyScript()
        : this(new ScriptCursor())
    {
    }

    /// <summary>As the other one; the cursor is free between calls.</summary>
    internal FrequencyScript(ScriptCursor cursor)
    {
        _cursor = cursor;
    }

    /// <summary>Frequencies, 0 when the script was bad.</summary>
    public int Count { get; private set; }

    /// <summary>After a fault: the offset of the first byte that does not fit, counted from the script's first.</summary>
    public int Position { get; private set; }

    /// <summary>A frequency in Hz, from 0.</summary>
    public int Hz(int frequency)
    {
        return _script[frequency];
    }

    /// <summary>Its level in tenths of dBm.</summary>
    public int LevelTenths(int frequency)
    {
        return _script[MaxFrequencies + frequency];
    }

    /// <summary>Reads a FreqScript. ValueFrequency with <see cref="Position"/>; there are no frequencies then.</summary>
    public Fault Parse(byte[] text, int offset, int count)
    {
        _cursor.Open(text, offset, count);
        if (ParseList(_cursor) && _cursor.AtEnd)
        {
            return Fault.None;
        }

        Count = 0;
        Position = _cursor.Position;
        return Fault.ValueFrequency;
    }

    // list = frequency "@" level *5( "," frequency "@" level )
    internal bool ParseList(ScriptCursor cursor)
    {
        Count = 0;
        Position = 0;
        int at = 0;
        do
        {
            if (at == MaxFrequencies)
            {
                return false;
            }

            int hz = cursor.Number(MaxHz);
            _script[at] = hz;
            if (hz == ScriptCursor.Bad || !cursor.Take((byte)'@') || !cursor.TryLevel(out _script[MaxFrequencies + at]))
            {
                return false;
            }

            at++;
        }
        while (cursor.Take((byte)','));

        Count = at;
        return true;
    }
}
