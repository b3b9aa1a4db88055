// What lint finds: a short code that stays the same in all versions, and whether it is a note.

namespace NanoSpa.Tool.Lint;

/// <summary>A kind of finding. A note alone leaves a file clean.</summary>
internal sealed record FindingCode(string Name, bool IsNote)
{
    /// <summary>The file can not be read, or not to its end: the unit would refuse it.</summary>
    public static readonly FindingCode BadStructure = new("bad-structure", false);

    /// <summary>A value that does not fit its parameter's type, or is too long.</summary>
    public static readonly FindingCode BadValue = new("bad-value", false);

    /// <summary>A rule or a trigger that does not parse, or a comparison of what can not be compared.</summary>
    public static readonly FindingCode BadRule = new("bad-rule", false);

    /// <summary>A condition that no unit ever fulfils.</summary>
    public static readonly FindingCode NeverMatches = new("never-matches", false);

    /// <summary>An alias map, used by a rule, that does not parse.</summary>
    public static readonly FindingCode BadAlias = new("bad-alias", false);

    /// <summary>An alias map whose left sides match no element of the folder's profiles.</summary>
    public static readonly FindingCode AliasMisses = new("alias-misses", false);

    /// <summary>A schedule that is no list of delays.</summary>
    public static readonly FindingCode BadSchedule = new("bad-schedule", false);

    /// <summary>A key that everybody can read.</summary>
    public static readonly FindingCode KeyInClear = new("key-in-clear", false);

    /// <summary>A parameter that the file sets twice.</summary>
    public static readonly FindingCode Duplicate = new("duplicate", false);

    /// <summary>A password in a file that is not encrypted, or in a rule.</summary>
    public static readonly FindingCode PasswordInClear = new("password-in-clear", true);

    /// <summary>An element that no parameter has the name of.</summary>
    public static readonly FindingCode UnknownName = new("unknown-name", true);

    /// <summary>Something XML forbids and the unit reads all the same.</summary>
    public static readonly FindingCode OddMarkup = new("odd-markup", true);

    /// <summary>One entry of an alias map that matches nothing, while others do.</summary>
    public static readonly FindingCode AliasUnused = new("alias-unused", true);

    /// <summary>A source of the profile compiler.</summary>
    public static readonly FindingCode PlainText = new("plain-text", true);

    /// <summary>A file of a folder that is no profile.</summary>
    public static readonly FindingCode NoProfile = new("no-profile", true);
}
