// Text with $NAME, $(NAME), $(NAME:p), $(NAME:p:q) and $$ in, expanded text out, in one pass (guide "Macro Expansion", Table 4-4).

using System;
using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Expands macros. A value that was put in is never looked at again, an unknown name stays as it is with its dollar sign, and the
/// longest known name wins: <c>$MAC</c> over <c>$MA</c>, and <c>$MUID</c> is <c>$M</c> followed by "UID".
/// <para>
/// $SA to $SD expand only as an option's argument. So <see cref="ExpandRule"/> leaves them for <see cref="ExpandKey"/>, which gets the
/// argument after the rule was parsed: their values can bring no syntax. It expands them whoever brought them into the argument, so
/// that a whole rule <c>[--key $SB] http://…</c> kept in GPP_A works; but a dollar sign that came from <c>$$</c> is never the start of
/// a name. <see cref="ExpandRule"/> writes such a one as <see cref="LiteralDollar"/>, and whoever takes text out of an expanded rule
/// turns it back. (A byte 01 that someone wrote into a rule therefore reads as a dollar sign, and nothing more.)
/// </para>
/// </summary>
public sealed class MacroExpander
{
    /// <summary>Stands for a dollar sign written as <c>$$</c>, from <see cref="ExpandRule"/> to the end of parsing.</summary>
    public const byte LiteralDollar = 1;

    /// <summary>Substring positions and lengths are cut to this; longer than any value.</summary>
    private const int PositionLimit = 1000000;

    private readonly IMacroSource _source;
    private byte[] _text;
    private int _limit;
    private bool _secretsWanted;
    private int _substringStart;
    private int _substringLength;

    /// <summary>Makes an expander that takes its values from <paramref name="source"/>.</summary>
    public MacroExpander(IMacroSource source)
    {
        _source = source;
    }

    /// <summary>
    /// Appends the expansion of a log text, a POST body or another text that is not parsed. $SA to $SD stay as they are.
    /// Answers <see cref="Fault.RuleTooLong"/> when it does not fit; the output then holds what did.
    /// </summary>
    public Fault Expand(byte[] buffer, int offset, int count, TextBuffer output)
    {
        return ExpandAll(buffer, offset, count, output, (byte)'$');
    }

    /// <summary>
    /// Appends the expansion of a whole rule for the <see cref="RuleParser"/>: as <see cref="Expand"/>, but <c>$$</c> becomes
    /// <see cref="LiteralDollar"/>. A rule that starts with <c>#</c> is a comment: it expands to nothing.
    /// </summary>
    public Fault ExpandRule(byte[] buffer, int offset, int count, TextBuffer output)
    {
        int first = offset;
        int end = offset + count;
        while (first < end && buffer[first] <= (byte)' ')
        {
            first++;
        }

        if (first < end && buffer[first] == (byte)'#')
        {
            return Fault.None;
        }

        return ExpandAll(buffer, offset, count, output, LiteralDollar);
    }

    /// <summary>
    /// Appends the argument of --key, --uid or --pwd taken from an expanded rule: $SA to $SD give their values, every other dollar
    /// sign stays, <see cref="LiteralDollar"/> becomes one.
    /// </summary>
    public Fault ExpandKey(byte[] buffer, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        int position = offset;
        Open(buffer, end, true);
        while (position < end)
        {
            byte next = buffer[position];
            int taken = next == (byte)'$' ? ExpandOne(position, output) : 0;
            if (taken == 0)
            {
                output.Append(next == LiteralDollar ? (byte)'$' : next);
                taken = 1;
            }

            position += taken;
        }

        return output.Overflowed ? Fault.RuleTooLong : Fault.None;
    }

    // text = *( run / "$$" / "$" name / "$(" name [ ":" p [ ":" q ] ] ")" )
    private Fault ExpandAll(byte[] buffer, int offset, int count, TextBuffer output, byte literalDollar)
    {
        int end = offset + count;
        int position = offset;
        Open(buffer, end, false);
        while (position < end && !output.Overflowed)
        {
            int run = position;
            int dollar = ByteText.IndexOf(buffer, run, end - run, (byte)'$');
            position = dollar < 0 ? end : dollar;
            output.Append(buffer, run, position - run);
            if (position == end)
            {
                break;
            }

            if (position + 1 < end && buffer[position + 1] == (byte)'$')
            {
                output.Append(literalDollar);
                position += 2;
                continue;
            }

            int taken = ExpandOne(position, output);
            if (taken == 0)
            {
                output.Append((byte)'$');
                taken = 1;
            }

            position += taken;
        }

        return output.Overflowed ? Fault.RuleTooLong : Fault.None;
    }

    private void Open(byte[] buffer, int end, bool secrets)
    {
        _text = buffer;
        _limit = end;
        _secretsWanted = secrets;
    }

    // Bytes of the expression that starts with the dollar sign at start; 0 when it is none that expands here.
    private int ExpandOne(int start, TextBuffer output)
    {
        bool parenthesized = start + 1 < _limit && _text[start + 1] == (byte)'(';
        int nameAt = parenthesized ? start + 2 : start + 1;
        int nameLength;
        int macro = Macro.Find(_text, nameAt, _limit - nameAt, out nameLength);
        if (macro < 0 || Macro.IsSecret(macro) != _secretsWanted)
        {
            return 0;
        }

        if (!parenthesized)
        {
            _source.Append(macro, output);
            return 1 + nameLength;
        }

        int after = ReadSubstring(nameAt + nameLength);
        if (after == 0)
        {
            return 0;
        }

        AppendSubstring(macro, output);
        return after - start;
    }

    // substring = [ ":" 1*DIGIT [ ":" 1*DIGIT ] ] ")" ; the position behind it, 0 when malformed
    private int ReadSubstring(int position)
    {
        _substringStart = 0;
        _substringLength = PositionLimit;
        if (position < _limit && _text[position] == (byte)':')
        {
            position = ReadNumber(position + 1, out _substringStart);
            if (position != 0 && position < _limit && _text[position] == (byte)':')
            {
                position = ReadNumber(position + 1, out _substringLength);
            }
        }

        return position != 0 && position < _limit && _text[position] == (byte)')' ? position + 1 : 0;
    }

    private int ReadNumber(int position, out int number)
    {
        number = 0;
        int start = position;
        while (position < _limit && _text[position] >= (byte)'0' && _text[position] <= (byte)'9')
        {
            number = (number * 10) + _text[position] - '0';
            number = number > PositionLimit ? PositionLimit : number;
            position++;
        }

        return position == start ? 0 : position;
    }

    // The whole value goes to the output first and is cut there: a value that overflows it by the part cut off does no harm.
    private void AppendSubstring(int macro, TextBuffer output)
    {
        if (output.Overflowed)
        {
            return;
        }

        int start = output.Length;
        _source.Append(macro, output);
        int available = output.Length - start;
        bool whole = !output.Overflowed;
        int from = _substringStart < available ? _substringStart : available;
        int length = _substringLength < available - from ? _substringLength : available - from;
        Array.Copy(output.Bytes, start + from, output.Bytes, start, length);
        output.Length = start + length;
        output.Overflowed = !whole && _substringStart + _substringLength > available;
    }
}
