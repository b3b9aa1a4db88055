// "60(2/4)" in, sections of on and off times out (guide "Data Types", CadScript).

namespace NanoSpa.Core;

/// <summary>At most two sections of at most six segments. All times are in milliseconds; <see cref="Forever"/> stands for *.</summary>
public sealed class CadenceScript
{
    /// <summary>A time without end.</summary>
    public const int Forever = ScriptCursor.Forever;

    /// <summary>Sections of a script.</summary>
    public const int MaxSections = 2;

    /// <summary>Segments of a section.</summary>
    public const int MaxSegments = 6;

    private const int NoFrequencies = -1;

    // One array: a section's time and how many segments it has, and behind all sections a segment's on, off and frequencies.
    private const int SegmentCountAt = 1;
    private const int SectionInts = 2;
    private const int SegmentsAt = MaxSections * SectionInts;
    private const int OffAt = 1;
    private const int FrequenciesAt = 2;
    private const int SegmentInts = 3;

    private readonly ScriptCursor _cursor;
    private readonly int[] _script = new int[SegmentsAt + (MaxSections * MaxSegments * SegmentInts)];

    /// <summary>A script with a cursor of its own.</summary>
    public CadenceScript()
        : this(new ScriptCursor())
    {
    }

    /// <summary>As the other one; the cursor is free between calls.</summary>
    internal CadenceScript(ScriptCursor cursor)
    {
        _cursor = cursor;
    }

    /// <summary>Sections, 0 when the script was bad.</summary>
    public int SectionCount { get; private set; }

    /// <summary>After a fault: the offset of the first byte that does not fit, counted from the script's first.</summary>
    public int Position { get; private set; }

    /// <summary>How long a section lasts; its segments are repeated until then.</summary>
    public int TotalMs(int section)
    {
        return _script[section * SectionInts];
    }

    /// <summary>Segments of a section, 1 to 6.</summary>
    public int SegmentCount(int section)
    {
        return _script[(section * SectionInts) + SegmentCountAt];
    }

    /// <summary>How long a segment is on.</summary>
    public int OnMs(int section, int segment)
    {
        return _script[At(section, segment)];
    }

    /// <summary>How long a segment is off, behind the time it is on.</summary>
    public int OffMs(int section, int segment)
    {
        return _script[At(section, segment) + OffAt];
    }

    /// <summary>Which frequencies sound while a segment is on, bit 0 for the first; 0 in a CadScript.</summary>
    public int Frequencies(int section, int segment)
    {
        return _script[At(section, segment) + FrequenciesAt];
    }

    /// <summary>Reads a CadScript. ValueCadence with <see cref="Position"/>; there are no sections then.</summary>
    public Fault Parse(byte[] text, int offset, int count)
    {
        _cursor.Open(text, offset, count);
        return ParseSections(_cursor, NoFrequencies) ? Fault.None : Fault.ValueCadence;
    }

    // sections = section [ ";" section ] [ ";" ], the last semicolon being the field's.
    internal bool ParseSections(ScriptCursor cursor, int frequencyCount)
    {
        SectionCount = 0;
        Position = 0;
        int section = 0;
        do
        {
            if (section == MaxSections || !ParseSection(cursor, section, frequencyCount))
            {
                Position = cursor.Position;
                return false;
            }

            section++;
        }
        while (cursor.Take((byte)';') && !cursor.AtEnd);

        if (!cursor.AtEnd)
        {
            Position = cursor.Position;
            return false;
        }

        SectionCount = section;
        return true;
    }

    // section = duration "(" segment *5( "," segment ) ")"
    private bool ParseSection(ScriptCursor cursor, int section, int frequencyCount)
    {
        int totalMs = cursor.Duration();
        if (totalMs == ScriptCursor.Bad || !cursor.Take((byte)'('))
        {
            return false;
        }

        int segment = 0;
        do
        {
            if (segment == MaxSegments || !ParseSegment(cursor, At(section, segment), frequencyCount))
            {
                return false;
            }

            segment++;
        }
        while (cursor.Take((byte)','));

        _script[section * SectionInts] = totalMs;
        _script[(section * SectionInts) + SegmentCountAt] = segment;
        return cursor.Take((byte)')');
    }

    // segment = duration "/" duration [ "/" frequencies ]. "*0/1+2", the guide's own print of "*/0/1+2", is in the field's profiles.
    private bool ParseSegment(ScriptCursor cursor, int at, int frequencyCount)
    {
        int[] script = _script;
        int onMs = cursor.Duration();
        script[at] = onMs;
        script[at + FrequenciesAt] = 0;
        if (onMs == ScriptCursor.Bad || (!cursor.Take((byte)'/') && (onMs != Forever || !cursor.IsDigitNext())))
        {
            return false;
        }

        int offMs = cursor.Duration();
        script[at + OffAt] = offMs;
        return offMs != ScriptCursor.Bad && (frequencyCount == NoFrequencies || (cursor.Take((byte)'/') && ParseFrequencies(cursor, at, frequencyCount)));
    }

    // frequencies = number *( "+" number ), each the place of a frequency from 1; 0 is none.
    private bool ParseFrequencies(ScriptCursor cursor, int at, int frequencyCount)
    {
        do
        {
            int number = cursor.Number(frequencyCount);
            if (number == ScriptCursor.Bad)
            {
                return false;
            }

            _script[at + FrequenciesAt] |= number == 0 ? 0 : 1 << ((number - 1) & 7);
        }
        while (cursor.Take((byte)'+'));

        return true;
    }

    private static int At(int section, int segment)
    {
        return SegmentsAt + (((section * MaxSegments) + segment) * SegmentInts);
    }
}
