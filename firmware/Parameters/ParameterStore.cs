// The values of all parameters in RAM, loaded from and committed to two slots of flash (firmware/FORMAT.md).

using System;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Parameters;

/// <summary>
/// Keeps what differs from the factory values. Read it here, change it by way of <see cref="Begin"/>. A commit is on flash as a whole before
/// any of it is seen here, and a power cut at any moment leaves the old or the new set.
/// </summary>
public sealed class ParameterStore
{
    /// <summary>Longest value, in bytes.</summary>
    public const int MaxValueBytes = 2048;

    /// <summary>Largest capacity, in bytes.</summary>
    public const int MaxCapacityBytes = ValueHeap.MaxCapacityBytes;

    private const int IoBufferBytes = 512;

    internal readonly ValueHeap Heap;

    internal readonly AccessTable Accesses = new AccessTable();

    // The buffer of reader and writer, which ask for no factory value while they run.
    private readonly byte[] _factoryValue;
    private readonly SnapshotReader _reader;
    private readonly SnapshotWriter _writer;
    private readonly IParameterFlash _flash;
    private readonly ParameterTransaction _transaction;
    private readonly LoadReport _report = new LoadReport();
    private readonly ScriptCursor _cursor = new ScriptCursor();

    private int _activeSlot = -1;
    private int _firstSlotToWrite;
    private uint _lastSequence;
    private Fault _readFault;

    /// <summary>
    /// Makes a store with factory values and allocates all it ever needs: <paramref name="capacityBytes"/>, at most
    /// <see cref="MaxCapacityBytes"/>, for values, and 5 bytes a parameter. A value takes 4 bytes more than its length, rounded up to 4.
    /// While a transaction is open its new values take room beside the old ones.
    /// </summary>
    public ParameterStore(IParameterFlash flash, int capacityBytes)
    {
        _flash = flash;
        byte[] buffer = new byte[IoBufferBytes];
        _factoryValue = buffer;
        Heap = new ValueHeap(capacityBytes);
        _reader = new SnapshotReader(flash, buffer);
        _writer = new SnapshotWriter(flash, buffer, _reader.Name);
        _transaction = new ParameterTransaction(this);
    }

    /// <summary>Fingerprints of the profiles applied last; set by <see cref="ParameterTransaction.SetPrint"/>.</summary>
    public ProfilePrints Prints { get; } = new ProfilePrints();

    /// <summary>What the last <see cref="Load"/> found.</summary>
    public LoadReport Report
    {
        get { return _report; }
    }

    /// <summary>Bytes of the capacity in use, with those of an open transaction.</summary>
    public int UsedBytes
    {
        get { return Heap.UsedBytes; }
    }

    /// <summary>
    /// Reads the newest good set; without one, all is as from the factory. Answers the first fault seen even when a good set was
    /// found beside it: SnapshotDamaged, SnapshotVersion, FlashRead, or StoreFull for a set larger than the capacity.
    /// <see cref="Report"/> says which slot is meant and which is in use.
    /// </summary>
    public Fault Load()
    {
        _report.Clear();
        Clear();
        bool isGood0 = Reported(0, ReadSlot(0, false));
        bool hasSequence0 = _reader.HasSequence;
        uint sequence0 = _reader.Sequence;
        bool isGood1 = Reported(1, ReadSlot(1, false));
        bool hasSequence1 = _reader.HasSequence;
        uint sequence1 = _reader.Sequence;

        bool isNewer1 = hasSequence1 && (!hasSequence0 || IsNewer(sequence1, sequence0));
        _lastSequence = isNewer1 ? sequence1 : hasSequence0 ? sequence0 : 0;
        int first = isGood1 && (!isGood0 || isNewer1) ? 1 : 0;
        if ((first == 0 ? isGood0 : isGood1) && !Take(first) && (first == 0 ? isGood1 : isGood0))
        {
            Take(1 - first);
        }

        // With no set in use, the slot to spend is the one that is not of another format, the one whose header is broken or missing, the older one.
        bool isForeign0 = _report.FaultOfSlot0 == Fault.SnapshotVersion;
        bool isForeign1 = _report.FaultOfSlot1 == Fault.SnapshotVersion;
        bool spends0 = isForeign0 == isForeign1 ? isNewer1 || !hasSequence0 : isForeign1;
        _firstSlotToWrite = spends0 ? 0 : 1;
        return _report.FaultOfSlot0 != Fault.None ? _report.FaultOfSlot0 : _report.FaultOfSlot1;
    }

    /// <summary>Appends the value.</summary>
    public void AppendTo(int index, TextBuffer output)
    {
        AppendAt(index, Heap.Committed[index], output);
    }

    /// <summary>Length of the value in bytes.</summary>
    public int LengthOf(int index)
    {
        ushort place = Heap.Committed[index];
        return place == ValueHeap.Factory ? Catalogue.DefaultOf(index).Length : Heap.LengthAt(place);
    }

    /// <summary>The value as a string. Allocates.</summary>
    public string Text(int index)
    {
        ushort place = Heap.Committed[index];
        if (place == ValueHeap.Factory)
        {
            return Catalogue.DefaultOf(index);
        }

        int length = Heap.LengthAt(place);
        return length == 0 ? "" : Encoding.UTF8.GetString(Heap.Bytes, Heap.ValueAt(place), length);
    }

    /// <summary>True for Yes, yes, Enable, enable and 1 (guide "Proprietary Plain-Text Configuration File").</summary>
    public bool IsYes(int index)
    {
        int offset;
        int count;
        byte[] value = Locate(index, Heap.Committed[index], out offset, out count);
        return ByteText.Equals(value, offset, count, "Yes") || ByteText.Equals(value, offset, count, "yes") || ByteText.Equals(value, offset, count, "1")
            || ByteText.Equals(value, offset, count, "Enable") || ByteText.Equals(value, offset, count, "enable");
    }

    /// <summary>The value as a number, decimal or 0x hexadecimal, with an optional sign; <paramref name="whenBad"/> when it is none or leaves int.</summary>
    public int Number(int index, int whenBad)
    {
        int offset;
        int count;
        byte[] value = Locate(index, Heap.Committed[index], out offset, out count);
        return NumberText.Parse(value, offset, count, whenBad);
    }

    /// <summary>The value, a time in seconds (guide "Data Types", Time), in milliseconds; <paramref name="whenBad"/> when it is none, endless, or more than 23 days.</summary>
    public int Milliseconds(int index, int whenBad)
    {
        int offset;
        int count;
        byte[] value = Locate(index, Heap.Committed[index], out offset, out count);
        _cursor.Open(value, offset, count);
        int milliseconds = _cursor.Duration();
        return milliseconds >= 0 && _cursor.AtEnd ? milliseconds : whenBad;
    }

    /// <summary>What the user account may do with the parameter.</summary>
    public Access AccessOf(int index)
    {
        int set = Accesses.Bytes[index] & AccessTable.Committed;
        return set == 0 ? Catalogue.AccessOf(index) : (Access)set;
    }

    /// <summary>True while the parameter has its factory value.</summary>
    public bool IsDefault(int index)
    {
        return Heap.Committed[index] == ValueHeap.Factory;
    }

    /// <summary>Where the bytes of the value stand; borrowed until the store is asked or changed again.</summary>
    public byte[] Borrow(int index, out int offset, out int count)
    {
        return Locate(index, Heap.Committed[index], out offset, out count);
    }

    /// <summary>True when value or access were changed since the start or the last <see cref="ClearMarks"/>.</summary>
    public bool IsMarked(int index)
    {
        return (Accesses.Bytes[index] & AccessTable.Changed) != 0;
    }

    /// <summary>Forgets what was changed.</summary>
    public void ClearMarks()
    {
        Accesses.ClearChanged();
    }

    /// <summary>True when the value is exactly these bytes.</summary>
    public bool ValueEquals(int index, byte[] value, int offset, int count)
    {
        return EqualsAt(index, Heap.Committed[index], value, offset, count);
    }

    /// <summary>Opens the one transaction. What an earlier one had set and not committed is given up.</summary>
    public ParameterTransaction Begin()
    {
        _transaction.Abort();
        return _transaction;
    }

    /// <summary>
    /// Puts all values and accesses back, on flash too: both slots get an empty set, so that no old secret stays behind.
    /// FlashWrite when the first could not be written: then nothing has changed; or the second: then the old set may still lie there.
    /// </summary>
    public Fault FactoryReset()
    {
        _transaction.Abort();
        int slot = SlotToWrite();
        Fault fault = WriteEmpty(slot);
        if (fault != Fault.None)
        {
            return fault;
        }

        Heap.Clear();
        Accesses.Clear();
        Prints.Clear();
        _activeSlot = slot;
        fault = WriteEmpty(1 - slot);
        if (fault == Fault.None)
        {
            _activeSlot = 1 - slot;
        }

        return fault;
    }

    internal void AppendAt(int index, ushort place, TextBuffer output)
    {
        int offset;
        int count;
        byte[] value = Locate(index, place, out offset, out count);
        output.Append(value, offset, count);
    }

    /// <summary>Writes the set the open transaction leads to. Nothing here has changed when the answer is a fault.</summary>
    internal Fault WritePending(bool changesValues)
    {
        int printsBytes = Prints.StoredBytes(changesValues);
        int records = printsBytes > 0 ? 1 : 0;
        int bodyBytes = printsBytes > 0 ? SnapshotLayout.RecordHeaderBytes + ProfilePrints.RecordName.Length + printsBytes : 0;
        ValueHeap heap = Heap;
        byte[] states = Accesses.Bytes;
        int index = Accesses.Next(AccessTable.Own, -1);
        while (index >= 0)
        {
            ushort place = heap.PlaceToBe(index);
            if (place != ValueHeap.Factory)
            {
                records++;
                bodyBytes += SnapshotLayout.RecordHeaderBytes + Catalogue.NameBytesOf(index) + heap.LengthAt(place);
            }
            else if (NewAccess(index) != Access.None)
            {
                records++;
                bodyBytes += SnapshotLayout.RecordHeaderBytes + Catalogue.NameBytesOf(index);
            }

            index = (states[index + 1] & AccessTable.Own) != 0 ? index + 1 : Accesses.Next(AccessTable.Own, index + 1);
        }

        if (SnapshotLayout.HeaderBytes + bodyBytes + SnapshotLayout.TrailerBytes > _flash.SlotSizeBytes)
        {
            return Fault.StoreFull;
        }

        int slot = SlotToWrite();
        _writer.Begin(slot, _lastSequence + 1, records, bodyBytes);
        index = Accesses.Next(AccessTable.Own, -1);
        while (index >= 0)
        {
            ushort place = heap.PlaceToBe(index);
            Access access = NewAccess(index);
            if (place != ValueHeap.Factory)
            {
                _writer.Record(index, access, heap.Bytes, heap.ValueAt(place), heap.LengthAt(place));
            }
            else if (access != Access.None)
            {
                _writer.Record(index, access, heap.Bytes, 0, -1);
            }

            index = (states[index + 1] & AccessTable.Own) != 0 ? index + 1 : Accesses.Next(AccessTable.Own, index + 1);
        }

        if (printsBytes > 0)
        {
            _writer.BeginRecord(ProfilePrints.RecordName, printsBytes);
            Prints.WriteStored(changesValues, _writer);
        }

        return Seal(slot);
    }

    // The access of the pending set; None stands for the factory access.
    private Access NewAccess(int index)
    {
        int both = Accesses.Bytes[index] & (AccessTable.Pending | AccessTable.Committed);
        if (both == 0)
        {
            return Access.None;
        }

        Access access = (Access)(both > AccessTable.Committed ? both >> AccessTable.PendingShift : both);
        return access == Catalogue.AccessOf(index) ? Access.None : access;
    }

    private Fault WriteEmpty(int slot)
    {
        _writer.Begin(slot, _lastSequence + 1, 0, 0);
        return Seal(slot);
    }

    // Ends the write, reads all of it back, and only then takes the slot as the one in use. The records are not taken apart again: the writer has
    // counted them and their bytes.
    private Fault Seal(int slot)
    {
        bool isWritten = _writer.Finish() && _reader.Open(slot) && _reader.Sequence == _lastSequence + 1 && _reader.SkipRecords() && _reader.Finish();
        if (!isWritten)
        {
            return Fault.FlashWrite;
        }

        _activeSlot = slot;
        _lastSequence++;
        return Fault.None;
    }

    private int SlotToWrite()
    {
        return _activeSlot >= 0 ? 1 - _activeSlot : _firstSlotToWrite;
    }

    // Serial number arithmetic (RFC 1982): the newer one is less than half the circle ahead.
    private static bool IsNewer(uint a, uint b)
    {
        uint ahead = a - b;
        return ahead != 0 && ahead < 0x80000000;
    }

    // Loads a slot whose checksum was right a moment ago. False, and factory values, when it can not be had any more.
    private bool Take(int slot)
    {
        if (Reported(slot, ReadSlot(slot, true)))
        {
            _activeSlot = slot;
            _report.Slot = slot;
            _report.Sequence = _reader.Sequence;
            _report.RecordCount = _reader.RecordCount;
            return true;
        }

        _report.UnknownCount = 0;
        Clear();
        return false;
    }

    private void Clear()
    {
        _transaction.Abort();
        Heap.Clear();
        Accesses.Clear();
        Prints.Clear();
        _activeSlot = -1;
    }

    private bool Reported(int slot, bool isGood)
    {
        if (_readFault != Fault.None)
        {
            _report.SetFault(slot, _readFault, _reader.FaultOffset);
        }

        return isGood;
    }

    // Reads a slot to its checksum, into the heap when asked to. False when it is of no use: see readFault, None for an empty slot.
    private bool ReadSlot(int slot, bool load)
    {
        _readFault = Fault.None;
        bool isOpen = _reader.Open(slot);
        while (isOpen && _readFault == Fault.None && _reader.Next())
        {
            if (load)
            {
                _readFault = LoadRecord();
            }
            else
            {
                _reader.SkipValue();
            }
        }

        if (_readFault == Fault.None && isOpen && _reader.Finish())
        {
            return true;
        }

        _readFault = _readFault == Fault.None ? _reader.Fault : _readFault;
        return false;
    }

    private Fault LoadRecord()
    {
        int index = Catalogue.Find(_reader.Name, 0, _reader.NameBytes);
        if (index < 0 && TakesPrints())
        {
            return Fault.None;
        }

        if (index < 0)
        {
            _report.UnknownCount++;
            _reader.SkipValue();
            return Fault.None;
        }

        Accesses.Bytes[index] = (byte)((Accesses.Bytes[index] & AccessTable.Changed) | (int)_reader.Access | AccessTable.Own);
        if (_reader.ValueBytes < 0)
        {
            Heap.Committed[index] = ValueHeap.Factory;
            return Fault.None;
        }

        int offset = Heap.ReserveCommitted(index, _reader.ValueBytes);
        if (offset < 0)
        {
            return Fault.StoreFull;
        }

        _reader.TakeValue(Heap.Bytes, offset);
        return Fault.None;
    }

    // A record of the right name and of any other shape is passed over: the profiles are then read once more.
    private bool TakesPrints()
    {
        if (!ByteText.Equals(_reader.Name, 0, _reader.NameBytes, ProfilePrints.RecordName) || _reader.ValueBytes > ProfilePrints.Count * ProfilePrints.RowBytes)
        {
            return false;
        }

        Prints.Load(_reader);
        return true;
    }

    /// <summary>True when the value at the place, or the factory value, is exactly these bytes. One of another length is not fetched.</summary>
    internal bool EqualsAt(int index, ushort place, byte[] value, int offset, int count)
    {
        if (place != ValueHeap.Factory)
        {
            return Heap.LengthAt(place) == count && ByteText.Equals(Heap.Bytes, Heap.ValueAt(place), count, value, offset, count);
        }

        string text = Catalogue.DefaultOf(index);
        if (text.Length != count)
        {
            return false;
        }

        if (count == 0)
        {
            return true;
        }

        Encoding.UTF8.GetBytes(text, 0, count, _factoryValue, 0);
        return ByteText.Equals(_factoryValue, 0, count, value, offset, count);
    }

    // Where the bytes of a value stand: in the heap, or, copied there first, in the room for factory values.
    private byte[] Locate(int index, ushort place, out int offset, out int count)
    {
        if (place != ValueHeap.Factory)
        {
            offset = Heap.ValueAt(place);
            count = Heap.LengthAt(place);
            return Heap.Bytes;
        }

        string text = Catalogue.DefaultOf(index);
        offset = 0;
        count = text.Length;
        if (count > 0)
        {
            Encoding.UTF8.GetBytes(text, 0, count, _factoryValue, 0);
        }

        return _factoryValue;
    }
}
