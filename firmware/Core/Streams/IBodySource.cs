// A file that the firmware sends, as a run of bytes that is pulled: reports go out this way (guide "Report Rule").

namespace NanoSpa.Core;

/// <summary>The counterpart of <see cref="ISink"/>: whoever sends asks for the next bytes, as many as it has room for. Reading allocates nothing.</summary>
public interface IBodySource
{
    /// <summary>Bytes from the start to the end, exactly; finding out may take a pass over them, and leaves the source at its start.</summary>
    int CountBytes();

    /// <summary>Copies the next bytes. How many, 0 at the end, -1 when it failed.</summary>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Why <see cref="Read"/> answered -1.</summary>
    Fault Fault { get; }

    /// <summary>Back to the start; the same bytes come again.</summary>
    void Rewind();
}
