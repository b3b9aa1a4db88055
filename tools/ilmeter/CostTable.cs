// Readings in; the recorded table compared with them, or written anew, out.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NanoSpa.IlMeter;

/// <summary>
/// tests/Bench/Baselines/instructions.txt: a comment, the column names, a line a workload. A figure may shrink without a word; one that
/// grows by more than <see cref="TolerancePercent"/> fails until the file is recorded anew in the same change.
/// </summary>
public sealed class CostTable
{
    /// <summary>Another patch level of the compiler or of the platform's gzip may give a little more or less.</summary>
    public const double TolerancePercent = 2;

    private const string Comment = "# What the firmware executes in Release; recorded by: dotnet run -c Release --project tools/ilmeter -- --record";

    private static readonly string[] Columns = { "work", "item", "items", "IL", "IL an item", "limit", "calls", "bytes" };

    private readonly SortedDictionary<string, CostLine> _lines = new(StringComparer.Ordinal);

    /// <summary>The lines by workload.</summary>
    public IReadOnlyDictionary<string, CostLine> Lines => _lines;

    /// <summary>The file in a repository.</summary>
    public static string PathIn(string repository)
    {
        return Path.Combine(repository, "tests", "Bench", "Baselines", "instructions.txt");
    }

    /// <summary>Reads a table; one that is not there is empty.</summary>
    public static CostTable Read(string path)
    {
        CostTable table = new();
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path).Skip(2) : Array.Empty<string>())
        {
            string[] cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
            table._lines.Add(cells[0], new CostLine
            {
                Item = cells[1], Items = Number(cells[2]), Instructions = Number(cells[3]), Limit = double.Parse(cells[5], CultureInfo.InvariantCulture),
                LibraryCalls = Number(cells[6]), AllocatedBytes = Number(cells[7]),
            });
        }

        return table;
    }

    /// <summary>Adds or replaces a workload's line.</summary>
    public void Take(Workload work, Reading reading)
    {
        _lines[work.Name] = new CostLine
        {
            Item = work.Item, Items = reading.Items, Instructions = reading.Instructions, Limit = work.Limit,
            LibraryCalls = reading.LibraryCallCount, AllocatedBytes = reading.AllocatedBytes,
        };
    }

    /// <summary>One sentence for each figure that has grown too much against the recorded table, or is not in it.</summary>
    public List<string> GrownSince(CostTable recorded)
    {
        List<string> grown = new();
        foreach ((string name, CostLine line) in _lines)
        {
            if (!recorded._lines.TryGetValue(name, out CostLine before) || before.Items != line.Items)
            {
                grown.Add(name + ": not recorded yet");
                continue;
            }

            Compare(grown, name, "IL", before.Instructions, line.Instructions);
            Compare(grown, name, "calls into the base library", before.LibraryCalls, line.LibraryCalls);
            Compare(grown, name, "bytes allocated", before.AllocatedBytes, line.AllocatedBytes);
        }

        return grown;
    }

    /// <summary>The table as text, columns in line.</summary>
    public override string ToString()
    {
        List<string[]> rows = _lines.Select(line => line.Value.Cells(line.Key)).Prepend(Columns).ToList();
        int[] widths = Enumerable.Range(0, Columns.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return Comment + "\n" + string.Concat(rows.Select(row => string.Join(" | ", row.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd() + "\n"));
    }

    private static void Compare(List<string> grown, string name, string what, long before, long now)
    {
        if (now > before * (1 + (TolerancePercent / 100)))
        {
            grown.Add(name + ": " + what + " grew from " + before.ToString(CultureInfo.InvariantCulture) + " to " + now.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static long Number(string cell)
    {
        return long.Parse(cell, CultureInfo.InvariantCulture);
    }
}
