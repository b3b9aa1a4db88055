// A flash whose power goes at a chosen write operation: wraps another flash, answers like a dead one from then on.

using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>
/// Counts BeginWrite, Append and EndWrite. The operation at which the power goes is done in part: an append leaves the first bytes of what it
/// was given, a begin or an end is done or not. What the wrapped flash holds then is what the next start finds.
/// </summary>
public sealed class PowerCutFlash : IParameterFlash
{
    private readonly IParameterFlash _inner;
    private readonly int _cutAtOperation;
    private readonly int _tornBytes;
    private int _operations;

    /// <summary>
    /// Cuts at the operation with that number, the first being 0. <paramref name="tornBytes"/>: how much of it still happens, in bytes for
    /// an append; 0 means nothing, and anything else means done for a begin or an end.
    /// </summary>
    public PowerCutFlash(IParameterFlash inner, int cutAtOperation, int tornBytes)
    {
        _inner = inner;
        _cutAtOperation = cutAtOperation;
        _tornBytes = tornBytes;
    }

    /// <summary>True once the power is gone.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Bytes of the append at which the power went; 0 when it was another operation.</summary>
    public int CutAppendBytes { get; private set; }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return _inner.SlotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        return IsCut ? -1 : _inner.Read(slot, position, buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        bool lives = Lives();
        return (lives || Completes()) && _inner.BeginWrite(slot) && lives;
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        if (Lives())
        {
            return _inner.Append(buffer, offset, count);
        }

        if (_operations - 1 == _cutAtOperation)
        {
            CutAppendBytes = count;
            _inner.Append(buffer, offset, _tornBytes < count ? _tornBytes : count);
        }

        return false;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        bool lives = Lives();
        return (lives || Completes()) && _inner.EndWrite() && lives;
    }

    private bool Lives()
    {
        IsCut = IsCut || _operations == _cutAtOperation;
        _operations++;
        return !IsCut;
    }

    private bool Completes()
    {
        return _operations - 1 == _cutAtOperation && _tornBytes > 0;
    }
}
