// The parameter store in, one line's settings out (guide "FXS Port Polarity", "Control Timer Values", "Distinctive Ring").

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Telephony;

namespace NanoSpa.Device;

/// <summary>Reads the parameters each time they are asked for. A unit has two lines of its own; further ones share the second's.</summary>
public sealed class LineSettings : ILineSettings
{
    private const int RingPatterns = 8;

    private readonly ParameterStore _store;
    private readonly bool _isFirst;
    private readonly TextBuffer _text = new TextBuffer(256);
    private readonly ScriptCursor _cursor = new ScriptCursor();

    /// <summary>Line <paramref name="line"/>, from 0.</summary>
    public LineSettings(ParameterStore store, int line)
    {
        _store = store;
        _isFirst = line == 0;
    }

    /// <inheritdoc/>
    public bool IsEnabled
    {
        get { return _store.IsYes(_isFirst ? ParameterIndex.Line_Enable_1_ : ParameterIndex.Line_Enable_2_); }
    }

    /// <inheritdoc/>
    public int FlashMinMs
    {
        get { return DurationMs(ParameterIndex.Hook_Flash_Timer_Min, 100); }
    }

    /// <inheritdoc/>
    public int FlashMaxMs
    {
        get { return DurationMs(ParameterIndex.Hook_Flash_Timer_Max, 900); }
    }

    /// <inheritdoc/>
    public int InterdigitMs
    {
        get { return DurationMs(ParameterIndex.Interdigit_Long_Timer, 10000); }
    }

    /// <inheritdoc/>
    public int RingHz
    {
        get { return _store.Number(ParameterIndex.Ring_Frequency, 25); }
    }

    /// <inheritdoc/>
    public int RingVolts
    {
        get { return _store.Number(ParameterIndex.Ring_Voltage, 70); }
    }

    /// <inheritdoc/>
    public bool IsRingTrapezoid
    {
        get { return StartsWith(ParameterIndex.Ring_Waveform, (byte)'T'); }
    }

    /// <inheritdoc/>
    public bool IsIdleReversed
    {
        get { return StartsWith(_isFirst ? ParameterIndex.Idle_Polarity_1_ : ParameterIndex.Idle_Polarity_2_, (byte)'R'); }
    }

    /// <inheritdoc/>
    public bool IsCallerReversed
    {
        get { return StartsWith(_isFirst ? ParameterIndex.Caller_Conn_Polarity_1_ : ParameterIndex.Caller_Conn_Polarity_2_, (byte)'R'); }
    }

    /// <inheritdoc/>
    public bool IsCalleeReversed
    {
        get { return StartsWith(_isFirst ? ParameterIndex.Callee_Conn_Polarity_1_ : ParameterIndex.Callee_Conn_Polarity_2_, (byte)'R'); }
    }

    /// <inheritdoc/>
    public bool ReadTone(LineTone tone, ToneScript into)
    {
        Read(IndexOf(tone));
        return into.Parse(_text.Bytes, 0, _text.Length) == Fault.None;
    }

    /// <inheritdoc/>
    public bool ReadRing(int pattern, CadenceScript into)
    {
        if (pattern < 1 || pattern > RingPatterns)
        {
            return false;
        }

        Read(ParameterIndex.Ring1_Cadence + pattern - 1);
        return into.Parse(_text.Bytes, 0, _text.Length) == Fault.None;
    }

    private static int IndexOf(LineTone tone)
    {
        switch (tone)
        {
            case LineTone.Dial:
                return ParameterIndex.Dial_Tone;
            case LineTone.Reorder:
                return ParameterIndex.Reorder_Tone;
            default:
                return ParameterIndex.Off_Hook_Warning_Tone;
        }
    }

    // Enough to tell the two choices of a parameter apart.
    private bool StartsWith(int index, byte letter)
    {
        Read(index);
        return _text.Length > 0 && _text.Bytes[0] == letter;
    }

    // Empty or endless: the factory's.
    private int DurationMs(int index, int otherwiseMs)
    {
        Read(index);
        _cursor.Open(_text.Bytes, 0, _text.Length);
        int durationMs = _cursor.Duration();
        return durationMs < 0 ? otherwiseMs : durationMs;
    }

    // What does not fit is no script of at most two sections; it is then none.
    private void Read(int index)
    {
        _text.Clear();
        _store.AppendTo(index, _text);
        if (_text.Overflowed)
        {
            _text.Clear();
        }
    }
}
