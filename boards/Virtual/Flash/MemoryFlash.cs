// The two slots of the parameter store in RAM: for tests and fleets of virtual units.

using System;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Flash whose every byte can be seen and damaged. What is appended is there at once, as the worst flash would have it.</summary>
public sealed class MemoryFlash : IParameterFlash
{
    /// <summary>The bytes of both slots; only the first <see cref="Lengths"/> of each were written.</summary>
    public readonly byte[][] Slots = new byte[2][];

    /// <summary>Bytes written to each slot.</summary>
    public readonly int[] Lengths = new int[2];

    private readonly int _slotSizeBytes;
    private int _writing = -1;

    /// <summary>Two empty slots.</summary>
    public MemoryFlash(int slotSizeBytes)
    {
        _slotSizeBytes = slotSizeBytes;
        Slots[0] = new byte[slotSizeBytes];
        Slots[1] = new byte[slotSizeBytes];
    }

    /// <summary>Begins, appends and ends, all counted.</summary>
    public int WriteOperations { get; private set; }

    /// <summary>Answers reads with -1 while set.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>Answers false to everything that writes while set.</summary>
    public bool RefusesWrites { get; set; }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return _slotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        if (RefusesReads)
        {
            return -1;
        }

        int left = Lengths[slot] - position;
        int run = left < count ? left : count;
        if (run <= 0)
        {
            return 0;
        }

        Array.Copy(Slots[slot], position, buffer, offset, run);
        return run;
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        WriteOperations++;
        if (RefusesWrites)
        {
            return false;
        }

        _writing = slot;
        Lengths[slot] = 0;
        return true;
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        WriteOperations++;
        if (RefusesWrites || _writing < 0 || Lengths[_writing] + count > _slotSizeBytes)
        {
            return false;
        }

        Array.Copy(buffer, offset, Slots[_writing], Lengths[_writing], count);
        Lengths[_writing] += count;
        return true;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        WriteOperations++;
        bool ended = !RefusesWrites && _writing >= 0;
        _writing = -1;
        return ended;
    }

    /// <summary>Makes this a copy of another flash of the same size.</summary>
    public void CopyFrom(MemoryFlash other)
    {
        for (int slot = 0; slot < 2; slot++)
        {
            Array.Copy(other.Slots[slot], 0, Slots[slot], 0, other.Lengths[slot]);
            Lengths[slot] = other.Lengths[slot];
        }

        _writing = -1;
        WriteOperations = 0;
    }
}
