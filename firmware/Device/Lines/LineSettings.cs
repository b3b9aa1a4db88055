// The parameter store in, one line's settings out (guide "FXS Port Polarity", "Control Timer Values", "Distinctive Ring").

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Telephony;

namespace NanoSpa.Device;

/// <summary>Reads the parameters each time they are asked for. A unit has two lines of its own; further ones share the second's.</summary>
public sealed class LineSettings : ILineSettings
{
    private const int RingPatterns = 8;

    // A longer text is no script of at most two sections.
    private const int MaxScriptBytes = 256;

    private readonly ParameterStore _store;
    private readonly bool _isFirst;

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
        get { return _store.Milliseconds(ParameterIndex.Hook_Flash_Timer_Min, 100); }
    }

    /// <inheritdoc/>
    public int FlashMaxMs
    {
        get { return _store.Milliseconds(ParameterIndex.Hook_Flash_Timer_Max, 900); }
    }

    /// <inheritdoc/>
    public int InterdigitMs
    {
        get { return _store.Milliseconds(ParameterIndex.Interdigit_Long_Timer, 10000); }
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
        int offset;
        int count;
        byte[] text = Borrow(IndexOf(tone), out offset, out count);
        return into.Parse(text, offset, count) == Fault.None;
    }

    /// <inheritdoc/>
    public bool ReadRing(int pattern, CadenceScript into)
    {
        if (pattern < 1 || pattern > RingPatterns)
        {
            return false;
        }

        int offset;
        int count;
        byte[] text = Borrow(ParameterIndex.Ring1_Cadence + pattern - 1, out offset, out count);
        return into.Parse(text, offset, count) == Fault.None;
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
        int offset;
        int count;
        byte[] text = Borrow(index, out offset, out count);
        return count > 0 && text[offset] == letter;
    }

    // Where the text stands until the next one is asked for; none when it is too long.
    private byte[] Borrow(int index, out int offset, out int count)
    {
        byte[] text = _store.Borrow(index, out offset, out count);
        count = count > MaxScriptBytes ? 0 : count;
        return text;
    }
}
