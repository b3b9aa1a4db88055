// The resync engine as a literal table: state and event in, next state and action out (guide "Triggers", Table 4-1).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>The transitions; firmware/DESIGN.md prints the same table, and a test compares the two.</summary>
public static class ResyncTable
{
    /// <summary>Bytes a row: state, event, next state, action.</summary>
    public const int RowBytes = TransitionRows.RowBytes;

    private static readonly byte[] Rows =
    {
        (byte)ResyncState.Asleep, (byte)ResyncEvent.PowerUp, (byte)ResyncState.Starting, (byte)ResyncAction.ArmRandomDelay,
        (byte)ResyncState.Asleep, (byte)ResyncEvent.WarmStart, (byte)ResyncState.Waiting, (byte)ResyncAction.ArmPeriodic,
        (byte)ResyncState.Asleep, (byte)ResyncEvent.WarmStartAfterFailure, (byte)ResyncState.Retrying, (byte)ResyncAction.ArmRetry,
        (byte)ResyncState.Asleep, (byte)ResyncEvent.Triggered, (byte)ResyncState.Due, (byte)ResyncAction.AwaitPeriodic,
        (byte)ResyncState.Asleep, (byte)ResyncEvent.Request, (byte)ResyncState.Asked, (byte)ResyncAction.AwaitRequest,
        (byte)ResyncState.Starting, (byte)ResyncEvent.TimerDue, (byte)ResyncState.Due, (byte)ResyncAction.AwaitPowerUp,
        (byte)ResyncState.Starting, (byte)ResyncEvent.Request, (byte)ResyncState.Asked, (byte)ResyncAction.AwaitRequest,
        (byte)ResyncState.Starting, (byte)ResyncEvent.Disabled, (byte)ResyncState.Waiting, (byte)ResyncAction.ArmPeriodic,
        (byte)ResyncState.Waiting, (byte)ResyncEvent.TimerDue, (byte)ResyncState.Due, (byte)ResyncAction.AwaitPeriodic,
        (byte)ResyncState.Waiting, (byte)ResyncEvent.Triggered, (byte)ResyncState.Due, (byte)ResyncAction.AwaitPeriodic,
        (byte)ResyncState.Waiting, (byte)ResyncEvent.Request, (byte)ResyncState.Asked, (byte)ResyncAction.AwaitRequest,
        (byte)ResyncState.Waiting, (byte)ResyncEvent.Disabled, (byte)ResyncState.Waiting, (byte)ResyncAction.ArmPeriodic,
        (byte)ResyncState.Retrying, (byte)ResyncEvent.TimerDue, (byte)ResyncState.Due, (byte)ResyncAction.AwaitRetry,
        (byte)ResyncState.Retrying, (byte)ResyncEvent.Triggered, (byte)ResyncState.Due, (byte)ResyncAction.AwaitPeriodic,
        (byte)ResyncState.Retrying, (byte)ResyncEvent.Request, (byte)ResyncState.Asked, (byte)ResyncAction.AwaitRequest,
        (byte)ResyncState.Retrying, (byte)ResyncEvent.Disabled, (byte)ResyncState.Retrying, (byte)ResyncAction.ArmRetry,
        (byte)ResyncState.Due, (byte)ResyncEvent.LinesIdle, (byte)ResyncState.Running, (byte)ResyncAction.Begin,
        (byte)ResyncState.Due, (byte)ResyncEvent.TimerDue, (byte)ResyncState.Running, (byte)ResyncAction.Begin,
        (byte)ResyncState.Due, (byte)ResyncEvent.Request, (byte)ResyncState.Due, (byte)ResyncAction.HoldRequest,
        (byte)ResyncState.Due, (byte)ResyncEvent.Disabled, (byte)ResyncState.Waiting, (byte)ResyncAction.ArmPeriodic,
        (byte)ResyncState.Asked, (byte)ResyncEvent.LinesIdle, (byte)ResyncState.Running, (byte)ResyncAction.Begin,
        (byte)ResyncState.Asked, (byte)ResyncEvent.TimerDue, (byte)ResyncState.Running, (byte)ResyncAction.Begin,
        (byte)ResyncState.Asked, (byte)ResyncEvent.Request, (byte)ResyncState.Asked, (byte)ResyncAction.None,
        (byte)ResyncState.Asked, (byte)ResyncEvent.Disabled, (byte)ResyncState.Asked, (byte)ResyncAction.Resume,
        (byte)ResyncState.Running, (byte)ResyncEvent.Request, (byte)ResyncState.Running, (byte)ResyncAction.HoldRequest,
        (byte)ResyncState.Running, (byte)ResyncEvent.Succeeded, (byte)ResyncState.Waiting, (byte)ResyncAction.ArmPeriodic,
        (byte)ResyncState.Running, (byte)ResyncEvent.Failed, (byte)ResyncState.Retrying, (byte)ResyncAction.ArmRetry,
        (byte)ResyncState.Running, (byte)ResyncEvent.RequestFailed, (byte)ResyncState.Running, (byte)ResyncAction.Resume,
    };

    /// <summary>Rows in the table.</summary>
    public static int RowCount
    {
        get { return Rows.Length / RowBytes; }
    }

    /// <summary>The row for a state and an event, or -1: such an event means nothing there and is ignored.</summary>
    public static int Find(ResyncState state, ResyncEvent happened)
    {
        return TransitionRows.Find(Rows, (byte)state, (byte)happened);
    }

    /// <summary>The state a row starts from.</summary>
    public static ResyncState StateOf(int row)
    {
        return (ResyncState)Rows[row * RowBytes];
    }

    /// <summary>The event a row waits for.</summary>
    public static ResyncEvent EventOf(int row)
    {
        return (ResyncEvent)Rows[(row * RowBytes) + 1];
    }

    /// <summary>The state a row leads to.</summary>
    public static ResyncState NextOf(int row)
    {
        return (ResyncState)Rows[(row * RowBytes) + 2];
    }

    /// <summary>What is done on the way.</summary>
    public static ResyncAction ActionOf(int row)
    {
        return (ResyncAction)Rows[(row * RowBytes) + 3];
    }
}
