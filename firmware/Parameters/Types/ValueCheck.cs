// A value and its parameter in; the value as it is kept, or what is wrong with it and where, out (guide "Data Types").

using System;
using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>
/// Checks values against their parameter's type. An empty value is good for every type: not set. White space around a value that is no Str
/// does not count. What is kept: Yes or No for a Bool, a choice as the catalogue spells it, anything else as it was written, hexadecimal too.
/// Provisioning rules are Str here: the rule parser reads them with their macros expanded, and the resync reports a bad one with its column.
/// </summary>
public sealed class ValueCheck
{
    private const int MaxNameBytes = 63;
    private const int MaxPhoneBytes = 39;
    private const int MaxScriptBytes = 127;
    private const int MaxChoiceBytes = 64;
    private const long MaxWholeSeconds = 2147483647;

    // The guide prints 7, its own codes for G.726 have 8.
    private const int MaxStarCodeBytes = 8;

    // The device's search takes objects.
    private static readonly object Nul = (byte)0;

    private static readonly byte[] Yes = { (byte)'Y', (byte)'e', (byte)'s' };
    private static readonly byte[] No = { (byte)'N', (byte)'o' };

    private readonly TextBuffer _choice = new TextBuffer(MaxChoiceBytes);
    private readonly ToneScript _tone = new ToneScript();
    private readonly DialPlanReader _dialPlan = new DialPlanReader();
    private byte[] _kept;
    private int _keptOffset;
    private int _keptCount;
    private int _at;
    private int _end;

    /// <summary>The array with the value to keep: the one given or an own one, until the next check.</summary>
    public byte[] Kept => _kept;

    /// <summary>Where the value to keep starts in <see cref="Kept"/>.</summary>
    public int KeptOffset => _keptOffset;

    /// <summary>Its length in bytes.</summary>
    public int KeptCount => _keptCount;

    /// <summary>After a fault: the offset of the first byte that does not fit, counted from the value's first; its length when the end comes too early.</summary>
    public int Position { get; private set; }

    /// <summary>
    /// None, or the rule that is broken: ValueTooLong, ValueBad (a NUL), ValueControlByte, or the fault of the type. Allocates nothing; one pass, for
    /// a choice one a choice.
    /// </summary>
    public Fault Check(int parameter, byte[] value, int offset, int count)
    {
        Position = 0;
        Keep(value, offset, count);
        if (count > ParameterStore.MaxValueBytes)
        {
            Position = ParameterStore.MaxValueBytes;
            return Fault.ValueTooLong;
        }

        int nul = Array.IndexOf(value, Nul, offset, count);
        if (nul >= 0)
        {
            Position = nul - offset;
            return Fault.ValueBad;
        }

        ParameterType type = Catalogue.TypeOf(parameter);
        if (type != ParameterType.Str)
        {
            Trim();
        }

        int most = MostBytes(type, parameter);
        _at = _keptOffset;
        _end = _keptOffset + _keptCount;
        Fault fault = Fault.None;
        if (_keptCount > most)
        {
            fault = Fault.ValueTooLong;
            _at += most;
        }
        else if (_keptCount > 0 && type != ParameterType.Str)
        {
            fault = OfType(type, parameter);
        }

        Position = fault == Fault.None ? 0 : _at - offset;
        return fault;
    }

    private static int MostBytes(ParameterType type, int parameter)
    {
        switch (type)
        {
            case ParameterType.Str:
                return Catalogue.LimitOf(parameter);
            case ParameterType.UserID:
            case ParameterType.FQDN:
                return MaxNameBytes;
            case ParameterType.Phone:
            case ParameterType.PhTmpl:
            case ParameterType.RscTmpl:
                return MaxPhoneBytes;
            case ParameterType.ActCode:
                return MaxStarCodeBytes;
            case ParameterType.CadScript:
            case ParameterType.FreqScript:
            case ParameterType.ToneScript:
                return MaxScriptBytes;
            default:
                return ParameterStore.MaxValueBytes;
        }
    }

    // A fault leaves _at at the first byte that does not fit.
    private Fault OfType(ParameterType type, int parameter)
    {
        switch (type)
        {
            case ParameterType.Bool:
                return Bool();
            case ParameterType.Choice:
                return Choice(Catalogue.ChoicesOf(parameter));
            case ParameterType.Uns8:
                return Integer(0, 255);
            case ParameterType.Uns16:
            case ParameterType.Port:
                return Integer(0, 65535);
            case ParameterType.Uns32:
                return Integer(0, 4294967295L);
            case ParameterType.Sig8:
                return Integer(-128, 127);
            case ParameterType.Sig16:
                return Integer(-32768, 32767);
            case ParameterType.Sig32:
                return Integer(-2147483648L, 2147483647);
            case ParameterType.Float:
            case ParameterType.PwrLevel:
                return Decimal(true);
            case ParameterType.Time:
                return Decimal(false);
            case ParameterType.Delays:
                // The schedule itself reports a bad list, by its column, and uses the factory's (guide "Configurable Schedules").
                return Fault.None;
            case ParameterType.IP:
                return Address();
            default:
                return OfText(type);
        }
    }

    private Fault OfText(ParameterType type)
    {
        switch (type)
        {
            case ParameterType.CadScript:
                return Scripted(_tone.Cadence.Parse(_kept, _keptOffset, _keptCount), _tone.Cadence.Position);
            case ParameterType.FreqScript:
                return Scripted(_tone.Frequencies.Parse(_kept, _keptOffset, _keptCount), _tone.Frequencies.Position);
            case ParameterType.ToneScript:
                return Scripted(_tone.Parse(_kept, _keptOffset, _keptCount), _tone.Position);
            case ParameterType.DialPlanScript:
                return Scripted(_dialPlan.Read(_kept, _keptOffset, _keptCount, null), _dialPlan.Position);
            case ParameterType.FQDN:
                return Printable((byte)'!', Fault.ValueNotHost);
            case ParameterType.PhTmpl:
                return PhoneTemplate();
            case ParameterType.RscTmpl:
                return ResponseTemplate();
            default:
                return Printable((byte)' ', Fault.ValueControlByte);
        }
    }

    private void Keep(byte[] value, int offset, int count)
    {
        _kept = value;
        _keptOffset = offset;
        _keptCount = count;
    }

    private void Trim()
    {
        byte[] value = _kept;
        int start = _keptOffset;
        int end = start + _keptCount;
        while (start < end && ByteText.IsWhiteSpace(value[start]))
        {
            start++;
        }

        while (end > start && ByteText.IsWhiteSpace(value[end - 1]))
        {
            end--;
        }

        Keep(value, start, end - start);
    }

    // bool = "Yes" / "yes" / "Enable" / "enable" / "1" / "No" / "no" / "Disable" / "disable" / "0" (guide "Proprietary Plain-Text Configuration File")
    private Fault Bool()
    {
        if (Is("Yes") || Is("yes") || Is("1") || Is("Enable") || Is("enable"))
        {
            Keep(Yes, 0, Yes.Length);
            return Fault.None;
        }

        if (Is("No") || Is("no") || Is("0") || Is("Disable") || Is("disable"))
        {
            Keep(No, 0, No.Length);
            return Fault.None;
        }

        return Fault.ValueNotBool;
    }

    private bool Is(string word)
    {
        return ByteText.Equals(_kept, _keptOffset, _keptCount, word);
    }

    // One of the choices between the slashes, of either case; the catalogue's spelling is kept.
    private Fault Choice(string choices)
    {
        TextBuffer choice = _choice;
        choice.Clear();
        foreach (char letter in choices)
        {
            if (letter != '/')
            {
                choice.Append((byte)letter);
            }
            else if (IsChoice(choice))
            {
                break;
            }
            else
            {
                choice.Clear();
            }
        }

        if (!IsChoice(choice))
        {
            return Fault.ValueNotChoice;
        }

        Keep(choice.Bytes, 0, choice.Length);
        return Fault.None;
    }

    private bool IsChoice(TextBuffer choice)
    {
        if (choice.Length != _keptCount)
        {
            return false;
        }

        for (int i = 0; i < _keptCount; i++)
        {
            if (ByteText.ToLower(choice.Bytes[i]) != ByteText.ToLower(_kept[_keptOffset + i]))
            {
                return false;
            }
        }

        return true;
    }

    // integer = [ "+" / "-" ] ( 1*DIGIT / "0" ( "x" / "X" ) 1*HEXDIG )
    private Fault Integer(long least, long most)
    {
        byte[] text = _kept;
        bool isNegative = text[_at] == (byte)'-';
        if (isNegative || text[_at] == (byte)'+')
        {
            _at++;
        }

        int radix = 10;
        if (_end - _at >= 2 && text[_at] == (byte)'0' && (text[_at + 1] | 32) == 'x')
        {
            radix = 16;
            _at += 2;
        }

        if (_at == _end)
        {
            return Fault.ValueNotNumber;
        }

        long value = 0;
        bool isTooGreat = false;
        for (; _at < _end; _at++)
        {
            int digit = ByteText.HexValue(text[_at]);
            if (digit < 0 || digit >= radix)
            {
                return Fault.ValueNotNumber;
            }

            value = isTooGreat ? value : (value * radix) + digit;
            isTooGreat = value > 4294967296L;
        }

        value = isNegative ? -value : value;
        return InRange(value >= least && value <= most);
    }

    // decimal = [ "+" / "-" ] ( 1*DIGIT [ "." *DIGIT ] / "." 1*DIGIT ), the minus not for a Time; places beyond the type's are ignored.
    private Fault Decimal(bool maySign)
    {
        byte[] text = _kept;
        if (text[_at] == (byte)'+' || (maySign && text[_at] == (byte)'-'))
        {
            _at++;
        }

        long whole = 0;
        int digits = 0;
        bool hasPoint = false;
        for (; _at < _end; _at++)
        {
            byte next = text[_at];
            if (next == (byte)'.' && !hasPoint)
            {
                hasPoint = true;
                continue;
            }

            if (next < (byte)'0' || next > (byte)'9')
            {
                return Fault.ValueNotNumber;
            }

            digits++;
            whole = hasPoint || whole > MaxWholeSeconds ? whole : (whole * 10) + next - (byte)'0';
        }

        return digits == 0 ? Fault.ValueNotNumber : InRange(whole <= MaxWholeSeconds);
    }

    private Fault InRange(bool isInRange)
    {
        _at = _keptOffset;
        return isInRange ? Fault.None : Fault.ValueOutOfRange;
    }

    // address = part 3( "." part ) ; part = 1*3DIGIT, 0 to 255
    private Fault Address()
    {
        for (int part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (_at == _end || _kept[_at] != (byte)'.')
                {
                    return Fault.ValueNotAddress;
                }

                _at++;
            }

            int first = _at;
            int value = 0;
            for (; _at < _end && _at < first + 3 && _kept[_at] >= (byte)'0' && _kept[_at] <= (byte)'9'; _at++)
            {
                value = (value * 10) + _kept[_at] - (byte)'0';
            }

            if (_at == first || value > 255)
            {
                _at = first;
                return Fault.ValueNotAddress;
            }
        }

        return _at == _end ? Fault.None : Fault.ValueNotAddress;
    }

    private Fault Printable(byte least, Fault fault)
    {
        for (; _at < _end; _at++)
        {
            if (_kept[_at] < least || _kept[_at] == 127)
            {
                return fault;
            }
        }

        return Fault.None;
    }

    // Printable text; "%" stands in front of two hexadecimal digits.
    private Fault PhoneTemplate()
    {
        if (Printable((byte)' ', Fault.ValueControlByte) != Fault.None)
        {
            return Fault.ValueControlByte;
        }

        for (_at = _keptOffset; _at < _end; _at++)
        {
            if (_kept[_at] == (byte)'%' && (_end - _at < 3 || ByteText.HexValue(_kept[_at + 1]) < 0 || ByteText.HexValue(_kept[_at + 2]) < 0))
            {
                return Fault.ValueTemplate;
            }
        }

        return Fault.None;
    }

    // 1*( DIGIT / "?" / "*" / "," / white space )
    private Fault ResponseTemplate()
    {
        for (; _at < _end; _at++)
        {
            byte next = _kept[_at];
            if ((next < (byte)'0' || next > (byte)'9') && next != (byte)'?' && next != (byte)'*' && next != (byte)',' && !ByteText.IsWhiteSpace(next))
            {
                return Fault.ValueTemplate;
            }
        }

        return Fault.None;
    }

    private Fault Scripted(Fault fault, int position)
    {
        _at = _keptOffset + position;
        return fault;
    }
}
