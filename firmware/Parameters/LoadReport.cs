// What was found on flash at the start (firmware/FORMAT.md).

using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>The outcome of <see cref="ParameterStore.Load"/>. Filled anew by every load.</summary>
public sealed class LoadReport
{
    /// <summary>The slot whose set is in use, 0 or 1; -1 for the factory values.</summary>
    public int Slot = -1;

    /// <summary>The sequence number of the set in use; 0 for the factory values.</summary>
    public uint Sequence;

    /// <summary>Why slot 0 is of no use; None when it holds a good set or nothing.</summary>
    public Fault FaultOfSlot0;

    /// <summary>Why slot 1 is of no use; None when it holds a good set or nothing.</summary>
    public Fault FaultOfSlot1;

    /// <summary>Offset in its slot, in bytes, at which the first fault was seen; -1 when there is none.</summary>
    public int FaultOffset = -1;

    /// <summary>Records of the set in use.</summary>
    public int RecordCount;

    /// <summary>Records whose name this version does not know; they are left out.</summary>
    public int UnknownCount;

    /// <summary>The fault of a slot, 0 or 1.</summary>
    public Fault FaultOf(int slot)
    {
        return slot == 0 ? FaultOfSlot0 : FaultOfSlot1;
    }

    internal void Clear()
    {
        Slot = -1;
        Sequence = 0;
        FaultOfSlot0 = Fault.None;
        FaultOfSlot1 = Fault.None;
        FaultOffset = -1;
        RecordCount = 0;
        UnknownCount = 0;
    }

    internal void SetFault(int slot, Fault fault, int offset)
    {
        if (FaultOffset < 0)
        {
            FaultOffset = offset;
        }

        if (slot == 0)
        {
            FaultOfSlot0 = fault;
        }
        else
        {
            FaultOfSlot1 = fault;
        }
    }
}
