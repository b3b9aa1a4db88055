// The recorded table of sizes in, differences out; or the table recorded anew.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NanoSpa.Size;

/// <summary>A comment line, a line of column names, then a name and three sizes a line, sorted by name, and the sum.</summary>
public sealed class SizeBaseline
{
    /// <summary>The last line's name: all assemblies of a deployment together.</summary>
    public const string Sum = "all";

    private const string Comment = "# Bytes of the deployment's assemblies as the gate builds them (tools/size): IL; names and string literals; static tables and signatures.";

    private readonly SortedDictionary<string, int[]> _lines = new(StringComparer.Ordinal);

    /// <summary>Reads a file; one that is not there is an empty table.</summary>
    public static SizeBaseline Read(string path)
    {
        var table = new SizeBaseline();
        if (File.Exists(path))
        {
            foreach (string[] cells in File.ReadAllLines(path).Skip(2).Where(line => line.Length > 0).Select(line => line.Split('|')))
            {
                table._lines[cells[0].Trim()] = cells.Skip(1).Select(cell => int.Parse(cell.Trim(), CultureInfo.InvariantCulture)).ToArray();
            }
        }

        return table;
    }

    /// <summary>IL, strings and tables of all together.</summary>
    public static int[] SumOf(IEnumerable<LimitReport> reports) =>
        reports.Aggregate(new int[3], (sum, report) => sum.Zip(report.Sizes, (a, b) => a + b).ToArray());

    /// <summary>Writes what was measured.</summary>
    public static void Write(string path, IReadOnlyList<LimitReport> reports)
    {
        string[] columns = ["IL bytes", "strings", "tables"];
        int width = reports.Max(report => report.Assembly.Length);
        string Row(string name, IEnumerable<string> cells) => name.PadRight(width) + string.Concat(cells.Select((cell, i) => " | " + cell.PadLeft(columns[i].Length)));
        string Figures(string name, int[] sizes) => Row(name, sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        IEnumerable<string> lines = reports.OrderBy(report => report.Assembly, StringComparer.Ordinal).Select(report => Figures(report.Assembly, report.Sizes));
        File.WriteAllText(path, string.Join("\n", lines.Prepend(Row("assembly", columns)).Prepend(Comment).Append(Figures(Sum, SumOf(reports)))) + "\n");
    }

    /// <summary>The three sizes recorded for an assembly; null when none are.</summary>
    public int[] Of(string assembly) => _lines.GetValueOrDefault(assembly);

    /// <summary>One line for each size that differs by more than the tolerance, in percent; and for each assembly that is new or gone.</summary>
    public List<string> Differences(IReadOnlyList<LimitReport> reports, double tolerancePercent)
    {
        var differences = new List<string>();
        foreach (LimitReport report in reports)
        {
            int[] recorded = Of(report.Assembly);
            if (recorded == null)
            {
                differences.Add(report.Assembly + ": not recorded yet");
            }
            else if (report.Sizes.Zip(recorded).Any(pair => Math.Abs(pair.First - pair.Second) > pair.Second * tolerancePercent / 100))
            {
                differences.Add($"{report.Assembly}: recorded {string.Join(" ", recorded)}, measured {string.Join(" ", report.Sizes)}");
            }
        }

        differences.AddRange(_lines.Keys.Where(name => name != Sum && reports.All(report => report.Assembly != name)).Select(name => name + ": recorded, but not there any more"));
        return differences;
    }
}
