// A fleet that runs in, how far it is out: a live table on a terminal, otherwise a line of standard error every few seconds.

using System;
using System.Threading;
using NanoSpa.Tool.Commands;
using Spectre.Console;

namespace NanoSpa.Tool.Fleet;

/// <summary>Standard output is left to the report.</summary>
internal sealed class FleetProgress
{
    private const int BarWidth = 50;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);
    private readonly int _units;
    private readonly bool _live;
    private long _lineMs;

    public FleetProgress(int units, bool json)
    {
        _units = units;
        _live = !json && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
        _lineMs = Environment.TickCount64;
        Error($"building {units} units");
    }

    /// <summary>So many units are made.</summary>
    public void Made(int count)
    {
        if (IsLineDue() || count == _units)
        {
            Error($"{count} of {_units} units built");
        }
    }

    /// <summary>Shows the run until it ends.</summary>
    public void Show(FleetRun run, CancellationToken stop)
    {
        Error("the power is back: every unit asks for its profile after its random delay");
        if (!_live)
        {
            run.Run(() => WriteLine(run), LiveInterval, stop);
            return;
        }

        AnsiConsole.Live(TableOf(run)).AutoClear(true).Start(context => run.Run(() => context.UpdateTarget(TableOf(run)), LiveInterval, stop));
    }

    private void WriteLine(FleetRun run)
    {
        if (IsLineDue())
        {
            Error(FleetReport.Text($"{SecondsOf(run):F0} s: {run.Requests} requests, {run.Succeeded} succeeded, {run.Finished - run.Succeeded} failed, {_units - run.Finished} to go"));
        }
    }

    private Table TableOf(FleetRun run)
    {
        int failed = run.Finished - run.Succeeded;
        var chart = new BreakdownChart().Width(BarWidth).AddItem("succeeded", run.Succeeded, Color.Green).AddItem("failed", failed, Color.Red)
            .AddItem("to go", _units - run.Finished, Color.Grey);
        return new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddRow(chart)
            .AddRow(new Text(FleetReport.Text($"{SecondsOf(run):F1} s, {run.Requests} requests; Ctrl-C ends with the report so far")));
    }

    private bool IsLineDue()
    {
        long nowMs = Environment.TickCount64;
        if (nowMs - _lineMs < LineInterval.TotalMilliseconds)
        {
            return false;
        }

        _lineMs = nowMs;
        return true;
    }

    private static double SecondsOf(FleetRun run) => (run.NowMs - run.PowerMs) / 1000.0;

    private static void Error(string text) => Console.Error.WriteLine("nanospa: fleet: " + text);
}
