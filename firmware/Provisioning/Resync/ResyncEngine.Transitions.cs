// The state machine of the resync engine: events in, the table's next state and action out (ResyncTable, firmware/DESIGN.md).

using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <content>Waiting, and what the table's actions do.</content>
public sealed partial class ResyncEngine
{
    // $PRVST (guide, Table 4-4).
    private const int StateRequest = -1;
    private const int StatePowerUp = 0;
    private const int StatePeriodic = 1;
    private const int StateRetry = 2;

    private ResyncState _state;
    private ResyncState _interruptedState;
    private long _interruptedTimerMs = Never;
    private int _dueFor;
    private bool _requestHeld;
    private bool _notified;

    private void StepWaiting(long nowMs)
    {
        if (_requestHeld && _state != ResyncState.Due)
        {
            _requestHeld = false;
            Happen(ResyncEvent.Request, nowMs);
        }

        if ((_upgradeHeld || _notified || nowMs >= _triggers.NextLookMs) && CanBeTriggered)
        {
            StepTriggers(nowMs);
        }

        if (!WaitsForLines && nowMs >= _schedule.TimerMs)
        {
            HappenIfEnabled(ResyncEvent.TimerDue, nowMs);
        }

        if (WaitsForLines && LinesIdle)
        {
            HappenIfEnabled(ResyncEvent.LinesIdle, nowMs);
        }
        else if (WaitsForLines && nowMs >= _schedule.TimerMs)
        {
            HappenIfEnabled(ResyncEvent.TimerDue, nowMs);
        }
    }

    // While Provision_Enable is off nothing is triggered; what has become true by then fires when it is on again.
    private void StepTriggers(long nowMs)
    {
        bool enabled = _store.IsYes(ParameterIndex.Provision_Enable);
        bool fires = (_upgradeHeld || _notified) && enabled;
        if (nowMs >= _triggers.NextLookMs)
        {
            if (enabled)
            {
                _timers.Refresh(nowMs, false);
                _values.ProvisioningState = _state == ResyncState.Retrying ? StateRetry : StatePeriodic;
                fires |= _triggers.Look(nowMs);
            }
            else
            {
                _triggers.Skip(nowMs);
            }
        }

        if (fires)
        {
            Happen(ResyncEvent.Triggered, nowMs);
        }
    }

    private void HappenIfEnabled(ResyncEvent happened, long nowMs)
    {
        bool enabled = _store.IsYes(ParameterIndex.Provision_Enable);
        if (!enabled)
        {
            _log.Debug(1, "", "Resync is due but Provision_Enable is off");
        }

        Happen(enabled ? happened : ResyncEvent.Disabled, nowMs);
    }

    // An event for which the table has no row means nothing in that state.
    private void Happen(ResyncEvent happened, long nowMs)
    {
        int row = ResyncTable.Find(_state, happened);
        if (row < 0)
        {
            return;
        }

        ResyncState from = _state;
        _state = ResyncTable.NextOf(row);
        switch (ResyncTable.ActionOf(row))
        {
            case ResyncAction.ArmRandomDelay:
                _schedule.ArmRandomDelay(nowMs);
                break;
            case ResyncAction.ArmPeriodic:
                _schedule.ArmPeriodic(nowMs);
                SleepWithoutTimer();
                break;
            case ResyncAction.ArmRetry:
                _schedule.ArmRetry(nowMs);
                SleepWithoutTimer();
                break;
            case ResyncAction.AwaitPowerUp:
                Await(StatePowerUp, nowMs);
                break;
            case ResyncAction.AwaitPeriodic:
                Await(StatePeriodic, nowMs);
                break;
            case ResyncAction.AwaitRetry:
                Await(StateRetry, nowMs);
                break;
            case ResyncAction.AwaitRequest:
                _interruptedState = from;
                _interruptedTimerMs = _schedule.TimerMs;
                Await(StateRequest, _requestMs);
                break;
            case ResyncAction.HoldRequest:
                _requestHeld = true;
                break;
            case ResyncAction.Resume:
                _state = _interruptedState;
                _schedule.TimerMs = _interruptedTimerMs;
                break;
            case ResyncAction.Begin:
                Begin(nowMs);
                break;
        }
    }

    private void SleepWithoutTimer()
    {
        if (_schedule.TimerMs == Never)
        {
            _state = ResyncState.Asleep;
        }
    }

    private void Await(int provisioningState, long dueMs)
    {
        _dueFor = provisioningState;
        if (!LinesIdle)
        {
            _log.Debug(1, "", "Resync is due and waits for idle lines");
        }

        _schedule.ArmForced(dueMs);
    }

    // The triggers are looked at with $PRVTMR at 0, which re-arms those that guard themselves with it.
    private void Begin(long nowMs)
    {
        _schedule.TimerMs = Never;
        _values.ProvisioningState = _dueFor;
        _timers.ResyncBegins(nowMs);
        _timers.Refresh(nowMs, false);
        bool isRequest = _dueFor == StateRequest;
        _triggers.ResyncBegins(!isRequest, nowMs);
        _upgradeHeld &= isRequest;
        History.Begin(_dueFor, nowMs);
        _notified &= isRequest;
        _run.Begin(isRequest ? _request : null);
    }

    private void Fail(long nowMs)
    {
        ScheduleFailed |= _dueFor != StateRequest;
        End(_dueFor == StateRequest ? ResyncEvent.RequestFailed : ResyncEvent.Failed, nowMs);
    }

    private void End(ResyncEvent happened, long nowMs)
    {
        _ended = true;
        History.End(_run.Fault, nowMs);
        Happen(happened, nowMs);
        if (_observer != null)
        {
            _observer.Ended(_run.Fault, _run.IsUnchanged, _commit.RestartDue);
        }
    }
}
