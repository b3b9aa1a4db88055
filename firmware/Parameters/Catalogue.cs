// A parameter's name in, its index and attributes out (guide Appendix C and chapter 4).

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

    // The name being compared: the device has no way to walk a string without copying it. Several units may share a process, hence the lock.
    private static readonly byte[] Candidate = new byte[MaxNameBytes];

    /// <summary>
    /// The index of a name in XML form (<c>Dial_Plan_1_</c>) or plain-text form (<c>Dial_Plan[1]</c>, with / and - kept), or -1.
    /// Case matters. Allocates nothing on the host.
    /// </summary>
    public static int Find(byte[] name, int offset, int count)
    {
        if (count < 1 || count > MaxNameBytes)
        {
            return -1;
        }

        int instance = InstanceOf(name, offset, count);
        if (instance == 0)
        {
            int single = FindRow(name, offset, count);
            return single < SingleCount ? single : -1;
        }

        int row = FindRow(name, offset, count - SuffixBytes);
        return row < SingleCount ? -1 : row + ((instance - 1) * PairCount);
    }

    /// <summary>The XML form of the name: blank - [ ] ( ) / are _ (guide "Open Format Configuration File").</summary>
    public static string NameOf(int index)
    {
        int instance = InstanceOf(index);
        string name = RowName(RowOf(index));
        return instance == 0 ? name : name + (instance == 1 ? "_1_" : "_2_");
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

    // suffix = ( "_" / "[" ) ( "1" / "2" ) ( "_" / "]" ); no name without an index ends so, the generator sees to it.
    private static int InstanceOf(byte[] name, int offset, int count)
    {
        int end = offset + count;
        if (count <= SuffixBytes || NameFingerprint.Normalised(name[end - 1]) != (byte)'_' || NameFingerprint.Normalised(name[end - 3]) != (byte)'_')
        {
            return 0;
        }

        byte digit = name[end - 2];
        return digit == (byte)'1' ? 1 : digit == (byte)'2' ? 2 : 0;
    }

    // The row of a name without its index, or -1.
    private static int FindRow(byte[] name, int offset, int count)
    {
        uint fingerprint = NameFingerprint.Of(name, offset, count);
        ushort high = (ushort)(fingerprint >> 16);
        int slot = (int)(long)(fingerprint & SlotMask);
        ushort[] slots = Slots;
        ushort[] fingerprints = RowFingerprints;
        for (int next = slots[slot]; next != 0; next = slots[slot])
        {
            int row = next - 1;
            if (fingerprints[row] == high && IsNameOf(row, name, offset, count))
            {
                return row;
            }

            slot = (slot + 1) & SlotMask;
        }

        return -1;
    }

    private static bool IsNameOf(int row, byte[] name, int offset, int count)
    {
        string text = RowName(row);
        if (text.Length != count)
        {
            return false;
        }

        byte[] candidate = Candidate;
        lock (candidate)
        {
            Encoding.UTF8.GetBytes(text, 0, count, candidate, 0);
            for (int i = 0; i < count; i++)
            {
                byte given = name[offset++];
                if (candidate[i] != given && candidate[i] != NameFingerprint.Normalised(given))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
