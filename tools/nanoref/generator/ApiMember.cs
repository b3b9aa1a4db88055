// One member as a listing of tools/nanoref/api names it.

namespace NanoSpa.NanoRef;

/// <summary>What sort of member a line of a listing declares.</summary>
public enum ApiMemberKind
{
    Constructor,
    Method,
    Property,
    Field,
    Event,
    EnumValue,
}

/// <summary>A member: its parts are the listing's own words.</summary>
public sealed class ApiMember
{
    public ApiMemberKind Kind;

    /// <summary>Modifiers in the listing's order, such as "public static".</summary>
    public string Modifiers = "";

    /// <summary>Type of the value or the result; empty for constructors and enum values.</summary>
    public string Type = "";

    /// <summary>Simple name; "this" for an indexer.</summary>
    public string Name = "";

    /// <summary>The parameter list without its brackets; null where there is none.</summary>
    public string Parameters;

    /// <summary>"{ get; set; }" of a property; the value of a constant or an enum member.</summary>
    public string Tail = "";

    public bool IsObsolete;

    public bool Has(string modifier)
    {
        return (" " + Modifiers + " ").Contains(" " + modifier + " ");
    }
}
