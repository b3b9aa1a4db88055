// A fleet that has run in, its figures out: outcomes by fault, requests over time, latencies, bytes.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NanoSpa.Core;

namespace NanoSpa.Tool.Fleet;

/// <summary>Times are counted from the moment the power came back.</summary>
internal sealed class FleetFigures
{
    private const int MostSlices = 20;
    private const int ShortestSliceMs = 10;
    private readonly long[] _requestsMs;
    private readonly long[] _latenciesMs;
    private readonly long _lastMs;

    public FleetFigures(FleetRun run)
    {
        Run = run;
        Seconds = (run.NowMs - run.PowerMs) / 1000.0;
        IReadOnlyList<FleetUnit> units = run.Units;
        Succeeded = units.Count(u => u.HasSucceeded);
        // A unit that was stopped while it waited to try again has had its fault.
        Failures = units.Where(u => u.Attempts > 0 && !u.HasSucceeded).GroupBy(u => u.Fault).OrderByDescending(g => g.Count())
            .Select(g => new FleetFailure(g.Key, g.Count(), g.First())).ToList();
        Failed = Failures.Sum(f => f.Units);
        Unfinished = units.Count - Succeeded - Failed;
        Attempts = units.Sum(u => u.Attempts);
        SentBytes = units.Sum(u => u.Traffic.SentBytes);
        ReceivedBytes = units.Sum(u => u.Traffic.ReceivedBytes);
        _requestsMs = units.SelectMany(u => u.Traffic.RequestsMs).Select(t => t - run.PowerMs).Order().ToArray();
        _latenciesMs = units.Where(u => u.HasSucceeded && u.LatencyMs >= 0).Select(u => u.LatencyMs).Order().ToArray();
        _lastMs = Math.Max(units.Max(u => u.EndedMs) - run.PowerMs, Requests == 0 ? 0 : _requestsMs[^1]);
        using var process = Process.GetCurrentProcess();
        PeakWorkingSetBytes = process.PeakWorkingSet64;
    }

    public FleetRun Run { get; }

    /// <summary>From the power's coming back to the end.</summary>
    public double Seconds { get; }

    public int Succeeded { get; }

    /// <summary>Units whose last attempt failed, most frequent fault first.</summary>
    public IReadOnlyList<FleetFailure> Failures { get; }

    public int Failed { get; }

    /// <summary>Units without any outcome: stopped before, or with no resync due at all.</summary>
    public int Unfinished { get; }

    public int Attempts { get; }

    public long SentBytes { get; }

    public long ReceivedBytes { get; }

    public long PeakWorkingSetBytes { get; }

    public int Requests => _requestsMs.Length;

    public double FirstRequestSeconds => Requests == 0 ? 0 : _requestsMs[0] / 1000.0;

    public double LastRequestSeconds => Requests == 0 ? 0 : _requestsMs[^1] / 1000.0;

    /// <summary>Over the time from the first request to the end of the last attempt.</summary>
    public double RequestsPerSecond => Requests == 0 ? 0 : 1000.0 * Requests / Math.Max(1, _lastMs - _requestsMs[0]);

    /// <summary>Most requests within any one second.</summary>
    public int BusiestSecond
    {
        get
        {
            int most = 0;
            int first = 0;
            for (int last = 0; last < _requestsMs.Length; last++)
            {
                while (_requestsMs[last] - _requestsMs[first] >= 1000)
                {
                    first++;
                }

                most = Math.Max(most, last - first + 1);
            }

            return most;
        }
    }

    /// <summary>The spread of the requests: equal slices of the time up to the last one.</summary>
    public IReadOnlyList<FleetSlice> Spread
    {
        get
        {
            if (Requests == 0)
            {
                return [];
            }

            long spanMs = _requestsMs[^1] + 1;
            int[] counts = new int[(int)Math.Clamp(spanMs / ShortestSliceMs, 1, MostSlices)];
            foreach (long atMs in _requestsMs)
            {
                counts[atMs * counts.Length / spanMs]++;
            }

            return counts.Select((n, i) => new FleetSlice(i * spanMs / 1000.0 / counts.Length, n)).ToList();
        }
    }

    /// <summary>The latency that so many per cent of the successful resyncs did not exceed (nearest rank); null when none was successful.</summary>
    public long? LatencyMs(int percent) =>
        _latenciesMs.Length == 0 ? null : _latenciesMs[Math.Max(0, (int)Math.Ceiling(_latenciesMs.Length * percent / 100.0) - 1)];
}
