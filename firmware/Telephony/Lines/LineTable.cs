// A line as a literal table: state and event in, next state and action out (GR-506 loop start; guide "Regional Parameters").

using NanoSpa.Core;

namespace NanoSpa.Telephony;

/// <summary>The transitions; firmware/DESIGN.md prints the same table, and a test compares the two.</summary>
public static class LineTable
{
    /// <summary>Bytes a row: state, event, next state, action.</summary>
    public const int RowBytes = TransitionRows.RowBytes;

    private static readonly byte[] Rows =
    {
        (byte)LineState.OnHook, (byte)LineEvent.PickedUp, (byte)LineState.OffHook, (byte)LineAction.PlayDialTone,
        (byte)LineState.OnHook, (byte)LineEvent.Ring, (byte)LineState.Ringing, (byte)LineAction.StartRing,
        (byte)LineState.OffHook, (byte)LineEvent.Digit, (byte)LineState.Dialling, (byte)LineAction.AwaitDigit,
        (byte)LineState.OffHook, (byte)LineEvent.Placed, (byte)LineState.InUse, (byte)LineAction.StopTone,
        (byte)LineState.OffHook, (byte)LineEvent.Expired, (byte)LineState.Parked, (byte)LineAction.PlayWarningTone,
        (byte)LineState.OffHook, (byte)LineEvent.HungUp, (byte)LineState.OnHook, (byte)LineAction.Release,
        (byte)LineState.Ringing, (byte)LineEvent.RingTrip, (byte)LineState.Ringing, (byte)LineAction.HoldRing,
        (byte)LineState.Ringing, (byte)LineEvent.FalseTrip, (byte)LineState.Ringing, (byte)LineAction.ResumeRing,
        (byte)LineState.Ringing, (byte)LineEvent.PickedUp, (byte)LineState.InUse, (byte)LineAction.Answer,
        (byte)LineState.Ringing, (byte)LineEvent.RingEnds, (byte)LineState.OnHook, (byte)LineAction.StopRing,
        (byte)LineState.Dialling, (byte)LineEvent.Digit, (byte)LineState.Dialling, (byte)LineAction.AwaitDigit,
        (byte)LineState.Dialling, (byte)LineEvent.Placed, (byte)LineState.InUse, (byte)LineAction.StopTone,
        (byte)LineState.Dialling, (byte)LineEvent.Cleared, (byte)LineState.OffHook, (byte)LineAction.PlayReorderTone,
        (byte)LineState.Dialling, (byte)LineEvent.Expired, (byte)LineState.OffHook, (byte)LineAction.PlayReorderTone,
        (byte)LineState.Dialling, (byte)LineEvent.HungUp, (byte)LineState.OnHook, (byte)LineAction.Release,
        (byte)LineState.InUse, (byte)LineEvent.Connected, (byte)LineState.InUse, (byte)LineAction.Connect,
        (byte)LineState.InUse, (byte)LineEvent.Cleared, (byte)LineState.OffHook, (byte)LineAction.PlayReorderTone,
        (byte)LineState.InUse, (byte)LineEvent.HungUp, (byte)LineState.OnHook, (byte)LineAction.Release,
        (byte)LineState.Parked, (byte)LineEvent.HungUp, (byte)LineState.OnHook, (byte)LineAction.Release,
    };

    /// <summary>Rows in the table.</summary>
    public static int RowCount
    {
        get { return Rows.Length / RowBytes; }
    }

    /// <summary>The row for a state and an event, or -1: such an event changes nothing there.</summary>
    public static int Find(LineState state, LineEvent happened)
    {
        return TransitionRows.Find(Rows, (byte)state, (byte)happened);
    }

    /// <summary>The state a row starts from.</summary>
    public static LineState StateOf(int row)
    {
        return (LineState)Rows[row * RowBytes];
    }

    /// <summary>The event a row waits for.</summary>
    public static LineEvent EventOf(int row)
    {
        return (LineEvent)Rows[(row * RowBytes) + 1];
    }

    /// <summary>The state a row leads to.</summary>
    public static LineState NextOf(int row)
    {
        return (LineState)Rows[(row * RowBytes) + 2];
    }

    /// <summary>What is done on the way.</summary>
    public static LineAction ActionOf(int row)
    {
        return (LineAction)Rows[(row * RowBytes) + 3];
    }
}
