// Records in, the bytes of a slot out, through a small buffer (firmware/FORMAT.md).

using System;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Parameters;

/// <summary>Writes one slot: header, records, checksum. A refusal of the flash is sticky and shows in <see cref="Finish"/>.</summary>
internal sealed class SnapshotWriter
{
    private readonly IParameterFlash _flash;
    private readonly byte[] _buffer;
    private readonly byte[] _name;

    private int _filled;
    private uint _crc;
    private bool _isGood;
    private int _recordsLeft;
    private int _bytesLeft;

    // Borrows a buffer and room for a name, which are the reader's too: they never run at once.
    internal SnapshotWriter(IParameterFlash flash, byte[] buffer, byte[] name)
    {
        _flash = flash;
        _buffer = buffer;
        _name = name;
    }

    /// <summary>Empties the slot and writes the header. The records to come must add up to what it says.</summary>
    internal void Begin(int slot, uint sequence, int recordCount, int bodyBytes)
    {
        _isGood = _flash.BeginWrite(slot);
        _crc = 0;
        _recordsLeft = recordCount;
        _bytesLeft = SnapshotLayout.HeaderBytes + bodyBytes + SnapshotLayout.TrailerBytes;
        _buffer[0] = SnapshotLayout.Magic0;
        _buffer[1] = SnapshotLayout.Magic1;
        _buffer[2] = SnapshotLayout.Magic2;
        _buffer[3] = SnapshotLayout.Magic3;
        SnapshotLayout.PutUInt16(_buffer, SnapshotLayout.VersionAt, SnapshotLayout.Version);
        SnapshotLayout.PutUInt16(_buffer, SnapshotLayout.ReservedAt, 0);
        SnapshotLayout.PutUInt32(_buffer, SnapshotLayout.SequenceAt, sequence);
        SnapshotLayout.PutUInt32(_buffer, SnapshotLayout.BodyBytesAt, (uint)bodyBytes);
        SnapshotLayout.PutUInt16(_buffer, SnapshotLayout.RecordCountAt, recordCount);
        SnapshotLayout.PutUInt16(_buffer, SnapshotLayout.RecordCountAt + 2, 0);
        SnapshotLayout.PutUInt32(_buffer, SnapshotLayout.HeaderCrcAt, Crc32.Update(0, _buffer, 0, SnapshotLayout.HeaderCrcAt));
        _filled = SnapshotLayout.HeaderBytes;
    }

    /// <summary>Writes a record; a <paramref name="count"/> of -1 stands for no value, access None for no access.</summary>
    internal void Record(int index, Access access, byte[] value, int offset, int count)
    {
        int valueBytes = count < 0 ? 0 : count;
        byte[] buffer = _buffer;
        int at = _filled + SnapshotLayout.RecordHeaderBytes;
        if (at + Catalogue.MaxNameBytes + valueBytes > buffer.Length)
        {
            Record(_name, Catalogue.CopyName(index, _name, 0), access, value, offset, count);
            return;
        }

        // What surely fits, nearly all, is put where it goes.
        int nameBytes = Catalogue.CopyName(index, buffer, at);
        int stored = count < 0 ? SnapshotLayout.NoValue : count;
        buffer[at - 4] = (byte)nameBytes;
        buffer[at - 3] = (byte)access;
        buffer[at - 2] = (byte)stored;
        buffer[at - 1] = (byte)(stored >> 8);
        _recordsLeft--;
        at += nameBytes;
        if (valueBytes > 0)
        {
            Array.Copy(value, offset, buffer, at, valueBytes);
        }

        _filled = at + valueBytes;
    }

    /// <summary>Begins a record of any name without an access; <see cref="Put"/> brings its value.</summary>
    internal void BeginRecord(string name, int valueBytes)
    {
        Encoding.UTF8.GetBytes(name, 0, name.Length, _name, 0);
        Record(_name, name.Length, Access.None, null, 0, valueBytes);
    }

    private void Record(byte[] name, int nameBytes, Access access, byte[] value, int offset, int count)
    {
        MakeRoom(SnapshotLayout.RecordHeaderBytes);
        _buffer[_filled] = (byte)nameBytes;
        _buffer[_filled + 1] = (byte)access;
        SnapshotLayout.PutUInt16(_buffer, _filled + 2, count < 0 ? SnapshotLayout.NoValue : count);
        _filled += SnapshotLayout.RecordHeaderBytes;
        _recordsLeft--;
        Put(name, 0, nameBytes);
        if (value != null)
        {
            Put(value, offset, count);
        }
    }

    /// <summary>Writes the checksum and makes all of it durable. False when the flash refused anything, or the records were not what the header says.</summary>
    internal bool Finish()
    {
        MakeRoom(SnapshotLayout.TrailerBytes);
        _crc = Crc32.Update(_crc, _buffer, 0, _filled);
        SnapshotLayout.PutUInt32(_buffer, _filled, _crc);
        _filled += SnapshotLayout.TrailerBytes;
        Send();
        return _flash.EndWrite() && _isGood && _recordsLeft == 0 && _bytesLeft == 0;
    }

    /// <summary>Writes bytes of a record's value.</summary>
    internal void Put(byte[] bytes, int offset, int count)
    {
        while (count > 0)
        {
            MakeRoom(1);
            int run = _buffer.Length - _filled < count ? _buffer.Length - _filled : count;
            Array.Copy(bytes, offset, _buffer, _filled, run);
            _filled += run;
            offset += run;
            count -= run;
        }
    }

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _filled < count)
        {
            _crc = Crc32.Update(_crc, _buffer, 0, _filled);
            Send();
        }
    }

    private void Send()
    {
        _isGood = _isGood && _flash.Append(_buffer, 0, _filled);
        _bytesLeft -= _filled;
        _filled = 0;
    }
}
