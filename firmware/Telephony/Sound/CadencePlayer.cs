// A cadence and the time in; whether it is on, with which frequencies, and when that changes out (guide "Data Types", CadScript).

using NanoSpa.Core;

namespace NanoSpa.Telephony;

/// <summary>Plays a cadence's sections one after another. Asked for any time, in any order; it keeps nothing but the start.</summary>
public sealed class CadencePlayer
{
    /// <summary>A change that never comes.</summary>
    public const long Never = long.MaxValue;

    private CadenceScript _script;
    private long _startMs;

    /// <summary>True while the signal sounds or the ring voltage is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>The frequencies that sound, bit 0 for the first; 0 while off and for a ring.</summary>
    public int Frequencies { get; private set; }

    /// <summary>True once the last section is over.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>When to ask next, or <see cref="Never"/>.</summary>
    public long NextChangeMs { get; private set; }

    /// <summary>Starts a script that was read without a fault.</summary>
    public void Start(CadenceScript script, long nowMs)
    {
        _script = script;
        _startMs = nowMs;
        At(nowMs);
    }

    /// <summary>Works out the state at a time not before the start.</summary>
    public void At(long nowMs)
    {
        long sectionMs = _startMs;
        for (int section = 0; section < _script.SectionCount; section++)
        {
            int totalMs = _script.TotalMs(section);
            long endMs = totalMs == CadenceScript.Forever ? Never : sectionMs + totalMs;
            if (nowMs < endMs)
            {
                HasEnded = false;
                Play(section, sectionMs, endMs, nowMs);
                return;
            }

            sectionMs = endMs;
        }

        HasEnded = true;
        Set(false, 0, Never);
    }

    // The segments are repeated from the section's start; without any length they are silence.
    private void Play(int section, long sectionMs, long endMs, long nowMs)
    {
        long cycleMs = CycleMs(section);
        if (cycleMs == 0)
        {
            Set(false, 0, endMs);
            return;
        }

        long atMs = cycleMs == Never ? sectionMs : nowMs - ((nowMs - sectionMs) % cycleMs);
        for (int segment = 0; ; segment++)
        {
            long offMs = After(atMs, _script.OnMs(section, segment));
            if (nowMs < offMs)
            {
                Set(true, _script.Frequencies(section, segment), offMs < endMs ? offMs : endMs);
                return;
            }

            atMs = After(offMs, _script.OffMs(section, segment));
            if (nowMs < atMs)
            {
                Set(false, 0, atMs < endMs ? atMs : endMs);
                return;
            }
        }
    }

    private long CycleMs(int section)
    {
        long cycleMs = 0;
        for (int segment = 0; segment < _script.SegmentCount(section) && cycleMs != Never; segment++)
        {
            cycleMs = After(After(cycleMs, _script.OnMs(section, segment)), _script.OffMs(section, segment));
        }

        return cycleMs;
    }

    private static long After(long atMs, int durationMs)
    {
        return atMs == Never || durationMs == CadenceScript.Forever ? Never : atMs + durationMs;
    }

    private void Set(bool isOn, int frequencies, long nextChangeMs)
    {
        IsOn = isOn;
        Frequencies = frequencies;
        NextChangeMs = nextChangeMs;
    }
}
