// What DialPlanReader has read of a dial plan, and what DialPlanMatcher walks over (guide "Data Types", DialPlanScript).

using System;

namespace NanoSpa.Core;

/// <summary>
/// Alternatives in the order of the plan, each a run of steps in fixed arrays. An alternative has at most 63 steps, its End included, so that
/// one long holds a set of them.
/// </summary>
public sealed class DialPlan
{
    /// <summary>Longest plan in bytes.</summary>
    public const int MaxBytes = 2048;

    /// <summary>Alternatives of a plan.</summary>
    public const int MaxAlternatives = 128;

    /// <summary>Steps of all alternatives.</summary>
    public const int MaxSteps = 1024;

    /// <summary>Steps of one alternative.</summary>
    public const int MaxStepsEach = 63;

    /// <summary>A timer that the plan does not set.</summary>
    public const int NotGiven = -1;

    private readonly byte[] _text = new byte[MaxBytes];
    private readonly byte[] _kinds = new byte[MaxSteps];
    private readonly bool[] _repeats = new bool[MaxSteps];
    private readonly bool[] _silent = new bool[MaxSteps];
    private readonly ushort[] _keys = new ushort[MaxSteps];
    private readonly byte[] _textCounts = new byte[MaxSteps];
    private readonly short[] _starts = new short[MaxAlternatives + 1];
    private readonly bool[] _barred = new bool[MaxAlternatives];
    private readonly short[] _shortSeconds = new short[MaxAlternatives];
    private readonly short[] _longSeconds = new short[MaxAlternatives];
    private readonly short[] _pauseSeconds = new short[MaxAlternatives];
    private int _textLength;
    private int _stepCount;

    /// <summary>Alternatives, 0 when the plan was bad.</summary>
    public int AlternativeCount { get; internal set; }

    /// <summary>The bit of a key 0 to 9, * , # and A to D in a set of keys; 0 for any other byte.</summary>
    public static int KeyBit(byte key)
    {
        if (key >= (byte)'0' && key <= (byte)'9')
        {
            return 1 << ((key - (byte)'0') & 15);
        }

        switch (key)
        {
            case (byte)'*':
                return 1 << 10;
            case (byte)'#':
                return 1 << 11;
            default:
                return key >= (byte)'A' && key <= (byte)'D' ? 1 << ((12 + key - (byte)'A') & 15) : 0;
        }
    }

    /// <summary>Steps of an alternative, its End included.</summary>
    public int StepCount(int alternative)
    {
        return _starts[alternative + 1] - _starts[alternative];
    }

    /// <summary>What a step is.</summary>
    public DialStep KindOf(int alternative, int step)
    {
        return (DialStep)_kinds[_starts[alternative] + step];
    }

    /// <summary>The keys a Key step takes, one bit each (<see cref="KeyBit"/>).</summary>
    public int KeysOf(int alternative, int step)
    {
        return _keys[_starts[alternative] + step];
    }

    /// <summary>True when a Key step takes none, one or more keys.</summary>
    public bool Repeats(int alternative, int step)
    {
        return _repeats[_starts[alternative] + step];
    }

    /// <summary>True when the key is dialled but not sent.</summary>
    public bool IsSilent(int alternative, int step)
    {
        return _silent[_starts[alternative] + step];
    }

    /// <summary>Appends the text of a Send step.</summary>
    public void AppendText(int alternative, int step, TextBuffer output)
    {
        int at = _starts[alternative] + step;
        output.Append(_text, _keys[at], _textCounts[at]);
    }

    /// <summary>True when a number that matches is not to be called (!).</summary>
    public bool IsBarred(int alternative)
    {
        return _barred[alternative];
    }

    /// <summary>Seconds of S, or <see cref="NotGiven"/>.</summary>
    public int ShortSeconds(int alternative)
    {
        return _shortSeconds[alternative];
    }

    /// <summary>Seconds of L, or <see cref="NotGiven"/>.</summary>
    public int LongSeconds(int alternative)
    {
        return _longSeconds[alternative];
    }

    /// <summary>Seconds of P, or <see cref="NotGiven"/>.</summary>
    public int PauseSeconds(int alternative)
    {
        return _pauseSeconds[alternative];
    }

    internal void Clear()
    {
        AlternativeCount = 0;
        _textLength = 0;
        _stepCount = 0;
        Array.Clear(_repeats, 0, MaxSteps);
        Array.Clear(_silent, 0, MaxSteps);
    }

    // The reader has counted: what is added fits.
    internal void AddKeys(int keys, bool isSilent)
    {
        _kinds[_stepCount] = (byte)DialStep.Key;
        _silent[_stepCount] = isSilent;
        _keys[_stepCount++] = (ushort)keys;
    }

    internal void RepeatLast()
    {
        _repeats[_stepCount - 1] = true;
    }

    internal void AddTone()
    {
        _kinds[_stepCount++] = (byte)DialStep.Tone;
    }

    internal void AddText(byte[] text, int offset, int count)
    {
        Array.Copy(text, offset, _text, _textLength, count);
        _kinds[_stepCount] = (byte)DialStep.Send;
        _textCounts[_stepCount] = (byte)count;
        _keys[_stepCount++] = (ushort)_textLength;
        _textLength += count;
    }

    internal void AddAlternative(int firstStep, bool isBarred, int shortSeconds, int longSeconds, int pauseSeconds)
    {
        _kinds[_stepCount++] = (byte)DialStep.End;
        _starts[AlternativeCount] = (short)firstStep;
        _barred[AlternativeCount] = isBarred;
        _shortSeconds[AlternativeCount] = (short)shortSeconds;
        _longSeconds[AlternativeCount] = (short)longSeconds;
        _pauseSeconds[AlternativeCount] = (short)pauseSeconds;
        AlternativeCount++;
        _starts[AlternativeCount] = (short)_stepCount;
    }
}
