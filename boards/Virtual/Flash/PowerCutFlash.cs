// A flash whose power goes at a chosen write operation: wraps another flash, answers like a dead one from then on.

using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>
/// Counts BeginWrite, Append and EndWrite. The operation at which the power goes is done in part: an append leaves the first bytes of what it
/// was given, a begin or an end is done or not. What the wrapped flash holds then is what the next start finds.
/// </summary>
public sealed class PowerCutFlash : IParameterFlash
{
    private readonly IParameterFlash inner;
    private readonly int cutAtOperation;
    private readonly int tornBytes;
    private int operations;

    /// <summary>
    /// Cuts at the operation with that number, the first being 0. <paramref name="tornBytes"/>: how much of it still happens, in bytes for
    /// an append; 0 means nothing, and anything else means done for a begin or an end.
    /// </summary>
    public PowerCutFlash(IParameterFlash inner, int cutAtOperation, int tornBytes)
    {
        this.inner = inner;
        this.cutAtOperation = cutAtOperation;
        this.tornBytes = tornBytes;
    }

    /// <summary>True once the power is gone.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Bytes of the append at which the power went; 0 when it was another operation.</summary>
    public int CutAppendBytes { get; private set; }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return inner.SlotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        return IsCut ? -1 : inner.Read(slot, position, buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        bool lives = Lives();
        return (lives || Completes()) && inner.BeginWrite(slot) && lives;
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        if (Lives())
        {
            return inner.Append(buffer, offset, count);
        }

        if (operations - 1 == cutAtOperation)
        {
            CutAppendBytes = count;
            inner.Append(buffer, offset, tornBytes < count ? tornBytes : count);
        }

        return false;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        bool lives = Lives();
        return (lives || Completes()) && inner.EndWrite() && lives;
    }

    private bool Lives()
    {
        IsCut = IsCut || operations == cutAtOperation;
        operations++;
        return !IsCut;
    }

    private bool Completes()
    {
        return operations - 1 == cutAtOperation && tornBytes > 0;
    }
}
