// The listings of tools/nanoref/api in, the reference assemblies' sources and projects out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NanoSpa.NanoRef;

/// <summary>Writes every file of the reference assemblies.</summary>
public static class NanoReferences
{
    /// <summary>Path below tools/nanoref (with forward slashes) and text of every generated file.</summary>
    public static SortedDictionary<string, string> Generate(string nanorefFolder)
    {
        List<string> omitted = File.ReadAllLines(Path.Combine(nanorefFolder, "omitted.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0]).ToList();
        List<ApiListing> listings = Directory.GetFiles(Path.Combine(nanorefFolder, "api"), "*.txt")
            .OrderBy(path => path, StringComparer.Ordinal).Select(path => ApiListing.Read(path, omitted)).ToList();
        Dictionary<string, ApiType> all = listings.SelectMany(listing => listing.Types).ToDictionary(type => type.FullName);
        SortedDictionary<string, string> files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ApiListing listing in listings)
        {
            StubWriter writer = new StubWriter(all);
            string name = listing.Assembly;
            files[name + "/" + name + ".cs"] = writer.Write(listing);
            files[name + "/" + name + ".csproj"] = Project(writer.References);
        }

        return files;
    }

    private static string Project(SortedSet<string> references)
    {
        StringBuilder text = new StringBuilder("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <NanoReference>true</NanoReference>\n  </PropertyGroup>\n");
        if (references.Count > 0)
        {
            text.Append("  <ItemGroup>\n");
            foreach (string reference in references)
            {
                text.Append("    <NanoPackage Include=\"").Append(reference).Append("\" />\n");
            }

            text.Append("  </ItemGroup>\n");
        }

        return text.Append("</Project>\n").ToString();
    }
}
