// A whole element of the plainest form in; where its name and its value stand, out, without a copy (guide "Open Format Configuration File").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// What nearly all of a profile is made of, found in one pass: <c>&lt;NAME&gt;text&lt;/NAME&gt;</c> or
/// <c>&lt;NAME ua="na"&gt;text&lt;/NAME&gt;</c> in one line and in one chunk, the text without escapes. Anything else is left to the
/// reader's states, which come to the same result for this form too, at five times the cost.
/// </summary>
public sealed class PlainElement
{
    private const int AttributeBytes = 8;

    /// <summary>Offset of the name in the chunk.</summary>
    public int NameOffset { get; private set; }

    /// <summary>Length of the name, 1 to <see cref="ElementStack.MaxName"/>.</summary>
    public int NameCount { get; private set; }

    /// <summary>Offset of the value, without the white space around it.</summary>
    public int ValueOffset { get; private set; }

    /// <summary>Length of the value, 0 to <see cref="XmlProfileReader.MaxValue"/>.</summary>
    public int ValueCount { get; private set; }

    /// <summary>The ua attribute; None without one.</summary>
    public Access Access { get; private set; }

    /// <summary>Position behind the element.</summary>
    public int End { get; private set; }

    /// <summary>
    /// element = "&lt;" name [ " ua=" DQUOTE ( "na" / "ro" / "rw" ) DQUOTE ] "&gt;" text "&lt;/" name "&gt;" ; false for all that is not
    /// this, or not all there, from <paramref name="position"/> on: then nothing here counts.
    /// </summary>
    public bool Find(byte[] buffer, int position, int end)
    {
        int name = position + 1;
        int nameEnd = RunEnd(XmlBytes.NameEnds, buffer, name, end);
        int count = nameEnd - name;
        if (nameEnd + AttributeBytes + 1 >= end || count == 0 || count > ElementStack.MaxName || (XmlBytes.Kinds[buffer[name]] & XmlBytes.StartsName) == 0)
        {
            return false;
        }

        int text = nameEnd + 1;
        Access access = Access.None;
        if (buffer[nameEnd] != (byte)'>')
        {
            access = AccessAt(buffer, nameEnd);
            text = nameEnd + AttributeBytes + 1;
            if (access == Access.None || buffer[text - 1] != (byte)'>')
            {
                return false;
            }
        }

        int textEnd = RunEnd(XmlBytes.TextEnds, buffer, text, end);
        int behind = textEnd + count + 3;
        if (behind > end || buffer[textEnd] != (byte)'<' || buffer[textEnd + 1] != (byte)'/' || buffer[behind - 1] != (byte)'>'
            || !ByteText.Equals(buffer, name, count, buffer, textEnd + 2, count))
        {
            return false;
        }

        NameOffset = name;
        NameCount = count;
        Access = access;
        End = behind;
        return Trim(buffer, text, textEnd);
    }

    // attribute = " ua=" DQUOTE level DQUOTE, eight bytes; None when it is anything else.
    private static Access AccessAt(byte[] buffer, int at)
    {
        if (buffer[at] != (byte)' ' || buffer[at + 1] != (byte)'u' || buffer[at + 2] != (byte)'a' || buffer[at + 3] != (byte)'='
            || buffer[at + 4] != (byte)'"' || buffer[at + 7] != (byte)'"')
        {
            return Access.None;
        }

        switch ((buffer[at + 5] << 8) | buffer[at + 6])
        {
            case ('n' << 8) | 'a':
                return Access.NotAccessible;
            case ('r' << 8) | 'o':
                return Access.ReadOnly;
            case ('r' << 8) | 'w':
                return Access.ReadWrite;
            default:
                return Access.None;
        }
    }

    // The first byte that ends a run, or the end. Four bytes a turn: 10 instructions a byte.
    private static int RunEnd(bool[] ends, byte[] buffer, int position, int end)
    {
        int last = end - 4;
        while (position <= last)
        {
            if (ends[buffer[position]])
            {
                return position;
            }

            if (ends[buffer[position + 1]])
            {
                return position + 1;
            }

            if (ends[buffer[position + 2]])
            {
                return position + 2;
            }

            if (ends[buffer[position + 3]])
            {
                return position + 3;
            }

            position += 4;
        }

        while (position < end && !ends[buffer[position]])
        {
            position++;
        }

        return position;
    }

    private bool Trim(byte[] buffer, int start, int end)
    {
        byte[] kinds = XmlBytes.Kinds;
        while (start < end && (kinds[buffer[start]] & XmlBytes.Space) != 0)
        {
            start++;
        }

        while (start < end && (kinds[buffer[end - 1]] & XmlBytes.Space) != 0)
        {
            end--;
        }

        ValueOffset = start;
        ValueCount = end - start;
        return ValueCount <= XmlProfileReader.MaxValue;
    }
}
