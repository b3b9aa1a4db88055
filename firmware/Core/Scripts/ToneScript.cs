// "350@-19,440@-19;10(*/0/1+2)" in, frequencies and the cadence that plays them out (guide "Data Types", ToneScript).

namespace NanoSpa.Core;

/// <summary>A call progress tone: its frequencies and when which of them sound.</summary>
public sealed class ToneScript
{
    private readonly ScriptCursor _cursor = new ScriptCursor();

    /// <summary>A script whose parts have one cursor.</summary>
    public ToneScript()
    {
        Frequencies = new FrequencyScript(_cursor);
        Cadence = new CadenceScript(_cursor);
    }

    /// <summary>The frequencies; by itself the script of a FreqScript too.</summary>
    public FrequencyScript Frequencies { get; }

    /// <summary>The sections; each segment names its frequencies. By itself the script of a CadScript too.</summary>
    public CadenceScript Cadence { get; }

    /// <summary>After a fault: the offset of the first byte that does not fit, counted from the script's first.</summary>
    public int Position { get; private set; }

    /// <summary>Reads <c>FreqScript ";" section [ ";" section ]</c>. ValueTone with <see cref="Position"/>.</summary>
    public Fault Parse(byte[] text, int offset, int count)
    {
        _cursor.Open(text, offset, count);
        Position = 0;
        if (Frequencies.ParseList(_cursor) && _cursor.Take((byte)';') && Cadence.ParseSections(_cursor, Frequencies.Count))
        {
            return Fault.None;
        }

        Position = _cursor.Position;
        return Fault.ValueTone;
    }
}
