// One unit of a fleet: the firmware's own unit with flash in memory, from its power-up to the end of its resync.

using System;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Fleet;

/// <summary>Stepped by one thread. The outcome is valid once it is finished, or when its thread has ended.</summary>
internal sealed class FleetUnit : IResyncObserver
{
    // As a board: 20 KiB of values, and slots that hold them.
    private const int StoreBytes = 20 * 1024;
    private const int SlotBytes = 24 * 1024;

    // A socket is looked at after an eighth of the time that it has been silent: waits are measured that well, and cost little.
    private const int SilenceShare = 8;
    private const int LongestLookMs = 20;
    private const int StepsInARow = 32;

    private readonly IClock _clock;
    private readonly FleetTraffic _traffic;
    private readonly Device.Unit _unit;
    private readonly long _retryForMs;
    private long _retryUntilMs;
    private long _movedMs;
    private bool _resyncEnded;

    public FleetUnit(FleetOptions options, int number, INetwork sockets, ConnectGate gate, IClock clock)
    {
        _clock = clock;
        _retryForMs = (long)options.RetryFor.TotalMilliseconds;
        _traffic = new FleetTraffic(clock);
        Identity = FleetIdentity.Of(options.Seed, number);
        _unit = new Device.Unit(new UnitParts
        {
            Clock = clock,
            Random = new SystemRandom(SeedOf(options.Seed, number)),
            Network = new FleetNetwork(sockets, _traffic, gate, options.DnsPort),
            Flash = new MemoryFlash(SlotBytes),
            Power = new VirtualPower(),
            Identity = Identity,
            Observer = this,
            DnsAddress = options.DnsAddress,
            DnsPort = options.DnsPort,
            StoreBytes = StoreBytes,
        });
        _unit.Load();
        ParameterSetting.Apply(_unit.Store, Catalogue.NameOf(ParameterIndex.Profile_Rule), options.Rule);
        foreach ((string name, byte[] value) in options.Assignments)
        {
            ParameterSetting.Apply(_unit.Store, name, value);
        }
    }

    public VirtualIdentity Identity { get; }

    /// <summary>When it resyncs next, in the clock's milliseconds; <see cref="ResyncEngine.Never"/> for not at all.</summary>
    public long NextResyncMs => _unit.Resync.NextResyncMs;

    public FleetTraffic Traffic => _traffic;

    /// <summary>True when there is nothing more to wait for.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Resyncs that have ended, well or not.</summary>
    public int Attempts { get; private set; }

    public bool HasSucceeded { get; private set; }

    /// <summary>Of the last attempt.</summary>
    public Fault Fault { get; private set; }

    /// <summary>The last attempt's result as $ERR has it: the fault's sentence and what more is known.</summary>
    public string Result { get; private set; } = "";

    /// <summary>From the first socket opened for the last attempt to its end; -1 when it opened none.</summary>
    public long LatencyMs { get; private set; } = -1;

    /// <summary>When the last attempt ended, in the clock's milliseconds; 0 before any has.</summary>
    public long EndedMs { get; private set; }

    /// <summary>Power is back.</summary>
    public void Start()
    {
        _unit.Start();
        _retryUntilMs = _clock.NowMs + _retryForMs;
    }

    /// <summary>Does what is to be done now. When it wants the next step, in the clock's milliseconds.</summary>
    public long Step()
    {
        for (int step = 0; step < StepsInARow; step++)
        {
            int activity = _traffic.Activity;
            UnitStatus status = _unit.Step(0);
            if (_resyncEnded)
            {
                TakeOutcome();
            }

            // A resync that has ended well is all a fleet asks for; one that has not may be tried again.
            if (IsFinished || status == UnitStatus.Restarting)
            {
                Finish();
                return long.MaxValue;
            }

            if (status == UnitStatus.Idle)
            {
                return Idle();
            }

            if (_traffic.Activity == activity)
            {
                return NextLookMs();
            }

            _movedMs = _clock.NowMs;
        }

        return _clock.NowMs;
    }

    /// <summary>Switches it off.</summary>
    public void Stop() => _unit.Stop();

    public void Committing(ParameterTransaction transaction)
    {
        // What a profile changes is of no interest here.
    }

    public void Ended(Fault fault, bool isUnchanged, bool restartDue)
    {
        _resyncEnded = true;
        Fault = fault;
    }

    private void TakeOutcome()
    {
        _resyncEnded = false;
        Attempts++;
        EndedMs = _clock.NowMs;
        LatencyMs = _traffic.FetchStartMs < 0 ? -1 : EndedMs - _traffic.FetchStartMs;
        _traffic.FetchStartMs = -1;
        HasSucceeded = Fault == Fault.None;
        Result = HasSucceeded ? "" : ProfileText.Of(_unit.Resync.LastResult);
        IsFinished = HasSucceeded || _unit.NextDeadlineMs > _retryUntilMs;
    }

    private long Idle()
    {
        if (_unit.NextDeadlineMs == ResyncEngine.Never)
        {
            Finish();
        }

        return _unit.NextDeadlineMs;
    }

    private void Finish()
    {
        IsFinished = true;
        Stop();
    }

    private long NextLookMs()
    {
        long nowMs = _clock.NowMs;
        long lookMs = nowMs + Math.Clamp((nowMs - _movedMs) / SilenceShare, 1, LongestLookMs);
        return Math.Min(lookMs, Math.Max(nowMs, _unit.NextDeadlineMs));
    }

    // Neighbouring seeds must not give the delays of neighbouring units.
    private static int SeedOf(int seed, int number) => unchecked((seed * (int)0x9E3779B1) ^ (number * (int)0x85EBCA6B));
}
