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

    private byte[] text;
    private int start;
    private int position;
    private int end;

    /// <summary>Offset of the last word's first byte.</summary>
    public int WordOffset { get; private set; }

    /// <summary>Length of the last word, in bytes.</summary>
    public int WordCount { get; private set; }

    /// <summary>Column of the next byte, 1 for the first one.</summary>
    public int Column
    {
        get { return position - start + 1; }
    }

    /// <summary>Column of an offset into the text.</summary>
    public int ColumnOf(int offset)
    {
        return offset - start + 1;
    }

    /// <summary>Starts over with a rule; white space and semicolons at its end do not count.</summary>
    public void Open(byte[] buffer, int offset, int count)
    {
        text = buffer;
        start = offset;
        position = offset;
        end = offset + count;
        while (end > offset && (IsSpace(buffer[end - 1]) || buffer[end - 1] == (byte)';'))
        {
            end--;
        }
    }

    /// <summary>The next byte that is no white space, not yet taken; <see cref="End"/> at the end.</summary>
    public int Peek()
    {
        while (position < end && IsSpace(text[position]))
        {
            position++;
        }

        return position < end ? text[position] : End;
    }

    /// <summary>Takes one byte.</summary>
    public void Take()
    {
        position++;
    }

    /// <summary>
    /// quoted = DQUOTE *( any byte but DQUOTE ) DQUOTE — the opening quote is next. The word is what stands between the quotes.
    /// False when the closing quote is missing; nothing is taken then.
    /// </summary>
    public bool TakeQuoted()
    {
        int close = position + 1;
        while (close < end && text[close] != (byte)'"')
        {
            close++;
        }

        if (close >= end)
        {
            return false;
        }

        WordOffset = position + 1;
        WordCount = close - WordOffset;
        position = close + 1;
        return true;
    }

    /// <summary>word = *( any byte but white space and the two stop bytes ).</summary>
    public void TakeWord(byte stop, byte otherStop)
    {
        WordOffset = position;
        while (position < end && !IsSpace(text[position]) && text[position] != stop && text[position] != otherStop)
        {
            position++;
        }

        WordCount = position - WordOffset;
    }

    /// <summary>True when the last word is exactly this.</summary>
    public bool WordIs(string name)
    {
        return ByteText.Equals(text, WordOffset, WordCount, name);
    }

    /// <summary>
    /// Looks for bytes that no rule holds outside of straight quotes. Curly quotes give <see cref="Fault.RuleQuote"/> (U+2018 to U+201F
    /// in UTF-8, 0x91 to 0x94 in Windows-1252), control bytes <see cref="Fault.RuleSyntax"/>; the scanner then stands on the byte.
    /// </summary>
    public Fault CheckBytes()
    {
        bool quoted = false;
        for (int i = position; i < end; i++)
        {
            byte next = text[i];
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
                position = i;
                return fault;
            }
        }

        return Fault.None;
    }

    private bool IsCurlyQuote(int at)
    {
        byte next = text[at];
        if (next == 0xE2)
        {
            return at + 2 < end && text[at + 1] == 0x80 && text[at + 2] >= 0x98 && text[at + 2] <= 0x9F;
        }

        return next >= 0x91 && next <= 0x94 && (at == start || text[at - 1] < 128);
    }

    private static bool IsSpace(byte value)
    {
        return value == (byte)' ' || (value >= 9 && value <= 13);
    }
}
