// A parameter's name in, its index and attributes out (guide Appendix C and chapter 4).

using System;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>
/// Every parameter the unit knows, by index 0 to Count - 1. Indices change between versions: nothing outside the RAM keeps one.
/// Rows are parameters without their index; NAME_1_ and NAME_2_ share one.
/// </summary>
public static partial class Catalogue
{
    /// <summary>Longest name, with its index, in bytes.</summary>
    public const int MaxNameBytes = 64;

    /// <summary>Longest factory value, in bytes.</summary>
    public const int MaxDefaultBytes = 255;

    private const int AccessBits = 3;
    private const int RebootFlag = 4;
    private const int SecretFlag = 8;
    private const int BasicFlag = 16;
    private const int TypeShift = 5;
    private const int TypeMask = 31;
    private const int SectionShift = 10;
    private const int SuffixBytes = 3;

    // Bytes of a word, and where the index of NAME_2_ stands in the name's last word.
    private const int WordBytes = 8;
    private const ulong FromFirstToSecond = 1UL << 48;

    // A name put into XML form. Several units may share a process, hence the lock around it.
    private static readonly byte[] XmlForm = new byte[MaxNameBytes];

    /// <summary>
    /// The index of a name in XML form (<c>Dial_Plan_1_</c>) or plain-text form (<c>Dial_Plan[1]</c>, with / and - kept), or -1.
    /// Case matters. Allocates nothing.
    /// </summary>
    public static int Find(byte[] name, int offset, int count)
    {
        // 91 instructions a name. Three words hold 24 bytes: the first eight, the next eight, the last eight, of a short name four and four. Their sum leads to
        // the one parameter it can be (tools/catalog/NameTable.cs); then all bytes are compared, with words that are constants in the code.
        ulong first;
        ulong middle;
        ulong last;
        if ((uint)(count - WordBytes) <= MaxNameBytes - WordBytes)
        {
            first = BitConverter.ToUInt64(name, offset);
            last = BitConverter.ToUInt64(name, offset + count - 8);
            middle = count > 16 ? BitConverter.ToUInt64(name, offset + 8) : first;
        }
        else if (count < NameForm.MinNameBytes || count > MaxNameBytes)
        {
            return -1;
        }
        else
        {
            first = BitConverter.ToUInt32(name, offset);
            last = BitConverter.ToUInt32(name, offset + count - 4);
            middle = first;
        }

        int hash = (int)((first + middle + last) * HashMultiplier >> HashShift);
        int index = Slots[(hash & SlotMask) + Displacements[hash >> BucketShift]];
        bool isSame = index < SingleCount + PairCount
            ? IsRow(index, first, middle, last, name, offset, count)
            : IsRow(index - PairCount, first, middle, last - FromFirstToSecond, name, offset, count);
        if (isSame)
        {
            return index;
        }

        return name != XmlForm && HasOtherForm(first, middle, last, name, offset, count) ? FindOtherForm(name, offset, count) : -1;
    }

    /// <summary>The XML form of the name: blank - [ ] ( ) / are _ (guide "Open Format Configuration File").</summary>
    public static string NameOf(int index)
    {
        int instance = InstanceOf(index);
        string name = RowName(RowOf(index));
        return instance == 0 ? name : name + (instance == 1 ? "_1_" : "_2_");
    }

    /// <summary>Length of <see cref="NameOf"/> in bytes.</summary>
    public static int NameBytesOf(int index)
    {
        return index < SingleCount ? RowName(index).Length : RowName(RowOf(index)).Length + SuffixBytes;
    }

    /// <summary>Writes <see cref="NameOf"/>, at most <see cref="MaxNameBytes"/> bytes, into an array; answers its length.</summary>
    public static int CopyName(int index, byte[] into, int offset)
    {
        bool isSingle = index < SingleCount;
        string name = RowName(isSingle ? index : RowOf(index));
        int count = name.Length;
        Encoding.UTF8.GetBytes(name, 0, count, into, offset);
        if (isSingle)
        {
            return count;
        }

        int at = offset + count;
        into[at] = (byte)'_';
        into[at + 1] = (byte)(index < SingleCount + PairCount ? '1' : '2');
        into[at + 2] = (byte)'_';
        return count + SuffixBytes;
    }

    /// <summary>The plain-text form of the name, as the guide's Appendix C has it.</summary>
    public static string PlainNameOf(int index)
    {
        int instance = InstanceOf(index);
        string name = RowPlainName(RowOf(index));
        return instance == 0 ? name : name + (instance == 1 ? "[1]" : "[2]");
    }

    /// <summary>Which line or user a parameter belongs to: 1, 2, or 0 for none.</summary>
    public static int InstanceOf(int index)
    {
        return index < SingleCount ? 0 : index < SingleCount + PairCount ? 1 : 2;
    }

    /// <summary>The data type.</summary>
    public static ParameterType TypeOf(int index)
    {
        return (ParameterType)((RowAttributes[RowOf(index)] >> TypeShift) & TypeMask);
    }

    /// <summary>The number of the types Str (bytes), Float and Time (decimal places); 0 for others.</summary>
    public static int LimitOf(int index)
    {
        return RowLimit(RowOf(index));
    }

    /// <summary>What a Choice chooses from, separated by /; empty for other types.</summary>
    public static string ChoicesOf(int index)
    {
        return RowChoices(RowOf(index));
    }

    /// <summary>The section of the web pages, 0 to SectionCount - 1, for <see cref="SectionNameOf"/>.</summary>
    public static int SectionOf(int index)
    {
        return RowAttributes[RowOf(index)] >> SectionShift;
    }

    /// <summary>The page that a section is on: 0 System, 1 SIP, 2 Provisioning, 3 Regional, 4 Line, 5 User.</summary>
    public static int TabOfSection(int section)
    {
        return SectionTabs[section];
    }

    /// <summary>What the parameter does, for people: a sentence or two.</summary>
    public static string HelpOf(int index)
    {
        return RowHelp(RowOf(index));
    }

    /// <summary>True for what the basic pages show too; the advanced pages show all.</summary>
    public static bool IsBasic(int index)
    {
        return (RowAttributes[RowOf(index)] & BasicFlag) != 0;
    }

    /// <summary>Appends the name as web pages have it: the plain-text form with blanks, without its index.</summary>
    public static void AppendLabel(int index, TextBuffer output)
    {
        int start = output.Length;
        output.Append(RowPlainName(RowOf(index)));
        byte[] label = output.Bytes;
        for (int i = start; i < output.Length; i++)
        {
            label[i] = label[i] == (byte)'_' ? (byte)' ' : label[i];
        }
    }

    /// <summary>The factory value, printable ASCII of at most <see cref="MaxDefaultBytes"/>.</summary>
    public static string DefaultOf(int index)
    {
        return index < SingleCount + PairCount ? RowDefault(index) : RowSecondDefault(index - PairCount);
    }

    /// <summary>The factory access of the user account.</summary>
    public static Access AccessOf(int index)
    {
        return (Access)(RowAttributes[index < SingleCount + PairCount ? index : index - PairCount] & AccessBits);
    }

    /// <summary>True for values that are never shown, exported or reported.</summary>
    public static bool IsSecret(int index)
    {
        return (RowAttributes[RowOf(index)] & SecretFlag) != 0;
    }

    /// <summary>True when a change takes effect at the next warm start; otherwise it does at once.</summary>
    public static bool IsRebootClass(int index)
    {
        return (RowAttributes[RowOf(index)] & RebootFlag) != 0;
    }

    private static int RowOf(int index)
    {
        return index < SingleCount + PairCount ? index : index - PairCount;
    }

    // True when a byte is below '0', as blank - ( ) / are, or the last one a ]: no parameter's XML form has these. Eight bytes at once: a byte from '0'
    // on borrows nothing from the one above it, and one from 128 on is no part of any name.
    private static bool HasOtherForm(ulong first, ulong middle, ulong last, byte[] name, int offset, int count)
    {
        ulong signs = count < WordBytes ? 0x80808080UL : 0x8080808080808080UL;
        ulong below = (first - 0x3030303030303030) | (middle - 0x3030303030303030) | (last - 0x3030303030303030);
        for (int at = 2 * WordBytes; at < count - WordBytes; at += WordBytes)
        {
            below |= BitConverter.ToUInt64(name, offset + at) - 0x3030303030303030;
        }

        return (below & signs) != 0 || name[offset + count - 1] == (byte)']';
    }

    private static int FindOtherForm(byte[] name, int offset, int count)
    {
        lock (XmlForm)
        {
            for (int i = 0; i < count; i++)
            {
                XmlForm[i] = NameForm.Normalised(name[offset + i]);
            }

            return Find(XmlForm, 0, count);
        }
    }
}
