// "(*xx|[3469]11|0|<9,:1>xxx!S0)" in, a DialPlan or the place where it breaks out (guide "Data Types", DialPlanScript).

namespace NanoSpa.Core;

/// <summary>
/// Reads dial plans in the syntax of the field: keys, x for any digit, sets as [2-9], a dot behind what may be absent or come again, &lt;dialled:sent&gt;,
/// a comma for the outside dial tone, ! for a barred number, S, L and P with seconds, @ with text to be sent. Blanks do not count.
/// </summary>
public sealed class DialPlanReader
{
    private const int Digits = 0x3FF;
    private const int MaxTextBytes = 255;
    private const int MaxSeconds = 3600;

    private byte[] _text;
    private int _at;
    private int _end;
    private DialPlan _plan;
    private int _alternatives;
    private int _steps;
    private int _firstStep;
    private bool _mayRepeat;
    private bool _isBarred;
    private int _short;
    private int _long;
    private int _pause;
    private int _planShort;
    private int _planLong;

    /// <summary>After a fault: the offset of the first byte that does not fit, counted from the plan's first.</summary>
    public int Position { get; private set; }

    /// <summary>Reads a plan; <paramref name="into"/> may be null, to check only. ValueDialPlan with <see cref="Position"/>: there are no alternatives then.</summary>
    public Fault Read(byte[] text, int offset, int count, DialPlan into)
    {
        _text = text;
        _at = offset;
        _end = offset + count;
        _plan = into;
        _alternatives = 0;
        _steps = 0;
        Position = 0;
        if (_plan != null)
        {
            _plan.Clear();
        }

        if (count <= DialPlan.MaxBytes && ReadPlan())
        {
            return Fault.None;
        }

        Position = _at - offset;
        if (_plan != null)
        {
            _plan.Clear();
        }

        return Fault.ValueDialPlan;
    }

    // plan = *( ( "L" / "S" ) ":" seconds "," ) ( "(" alternatives ")" / alternatives ) ; alternatives = alternative *( "|" alternative )
    private bool ReadPlan()
    {
        _planShort = DialPlan.NotGiven;
        _planLong = DialPlan.NotGiven;
        if (!ReadPlanTimers())
        {
            return false;
        }

        bool isOpen = Take((byte)'(');
        do
        {
            if (_alternatives == DialPlan.MaxAlternatives || !ReadAlternative())
            {
                return false;
            }
        }
        while (Take((byte)'|'));

        return (!isOpen || Take((byte)')')) && Peek() < 0;
    }

    private bool ReadPlanTimers()
    {
        int next = Peek();
        while ((next == 'L' || next == 'S') && _at + 1 < _end && _text[_at + 1] == (byte)':')
        {
            _at += 2;
            int seconds = Seconds();
            if (seconds < 0 || !Take((byte)','))
            {
                return false;
            }

            _planLong = next == 'L' ? seconds : _planLong;
            _planShort = next == 'S' ? seconds : _planShort;
            next = Peek();
        }

        return true;
    }

    // alternative = *element
    private bool ReadAlternative()
    {
        _firstStep = _steps;
        _mayRepeat = false;
        _isBarred = false;
        _short = _planShort;
        _long = _planLong;
        _pause = DialPlan.NotGiven;
        for (int next = Peek(); next >= 0 && next != '|' && next != ')'; next = Peek())
        {
            if (!ReadElement(next))
            {
                return false;
            }
        }

        if (!Count())
        {
            return false;
        }

        _alternatives++;
        if (_plan != null)
        {
            _plan.AddAlternative(_firstStep, _isBarred, _short, _long, _pause);
        }

        return true;
    }

    // element = key [ "." ] / "<" *( key [ "." ] / "," ) ":" *text ">" / "," / "!" / ( "S" / "L" / "P" ) seconds / "@" *text
    private bool ReadElement(int next)
    {
        switch (next)
        {
            case '<':
                return ReadSubstitution();
            case '@':
                return ReadGateway();
            case '!':
                _at++;
                _isBarred = true;
                return true;
            case 'S':
                return ReadTimer(ref _short);
            case 'L':
                return ReadTimer(ref _long);
            case 'P':
                return ReadTimer(ref _pause);
            default:
                return ReadKey(next, false);
        }
    }

    private bool ReadTimer(ref int seconds)
    {
        _at++;
        Take((byte)':');
        seconds = Seconds();
        return seconds >= 0;
    }

    private bool ReadSubstitution()
    {
        _at++;
        _mayRepeat = false;
        for (int next = Peek(); next != ':'; next = Peek())
        {
            if (next < 0 || !ReadKey(next, true))
            {
                return false;
            }
        }

        _at++;
        Peek();
        int first = _at;
        while (_at < _end && _text[_at] != (byte)'>')
        {
            if (_text[_at] < (byte)' ')
            {
                return false;
            }

            _at++;
        }

        _mayRepeat = false;
        return _at < _end && AddText(first) && Take((byte)'>');
    }

    private bool ReadGateway()
    {
        int first = _at;
        while (_at < _end && _text[_at] > (byte)' ' && _text[_at] != (byte)'|' && _text[_at] != (byte)')')
        {
            _at++;
        }

        _mayRepeat = false;
        return AddText(first);
    }

    // key = KEY / "x" / "X" / "[" 1*( KEY [ "-" KEY ] ) "]"; a dot repeats the key in front of it.
    private bool ReadKey(int next, bool isSilent)
    {
        if (next == ',')
        {
            _at++;
            _mayRepeat = false;
            if (_plan != null && _steps < DialPlan.MaxSteps)
            {
                _plan.AddTone();
            }

            return Count();
        }

        if (next == '.')
        {
            return ReadDot();
        }

        int keys = next == 'x' || next == 'X' ? Digits : next == '[' ? ReadSet() : DialPlan.KeyBit((byte)next);
        if (keys == 0)
        {
            return false;
        }

        _at++;
        _mayRepeat = true;
        if (_plan != null && _steps < DialPlan.MaxSteps)
        {
            _plan.AddKeys(keys, isSilent);
        }

        return Count();
    }

    private bool ReadDot()
    {
        if (!_mayRepeat)
        {
            return false;
        }

        _at++;
        if (_plan != null)
        {
            _plan.RepeatLast();
        }

        return true;
    }

    // Leaves the closing bracket to the caller; 0 in front of what is wrong.
    private int ReadSet()
    {
        int keys = 0;
        _at++;
        for (int next = Peek(); next != ']' || keys == 0; next = Peek())
        {
            int key = next < 0 ? 0 : next == 'x' || next == 'X' ? Digits : DialPlan.KeyBit((byte)next);
            if (key == 0)
            {
                return 0;
            }

            keys |= key;
            _at++;
            if (Take((byte)'-'))
            {
                int last = Peek();
                if (last < next || next < '0' || last > '9')
                {
                    return 0;
                }

                for (; next <= last; next++)
                {
                    keys |= DialPlan.KeyBit((byte)next);
                }

                _at++;
            }
            else
            {
                // [3,4,6] is written as often as [346].
                Take((byte)',');
            }
        }

        return keys;
    }

    private bool AddText(int first)
    {
        if (_at - first > MaxTextBytes)
        {
            return false;
        }

        if (_plan != null && _steps < DialPlan.MaxSteps)
        {
            _plan.AddText(_text, first, _at - first);
        }

        return Count();
    }

    private bool Count()
    {
        _steps++;
        return _steps <= DialPlan.MaxSteps - 1 && _steps - _firstStep <= DialPlan.MaxStepsEach;
    }

    private int Seconds()
    {
        int next = Peek();
        int first = _at;
        int value = 0;
        while (next >= '0' && next <= '9' && value <= MaxSeconds)
        {
            value = (value * 10) + next - '0';
            _at++;
            next = _at < _end ? _text[_at] : -1;
        }

        return _at == first || value > MaxSeconds ? DialPlan.NotGiven : value;
    }

    private bool Take(byte wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    // The next byte that is no white space, or -1.
    private int Peek()
    {
        while (_at < _end)
        {
            byte next = _text[_at];
            if (next > (byte)' ' || !ByteText.IsWhiteSpace(next))
            {
                return next;
            }

            _at++;
        }

        return -1;
    }
}
