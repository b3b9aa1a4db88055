// Which bytes end which run in an XML-like file: one table of bit sets (guide "Open Format Configuration File").

using System;
using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>The classes of bytes that the XML readers stop at. A byte has several; a loop asks for the ones that end its run.</summary>
public static class XmlBytes
{
    /// <summary>Space, tab, new line, carriage return.</summary>
    public const byte Space = 1;

    /// <summary>Ends a run of value text: less-than, ampersand, new line, carriage return. The sets from here on are those with it.</summary>
    public const byte EndsText = 128;

    /// <summary>Ends an element or attribute name, as all that ends a text does: the sets from here on are those with it.</summary>
    public const byte EndsName = 64;

    /// <summary>May start an element name: a letter, an underscore, any byte from 128.</summary>
    public const byte StartsName = 8;

    /// <summary>Ends a run of a quoted attribute value: both quotes, less-than, new line.</summary>
    public const byte EndsQuoted = 16;

    /// <summary>A bit that all letters and the underscore have, and no byte of <see cref="EndsName"/>, in eight bytes.</summary>
    public const ulong LetterBits = 0x4040404040404040;

    /// <summary>What a line's end inside a value is taken as.</summary>
    public static readonly byte[] OneSpace = { (byte)' ' };

    /// <summary>The set of each byte. Read it once into a local.</summary>
    public static readonly byte[] Kinds = Build();

    /// <summary>A greater-than sign to search for: comments are long, and a native search, which takes objects on the device, costs as much time as looking at four bytes.</summary>
    public static readonly object GreaterThan = (byte)'>';

    // As GreaterThan.
    private static readonly object NewLine = (byte)'\n';

    // The same byte eight times.
    private const ulong Signs = 0x8080808080808080;
    private const ulong Ones = 0x0101010101010101;
    private const ulong Fours = 4 * Ones;
    private const ulong Blanks = ' ' * Ones;
    private const ulong Ampersands = '&' * Ones;
    private const ulong Zeros = '0' * Ones;
    private const ulong LessThans = '<' * Ones;

    /// <summary>The position of the first byte of <see cref="EndsName"/>, or <paramref name="end"/>.</summary>
    public static int NameEnd(byte[] buffer, int position, int end)
    {
        // Eight bytes a turn, 25 instructions and a call, to the first that is below '0', one of < = > ?, or not ASCII (which one of the two terms signs in any
        // case). The lowest sign is right, as nothing borrows from below it; from there on byte by byte.
        byte[] kinds = Kinds;
        int last = end - 8;
        while (position <= last)
        {
            ulong word = BitConverter.ToUInt64(buffer, position);
            ulong signs = ((word - Zeros) | ((word ^ LessThans) - Fours)) & Signs;
            if (signs != 0)
            {
                position += (int)((((signs - 1) & ~signs & (Ones - 1)) * Ones) >> 56);
                if (kinds[buffer[position]] >= EndsName)
                {
                    return position;
                }

                break;
            }

            position += 8;
        }

        while (position < end && kinds[buffer[position]] < EndsName)
        {
            position++;
        }

        return position;
    }

    /// <summary>The position of the first byte of <see cref="EndsText"/>, or <paramref name="end"/>.</summary>
    public static int TextEnd(byte[] buffer, int position, int end)
    {
        // As a name's, after four bytes by themselves, as most values are short: 29 instructions and a call a turn, to the first that is below a blank, & or <,
        // or not ASCII.
        byte[] kinds = Kinds;
        int last = end - 12;
        if (position <= last)
        {
            if (kinds[buffer[position]] >= EndsText)
            {
                return position;
            }

            if (kinds[buffer[position + 1]] >= EndsText)
            {
                return position + 1;
            }

            if (kinds[buffer[position + 2]] >= EndsText)
            {
                return position + 2;
            }

            if (kinds[buffer[position + 3]] >= EndsText)
            {
                return position + 3;
            }

            position += 4;
        }

        last += 4;
        while (position <= last)
        {
            ulong word = BitConverter.ToUInt64(buffer, position);
            ulong signs = ((word - Blanks) | ((word ^ Ampersands) - Ones) | ((word ^ LessThans) - Ones)) & Signs;
            if (signs != 0)
            {
                position += (int)((((signs - 1) & ~signs & (Ones - 1)) * Ones) >> 56);
                break;
            }

            position += 8;
        }

        while (position < end && kinds[buffer[position]] < EndsText)
        {
            position++;
        }

        return position;
    }

    /// <summary>The position of the first byte that is no white space, or <paramref name="end"/>.</summary>
    public static int SkipSpace(byte[] buffer, int position, int end)
    {
        byte[] kinds = Kinds;
        while (position < end && (kinds[buffer[position]] & Space) != 0)
        {
            position++;
        }

        return position;
    }

    /// <summary>The position behind the last byte that is no white space, or <paramref name="start"/>.</summary>
    public static int CutSpace(byte[] buffer, int start, int end)
    {
        byte[] kinds = Kinds;
        while (end > start && (kinds[buffer[end - 1]] & Space) != 0)
        {
            end--;
        }

        return end;
    }

    /// <summary>How many new lines are in a run.</summary>
    public static int CountNewLines(byte[] buffer, int position, int end)
    {
        int count = 0;
        int found = Array.IndexOf(buffer, NewLine, position, end - position);
        while (found >= 0)
        {
            count++;
            found = Array.IndexOf(buffer, NewLine, found + 1, end - found - 1);
        }

        return count;
    }

    /// <summary>Appends a name for a message: what is not printable ASCII becomes a question mark.</summary>
    public static void AppendPrintable(byte[] name, int offset, int count, TextBuffer output)
    {
        for (int i = offset; i < offset + count; i++)
        {
            output.Append(name[i] >= (byte)' ' && name[i] < 127 ? name[i] : (byte)'?');
        }
    }

    private static byte[] Build()
    {
        byte[] kinds = new byte[256];
        for (int value = 0; value < 256; value++)
        {
            int letter = value | 32;
            bool starts = value >= 128 || value == '_' || (letter >= 'a' && letter <= 'z');
            kinds[value] = starts ? StartsName : (byte)0;
        }

        kinds[' '] = Space | EndsName;
        kinds['\t'] = Space | EndsName;
        kinds['\r'] = Space | EndsName | EndsText;
        kinds['\n'] = Space | EndsName | EndsText | EndsQuoted;
        kinds['<'] = EndsText | EndsName | EndsQuoted;
        kinds['&'] = EndsText | EndsName;
        kinds['>'] = EndsName;
        kinds['/'] = EndsName;
        kinds['='] = EndsName;
        kinds['"'] = EndsName | EndsQuoted;
        kinds['\''] = EndsName | EndsQuoted;
        return kinds;
    }
}
