// Records in, the bytes of a slot out, through a small buffer (firmware/FORMAT.md).

using System;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Parameters;

/// <summary>Writes one slot: header, records, checksum. A refusal of the flash is sticky and shows in <see cref="Finish"/>.</summary>
internal sealed class SnapshotWriter
{
    private readonly IParameterFlash flash;
    private readonly byte[] buffer;
    private readonly byte[] name = new byte[Catalogue.MaxNameBytes];

    private int filled;
    private uint crc;
    private bool isGood;

    internal SnapshotWriter(IParameterFlash flash, byte[] buffer)
    {
        this.flash = flash;
        this.buffer = buffer;
    }

    /// <summary>Bytes a record takes.</summary>
    internal static int RecordBytes(int index, int valueBytes)
    {
        return SnapshotLayout.RecordHeaderBytes + Catalogue.NameOf(index).Length + (valueBytes < 0 ? 0 : valueBytes);
    }

    /// <summary>Empties the slot and writes the header. The records to come must add up to what it says.</summary>
    internal void Begin(int slot, uint sequence, int recordCount, int bodyBytes)
    {
        isGood = flash.BeginWrite(slot);
        crc = 0;
        buffer[0] = SnapshotLayout.Magic0;
        buffer[1] = SnapshotLayout.Magic1;
        buffer[2] = SnapshotLayout.Magic2;
        buffer[3] = SnapshotLayout.Magic3;
        SnapshotLayout.PutUInt16(buffer, SnapshotLayout.VersionAt, SnapshotLayout.Version);
        SnapshotLayout.PutUInt16(buffer, SnapshotLayout.ReservedAt, 0);
        SnapshotLayout.PutUInt32(buffer, SnapshotLayout.SequenceAt, sequence);
        SnapshotLayout.PutUInt32(buffer, SnapshotLayout.BodyBytesAt, (uint)bodyBytes);
        SnapshotLayout.PutUInt16(buffer, SnapshotLayout.RecordCountAt, recordCount);
        SnapshotLayout.PutUInt16(buffer, SnapshotLayout.RecordCountAt + 2, 0);
        SnapshotLayout.PutUInt32(buffer, SnapshotLayout.HeaderCrcAt, Crc32.Update(0, buffer, 0, SnapshotLayout.HeaderCrcAt));
        filled = SnapshotLayout.HeaderBytes;
    }

    /// <summary>Writes a record; a <paramref name="count"/> of -1 stands for no value, access None for no access.</summary>
    internal void Record(int index, Access access, byte[] value, int offset, int count)
    {
        string text = Catalogue.NameOf(index);
        int nameBytes = text.Length;
        Encoding.UTF8.GetBytes(text, 0, nameBytes, name, 0);
        MakeRoom(SnapshotLayout.RecordHeaderBytes);
        buffer[filled] = (byte)nameBytes;
        buffer[filled + 1] = (byte)access;
        SnapshotLayout.PutUInt16(buffer, filled + 2, count < 0 ? SnapshotLayout.NoValue : count);
        filled += SnapshotLayout.RecordHeaderBytes;
        Put(name, 0, nameBytes);
        Put(value, offset, count);
    }

    /// <summary>Writes the checksum and makes all of it durable. False when the flash refused anything.</summary>
    internal bool Finish()
    {
        MakeRoom(SnapshotLayout.TrailerBytes);
        crc = Crc32.Update(crc, buffer, 0, filled);
        SnapshotLayout.PutUInt32(buffer, filled, crc);
        filled += SnapshotLayout.TrailerBytes;
        Send();
        return flash.EndWrite() && isGood;
    }

    private void Put(byte[] bytes, int offset, int count)
    {
        while (count > 0)
        {
            MakeRoom(1);
            int run = buffer.Length - filled < count ? buffer.Length - filled : count;
            Array.Copy(bytes, offset, buffer, filled, run);
            filled += run;
            offset += run;
            count -= run;
        }
    }

    private void MakeRoom(int count)
    {
        if (buffer.Length - filled < count)
        {
            crc = Crc32.Update(crc, buffer, 0, filled);
            Send();
        }
    }

    private void Send()
    {
        isGood = isGood && flash.Append(buffer, 0, filled);
        filled = 0;
    }
}
