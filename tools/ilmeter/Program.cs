// The command line of the meter.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using NanoSpa.Core;

namespace NanoSpa.IlMeter;

/// <summary>
/// Without arguments: measures all workloads, prints the table, compares it with the recorded one; exit status 1 when a figure grew.
/// --record writes the table and the README's section of it; --calls and --methods tell where the cost of one workload, named behind them, lies.
/// </summary>
public static class Program
{
    private const string Usage = "ilmeter [--record | --calls WORKLOAD | --methods WORKLOAD]";

    private const int MethodsShown = 40;

    public static int Main(string[] arguments)
    {
        if (typeof(Crc32).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>().Configuration != "Release")
        {
            Console.Error.WriteLine("ilmeter: measures Release assemblies: dotnet run -c Release --project tools/ilmeter");
            return 2;
        }

        switch (arguments.Length)
        {
            case 0:
                return Check();
            case 1 when arguments[0] == "--record":
                return Record();
            case 2 when arguments[0] == "--calls":
                return Show(arguments[1], reading => reading.LibraryCalls);
            case 2 when arguments[0] == "--methods":
                return Show(arguments[1], reading => reading.Methods);
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "nanoSpa.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no solution above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }

    /// <summary>Measures all workloads and writes the table, the README's section "Cost" and its plot.</summary>
    public static int Record()
    {
        CostTable table = MeasureAll();
        File.WriteAllText(CostTable.PathIn(Repository()), table.ToString());
        string readme = Path.Combine(Repository(), "README.md");
        File.WriteAllText(readme, CostPage.PutInto(File.ReadAllText(readme), table, HostTable.Read(HostTable.PathIn(Repository()))));
        File.WriteAllText(CostPlot.PathIn(Repository()), CostPlot.Of(table));
        return 0;
    }

    private static CostTable MeasureAll()
    {
        CostTable table = new();
        Meter meter = new(AppContext.BaseDirectory);
        foreach (Workload work in Workload.All())
        {
            table.Take(work, meter.Measure(work));
        }

        return table;
    }

    private static int Check()
    {
        CostTable measured = MeasureAll();
        Console.Write(measured);
        List<string> grown = measured.GrownSince(CostTable.Read(CostTable.PathIn(Repository())));
        foreach (string line in grown)
        {
            Console.Error.WriteLine("ilmeter: " + line);
        }

        if (grown.Count > 0)
        {
            Console.Error.WriteLine("ilmeter: if that is meant, record it: dotnet run -c Release --project tools/ilmeter -- --record");
        }

        return grown.Count > 0 ? 1 : 0;
    }

    private static int Show(string name, Func<Reading, SortedDictionary<string, long>> part)
    {
        Workload work = Workload.All().Find(each => each.Name == name);
        if (work == null)
        {
            Console.Error.WriteLine("ilmeter: no workload " + name);
            return 2;
        }

        foreach ((string member, long count) in part(new Meter(AppContext.BaseDirectory).Measure(work)).OrderByDescending(each => each.Value).Take(MethodsShown))
        {
            Console.WriteLine(count + " " + member);
        }

        return 0;
    }
}
