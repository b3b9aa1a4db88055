// Bytes in, one step of a pipeline (firmware/DESIGN.md, "Sink").

namespace NanoSpa.Core;

/// <summary>
/// Accepts a stream of bytes in chunks of any size. The same bytes give the same outcome however they are cut.
/// The constructor allocates everything, <see cref="Reset"/> makes it ready again, <see cref="Write"/> allocates nothing.
/// </summary>
public interface ISink
{
    /// <summary>Makes the sink ready for a new stream; forgets any fault.</summary>
    void Reset();

    /// <summary>Takes <paramref name="count"/> bytes. The buffer is borrowed: the sink keeps no reference to it.</summary>
    DecodeStatus Write(byte[] buffer, int offset, int count);

    /// <summary>Says that the stream has ended. Answers <see cref="DecodeStatus.Done"/> or <see cref="DecodeStatus.Failed"/>.</summary>
    DecodeStatus Finish();

    /// <summary>Why it failed; <see cref="Core.Fault.None"/> while it has not.</summary>
    Fault Fault { get; }

    /// <summary>Offset in this sink's own input, in bytes, at which the fault was seen; of the sink that found it.</summary>
    int FaultOffset { get; }
}
