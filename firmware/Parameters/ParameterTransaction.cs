// New values and accesses in, all of them or none into the store.

using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>
/// What is going to change. The store shows nothing of it before <see cref="Commit"/> has answered None. A fault of one call leaves the
/// transaction as it was before that call.
/// </summary>
public sealed class ParameterTransaction
{
    private readonly ParameterStore _store;
    private readonly ValueHeap _heap;
    private readonly AccessTable _accesses;
    private readonly ValueCheck _check = new ValueCheck();
    private int _changedCount;

    internal ParameterTransaction(ParameterStore store)
    {
        _store = store;
        _heap = store.Heap;
        _accesses = store.Accesses;
    }

    /// <summary>After a fault of a value: the offset of the first byte that does not fit (<see cref="ValueCheck.Position"/>).</summary>
    public int FaultPosition => _check.Position;

    /// <summary>Parameters whose value or access changes.</summary>
    public int ChangedCount => _changedCount;

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

        byte[] kept = _check.Kept;
        int keptOffset = _check.KeptOffset;
        int keptCount = _check.KeptCount;
        bool isAsGiven = kept == value && keptCount == count;
        if (!isAsGiven && SetKnown(index, kept, keptOffset, keptCount))
        {
            return Fault.None;
        }

        ushort before = _heap.Pending[index];
        if (!_heap.AddPending(index, kept, keptOffset, keptCount))
        {
            return Fault.StoreFull;
        }

        NoteValue(index, before, _heap.Pending[index]);
        return Fault.None;
    }

    /// <summary>Sets the user account's access. AccessBad for None and for anything that is no access.</summary>
    public Fault SetAccess(int index, Access access)
    {
        if (access < Access.NotAccessible || access > Access.ReadWrite)
        {
            return Fault.AccessBad;
        }

        int before = _accesses.Bytes[index];
        int committed = before & AccessTable.Committed;
        Access current = committed == 0 ? Catalogue.AccessOf(index) : (Access)committed;
        int pending = access == current ? 0 : (int)access << AccessTable.PendingShift;
        if (pending != (before & AccessTable.Pending))
        {
            _accesses.Bytes[index] = (byte)((before & ~AccessTable.Pending) | pending | AccessTable.Own | AccessTable.Open);
            if (_heap.Pending[index] == ValueHeap.Unchanged)
            {
                _changedCount += (before & AccessTable.Pending) == 0 ? 1 : pending == 0 ? -1 : 0;
            }
        }

        return Fault.None;
    }

    /// <summary>Puts the user account's access back to the factory's.</summary>
    public void SetFactoryAccess(int index)
    {
        if ((_accesses.Bytes[index] & (AccessTable.Committed | AccessTable.Pending)) != 0)
        {
            SetAccess(index, Catalogue.AccessOf(index));
        }
    }

    /// <summary>The first changed parameter behind <paramref name="afterIndex"/>, in the catalogue's order; -1 at the end. Start with -1.</summary>
    public int NextChanged(int afterIndex)
    {
        int index = _accesses.Next(AccessTable.Open, afterIndex);
        while (index >= 0 && !IsChanged(index))
        {
            index = _accesses.Next(AccessTable.Open, index);
        }

        return index;
    }

    /// <summary>True when the value changes, not the access alone.</summary>
    public bool ChangesValue(int index)
    {
        return _heap.Pending[index] != ValueHeap.Unchanged;
    }

    /// <summary>The access the parameter will have.</summary>
    public Access NewAccessOf(int index)
    {
        int pending = _accesses.Bytes[index] & AccessTable.Pending;
        return pending == 0 ? _store.AccessOf(index) : (Access)(pending >> AccessTable.PendingShift);
    }

    /// <summary>Appends the value the parameter has.</summary>
    public void AppendOld(int index, TextBuffer output)
    {
        _store.AppendTo(index, output);
    }

    /// <summary>Appends the value the parameter will have.</summary>
    public void AppendNew(int index, TextBuffer output)
    {
        ushort pending = _heap.Pending[index];
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
        bool changesValues = _changedCount > 0;
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

        byte[] states = _accesses.Bytes;
        int index = _accesses.Next(AccessTable.Open, -1);
        while (index >= 0)
        {
            Adopt(states, index);
            index = (states[index + 1] & AccessTable.Open) != 0 ? index + 1 : _accesses.Next(AccessTable.Open, index + 1);
        }

        _heap.EndAdopting();
        _changedCount = 0;
        return Fault.None;
    }

    /// <summary>Gives up all that was set.</summary>
    public void Abort()
    {
        _store.Prints.Abort();
        if (_changedCount > 0)
        {
            byte[] bytes = _accesses.Bytes;
            for (int index = _accesses.Next(AccessTable.Open, -1); index >= 0; index = _accesses.Next(AccessTable.Open, index))
            {
                _heap.Pending[index] = ValueHeap.Unchanged;
                bytes[index] &= AccessTable.Committed | AccessTable.Own | AccessTable.Changed;
            }

            _changedCount = 0;
        }

        _heap.CutBack();
    }

    // True when the value is the store's or the factory's, which is noted and takes no room.
    private bool SetKnown(int index, byte[] value, int offset, int count)
    {
        ushort committed = _heap.Committed[index];
        ushort pending = ValueHeap.Unchanged;
        if (!_store.EqualsAt(index, committed, value, offset, count))
        {
            pending = ValueHeap.ToFactory;
            if (committed == ValueHeap.Factory || !_store.EqualsAt(index, ValueHeap.Factory, value, offset, count))
            {
                return false;
            }
        }

        ushort before = _heap.Pending[index];
        if (before != pending)
        {
            _heap.Pending[index] = pending;
            NoteValue(index, before, pending);
        }

        return true;
    }

    // What is pending becomes what is committed.
    private void Adopt(byte[] states, int index)
    {
        int state = states[index];
        int pending = (state & AccessTable.Pending) >> AccessTable.PendingShift;
        int access = pending == 0 ? state & AccessTable.Committed : pending == (int)Catalogue.AccessOf(index) ? 0 : pending;
        bool changesValue = _heap.Adopt(index);
        int changed = changesValue || pending != 0 ? AccessTable.Changed : state & AccessTable.Changed;
        states[index] = (byte)(access | changed | AccessTable.Own);
    }

    private bool IsChanged(int index)
    {
        return _heap.Pending[index] != ValueHeap.Unchanged || (_accesses.Bytes[index] & AccessTable.Pending) != 0;
    }

    // After a value of the pending table was set: flags and count follow. A parameter with a pending access is counted already.
    private void NoteValue(int index, ushort before, ushort after)
    {
        byte[] states = _accesses.Bytes;
        int state = states[index];
        states[index] = (byte)(state | AccessTable.Own | AccessTable.Open);
        if ((state & AccessTable.Pending) == 0 && (before == ValueHeap.Unchanged) != (after == ValueHeap.Unchanged))
        {
            _changedCount += before == ValueHeap.Unchanged ? 1 : -1;
        }
    }
}
