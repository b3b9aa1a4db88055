// The engines' throughput on a host, recorded by tools/bench.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NanoSpa.IlMeter;

/// <summary>tests/Bench/Baselines/host.txt: megabytes a second of one machine, beside those of the platform's own engine. Never compared.</summary>
public sealed class HostTable
{
    private const string Comment = "# Megabytes (10^6) a second on one PC, the firmware's engines and .NET's own; recorded by: dotnet run -c Release --project tools/bench";

    private readonly SortedDictionary<string, (double Ours, double Platform)> _lines = new(StringComparer.Ordinal);

    /// <summary>Engine to its own throughput and the platform's.</summary>
    public IReadOnlyDictionary<string, (double Ours, double Platform)> Lines => _lines;

    /// <summary>The file in a repository.</summary>
    public static string PathIn(string repository)
    {
        return Path.Combine(repository, "tests", "Bench", "Baselines", "host.txt");
    }

    /// <summary>Reads a table.</summary>
    public static HostTable Read(string path)
    {
        HostTable table = new();
        foreach (string[] cells in File.ReadAllLines(path).Skip(2).Select(line => line.Split('|')))
        {
            table.Take(cells[0].Trim(), double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture));
        }

        return table;
    }

    /// <summary>Adds a line.</summary>
    public void Take(string engine, double ours, double platform)
    {
        _lines[engine] = (ours, platform);
    }

    /// <summary>Writes the table.</summary>
    public void Write(string path)
    {
        IEnumerable<string> rows = _lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Key,-10} | {line.Value.Ours,6:0} | {line.Value.Platform,8:0}"));
        File.WriteAllText(path, Comment + "\nengine     |   ours | platform\n" + string.Join("\n", rows) + "\n");
    }
}
