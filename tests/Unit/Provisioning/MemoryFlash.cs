// Two slots of parameter flash in RAM.

using System;
using NanoSpa.Hal;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Slots of 4 KiB that never fail.</summary>
public sealed class MemoryFlash : IParameterFlash
{
    private readonly byte[][] slots = { new byte[4096], new byte[4096] };
    private readonly int[] lengths = new int[2];
    private int written;

    public int SlotSizeBytes
    {
        get { return 4096; }
    }

    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        int left = lengths[slot] - position;
        int taken = left < 0 ? 0 : left < count ? left : count;
        Array.Copy(slots[slot], position, buffer, offset, taken);
        return taken;
    }

    public bool BeginWrite(int slot)
    {
        written = slot;
        lengths[slot] = 0;
        return true;
    }

    public bool Append(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, slots[written], lengths[written], count);
        lengths[written] += count;
        return true;
    }

    public bool EndWrite()
    {
        return true;
    }
}
