// Two slots of parameter flash in RAM.

using System;
using NanoSpa.Hal;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Slots of 4 KiB that never fail.</summary>
public sealed class MemoryFlash : IParameterFlash
{
    private readonly byte[][] _slots = { new byte[4096], new byte[4096] };
    private readonly int[] _lengths = new int[2];
    private int _written;

    public int SlotSizeBytes
    {
        get { return 4096; }
    }

    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        int left = _lengths[slot] - position;
        int taken = left < 0 ? 0 : left < count ? left : count;
        Array.Copy(_slots[slot], position, buffer, offset, taken);
        return taken;
    }

    public bool BeginWrite(int slot)
    {
        _written = slot;
        _lengths[slot] = 0;
        return true;
    }

    public bool Append(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, _slots[_written], _lengths[_written], count);
        _lengths[_written] += count;
        return true;
    }

    public bool EndWrite()
    {
        return true;
    }
}
