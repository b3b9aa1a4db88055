// Tries one fault after the other on one unit and writes what came of each.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Survived is a fault after which the configuration is the old one or the new one, on flash too, and the next resync works.</summary>
internal sealed class FaultTable(TestContext context, string title)
{
    // A line a table goes into this file; tools/check prints it.
    private const string FileVariable = "NANOSPA_FAULT_TABLE";
    private const int HealthySeconds = 60;
    private readonly List<string> _lost = [];
    private int _tried;

    /// <summary>Breaks, resyncs, looks, switches the power off and on, heals and resyncs again.</summary>
    public void Try(FaultBench bench, FaultCase fault)
    {
        bench.Heal();
        int old = bench.Applied;
        fault.Break(bench);
        Fault outcome = bench.Resync(fault.BoundSeconds);
        double seconds = bench.Seconds;
        Check(fault.Name, bench, old, outcome, outcome == fault.Outcome ? null : $"{outcome}, not {fault.Outcome}");
        context.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault.Name,-52} {outcome,-22} {seconds,7:0.0} s of {fault.BoundSeconds}"));
    }

    /// <summary>A fault whose outcome depends on chance: the configuration must be whole whatever it is.</summary>
    public Fault TryAny(FaultBench bench, string name, double boundSeconds, Action<FaultBench> breaks)
    {
        bench.Heal();
        int old = bench.Applied;
        breaks(bench);
        Fault outcome = bench.Resync(boundSeconds);
        Check(name, bench, old, outcome, null);
        return outcome;
    }

    /// <summary>Writes the last line, and fails the test when anything was lost.</summary>
    public void Close()
    {
        context.WriteLine($"{title}: {_tried} faults tried, {_tried - _lost.Count} survived, lost = {_lost.Count}");
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            File.AppendAllText(file, $"{title,-28} | {_tried,6} | {_tried - _lost.Count,8} | {_lost.Count,4}\n");
        }

        Assert.IsEmpty(_lost, string.Join('\n', _lost));
    }

    private void Check(string name, FaultBench bench, int old, Fault outcome, string wrong)
    {
        _tried++;
        int expected = outcome == Fault.None ? bench.Served : old;
        wrong ??= bench.Applied == expected ? null : $"parameters are of {bench.Applied}, not of {expected}";
        bench.PowerCycle();
        wrong ??= bench.Applied == expected ? null : $"behind a power cycle, parameters are of {bench.Applied}, not of {expected}";
        bench.Heal();
        Fault next = bench.Resync(HealthySeconds);
        wrong ??= next == Fault.None && bench.Applied == bench.Served ? null : $"the next resync: {next}";
        if (wrong != null)
        {
            _lost.Add($"{name}: {wrong}");
        }
    }
}
