// One way of getting a file from one address, or of sending one there.

using NanoSpa.Core;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>A protocol engine with its socket. Started for one address, stepped until it is Done or Failed, closed.</summary>
internal interface ITransport
{
    /// <summary>Where it stands.</summary>
    TransferStatus Status { get; }

    /// <summary>Why it failed.</summary>
    Fault Fault { get; }

    /// <summary>True when it failed before the server said anything: another address may do better, and the sink has seen nothing.</summary>
    bool WasUnanswered { get; }

    /// <summary>Bytes of the file delivered to the sink; 0 when one is sent.</summary>
    int BodyBytes { get; }

    /// <summary>When <see cref="Step"/> has something to do even if nothing comes in.</summary>
    long NextDeadlineMs { get; }

    /// <summary>Opens the socket and asks.</summary>
    void Start(uint address, FileUrl url, ISink body, long nowMs);

    /// <summary>Lets time pass, sends, takes at most one datagram or read; waits for it at most <paramref name="waitMs"/>.</summary>
    void Step(long nowMs, int waitMs);

    /// <summary>Ends it from outside with a fault; the server is told where the protocol can.</summary>
    void Abort(Fault fault);

    /// <summary>Closes the socket.</summary>
    void Close();
}
