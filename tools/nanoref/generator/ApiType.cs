// One type as a listing of tools/nanoref/api names it.

using System.Collections.Generic;

namespace NanoSpa.NanoRef;

/// <summary>A type with its members, in the listing's order.</summary>
public sealed class ApiType
{
    /// <summary>Name of the assembly that declares it.</summary>
    public string Assembly;

    /// <summary>Name with namespace and, for a nested type, with the types around it.</summary>
    public string FullName;

    /// <summary>Modifiers, such as "public static".</summary>
    public string Modifiers;

    /// <summary>class, struct, interface, enum or delegate.</summary>
    public string Kind;

    /// <summary>Base class, interfaces or an enum's underlying type, as listed.</summary>
    public List<string> Bases = new List<string>();

    /// <summary>A delegate's Invoke.</summary>
    public ApiMember Signature;

    public bool IsObsolete;

    /// <summary>The type around a nested type; null at the top.</summary>
    public ApiType Outer;

    public List<ApiType> Nested = new List<ApiType>();

    public List<ApiMember> Members = new List<ApiMember>();

    public string Name => FullName.Substring(FullName.LastIndexOf('.') + 1);

    public string Namespace => FullName.Substring(0, FullName.LastIndexOf('.'));
}
