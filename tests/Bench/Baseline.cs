// Measured figures in; the recorded figures compared with them, or recorded anew, out.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Bench;

/// <summary>
/// A text table under tests/Bench/Baselines: a comment line, a line of column names, then lines of a name and figures, sorted by name.
/// </summary>
public sealed class Baseline
{
    private const string UpdateVariable = "NANOSPA_UPDATE_BASELINES";

    private readonly string _path;
    private readonly string _comment;
    private readonly string[] _columns;
    private readonly SortedDictionary<string, long[]> _measured = new(StringComparer.Ordinal);

    public Baseline(string fileName, string comment, params string[] columns)
    {
        _path = Path.Combine(RepositoryRoot(), "tests", "Bench", "Baselines", fileName);
        _comment = comment;
        _columns = columns;
    }

    /// <summary>Adds one line of figures, one for each column after the first.</summary>
    public void Measured(string name, params long[] figures)
    {
        Assert.HasCount(_columns.Length - 1, figures);
        _measured.Add(name, figures);
    }

    /// <summary>
    /// Fails with one line for each figure that differs by more than the tolerance, given in percent. With the variable set, writes
    /// the measured figures instead; recorded lines that were not measured this time stay.
    /// </summary>
    public void Check(double tolerancePercent)
    {
        SortedDictionary<string, long[]> recorded = Read();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            foreach (KeyValuePair<string, long[]> line in _measured)
            {
                recorded[line.Key] = line.Value;
            }

            Write(recorded);
            return;
        }

        List<string> differences = _measured.SelectMany(line => Differences(line.Key, line.Value, recorded, tolerancePercent)).ToList();
        Assert.IsEmpty(
            differences,
            "Figures differ from " + Path.GetFileName(_path) + ":\n" + string.Join("\n", differences)
            + "\nIf that is meant, run this test with " + UpdateVariable + "=1 and commit the changed table.");
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "nanoSpa.sln")))
        {
            folder = folder.Parent;
        }

        Assert.IsNotNull(folder, "no solution above the build output");
        return folder.FullName;
    }

    private IEnumerable<string> Differences(string name, long[] figures, SortedDictionary<string, long[]> recorded, double tolerancePercent)
    {
        if (!recorded.TryGetValue(name, out long[] expected))
        {
            yield return name + ": not recorded yet, measured " + string.Join(" ", figures);
            yield break;
        }

        for (int i = 0; i < figures.Length; i++)
        {
            if (Math.Abs(figures[i] - expected[i]) > expected[i] * tolerancePercent / 100)
            {
                yield return name + ", " + _columns[i + 1] + ": recorded " + expected[i] + ", measured " + figures[i];
            }
        }
    }

    private SortedDictionary<string, long[]> Read()
    {
        SortedDictionary<string, long[]> lines = new(StringComparer.Ordinal);
        if (File.Exists(_path))
        {
            foreach (string line in File.ReadAllLines(_path).Skip(2).Where(line => line.Length > 0))
            {
                string[] cells = line.Split('|');
                Assert.HasCount(_columns.Length, cells, _path + ": " + line);
                lines.Add(cells[0].Trim(), cells.Skip(1).Select(cell => long.Parse(cell.Trim(), CultureInfo.InvariantCulture)).ToArray());
            }
        }

        return lines;
    }

    private void Write(SortedDictionary<string, long[]> lines)
    {
        int nameWidth = lines.Keys.Append(_columns[0]).Max(name => name.Length);
        string Row(string name, IEnumerable<string> cells)
        {
            return name.PadRight(nameWidth) + string.Concat(cells.Select((cell, i) => " | " + cell.PadLeft(_columns[i + 1].Length)));
        }

        IEnumerable<string> text = lines.Select(line => Row(line.Key, line.Value.Select(figure => figure.ToString(CultureInfo.InvariantCulture))));
        string all = string.Join("\n", text.Prepend(Row(_columns[0], _columns.Skip(1))).Prepend("# " + _comment)) + "\n";
        Directory.CreateDirectory(Path.GetDirectoryName(_path));
        File.WriteAllText(_path, all);
    }
}
