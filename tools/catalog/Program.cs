// The catalogue generator: `dotnet run --project tools/catalog [repository root]` checks parameters.tsv and writes the firmware's tables.

using System;
using System.Collections.Generic;
using System.IO;

namespace NanoSpa.Catalog;

/// <summary>Exit code 0: written; 1: the table has errors, each named with its line, and nothing was written.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        string root = arguments.Length > 0 ? arguments[0] : Root(Directory.GetCurrentDirectory());
        CatalogueReader reader = new CatalogueReader();
        reader.Read(Path.Combine(root, "tools/catalog/parameters.tsv"), "tools/catalog/parameters.tsv");
        foreach (string error in reader.Errors)
        {
            Console.Error.WriteLine(error);
        }

        if (reader.Errors.Count > 0)
        {
            return 1;
        }

        CatalogueWriter writer = new CatalogueWriter(reader.Rows);
        string folder = Path.Combine(root, "firmware/Parameters/Generated");
        Directory.CreateDirectory(folder);
        foreach (KeyValuePair<string, string> file in writer.Files())
        {
            File.WriteAllText(Path.Combine(folder, file.Key), file.Value);
        }

        Console.WriteLine(reader.Rows.Count + " rows, " + writer.ParameterCount + " parameters");
        return 0;
    }

    /// <summary>The folder with the solution, from <paramref name="start"/> upwards.</summary>
    public static string Root(string start)
    {
        for (string folder = start; folder != null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "nanoSpa.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("nanoSpa.sln is not above " + start);
    }
}
