// The schedule parameters and the time in, the moment of the next attempt out (guide "Configurable Schedules", Table 4-1).

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// The one timer of the resync engine and the places in the two lists of delays. A success puts the retries back to the first element,
/// a failure the periodic resyncs. A bad list is reported and its default used.
/// </summary>
internal sealed class ResyncSchedule
{
    private const int RandomDelayUnitSeconds = 20;
    private const int RandomDelayDefault = 2;
    private const int ForcedDelayDefaultSeconds = 14400;

    private readonly ParameterStore _store;
    private readonly ResyncLog _log;
    private readonly TextBuffer _text;
    private readonly DelayRandom _random;
    private int _retryStep;
    private int _periodicStep;

    /// <summary>Makes a schedule with no timer running; <paramref name="scratch"/> is free between calls.</summary>
    internal ResyncSchedule(ParameterStore store, ResyncLog log, TextBuffer scratch, uint seed)
    {
        _store = store;
        _log = log;
        _text = scratch;
        _random = new DelayRandom(seed);
    }

    /// <summary>When the timer runs out; <see cref="ResyncEngine.Never"/> while none runs.</summary>
    internal long TimerMs { get; set; } = ResyncEngine.Never;

    /// <summary>Up to Resync_Random_Delay, in units of 20 seconds.</summary>
    internal void ArmRandomDelay(long nowMs)
    {
        long units = _store.Number(ParameterIndex.Resync_Random_Delay, RandomDelayDefault);
        TimerMs = nowMs + (units > 0 ? _random.NextMs(units * RandomDelayUnitSeconds) : 0);
    }

    /// <summary>The next element of Resync_Periodic.</summary>
    internal void ArmPeriodic(long nowMs)
    {
        _retryStep = 0;
        Arm(ParameterIndex.Resync_Periodic, _periodicStep, nowMs);
        _periodicStep++;
    }

    /// <summary>The next element of Resync_Error_Retry_Delay.</summary>
    internal void ArmRetry(long nowMs)
    {
        _periodicStep = 0;
        Arm(ParameterIndex.Resync_Error_Retry_Delay, _retryStep, nowMs);
        _retryStep++;
    }

    /// <summary>Forced_Resync_Delay after the moment at which a resync became due.</summary>
    internal void ArmForced(long dueMs)
    {
        TimerMs = ForcedMs(dueMs);
    }

    /// <summary>When what became due at that moment waits no longer.</summary>
    internal long ForcedMs(long dueMs)
    {
        long seconds = _store.Number(ParameterIndex.Forced_Resync_Delay, ForcedDelayDefaultSeconds);
        return dueMs + (seconds > 0 ? seconds * 1000 : 0);
    }

    // A delay of 0, and an empty list, mean: not at all.
    private void Arm(int parameter, int step, long nowMs)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        int column;
        long delayMs = DelayList.DelayMs(_text.Bytes, 0, _text.Length, step, _random, out column);
        if (delayMs == DelayList.Bad)
        {
            _log.BadValue(parameter, " has no delays, its default is used; column ", Fault.DelayList, column);
            _text.Clear();
            _text.Append(Catalogue.DefaultOf(parameter));
            delayMs = DelayList.DelayMs(_text.Bytes, 0, _text.Length, step, _random, out column);
        }

        TimerMs = delayMs == 0 ? ResyncEngine.Never : nowMs + delayMs;
    }
}
