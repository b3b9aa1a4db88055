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
    private const int SuffixBytes = 3;

    // The catalogue's name being compared, as the device has no way to walk a string without copying it, and a given name put into XML form.
    // Several units may share a process, hence the lock.
    private static readonly byte[] Candidate = new byte[MaxNameBytes];
    private static readonly byte[] XmlForm = new byte[MaxNameBytes];

    /// <summary>
    /// The index of a name in XML form (<c>Dial_Plan_1_</c>) or plain-text form (<c>Dial_Plan[1]</c>, with / and - kept), or -1.
    /// Case matters. Allocates nothing on the host.
    /// </summary>
    public static int Find(byte[] name, int offset, int count)
    {
        if (count < NameFingerprint.MinNameBytes || count > MaxNameBytes)
        {
            return -1;
        }

        lock (Candidate)
        {
            int index = FindXml(name, offset, count);
            return index >= 0 || !ToXmlForm(name, offset, count) ? index : FindXml(XmlForm, 0, count);
        }
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
        return RowName(RowOf(index)).Length + (InstanceOf(index) == 0 ? 0 : SuffixBytes);
    }

    /// <summary>Writes <see cref="NameOf"/>, at most <see cref="MaxNameBytes"/> bytes, to the start of an array; answers its length. Allocates nothing.</summary>
    public static int CopyName(int index, byte[] into)
    {
        int instance = InstanceOf(index);
        string name = RowName(RowOf(index));
        int count = name.Length;
        Encoding.UTF8.GetBytes(name, 0, count, into, 0);
        if (instance > 0)
        {
            into[count] = (byte)'_';
            into[count + 1] = (byte)('0' + instance);
            into[count + 2] = (byte)'_';
            count += SuffixBytes;
        }

        return count;
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
        return (ParameterType)RowTypes[RowOf(index)];
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
        return RowSections[RowOf(index)];
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
        return (RowFlags[RowOf(index)] & BasicFlag) != 0;
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
        int row = RowOf(index);
        return InstanceOf(index) == 2 ? RowSecondDefault(row) : RowDefault(row);
    }

    /// <summary>The factory access of the user account.</summary>
    public static Access AccessOf(int index)
    {
        return (Access)(RowFlags[RowOf(index)] & AccessBits);
    }

    /// <summary>True for values that are never shown, exported or reported.</summary>
    public static bool IsSecret(int index)
    {
        return (RowFlags[RowOf(index)] & SecretFlag) != 0;
    }

    /// <summary>True when a change takes effect at the next warm start; otherwise it does at once.</summary>
    public static bool IsRebootClass(int index)
    {
        return (RowFlags[RowOf(index)] & RebootFlag) != 0;
    }

    private static int RowOf(int index)
    {
        return index < SingleCount + PairCount ? index : index - PairCount;
    }

    // suffix = "_" ( "1" / "2" ) "_" ; no name without an index ends so, the generator sees to it.
    private static int FindXml(byte[] name, int offset, int count)
    {
        int end = offset + count;
        if (name[end - 1] == (byte)'_' && count >= NameFingerprint.MinNameBytes + SuffixBytes && name[end - 3] == (byte)'_')
        {
            int instance = name[end - 2] - '0';
            if (instance == 1 || instance == 2)
            {
                int row = FindRow(name, offset, count - SuffixBytes);
                return row < SingleCount ? -1 : instance == 1 ? row : row + PairCount;
            }
        }

        int single = FindRow(name, offset, count);
        return single < SingleCount ? single : -1;
    }

    // The row of a name without its index, or -1. Length and the first and last eight bytes give the one row it can be (NameFingerprint.Of, here with
    // everything in locals); then all of the name is compared, eight bytes for the 18 instructions that one takes by itself.
    private static int FindRow(byte[] name, int offset, int count)
    {
        if (count < 8)
        {
            return FindShortRow(name, offset, count);
        }

        ulong first = BitConverter.ToUInt64(name, offset);
        ulong last = BitConverter.ToUInt64(name, offset + count - 8);
        uint fingerprint = (uint)((((first + (ulong)count) * HashMultiplier) + last) * HashMultiplier >> 32);
        int row = Slots[((fingerprint >> SlotShift) + Displacements[fingerprint >> BucketShift]) & SlotMask];
        string text = RowName(row);
        if (text.Length != count)
        {
            return -1;
        }

        byte[] candidate = Candidate;
        Encoding.UTF8.GetBytes(text, 0, count, candidate, 0);
        if (BitConverter.ToUInt64(candidate, 0) != first || BitConverter.ToUInt64(candidate, count - 8) != last)
        {
            return -1;
        }

        for (int i = 8; i < count - 8; i += 8)
        {
            if (BitConverter.ToUInt64(candidate, i) != BitConverter.ToUInt64(name, offset + i))
            {
                return -1;
            }
        }

        return row;
    }

    private static int FindShortRow(byte[] name, int offset, int count)
    {
        uint fingerprint = NameFingerprint.Of(name, offset, count, HashMultiplier);
        int row = Slots[((fingerprint >> SlotShift) + Displacements[fingerprint >> BucketShift]) & SlotMask];
        string text = RowName(row);
        if (text.Length != count)
        {
            return -1;
        }

        Encoding.UTF8.GetBytes(text, 0, count, Candidate, 0);
        return ByteText.Equals(Candidate, 0, count, name, offset, count) ? row : -1;
    }

    // False when the name is in XML form already, and so is no parameter's.
    private static bool ToXmlForm(byte[] name, int offset, int count)
    {
        if (name[offset + count - 1] != (byte)']' && !HasMark(name, offset, offset + count))
        {
            return false;
        }

        byte[] form = XmlForm;
        for (int i = 0; i < count; i++)
        {
            form[i] = NameFingerprint.Normalised(name[offset + i]);
        }

        return true;
    }

    // True when a byte is below '0', as blank - ( ) / are. Eight at once: a byte from '0' on borrows nothing from the bit above it, and one
    // from 128 on is no part of any name.
    private static bool HasMark(byte[] name, int position, int end)
    {
        int last = end - 8;
        while (position <= last)
        {
            ulong word = BitConverter.ToUInt64(name, position);
            if (((word - 0x3030303030303030) & 0x8080808080808080) != 0)
            {
                return true;
            }

            position += 8;
        }

        while (position < end && name[position] >= (byte)'0')
        {
            position++;
        }

        return position < end;
    }
}
