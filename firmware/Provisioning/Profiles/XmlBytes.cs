// Which bytes end which run in an XML-like file: one table of bit sets (guide "Open Format Configuration File").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>The classes of bytes that the XML readers stop at. A byte has several; a loop asks for the ones that end its run.</summary>
public static class XmlBytes
{
    /// <summary>Space, tab, new line, carriage return.</summary>
    public const byte Space = 1;

    /// <summary>Ends a run of value text: less-than, ampersand, new line, carriage return.</summary>
    public const byte EndsText = 2;

    /// <summary>Ends an element or attribute name.</summary>
    public const byte EndsName = 4;

    /// <summary>May start an element name: a letter, an underscore, any byte from 128.</summary>
    public const byte StartsName = 8;

    /// <summary>Ends a run inside a comment: minus, greater-than, new line.</summary>
    public const byte EndsComment = 16;

    /// <summary>Ends a run of a quoted attribute value: both quotes, less-than, new line.</summary>
    public const byte EndsQuoted = 32;

    /// <summary>What a line's end inside a value is taken as.</summary>
    public static readonly byte[] OneSpace = { (byte)' ' };

    /// <summary>The set of each byte. Read it once into a local.</summary>
    public static readonly byte[] Kinds = Build();

    /// <summary>True for the bytes of <see cref="EndsText"/>: one test fewer a byte than the set.</summary>
    public static readonly bool[] TextEnds = BuildEnds(EndsText);

    /// <summary>True for the bytes of <see cref="EndsName"/>.</summary>
    public static readonly bool[] NameEnds = BuildEnds(EndsName);

    /// <summary>Appends a name for a message: what is not printable ASCII becomes a question mark.</summary>
    public static void AppendPrintable(byte[] name, int offset, int count, TextBuffer output)
    {
        for (int i = offset; i < offset + count; i++)
        {
            output.Append(name[i] >= (byte)' ' && name[i] < 127 ? name[i] : (byte)'?');
        }
    }

    private static bool[] BuildEnds(byte kind)
    {
        bool[] ends = new bool[256];
        for (int value = 0; value < 256; value++)
        {
            ends[value] = (Kinds[value] & kind) != 0;
        }

        return ends;
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
        kinds['\n'] = Space | EndsName | EndsText | EndsComment | EndsQuoted;
        kinds['<'] = EndsText | EndsName | EndsQuoted;
        kinds['&'] = EndsText | EndsName;
        kinds['>'] = EndsName | EndsComment;
        kinds['/'] = EndsName;
        kinds['='] = EndsName;
        kinds['"'] = EndsName | EndsQuoted;
        kinds['\''] = EndsName | EndsQuoted;
        kinds['-'] = EndsComment;
        return kinds;
    }
}
