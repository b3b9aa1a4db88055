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

    /// <summary>Room that a look-up needs: for the catalogue's name being compared, as the device has no way to walk a string without copying it, and for a given name put into XML form.</summary>
    public const int ScratchBytes = 2 * MaxNameBytes;

    private const int AccessBits = 3;
    private const int RebootFlag = 4;
    private const int SecretFlag = 8;
    private const int BasicFlag = 16;
    private const int SuffixBytes = 3;

    // Names from here on have at least eight bytes without their index, which is then the last three of eight.
    private const int WordBytes = 8;
    private const int LongNameBytes = WordBytes + SuffixBytes;
    private const int SuffixShift = 40;
    private const uint FirstSuffix = '_' | ('1' << 8) | ('_' << 16);
    private const uint SecondSuffix = '_' | ('2' << 8) | ('_' << 16);

    // For those who bring no scratch. Several units may share a process, hence the lock.
    private static readonly byte[] Scratch = new byte[ScratchBytes];

    /// <summary>
    /// The index of a name in XML form (<c>Dial_Plan_1_</c>) or plain-text form (<c>Dial_Plan[1]</c>, with / and - kept), or -1.
    /// Case matters. Allocates nothing on the host.
    /// </summary>
    public static int Find(byte[] name, int offset, int count)
    {
        lock (Scratch)
        {
            return Find(name, offset, count, Scratch);
        }
    }

    /// <summary>As the other one, for those who look up names by the hundred: with <see cref="ScratchBytes"/> of their own instead of a lock.</summary>
    public static int Find(byte[] name, int offset, int count, byte[] scratch)
    {
        // No call of our own but the name's, up to 32 bytes compared as four words that may overlap, and the suffix read with the last eight bytes.
        // suffix = "_" ( "1" / "2" ) "_" ; no name without an index ends so, the generator sees to it.
        if ((uint)(count - WordBytes) > MaxNameBytes - WordBytes)
        {
            return FindOther(name, offset, count, scratch);
        }

        int bare = count;
        ulong last = BitConverter.ToUInt64(name, offset + count - 8);
        uint suffix = (uint)(last >> SuffixShift);
        if (suffix == FirstSuffix || suffix == SecondSuffix)
        {
            bare -= SuffixBytes;
            if (bare < WordBytes)
            {
                return FindOther(name, offset, count, scratch);
            }

            last = BitConverter.ToUInt64(name, offset + bare - 8);
        }

        // Length and the first and last eight bytes give the one row it can be (NameFingerprint.Of); then all of the name is compared.
        ulong first = BitConverter.ToUInt64(name, offset);
        uint fingerprint = (uint)((((first + (ulong)bare) * HashMultiplier) + last) * HashMultiplier >> 32);
        int row = Slots[((fingerprint >> SlotShift) + Displacements[fingerprint >> BucketShift]) & SlotMask];
        string text = RowName(row);
        if (text.Length != bare)
        {
            return FindOther(name, offset, count, scratch);
        }

        Encoding.UTF8.GetBytes(text, 0, bare, scratch, 0);
        if (BitConverter.ToUInt64(scratch, 0) != first || BitConverter.ToUInt64(scratch, bare - 8) != last
            || (bare > 16 && (BitConverter.ToUInt64(scratch, 8) != BitConverter.ToUInt64(name, offset + 8)
            || (bare > 24 && (BitConverter.ToUInt64(scratch, bare - 16) != BitConverter.ToUInt64(name, offset + bare - 16)
            || (bare > 32 && !ByteText.Equals(scratch, 16, bare - 32, name, offset + 16, bare - 32)))))))
        {
            return FindOther(name, offset, count, scratch);
        }

        if (bare == count)
        {
            return row < SingleCount ? row : -1;
        }

        return row < SingleCount ? -1 : suffix == FirstSuffix ? row : row + PairCount;
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

    // A name that is short, or none of the XML form.
    private static int FindOther(byte[] name, int offset, int count, byte[] scratch)
    {
        if (count < NameFingerprint.MinNameBytes || count > MaxNameBytes)
        {
            return -1;
        }

        int index = count < LongNameBytes ? FindShort(name, offset, count, scratch) : -1;
        bool hasOtherForm = index < 0 && name != scratch && ToXmlForm(name, offset, count, scratch);
        return hasOtherForm ? Find(scratch, MaxNameBytes, count, scratch) : index;
    }

    // As Find, for names shorter than eight bytes without their index.
    private static int FindShort(byte[] name, int offset, int count, byte[] scratch)
    {
        int at = offset + count - SuffixBytes;
        int instance = 0;
        if (count >= NameFingerprint.MinNameBytes + SuffixBytes && name[at] == (byte)'_' && name[at + 2] == (byte)'_' && (name[at + 1] == (byte)'1' || name[at + 1] == (byte)'2'))
        {
            instance = name[at + 1] - '0';
            count -= SuffixBytes;
        }

        // Two halves, which may overlap, hold all of it: NameFingerprint.Of takes no more either.
        if (count >= WordBytes)
        {
            return -1;
        }

        int half = count - 4;
        ulong first = BitConverter.ToUInt32(name, offset);
        ulong last = BitConverter.ToUInt32(name, offset + half);
        uint fingerprint = (uint)((((first + (ulong)count) * HashMultiplier) + last) * HashMultiplier >> 32);
        int row = Slots[((fingerprint >> SlotShift) + Displacements[fingerprint >> BucketShift]) & SlotMask];
        string text = RowName(row);
        if (text.Length != count || (row >= SingleCount) != (instance > 0))
        {
            return -1;
        }

        Encoding.UTF8.GetBytes(text, 0, count, scratch, 0);
        bool isSame = BitConverter.ToUInt32(scratch, 0) == first && BitConverter.ToUInt32(scratch, half) == last;
        return !isSame ? -1 : instance == 2 ? row + PairCount : row;
    }

    // Puts a name into the second half of the scratch. False when the name is in XML form already, and so is no parameter's.
    private static bool ToXmlForm(byte[] name, int offset, int count, byte[] scratch)
    {
        if (name[offset + count - 1] != (byte)']' && !HasMark(name, offset, offset + count))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            scratch[MaxNameBytes + i] = NameFingerprint.Normalised(name[offset + i]);
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
