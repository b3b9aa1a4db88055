// A fleet of units, powered up together and stepped by a few threads, each unit when it wants to be.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;

namespace NanoSpa.Tool.Fleet;

/// <summary>All units are made first, so that the power comes back to all at one moment.</summary>
internal sealed class FleetRun
{
    // More than a server's usual backlog; a thread that waits for a connection takes some 100 KiB.
    private const int ConnectingAtOnce = 256;
    private const int LongestPauseMs = 100;

    private readonly FleetUnit[] _units;
    private readonly ConnectGate _gate = new(ConnectingAtOnce);
    private readonly FleetClock _clock = new();
    private readonly long _memoryBefore;
    private readonly long _workingSetBefore;
    private Exception _broken;
    private int _finished;
    private int _succeeded;
    private int _requests;

    /// <summary>Makes the units; <paramref name="made"/> is told how many there are.</summary>
    public FleetRun(FleetOptions options, Action<int> made, CancellationToken stop)
    {
        _units = new FleetUnit[options.Units];
        _memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        _workingSetBefore = Environment.WorkingSet;
        INetwork sockets = new SocketNetwork(0, new TlsIdentity { Authorities = options.Authorities });
        for (int i = 0; i < _units.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            _units[i] = new FleetUnit(options, i, sockets, _gate, _clock);
            made(i + 1);
        }
    }

    public IReadOnlyList<FleetUnit> Units => _units;

    /// <summary>When the power came back, in the clock's milliseconds.</summary>
    public long PowerMs { get; private set; }

    public long NowMs => _clock.NowMs;

    /// <summary>Units that are done, so far.</summary>
    public int Finished => Volatile.Read(ref _finished);

    public int Succeeded => Volatile.Read(ref _succeeded);

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Connections that had to wait for others to be made.</summary>
    public int HeldBack => _gate.HeldBack;

    /// <summary>Live objects of a unit on the managed heap, in bytes; after the run, with all units still there.</summary>
    public long ManagedBytesOfUnit { get; private set; }

    /// <summary>What the process grew by for each unit, in bytes of real memory.</summary>
    public long WorkingSetBytesOfUnit { get; private set; }

    /// <summary>Runs until every unit is finished or it is stopped; <paramref name="tick"/> is called every so often.</summary>
    public void Run(Action tick, TimeSpan interval, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        PowerMs = _clock.NowMs;
        int count = Math.Min(Environment.ProcessorCount, _units.Length);
        Thread[] threads = Enumerable.Range(0, count).Select(n => new Thread(() => Work(n, count, end)) { IsBackground = true }).ToArray();
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        while (!threads.All(t => t.Join(TimeSpan.Zero)))
        {
            tick();
            threads.First(t => t.IsAlive || t == threads[^1]).Join(interval);
        }

        if (_broken != null)
        {
            throw new InvalidOperationException("a unit of the fleet broke", _broken);
        }

        Measure();
    }

    private void Work(int first, int stride, CancellationTokenSource end)
    {
        try
        {
            var queue = new PriorityQueue<FleetUnit, long>();
            for (int i = first; i < _units.Length; i += stride)
            {
                _units[i].Start();
                queue.Enqueue(_units[i], _clock.NowMs);
            }

            while (queue.TryPeek(out _, out long nextMs) && !end.IsCancellationRequested)
            {
                long pauseMs = nextMs - _clock.NowMs;
                if (pauseMs > 0)
                {
                    end.Token.WaitHandle.WaitOne((int)Math.Min(pauseMs, LongestPauseMs));
                    continue;
                }

                Step(queue.Dequeue(), queue);
            }

            foreach ((FleetUnit unit, _) in queue.UnorderedItems)
            {
                unit.Stop();
            }
        }
        catch (Exception broken)
        {
            // Told by Run, on the thread that can: an exception that leaves a thread here would take the report with it.
            _broken = broken;
            end.Cancel();
        }
    }

    private void Step(FleetUnit unit, PriorityQueue<FleetUnit, long> queue)
    {
        int requests = unit.Traffic.RequestsMs.Count;
        long nextMs = unit.Step();
        Interlocked.Add(ref _requests, unit.Traffic.RequestsMs.Count - requests);
        if (!unit.IsFinished)
        {
            queue.Enqueue(unit, nextMs);
            return;
        }

        if (unit.HasSucceeded)
        {
            Interlocked.Increment(ref _succeeded);
        }

        Interlocked.Increment(ref _finished);
    }

    private void Measure()
    {
        WorkingSetBytesOfUnit = Math.Max(0, Environment.WorkingSet - _workingSetBefore) / _units.Length;
        ManagedBytesOfUnit = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - _memoryBefore) / _units.Length;
    }
}
