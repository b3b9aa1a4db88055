// A rule taken apart, whole: where in its text each part stands (guide "Profile Rules", "Upgrade Rule", "Report Rule").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// The alternatives of a rule as offsets and lengths into the expanded text, which is borrowed; no object a part. An offset of a part
/// that was not given is -1, its length then 0. <see cref="RuleParser"/> fills it; what it holds has no error in its syntax, its names
/// or its URLs. A dollar sign written as <c>$$</c> is still <see cref="MacroExpander.LiteralDollar"/> in the text:
/// <see cref="AppendPlain"/> turns it back.
/// </summary>
public sealed class RuleSyntax
{
    /// <summary>Most alternatives of a rule.</summary>
    public const int MaxAlternatives = 16;

    /// <summary>Offset behind the longest text: positions are kept in two bytes.</summary>
    public const int MaxTextEnd = 32767;

    /// <summary>Most assignments in a rule, all alternatives together.</summary>
    public const int MaxAssignments = 32;

    // The parts of an alternative: each an offset and a length in _parts.
    internal const int WholePart = 0;
    internal const int ConditionPart = 1;
    internal const int KeyPart = 2;
    internal const int PostPart = 3;
    internal const int AliasPart = 4;
    internal const int UidPart = 5;
    internal const int PwdPart = 6;
    internal const int UrlPart = 7;
    internal const int DeltaPart = 8;
    internal const int StatusPart = 9;
    internal const int DigestPart = 10;
    private const int PartCount = 11;

    // Where the lengths stand, behind all offsets.
    private const int Counts = MaxAlternatives * PartCount;

    // Where of all assignments the first one's stand, column by column; the parameters come first.
    private const int NameOffsets = MaxAssignments;
    private const int NameCounts = 2 * MaxAssignments;
    private const int ValueOffsets = 3 * MaxAssignments;
    private const int ValueCounts = 4 * MaxAssignments;

    private readonly short[] _parts = new short[2 * Counts];
    private readonly byte[] _firstAssignments = new byte[MaxAlternatives + 1];
    private readonly short[] _assignments = new short[5 * MaxAssignments];

    /// <summary>The expanded text, borrowed.</summary>
    public byte[] Text { get; private set; }

    /// <summary>Where the rule starts in <see cref="Text"/>: its column 1.</summary>
    public int Start { get; private set; }

    /// <summary>What kind of rule was read.</summary>
    public RuleKind Kind { get; private set; }

    /// <summary>How many alternatives the rule has; 0 when it is empty or a comment, and after a fault.</summary>
    public int AlternativeCount { get; private set; }

    /// <summary>Column in the expanded rule of an offset into <see cref="Text"/>, 1 for the rule's first byte.</summary>
    public int ColumnOf(int offset)
    {
        return offset - Start + 1;
    }

    /// <summary>Where an alternative's text starts, white space left out.</summary>
    public int TextOffset(int alternative)
    {
        return OffsetOf(alternative, WholePart);
    }

    /// <summary>Length of an alternative's text.</summary>
    public int TextCount(int alternative)
    {
        return CountOf(alternative, WholePart);
    }

    /// <summary>Where the condition starts, behind its parenthesis; -1 when there is none.</summary>
    public int ConditionOffset(int alternative)
    {
        return OffsetOf(alternative, ConditionPart);
    }

    /// <summary>Length of the condition, without the parentheses.</summary>
    public int ConditionCount(int alternative)
    {
        return CountOf(alternative, ConditionPart);
    }

    /// <summary>Where the argument of --key starts, without its quotes; -1 when it was not given.</summary>
    public int KeyOffset(int alternative)
    {
        return OffsetOf(alternative, KeyPart);
    }

    /// <summary>Length of the argument of --key; $SA to $SD in it are not yet expanded.</summary>
    public int KeyCount(int alternative)
    {
        return CountOf(alternative, KeyPart);
    }

    /// <summary>Where the letter of --post stands; -1 when it was not given.</summary>
    public int PostOffset(int alternative)
    {
        return OffsetOf(alternative, PostPart);
    }

    /// <summary>Where the letter of --alias stands; -1 when it was not given.</summary>
    public int AliasOffset(int alternative)
    {
        return OffsetOf(alternative, AliasPart);
    }

    /// <summary>Where the argument of --uid starts, without its quotes; -1 when it was not given.</summary>
    public int UidOffset(int alternative)
    {
        return OffsetOf(alternative, UidPart);
    }

    /// <summary>Length of the argument of --uid.</summary>
    public int UidCount(int alternative)
    {
        return CountOf(alternative, UidPart);
    }

    /// <summary>Where the argument of --pwd starts, without its quotes; -1 when it was not given.</summary>
    public int PwdOffset(int alternative)
    {
        return OffsetOf(alternative, PwdPart);
    }

    /// <summary>Length of the argument of --pwd.</summary>
    public int PwdCount(int alternative)
    {
        return CountOf(alternative, PwdPart);
    }

    /// <summary>Where --delta stands; -1 when it was not given.</summary>
    public int DeltaOffset(int alternative)
    {
        return OffsetOf(alternative, DeltaPart);
    }

    /// <summary>Where --status stands; -1 when it was not given.</summary>
    public int StatusOffset(int alternative)
    {
        return OffsetOf(alternative, StatusPart);
    }

    /// <summary>Where the argument of --md starts, without its quotes; -1 when it was not given.</summary>
    public int DigestOffset(int alternative)
    {
        return OffsetOf(alternative, DigestPart);
    }

    /// <summary>Length of the argument of --md.</summary>
    public int DigestCount(int alternative)
    {
        return CountOf(alternative, DigestPart);
    }

    /// <summary>Where the URL starts; -1 when there is none.</summary>
    public int UrlOffset(int alternative)
    {
        return OffsetOf(alternative, UrlPart);
    }

    /// <summary>Length of the URL; <see cref="UrlParser"/> takes it apart without a fault.</summary>
    public int UrlCount(int alternative)
    {
        return CountOf(alternative, UrlPart);
    }

    /// <summary>How many assignments an alternative has.</summary>
    public int AssignmentCount(int alternative)
    {
        return _firstAssignments[alternative + 1] - _firstAssignments[alternative];
    }

    /// <summary>The parameter, an index of the catalogue, that an assignment sets.</summary>
    public int AssignmentParameter(int alternative, int assignment)
    {
        return _assignments[_firstAssignments[alternative] + assignment];
    }

    /// <summary>Where an assignment's name starts.</summary>
    public int NameOffset(int alternative, int assignment)
    {
        return _assignments[NameOffsets + _firstAssignments[alternative] + assignment];
    }

    /// <summary>Length of an assignment's name; 1 for the letters a to p.</summary>
    public int NameCount(int alternative, int assignment)
    {
        return _assignments[NameCounts + _firstAssignments[alternative] + assignment];
    }

    /// <summary>Where an assignment's value starts, without its quotes.</summary>
    public int ValueOffset(int alternative, int assignment)
    {
        return _assignments[ValueOffsets + _firstAssignments[alternative] + assignment];
    }

    /// <summary>Length of an assignment's value.</summary>
    public int ValueCount(int alternative, int assignment)
    {
        return _assignments[ValueCounts + _firstAssignments[alternative] + assignment];
    }

    /// <summary>Appends text of an expanded rule with every dollar sign as one.</summary>
    public static void AppendPlain(byte[] text, int offset, int count, TextBuffer output)
    {
        int first = output.Length;
        output.Append(text, offset, count);
        byte[] bytes = output.Bytes;
        int end = output.Length;
        for (int i = first; i < end; i++)
        {
            if (bytes[i] == MacroExpander.LiteralDollar)
            {
                bytes[i] = (byte)'$';
            }
        }
    }

    internal int OffsetOf(int alternative, int part)
    {
        return _parts[(alternative * PartCount) + part];
    }

    internal int CountOf(int alternative, int part)
    {
        return _parts[Counts + (alternative * PartCount) + part];
    }

    internal void Open(byte[] text, int start, RuleKind kind)
    {
        Text = text;
        Start = start;
        Kind = kind;
        AlternativeCount = 0;
        _firstAssignments[0] = 0;
    }

    internal void Forget()
    {
        AlternativeCount = 0;
    }

    // False when there are too many.
    internal bool AddAlternative()
    {
        if (AlternativeCount == MaxAlternatives)
        {
            return false;
        }

        int first = AlternativeCount * PartCount;
        for (int part = first; part < first + PartCount; part++)
        {
            _parts[part] = -1;
            _parts[Counts + part] = 0;
        }

        AlternativeCount++;
        _firstAssignments[AlternativeCount] = _firstAssignments[AlternativeCount - 1];
        return true;
    }

    // Of the last alternative.
    internal void SetPart(int part, int offset, int count)
    {
        int at = ((AlternativeCount - 1) * PartCount) + part;
        _parts[at] = (short)offset;
        _parts[Counts + at] = (short)count;
    }

    // To the last alternative; false when there are too many.
    internal bool AddAssignment(int parameter, int nameOffset, int nameCount, int valueOffset, int valueCount)
    {
        int at = _firstAssignments[AlternativeCount];
        if (at == MaxAssignments)
        {
            return false;
        }

        _assignments[at] = (short)parameter;
        _assignments[NameOffsets + at] = (short)nameOffset;
        _assignments[NameCounts + at] = (short)nameCount;
        _assignments[ValueOffsets + at] = (short)valueOffset;
        _assignments[ValueCounts + at] = (short)valueCount;
        _firstAssignments[AlternativeCount] = (byte)(at + 1);
        return true;
    }
}
