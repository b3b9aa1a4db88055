// The tables of costs in, the README's section "Cost" out.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoSpa.IlMeter;

/// <summary>All figures of the section come from the recorded tables, so that a test can say whether README and tables agree.</summary>
public static class CostPage
{
    /// <summary>Simple instructions that take the time of one call into the base library on the device.</summary>
    public const int CallInstructions = 40;

    /// <summary>What an ESP32 is said to execute, in millions of instructions a second: the slow end and the fast one.</summary>
    public static readonly double[] Rates = { 0.2, 0.8 };

    private const string Begin = "<!-- cost: written by tools/ilmeter -->\n";
    private const string End = "<!-- end of cost -->\n";

    /// <summary>The README with the section in the place of what stood between its two marks.</summary>
    public static string PutInto(string readme, CostTable costs, HostTable host)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = readme.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin)
        {
            throw new InvalidOperationException("the README has no place for the costs");
        }

        return readme[..begin] + Section(costs, host) + readme[end..];
    }

    /// <summary>Seconds at a rate of the device, calls into the base library included.</summary>
    public static double Seconds(CostLine line, double rate)
    {
        return (line.Instructions + (CallInstructions * line.LibraryCalls)) / (rate * 1000000);
    }

    /// <summary>Workloads of growing size, by KB.</summary>
    public static SortedDictionary<int, CostLine> Scale(CostTable costs, string prefix)
    {
        return new SortedDictionary<int, CostLine>(costs.Lines.Where(line => line.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(line => int.Parse(line.Key[prefix.Length..], CultureInfo.InvariantCulture), line => line.Value));
    }

    private static string Section(CostTable costs, HostTable host)
    {
        StringBuilder text = new();
        text.Append("| work | IL an item | limit | calls an item |\n|---|---|---|---|\n");
        foreach ((string name, CostLine line) in costs.Lines.Where(line => !line.Key.StartsWith("scale: ", StringComparison.Ordinal)))
        {
            text.Append("| ").Append(name).Append(" | ").Append(Number(line.PerItem)).Append("aeiou".Contains(line.Item[0]) ? " an " : " a ").Append(line.Item).Append(" | ")
                .Append(line.Limit == 0 ? "" : Number(line.Limit)).Append(" | ").Append(Number((double)line.LibraryCalls / line.Items)).Append(" |\n");
        }

        text.Append("\nWhole profiles, from the bytes as fetched to the committed store, in seconds at 0.2 and at 0.8 million IL a second, a call into the base library\ncounted as ")
            .Append(CallInstructions).Append(" instructions:\n\n| text | plain: IL a byte | s at 0.2 | s at 0.8 | gzipped and encrypted: IL a byte | s at 0.2 | s at 0.8 | bytes allocated |\n|---|---|---|---|---|---|---|---|\n");
        SortedDictionary<int, CostLine> packed = Scale(costs, ScaleWorkloads.Packed);
        foreach ((int kilobytes, CostLine line) in Scale(costs, ScaleWorkloads.Plain))
        {
            text.Append("| ").Append(kilobytes).Append(" KB | ").Append(Form(line)).Append(" | ").Append(Form(packed[kilobytes])).Append(" | ")
                .Append(line.AllocatedBytes + packed[kilobytes].AllocatedBytes).Append(" |\n");
        }

        text.Append("\n![Seconds by the size of the profile](").Append(CostPlot.FileName).Append(")\n");
        text.Append("\nThe same engines on one PC, compiled to machine code, in megabytes a second:\n\n| engine | nanoSpa | .NET's own |\n|---|---|---|\n");
        foreach ((string engine, (double ours, double platform)) in host.Lines)
        {
            text.Append("| ").Append(engine).Append(" | ").Append(Number(ours)).Append(" | ").Append(Number(platform)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Form(CostLine line)
    {
        return Number(line.PerItem) + " | " + string.Join(" | ", Rates.Select(rate => Number(Seconds(line, rate))));
    }

    private static string Number(double value)
    {
        return value.ToString(value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
    }
}
