// The bytes of a slot in, its records one by one out (firmware/FORMAT.md).

using System;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Parameters;

/// <summary>
/// Reads one slot from its start to its checksum through a small buffer. Every length is checked before it is used; whether the records
/// are worth anything is known only after <see cref="Finish"/> has compared the checksum.
/// </summary>
public sealed class SnapshotReader
{
    private readonly IParameterFlash _flash;
    private readonly byte[] _buffer;
    private readonly byte[] _fixedPart = new byte[SnapshotLayout.HeaderBytes];

    private int _slot;
    private int _position;
    private int _bufferStart;
    private int _bufferEnd;

    // The checksum goes up to here in the buffer: it is taken of long runs, for a record's parts are short.
    private int _summed;
    private int _bodyEnd;
    private int _recordsLeft;
    private uint _crc;

    /// <summary>Borrows the buffer, of any length: the store lends one to its reader and its writer, which never run at once.</summary>
    public SnapshotReader(IParameterFlash flash, byte[] buffer)
    {
        _flash = flash;
        _buffer = buffer;
    }

    /// <summary>None while all is well.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset in the slot at which the fault was seen.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>True when the slot holds nothing at all, which is no fault.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>True when the header is whole, whatever its version: then <see cref="Sequence"/> holds.</summary>
    public bool HasSequence { get; private set; }

    /// <summary>Sequence number of the slot; see <see cref="HasSequence"/>.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Records that the header promises.</summary>
    public int RecordCount { get; private set; }

    /// <summary>Name of the record of the last <see cref="Next"/>: its bytes are the first <see cref="NameBytes"/> of this.</summary>
    public readonly byte[] Name = new byte[Catalogue.MaxNameBytes];

    /// <summary>Length of <see cref="Name"/>.</summary>
    public int NameBytes { get; private set; }

    /// <summary>Access of the record, None when it has none.</summary>
    public Access Access { get; private set; }

    /// <summary>Value length of the record, or -1 when it has no value.</summary>
    public int ValueBytes { get; private set; }

    /// <summary>Reads the header. False when there is nothing to read records from: see IsEmpty and Fault.</summary>
    public bool Open(int slotNumber)
    {
        _slot = slotNumber;
        _position = 0;
        _bufferStart = 0;
        _bufferEnd = 0;
        _summed = 0;
        _bodyEnd = 0;
        _crc = 0;
        _recordsLeft = 0;
        RecordCount = 0;
        Fault = Fault.None;
        FaultOffset = 0;
        HasSequence = false;
        IsEmpty = !Fill() && Fault == Fault.None;
        if (IsEmpty || Fault != Fault.None || !Take(_fixedPart, 0, SnapshotLayout.HeaderBytes))
        {
            return false;
        }

        return CheckHeader(_fixedPart);
    }

    /// <summary>Goes to the next record; its value must then be taken or skipped. False at the end or on a fault.</summary>
    public bool Next()
    {
        // record = nameLength access valueLength(2) name value
        if (_recordsLeft == 0)
        {
            return false;
        }

        _recordsLeft--;
        int start = _position;
        if (!Take(_fixedPart, 0, SnapshotLayout.RecordHeaderBytes))
        {
            return false;
        }

        NameBytes = _fixedPart[0];
        int valueLength = SnapshotLayout.GetUInt16(_fixedPart, 2);
        ValueBytes = valueLength == SnapshotLayout.NoValue ? -1 : valueLength;
        if (NameBytes == 0 || NameBytes > Name.Length || _fixedPart[1] > (byte)Access.ReadWrite || ValueBytes > ParameterStore.MaxValueBytes)
        {
            return Fail(Fault.SnapshotDamaged, start);
        }

        Access = (Access)_fixedPart[1];
        int end = _position + NameBytes + (ValueBytes < 0 ? 0 : ValueBytes);
        return end <= _bodyEnd ? Take(Name, 0, NameBytes) : Fail(Fault.SnapshotDamaged, start);
    }

    /// <summary>Takes the record's value to where the caller wants it. False on a fault.</summary>
    public bool TakeValue(byte[] to, int offset)
    {
        return ValueBytes < 0 || Take(to, offset, ValueBytes);
    }

    /// <summary>Takes so many bytes of the record's value, which must have them; the parts of a value make up all of it. Null reads over them. False on a fault.</summary>
    internal bool TakePart(byte[] to, int offset, int count)
    {
        return Take(to, offset, count);
    }

    /// <summary>Reads over the record's value. False on a fault.</summary>
    public bool SkipValue()
    {
        return ValueBytes < 0 || Take(null, 0, ValueBytes);
    }

    /// <summary>Reads over all records that are left without taking them apart; only the checksum then says whether they are as written. False on a fault.</summary>
    public bool SkipRecords()
    {
        _recordsLeft = 0;
        return Take(null, 0, _bodyEnd - _position);
    }

    /// <summary>After the last record: true when the records filled the body and the checksum is right.</summary>
    public bool Finish()
    {
        if (Fault != Fault.None)
        {
            return false;
        }

        if (_recordsLeft != 0 || _position != _bodyEnd)
        {
            return Fail(Fault.SnapshotDamaged, _position);
        }

        SumTaken();
        uint expected = _crc;
        if (!Take(_fixedPart, 0, SnapshotLayout.TrailerBytes))
        {
            return false;
        }

        return SnapshotLayout.GetUInt32(_fixedPart, 0) == expected || Fail(Fault.SnapshotDamaged, _bodyEnd);
    }

    private bool CheckHeader(byte[] header)
    {
        bool isOurs = header[0] == SnapshotLayout.Magic0 && header[1] == SnapshotLayout.Magic1 && header[2] == SnapshotLayout.Magic2 && header[3] == SnapshotLayout.Magic3;
        uint headerCrc = Crc32.Update(0, header, 0, SnapshotLayout.HeaderCrcAt);
        if (!isOurs || SnapshotLayout.GetUInt32(header, SnapshotLayout.HeaderCrcAt) != headerCrc)
        {
            return Fail(Fault.SnapshotDamaged, 0);
        }

        Sequence = SnapshotLayout.GetUInt32(header, SnapshotLayout.SequenceAt);
        HasSequence = true;
        if (SnapshotLayout.GetUInt16(header, SnapshotLayout.VersionAt) != SnapshotLayout.Version)
        {
            return Fail(Fault.SnapshotVersion, SnapshotLayout.VersionAt);
        }

        uint bodyBytes = SnapshotLayout.GetUInt32(header, SnapshotLayout.BodyBytesAt);
        int room = _flash.SlotSizeBytes - SnapshotLayout.HeaderBytes - SnapshotLayout.TrailerBytes;
        if (room < 0 || bodyBytes > (uint)room)
        {
            return Fail(Fault.SnapshotDamaged, SnapshotLayout.BodyBytesAt);
        }

        _bodyEnd = SnapshotLayout.HeaderBytes + (int)(long)bodyBytes;
        RecordCount = SnapshotLayout.GetUInt16(header, SnapshotLayout.RecordCountAt);
        _recordsLeft = RecordCount;
        return true;
    }

    // Takes the next bytes, to an array when there is one.
    private bool Take(byte[] to, int offset, int count)
    {
        while (count > 0)
        {
            if (_bufferStart == _bufferEnd && !Fill())
            {
                return Fault == Fault.None && Fail(Fault.SnapshotDamaged, _position);
            }

            int run = _bufferEnd - _bufferStart < count ? _bufferEnd - _bufferStart : count;
            if (to != null)
            {
                Array.Copy(_buffer, _bufferStart, to, offset, run);
            }

            _bufferStart += run;
            _position += run;
            offset += run;
            count -= run;
        }

        return true;
    }

    private void SumTaken()
    {
        _crc = Crc32.Update(_crc, _buffer, _summed, _bufferStart - _summed);
        _summed = _bufferStart;
    }

    // Reads on into the empty buffer. False at the end of the slot or when it cannot be read.
    private bool Fill()
    {
        SumTaken();
        int read = _flash.Read(_slot, _position, _buffer, 0, _buffer.Length);
        _bufferStart = 0;
        _summed = 0;
        _bufferEnd = read > 0 ? read : 0;
        if (read < 0)
        {
            Fail(Fault.FlashRead, _position);
        }

        return read > 0;
    }

    private bool Fail(Fault fault, int offset)
    {
        Fault = fault;
        FaultOffset = offset;
        return false;
    }
}
