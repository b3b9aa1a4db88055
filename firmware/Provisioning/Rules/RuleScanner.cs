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

    /// <summary>Column of the next byte, 1 for the first one.</summary>
    public int Column
    {
        get { return _position - _start + 1; }
    }

    /// <summary>Column of an offset into the text.</summary>
    public int ColumnOf(int offset)
    {
        return offset - _start + 1;
    }

    /// <summary>Starts over with a rule; white space and semicolons at its end do not count.</summary>
    public void Open(byte[] buffer, int offset, int count)
    {
        _text = buffer;
        _start = offset;
        _position = offset;
        _end = offset + count;
        while (_end > offset && (IsSpace(buffer[_end - 1]) || buffer[_end - 1] == (byte)';'))
        {
            _end--;
        }
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

    /// <summary>True when the last word is exactly this.</summary>
    public bool WordIs(string name)
    {
        return ByteText.Equals(_text, WordOffset, WordCount, name);
    }

    /// <summary>
    /// Looks for bytes that no rule holds outside of straight quotes. Curly quotes give <see cref="Fault.RuleQuote"/> (U+2018 to U+201F
    /// in UTF-8, 0x91 to 0x94 in Windows-1252), control bytes <see cref="Fault.RuleSyntax"/>; the scanner then stands on the byte.
    /// </summary>
    public Fault CheckBytes()
    {
        bool quoted = false;
        for (int i = _position; i < _end; i++)
        {
            byte next = _text[i];
            quoted ^= next == (byte)'"';
            Fault fault = Fault.None;
            if (next < (byte)' ' || next == 127)
            {
                fault = IsSpace(next) || next == MacroExpander.LiteralDollar ? Fault.None : Fault.RuleSyntax;
            }
            else if (!quoted && next > 127 && IsCurlyQuote(i))
            {
                fault = Fault.RuleQuote;
            }

            if (fault != Fault.None)
            {
                _position = i;
                return fault;
            }
        }

        return Fault.None;
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

    private static bool IsSpace(byte value)
    {
        return value == (byte)' ' || (value >= 9 && value <= 13);
    }
}
