// An expanded rule in, its tokens one by one out: marks, option names, quoted and bare words (guide chapter 2, rules).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Walks over a rule's bytes. White space between tokens is free, a new line is white space. The scanner looks ahead one byte and
/// keeps the bounds of the last word; it never copies.
/// </summary>
public sealed class RuleScanner
{
    /// <summary>What <see cref="Peek"/> gives behind the last byte.</summary>
    public const int End = -1;

    private byte[] _text;
    private int _start;
    private int _position;
    private int _end;

    /// <summary>Offset of the last word's first byte.</summary>
    public int WordOffset { get; private set; }

    /// <summary>Length of the last word, in bytes.</summary>
    public int WordCount { get; private set; }

    /// <summary>Offset of the next byte; behind <see cref="Peek"/> it is no white space.</summary>
    public int Position
    {
        get { return _position; }
    }

    /// <summary>Offset behind the last byte taken that is neither white space nor a semicolon.</summary>
    public int TakenEnd
    {
        get { return TrimmedEnd(_start, _position); }
    }

    /// <summary>Offset behind the text.</summary>
    public int TextEnd
    {
        get { return _end; }
    }

    /// <summary>Starts over with a rule; white space and semicolons at its end do not count.</summary>
    public void Open(byte[] buffer, int offset, int count)
    {
        _text = buffer;
        _start = offset;
        _position = offset;
        _end = TrimmedEnd(offset, offset + count);
    }

    /// <summary>The next byte that is no white space, not yet taken; <see cref="End"/> at the end.</summary>
    public int Peek()
    {
        while (_position < _end && IsSpace(_text[_position]))
        {
            _position++;
        }

        return _position < _end ? _text[_position] : End;
    }

    /// <summary>Takes one byte.</summary>
    public void Take()
    {
        _position++;
    }

    /// <summary>
    /// quoted = DQUOTE *( any byte but DQUOTE ) DQUOTE — the opening quote is next. The word is what stands between the quotes.
    /// False when the closing quote is missing; nothing is taken then.
    /// </summary>
    public bool TakeQuoted()
    {
        int close = _position + 1;
        while (close < _end && _text[close] != (byte)'"')
        {
            close++;
        }

        if (close >= _end)
        {
            return false;
        }

        WordOffset = _position + 1;
        WordCount = close - WordOffset;
        _position = close + 1;
        return true;
    }

    /// <summary>word = *( any byte but white space and the two stop bytes ).</summary>
    public void TakeWord(byte stop, byte otherStop)
    {
        WordOffset = _position;
        while (_position < _end && !IsSpace(_text[_position]) && _text[_position] != stop && _text[_position] != otherStop)
        {
            _position++;
        }

        WordCount = _position - WordOffset;
    }

    /// <summary>
    /// url = 1*( any byte but white space and "|" ) — a "|" between quotes or parentheses, closed in the same word and with no
    /// more of them between, belongs to it; semicolons at its end do not.
    /// </summary>
    public void TakeUrl()
    {
        WordOffset = _position;
        while (_position < _end && !IsSpace(_text[_position]) && _text[_position] != (byte)'|')
        {
            byte next = _text[_position];
            _position = next == (byte)'"' ? BehindInWord((byte)'"') : next == (byte)'(' ? BehindInWord((byte)')') : _position + 1;
        }

        int last = _position;
        while (last > WordOffset && _text[last - 1] == (byte)';')
        {
            last--;
        }

        WordCount = last - WordOffset;
    }

    /// <summary>
    /// group = "(" *( quoted / "(" *any ")" / any byte ) ")" — the opening parenthesis is next. The word is what stands between the
    /// two. RuleQuote or RuleSyntax when a quote or the group does not close; the scanner then stands on the opening mark.
    /// </summary>
    public Fault TakeGroup()
    {
        int depth = 0;
        int position = _position;
        while (position < _end)
        {
            switch (_text[position])
            {
                case (byte)'"':
                    int close = ByteText.IndexOf(_text, position + 1, _end - position - 1, (byte)'"');
                    if (close < 0)
                    {
                        _position = position;
                        return Fault.RuleQuote;
                    }

                    position = close;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')':
                    depth--;
                    break;
            }

            position++;
            if (depth == 0)
            {
                WordOffset = _position + 1;
                WordCount = position - 1 - WordOffset;
                _position = position;
                return Fault.None;
            }
        }

        return Fault.RuleSyntax;
    }

    /// <summary>Takes semicolons and the white space around them; true when there was one.</summary>
    public bool TakeSemicolons()
    {
        bool found = false;
        while (Peek() == ';')
        {
            _position++;
            found = true;
        }

        return found;
    }

    /// <summary>True when the last word is exactly this.</summary>
    public bool WordIs(string name)
    {
        return ByteText.Equals(_text, WordOffset, WordCount, name);
    }

    /// <summary>True for a byte that stands between tokens: space, tab, new line and their like.</summary>
    public static bool IsSpace(byte value)
    {
        return value == (byte)' ' || (value >= 9 && value <= 13);
    }

    /// <summary>
    /// Looks for bytes that no rule holds outside of straight quotes. Curly quotes give <see cref="Fault.RuleCurlyQuote"/> (U+2018 to U+201F
    /// in UTF-8, 0x91 to 0x94 in Windows-1252), control bytes <see cref="Fault.RuleSyntax"/>; the scanner then stands on the byte.
    /// </summary>
    public Fault CheckBytes()
    {
        byte[] text = _text;
        int end = _end;
        if (ByteText.IsPrintable(text, _position, end - _position))
        {
            return Fault.None;
        }

        bool quoted = false;
        for (int i = _position; i < end; i++)
        {
            byte next = text[i];
            if (next >= (byte)' ' && next < 127)
            {
                quoted ^= next == (byte)'"';
                continue;
            }

            Fault fault = Fault.None;
            if (next < (byte)' ' || next == 127)
            {
                fault = IsSpace(next) || next == MacroExpander.LiteralDollar ? Fault.None : Fault.RuleSyntax;
            }
            else if (!quoted && next > 127 && IsCurlyQuote(i))
            {
                fault = Fault.RuleCurlyQuote;
            }

            if (fault != Fault.None)
            {
                _position = i;
                return fault;
            }
        }

        return Fault.None;
    }

    private int TrimmedEnd(int start, int end)
    {
        while (end > start && (IsSpace(_text[end - 1]) || _text[end - 1] == (byte)';'))
        {
            end--;
        }

        return end;
    }

    // The position behind the mark that closes what the next byte opens; behind that byte when the word ends or more opens before.
    private int BehindInWord(byte close)
    {
        int position = _position + 1;
        while (position < _end && !IsSpace(_text[position]))
        {
            if (_text[position] == close)
            {
                return position + 1;
            }

            if (_text[position] == (byte)'(' || _text[position] == (byte)'"')
            {
                break;
            }

            position++;
        }

        return _position + 1;
    }

    private bool IsCurlyQuote(int at)
    {
        byte next = _text[at];
        if (next == 0xE2)
        {
            return at + 2 < _end && _text[at + 1] == 0x80 && _text[at + 2] >= 0x98 && _text[at + 2] <= 0x9F;
        }

        return next >= 0x91 && next <= 0x94 && (at == _start || _text[at - 1] < 128);
    }
}
