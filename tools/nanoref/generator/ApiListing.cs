// Text of a listing (tools/nanoref/api) in, types and members out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NanoSpa.NanoRef;

/// <summary>
/// The public API of one assembly. Grammar of a line: type = modifiers kind name [ " : " base { ", " base } ];
/// enum value = name " = " number; member = modifiers [ type ] name [ "(" parameters ")" ] [ "{ get; set; }" | " = " value ];
/// each may end with " [Obsolete]". A member's name carries the name of its type in front.
/// </summary>
public sealed class ApiListing
{
    private static readonly Regex Head = new Regex(@"^// (?<name>[\w.]+), Version=(?<version>[\d.]+)");
    private static readonly Regex TypeLine = new Regex(
        @"^(?<mods>(?:public |static |abstract |sealed )*)(?<kind>class|struct|interface|enum|delegate) (?<rest>.*)$");

    private static readonly Regex MemberLine = new Regex(
        @"^(?<mods>(?:(?:public|protected|static|abstract|virtual|override|sealed|const|readonly|event) )+)(?<rest>.*)$");

    private static readonly Regex EnumLine = new Regex(@"^(?<name>[\w.]+) = (?<value>-?\d+)$");

    private readonly Dictionary<string, ApiType> byName = new Dictionary<string, ApiType>();
    private readonly List<string> omitted;

    private ApiListing(List<string> omitted)
    {
        this.omitted = omitted;
    }

    /// <summary>Name of the assembly.</summary>
    public string Assembly { get; private set; }

    /// <summary>Version of the assembly, four numbers.</summary>
    public string Version { get; private set; }

    /// <summary>All types, nested ones too, in the listing's order.</summary>
    public List<ApiType> Types { get; } = new List<ApiType>();

    /// <summary>Reads a listing; leaves out generics and the names of <paramref name="omitted"/>.</summary>
    public static ApiListing Read(string path, List<string> omitted)
    {
        string[] lines = File.ReadAllLines(path);
        Match head = Head.Match(lines[0]);
        ApiListing listing = new ApiListing(omitted) { Assembly = head.Groups["name"].Value, Version = head.Groups["version"].Value };
        foreach (string line in lines.Skip(1))
        {
            if (!line.Contains('`'))
            {
                listing.Take(line);
            }
        }

        return listing;
    }

    private bool IsOmitted(string typeName, string memberName)
    {
        return omitted.Contains(typeName) || omitted.Contains(typeName + ".*") && memberName != null
            || memberName != null && omitted.Contains(typeName + "." + memberName);
    }

    private void Take(string line)
    {
        const string Mark = " [Obsolete]";
        bool obsolete = line.EndsWith(Mark, StringComparison.Ordinal);
        string text = obsolete ? line.Substring(0, line.Length - Mark.Length) : line;
        Match match = TypeLine.Match(text);
        if (match.Success)
        {
            TakeType(match.Groups["mods"].Value.Trim(), match.Groups["kind"].Value, match.Groups["rest"].Value, obsolete);
            return;
        }

        match = EnumLine.Match(text);
        if (match.Success)
        {
            string full = match.Groups["name"].Value;
            Add(full, new ApiMember { Kind = ApiMemberKind.EnumValue, Tail = match.Groups["value"].Value });
            return;
        }

        match = MemberLine.Match(text);
        if (!match.Success)
        {
            throw new InvalidDataException(Assembly + ": a line that is no member: " + line);
        }

        TakeMember(match.Groups["mods"].Value.Trim(), match.Groups["rest"].Value, obsolete);
    }

    private void TakeType(string modifiers, string kind, string rest, bool obsolete)
    {
        ApiType type = new ApiType { Assembly = Assembly, Modifiers = modifiers, Kind = kind, IsObsolete = obsolete };
        if (kind == "delegate")
        {
            int space = rest.IndexOf(' ');
            int bracket = rest.IndexOf('(');
            type.FullName = rest.Substring(space + 1, bracket - space - 1);
            type.Signature = new ApiMember { Type = rest.Substring(0, space), Parameters = rest.Substring(bracket + 1, rest.Length - bracket - 2) };
        }
        else
        {
            int colon = rest.IndexOf(" : ", StringComparison.Ordinal);
            type.FullName = colon < 0 ? rest : rest.Substring(0, colon);
            if (colon >= 0)
            {
                type.Bases.AddRange(rest.Substring(colon + 3).Split(", "));
            }
        }

        byName[type.FullName] = type;
        if (IsOmitted(type.FullName, null))
        {
            return;
        }

        if (byName.TryGetValue(type.Namespace, out ApiType outer))
        {
            type.Outer = outer;
            outer.Nested.Add(type);
        }

        Types.Add(type);
    }

    private void TakeMember(string modifiers, string rest, bool obsolete)
    {
        ApiMember member = new ApiMember { Modifiers = modifiers, IsObsolete = obsolete };
        string declaration = rest;
        int value = rest.IndexOf(" = ", StringComparison.Ordinal);
        int accessors = rest.IndexOf(" { ", StringComparison.Ordinal);
        int bracket = rest.IndexOf('(');
        if (member.Has("const"))
        {
            member.Kind = ApiMemberKind.Field;
            member.Tail = rest.Substring(value + 3);
            declaration = rest.Substring(0, value);
        }
        else if (accessors >= 0)
        {
            member.Kind = ApiMemberKind.Property;
            member.Tail = rest.Substring(accessors + 1);
            declaration = rest.Substring(0, accessors);
            int index = declaration.IndexOf("this[", StringComparison.Ordinal);
            if (index >= 0)
            {
                member.Parameters = declaration.Substring(index + 5, declaration.Length - index - 6);
                declaration = declaration.Substring(0, index + 4);
            }
        }
        else if (bracket >= 0)
        {
            member.Kind = ApiMemberKind.Method;
            member.Parameters = rest.Substring(bracket + 1, rest.Length - bracket - 2);
            declaration = rest.Substring(0, bracket);
        }
        else
        {
            member.Kind = member.Has("event") ? ApiMemberKind.Event : ApiMemberKind.Field;
        }

        int space = declaration.IndexOf(' ');
        if (space < 0)
        {
            member.Kind = ApiMemberKind.Constructor;
            Add(declaration + "..ctor", member);
            return;
        }

        member.Type = declaration.Substring(0, space);
        Add(declaration.Substring(space + 1), member);
    }

    private void Add(string fullName, ApiMember member)
    {
        bool constructor = member.Kind == ApiMemberKind.Constructor;
        int dot = constructor ? fullName.Length - "..ctor".Length : fullName.LastIndexOf('.');
        string typeName = fullName.Substring(0, dot);
        member.Name = constructor ? typeName.Substring(typeName.LastIndexOf('.') + 1) : fullName.Substring(dot + 1);
        bool spanForConvenience = member.Parameters != null && member.Parameters.Contains("SpanByte") && !member.Has("abstract") && !member.Has("override");
        if (!IsOmitted(typeName, member.Name) && !spanForConvenience && member.Name != "Finalize")
        {
            byName[typeName].Members.Add(member);
        }
    }
}
