// Two slots behind a write-back cache: until EndWrite has answered, any of the pages appended may reach the flash, in any order, or none.

using System;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>
/// What was ended is durable at once; a write that is under way is seen by reads, but only in the cache. <see cref="LeaveBehind"/> makes the
/// flash that the next start finds when the power goes now.
/// </summary>
public sealed class PageCacheFlash : IParameterFlash
{
    /// <summary>Bytes of a page, the unit in which a cache writes back.</summary>
    public const int PageBytes = 256;

    private readonly MemoryFlash _durable;
    private readonly byte[] _cached;
    private int _cachedBytes;
    private int _writing = -1;

    /// <summary>The flash behind the cache; it changes only when a write ends.</summary>
    public PageCacheFlash(MemoryFlash durable)
    {
        _durable = durable;
        _cached = new byte[durable.SlotSizeBytes];
    }

    /// <summary>True from a BeginWrite to its EndWrite.</summary>
    public bool IsWriting
    {
        get { return _writing >= 0; }
    }

    /// <summary>Pages of the write under way, the last one counted when begun.</summary>
    public int PageCount
    {
        get { return IsWriting ? (_cachedBytes + PageBytes - 1) / PageBytes : 0; }
    }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return _durable.SlotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        if (slot != _writing)
        {
            return _durable.Read(slot, position, buffer, offset, count);
        }

        int run = Math.Min(_cachedBytes - position, count);
        if (run <= 0)
        {
            return 0;
        }

        Array.Copy(_cached, position, buffer, offset, run);
        return run;
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        _writing = slot;
        _cachedBytes = 0;
        return true;
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        if (_writing < 0 || _cachedBytes + count > _cached.Length)
        {
            return false;
        }

        Array.Copy(buffer, offset, _cached, _cachedBytes, count);
        _cachedBytes += count;
        return true;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        if (_writing < 0)
        {
            return false;
        }

        Array.Copy(_cached, 0, _durable.Slots[_writing], 0, _cachedBytes);
        _durable.Lengths[_writing] = _cachedBytes;
        _writing = -1;
        return true;
    }

    /// <summary>
    /// Makes <paramref name="found"/> what a power cut leaves behind now: page n of the write under way has arrived when
    /// <paramref name="arrived"/>[n]; of the others remains what <paramref name="lost"/> says.
    /// </summary>
    public void LeaveBehind(MemoryFlash found, bool[] arrived, LostPage lost)
    {
        found.CopyFrom(_durable);
        if (_writing < 0)
        {
            return;
        }

        byte[] slot = found.Slots[_writing];
        int length = lost == LostPage.Stale ? found.Lengths[_writing] : lost == LostPage.HoleAtFullLength ? _cachedBytes : 0;
        if (lost != LostPage.Stale)
        {
            Array.Clear(slot, 0, slot.Length);
        }
        else
        {
            Array.Clear(slot, length, slot.Length - length);
        }

        for (int page = 0; page < PageCount; page++)
        {
            int start = page * PageBytes;
            if (arrived[page])
            {
                int run = Math.Min(PageBytes, _cachedBytes - start);
                Array.Copy(_cached, start, slot, start, run);
                length = Math.Max(length, start + run);
            }
        }

        found.Lengths[_writing] = length;
    }
}
