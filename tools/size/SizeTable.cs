// Reports and recorded sizes in, a table of text out.

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoSpa.Size;

/// <summary>One line an assembly: each size with its change since it was recorded, the fullest of the three against the limit; then the sum.</summary>
public static class SizeTable
{
    private static readonly string[] Columns = ["assembly", "IL", "change", "strings", "change", "tables", "change", "% of the limit"];

    /// <summary>The table; without recorded sizes the changes stay empty.</summary>
    public static string Of(IReadOnlyList<LimitReport> reports, SizeBaseline recorded = null)
    {
        List<string[]> rows = [Columns];
        rows.AddRange(reports.Select(report => Row(report.Assembly, report.Sizes, recorded?.Of(report.Assembly), report.PercentOfLimit)));
        if (reports.Count > 1)
        {
            rows.Add(Row(SizeBaseline.Sum, SizeBaseline.SumOf(reports), recorded?.Of(SizeBaseline.Sum), null));
        }

        int[] widths = Enumerable.Range(0, Columns.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(string name, int[] sizes, int[] recorded, int? percent)
    {
        var cells = new List<string> { name };
        for (int i = 0; i < sizes.Length; i++)
        {
            cells.Add(sizes[i].ToString(CultureInfo.InvariantCulture));
            cells.Add(recorded == null ? "" : Change(sizes[i] - recorded[i]));
        }

        cells.Add(percent?.ToString(CultureInfo.InvariantCulture) ?? "");
        return [.. cells];
    }

    private static string Change(int difference) => difference == 0 ? "=" : difference.ToString("+0;-0", CultureInfo.InvariantCulture);
}
