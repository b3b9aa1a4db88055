// New values and accesses in, all of them or none into the store.

using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>
/// What is going to change. The store shows nothing of it before <see cref="Commit"/> has answered None. A fault of one call leaves the
/// transaction as it was before that call.
/// </summary>
public sealed class ParameterTransaction
{
    private const int CommittedBits = 3;
    private const int PendingShift = 2;

    private readonly ParameterStore _store;
    private readonly ValueCheck _check = new ValueCheck();

    internal ParameterTransaction(ParameterStore store)
    {
        _store = store;
    }

    /// <summary>After a fault of a value: the offset of the first byte that does not fit (<see cref="ValueCheck.Position"/>).</summary>
    public int FaultPosition => _check.Position;

    /// <summary>Parameters whose value or access changes.</summary>
    public int ChangedCount { get; private set; }

    /// <summary>True when the value of a reboot-class parameter changes; accesses do not count.</summary>
    public bool ChangesRebootClass
    {
        get
        {
            for (int index = NextChanged(-1); index >= 0; index = NextChanged(index))
            {
                if (ChangesValue(index) && Catalogue.IsRebootClass(index))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// Sets a value as <see cref="ValueCheck"/> keeps it; the last one set counts, and one equal to the store's is no change. A fault of
    /// the check leaves the parameter, <see cref="FaultPosition"/> says where; StoreFull when there is no room.
    /// </summary>
    public Fault Set(int index, byte[] value, int offset, int count)
    {
        // A value that the parameter has, or has from the factory, is a checked one.
        if (SetKnown(index, value, offset, count))
        {
            return Fault.None;
        }

        Fault refused = _check.Check(index, value, offset, count);
        if (refused != Fault.None)
        {
            return refused;
        }

        bool isAsGiven = _check.Kept == value && _check.KeptCount == count;
        if (!isAsGiven && SetKnown(index, _check.Kept, _check.KeptOffset, _check.KeptCount))
        {
            return Fault.None;
        }

        bool wasChanged = IsChanged(index);
        if (!_store.Heap.AddPending(index, _check.Kept, _check.KeptOffset, _check.KeptCount))
        {
            return Fault.StoreFull;
        }

        Count(index, wasChanged);
        return Fault.None;
    }

    /// <summary>Sets the user account's access. AccessBad for None and for anything that is no access.</summary>
    public Fault SetAccess(int index, Access access)
    {
        if (access < Access.NotAccessible || access > Access.ReadWrite)
        {
            return Fault.AccessBad;
        }

        int before = _store.AccessTable[index];
        int pending = access == _store.AccessOf(index) ? 0 : (int)access;
        int after = (before & CommittedBits) | (pending << PendingShift);
        if (after != before)
        {
            bool wasChanged = IsChanged(index);
            _store.AccessTable[index] = (byte)after;
            Count(index, wasChanged);
        }

        return Fault.None;
    }

    /// <summary>Puts the user account's access back to the factory's.</summary>
    public void SetFactoryAccess(int index)
    {
        if (_store.AccessTable[index] != 0)
        {
            SetAccess(index, Catalogue.AccessOf(index));
        }
    }

    /// <summary>The first changed parameter behind <paramref name="afterIndex"/>, in the catalogue's order; -1 at the end. Start with -1.</summary>
    public int NextChanged(int afterIndex)
    {
        ushort[] values = _store.Heap.Pending;
        byte[] accesses = _store.AccessTable;
        for (int index = afterIndex + 1; index < Catalogue.Count; index++)
        {
            if (values[index] != ValueHeap.Unchanged || accesses[index] > CommittedBits)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>True when the value changes, not the access alone.</summary>
    public bool ChangesValue(int index)
    {
        return _store.Heap.Pending[index] != ValueHeap.Unchanged;
    }

    /// <summary>The access the parameter will have.</summary>
    public Access NewAccessOf(int index)
    {
        int pending = _store.AccessTable[index] >> PendingShift;
        return pending == 0 ? _store.AccessOf(index) : (Access)pending;
    }

    /// <summary>Appends the value the parameter has.</summary>
    public void AppendOld(int index, TextBuffer output)
    {
        _store.AppendTo(index, output);
    }

    /// <summary>Appends the value the parameter will have.</summary>
    public void AppendNew(int index, TextBuffer output)
    {
        ushort pending = _store.Heap.Pending[index];
        if (pending == ValueHeap.Unchanged)
        {
            _store.AppendTo(index, output);
            return;
        }

        _store.AppendAt(index, pending == ValueHeap.ToFactory ? ValueHeap.Factory : pending, output);
    }

    /// <summary>
    /// Says of which profile the values are: rule 0 to 3, and the digests as <see cref="ProfilePrints"/> has them. It is written together with the
    /// values; a profile that changes none writes nothing, but for dropping the rule's older fingerprint from flash.
    /// </summary>
    public void SetPrint(int rule, int bodyBytes, byte[] bodyDigest, byte[] ruleDigest)
    {
        _store.Prints.SetPending(rule, bodyBytes, bodyDigest, ruleDigest);
    }

    /// <summary>
    /// Writes the new set to flash, then shows it in the store and is empty again. With nothing changed, nothing is written. FlashWrite or
    /// StoreFull (more than a slot holds): store and transaction are as before, and the set in use is still whole on flash.
    /// </summary>
    public Fault Commit()
    {
        bool changesValues = ChangedCount > 0;
        bool writes = changesValues || _store.Prints.IsOutdated;
        Fault fault = writes ? _store.WritePending(changesValues) : Fault.None;
        if (fault != Fault.None)
        {
            return fault;
        }

        _store.Prints.Adopt(changesValues, writes);
        if (!changesValues)
        {
            Abort();
            return Fault.None;
        }

        for (int index = NextChanged(-1); index >= 0; index = NextChanged(index))
        {
            _store.Mark(index);
        }

        _store.Heap.Adopt();
        AdoptAccess();
        ChangedCount = 0;
        return Fault.None;
    }

    /// <summary>Gives up all that was set.</summary>
    public void Abort()
    {
        _store.Prints.Abort();
        _store.Heap.CutBack(ChangedCount > 0);
        if (ChangedCount > 0)
        {
            byte[] table = _store.AccessTable;
            for (int index = 0; index < table.Length; index++)
            {
                table[index] &= CommittedBits;
            }

            ChangedCount = 0;
        }
    }

    // True when the value is the store's or the factory's, which is noted and takes no room.
    private bool SetKnown(int index, byte[] value, int offset, int count)
    {
        ushort pending = ValueHeap.Unchanged;
        if (!_store.ValueEquals(index, value, offset, count))
        {
            pending = ValueHeap.ToFactory;
            if (_store.IsDefault(index) || !_store.FactoryEquals(index, value, offset, count))
            {
                return false;
            }
        }

        if (_store.Heap.Pending[index] != pending)
        {
            bool wasChanged = IsChanged(index);
            _store.Heap.Pending[index] = pending;
            Count(index, wasChanged);
        }

        return true;
    }

    private void AdoptAccess()
    {
        byte[] table = _store.AccessTable;
        for (int index = 0; index < table.Length; index++)
        {
            int pending = table[index] >> PendingShift;
            if (pending != 0)
            {
                table[index] = (byte)((Access)pending == Catalogue.AccessOf(index) ? 0 : pending);
            }
        }
    }

    private bool IsChanged(int index)
    {
        return _store.Heap.Pending[index] != ValueHeap.Unchanged || (_store.AccessTable[index] >> PendingShift) != 0;
    }

    private void Count(int index, bool wasChanged)
    {
        bool isChanged = IsChanged(index);
        if (isChanged != wasChanged)
        {
            ChangedCount += isChanged ? 1 : -1;
        }
    }
}
