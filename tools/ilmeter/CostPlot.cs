// The table of costs in, a plot of seconds by the size of a profile out (SVG 1.1).

using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NanoSpa.IlMeter;

/// <summary>Two bands, plain and gzipped with encryption, each between the fast and the slow end of what an ESP32 does; both axes by factors of ten.</summary>
public static class CostPlot
{
    /// <summary>The file, from the repository's root.</summary>
    public const string FileName = "tests/Bench/Baselines/cost.svg";

    private const int Left = 60;
    private const int Bottom = 260;
    private const int DecadeWidth = 170;
    private const int DecadeHeight = 60;
    private const double LowestSeconds = 0.1;

    private static readonly int[] KilobyteMarks = { 1, 10, 100, 512 };
    private static readonly double[] SecondMarks = { 0.1, 1, 10, 100, 1000 };

    /// <summary>The file in a repository.</summary>
    public static string PathIn(string repository)
    {
        return Path.Combine(repository, FileName);
    }

    /// <summary>The plot.</summary>
    public static string Of(CostTable costs)
    {
        StringBuilder svg = new("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"310\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<rect width=\"640\" height=\"310\" fill=\"white\"/>\n");
        foreach (int mark in KilobyteMarks)
        {
            svg.Append(Line(X(mark), Bottom, X(mark), Y(1000))).Append(Text(X(mark), Bottom + 18, "middle", mark + " KB"));
        }

        foreach (double mark in SecondMarks)
        {
            svg.Append(Line(Left, Y(mark), X(512), Y(mark))).Append(Text(Left - 6, Y(mark) + 4, "end", mark.ToString(CultureInfo.InvariantCulture) + " s"));
        }

        Band(svg, CostPage.Scale(costs, ScaleWorkloads.Plain), "#2a7fba");
        Band(svg, CostPage.Scale(costs, ScaleWorkloads.Packed), "#c0552a");
        svg.Append(Text(Left + 12, 40, "start", "gzipped and encrypted", "#c0552a")).Append(Text(Left + 12, 58, "start", "plain", "#2a7fba"));
        return svg.Append(Text(Left, Bottom + 38, "start", "a whole profile applied, by the size of its text; a band from 0.8 to 0.2 million IL a second")).Append("</svg>\n").ToString();
    }

    private static void Band(StringBuilder svg, SortedDictionary<int, CostLine> lines, string color)
    {
        IEnumerable<string> slow = lines.Select(line => Point(line.Key, CostPage.Seconds(line.Value, CostPage.Rates[0])));
        IEnumerable<string> fast = lines.Reverse().Select(line => Point(line.Key, CostPage.Seconds(line.Value, CostPage.Rates[1])));
        svg.Append("<polygon fill=\"").Append(color).Append("\" fill-opacity=\"0.3\" stroke=\"").Append(color).Append("\" points=\"").Append(string.Join(" ", slow.Concat(fast))).Append("\"/>\n");
    }

    private static string Line(double x1, double y1, double x2, double y2)
    {
        return string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"#ddd\"/>\n");
    }

    private static string Text(double x, double y, string anchor, string text, string color = "#333")
    {
        return string.Create(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>\n");
    }

    private static string Point(int kilobytes, double seconds)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{X(kilobytes):0.#},{Y(seconds):0.#}");
    }

    private static double X(double kilobytes)
    {
        return Left + (DecadeWidth * System.Math.Log10(kilobytes));
    }

    private static double Y(double seconds)
    {
        return Bottom - (DecadeHeight * System.Math.Log10(seconds / LowestSeconds));
    }
}
