// Reports in, a table of text out.

using System.Collections.Generic;
using System.Text;

namespace NanoSpa.NanoRef;

/// <summary>Prints reports as a Markdown table.</summary>
public static class LimitTable
{
    public static string Of(IEnumerable<LimitReport> reports)
    {
        StringBuilder text = new StringBuilder("| assembly | IL | strings | tables | % of the limit |\n|---|---:|---:|---:|---:|\n");
        foreach (LimitReport report in reports)
        {
            text.Append($"| {report.Assembly} | {report.IlBytes} | {report.StringBytes} | {report.TableBytes} | {report.PercentOfLimit} |\n");
        }

        return text.ToString();
    }
}
