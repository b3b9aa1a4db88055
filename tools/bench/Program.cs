// All figures of the README's section "Cost", measured and written by one command.

using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NanoSpa.IlMeter;

namespace NanoSpa.Bench.Host;

/// <summary>Runs the benchmarks on this host, then the meter, and writes tables, README and plot.</summary>
public static class Program
{
    private const string PlatformPrefix = "Platform";

    public static int Main()
    {
        IConfig config = ManualConfig.CreateEmpty().AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddLogger(ConsoleLogger.Default);
        Summary summary = BenchmarkRunner.Run<EngineBenchmarks>(config);
        Dictionary<string, double> megabytes = summary.Reports.Where(report => report.Success)
            .ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report => CodecWorkloads.ProfileBytes * 1000.0 / report.ResultStatistics.Mean);
        HostTable table = new();
        foreach (string engine in megabytes.Keys.Where(name => !name.StartsWith(PlatformPrefix, StringComparison.Ordinal)))
        {
            table.Take(engine, megabytes[engine], megabytes[PlatformPrefix + engine]);
        }

        table.Write(HostTable.PathIn(IlMeter.Program.Repository()));
        return IlMeter.Program.Record();
    }
}
