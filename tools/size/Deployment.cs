// A folder of assemblies that the gate built in, those that go to the board out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoSpa.Size;

/// <summary>The program of boards/Esp32 and all it refers to: our own assemblies; nanoFramework's are deployed beside them and are not ours to shrink.</summary>
public static class Deployment
{
    /// <summary>Where the program's project is, from the repository's root.</summary>
    public const string Project = "boards/Esp32/Program";

    /// <summary>Where the recorded sizes are.</summary>
    public const string Recorded = "tests/Bench/Baselines/size.txt";

    /// <summary>The folder the gate builds the program into.</summary>
    public static string Folder(string root, string configuration) => Path.Combine(root, Project, "bin", "gate", configuration, "net10.0");

    /// <summary>A report for each of our assemblies in a folder, sorted by name; none when the folder is not there.</summary>
    public static List<LimitReport> Measure(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.GetFiles(folder, "NanoSpa.*.dll").OrderBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal).Select(LimitCheck.Of).ToList();

    /// <summary>The folder of the solution, at or above <paramref name="start"/>; null when there is none.</summary>
    public static string Root(string start)
    {
        string folder = Path.GetFullPath(start);
        while (folder != null && !File.Exists(Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
