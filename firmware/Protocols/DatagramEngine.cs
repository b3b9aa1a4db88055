// What the clients over UDP share: where one stands, whether it has a datagram to send, and when to come back.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// One exchange of datagrams at a time, without socket and clock. After each call that starts it, takes a datagram or lets time pass the caller sends the output,
/// if there is one, and calls <see cref="OutputSent"/>.
/// </summary>
public abstract class DatagramEngine
{
    private long _deadlineMs;

    /// <summary>Where it stands.</summary>
    public TransferStatus Status { get; private protected set; }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Length of the datagram to send; 0 when there is none.</summary>
    public int OutputBytes { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do; long.MaxValue when nothing.</summary>
    public virtual long NextDeadlineMs
    {
        get { return Status == TransferStatus.Busy ? _deadlineMs : long.MaxValue; }
    }

    /// <summary>Gives up; nothing is sent.</summary>
    public void Cancel()
    {
        Status = TransferStatus.Idle;
        OutputBytes = 0;
    }

    /// <summary>Says that the output was sent (or lost: that is the same).</summary>
    public void OutputSent()
    {
        OutputBytes = 0;
    }

    /// <summary>Lets time pass: what was not answered is sent again, or given up.</summary>
    public virtual void Step(long nowMs)
    {
        if (Status == TransferStatus.Busy && nowMs >= _deadlineMs)
        {
            AskOrGiveUp(nowMs);
        }
    }

    // The deadline is over.
    private protected abstract void AskOrGiveUp(long nowMs);

    private protected void Begin()
    {
        Fault = Fault.None;
        Status = TransferStatus.Busy;
    }

    private protected void Send(int lengthBytes)
    {
        OutputBytes = lengthBytes;
    }

    // Sends, and is overdue at the deadline.
    private protected void Send(int lengthBytes, long deadlineMs)
    {
        OutputBytes = lengthBytes;
        _deadlineMs = deadlineMs;
    }

    // No fault: done.
    private protected void End(Fault fault)
    {
        Fault = fault;
        Status = fault == Fault.None ? TransferStatus.Done : TransferStatus.Failed;
        OutputBytes = 0;
    }
}
