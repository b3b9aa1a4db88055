// The file of a slot in; its header, its records and what is wrong with it out, by the firmware's own reader (firmware/FORMAT.md).

using System;
using System.Collections.Generic;
using System.IO;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Tool.Commands;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Store;

/// <summary>One slot, taken apart as far as it goes.</summary>
internal sealed class SlotImage
{
    private SlotImage(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
        var flash = new MemoryFlash(HostUnit.StoreBytes);
        PutInto(flash, 0);
        Read(new SnapshotReader(flash, new byte[512]));
    }

    public string Path { get; }

    /// <summary>What a unit would read: no more than a slot holds.</summary>
    public byte[] Bytes { get; }

    public bool IsEmpty => Bytes.Length == 0;

    /// <summary>None for a good slot and for an empty one.</summary>
    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    public int Version { get; private set; }

    public uint Sequence { get; private set; }

    public int RecordCount { get; private set; }

    public long BodyBytes { get; private set; }

    public StoredCrc HeaderCrc { get; private set; }

    /// <summary>Null where the body's end is not in the file.</summary>
    public StoredCrc BodyCrc { get; private set; }

    /// <summary>The records before the fault.</summary>
    public List<SlotRecord> Records { get; } = [];

    /// <summary>Reads a file; a missing one is an empty slot.</summary>
    public static SlotImage Of(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return new SlotImage(path, []);
            }

            using FileStream file = File.OpenRead(path);
            var bytes = new byte[HostUnit.StoreBytes];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new SlotImage(path, bytes[..length]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {unreadable.Message}");
        }
    }

    /// <summary>Makes this the content of a flash's slot.</summary>
    public void PutInto(MemoryFlash flash, int slot)
    {
        Bytes.CopyTo(flash.Slots[slot], 0);
        flash.Lengths[slot] = Bytes.Length;
    }

    private void Read(SnapshotReader reader)
    {
        bool isOpen = reader.Open(0);
        if (Bytes.Length >= SnapshotLayout.HeaderBytes)
        {
            TakeHeader();
        }

        var value = new byte[ParameterStore.MaxValueBytes];
        int offset = SnapshotLayout.HeaderBytes;
        while (isOpen && reader.Next())
        {
            if (!reader.TakeValue(value, 0))
            {
                break;
            }

            Records.Add(new SlotRecord(offset, reader, value));
            offset += SnapshotLayout.RecordHeaderBytes + reader.NameBytes + Math.Max(0, reader.ValueBytes);
        }

        if (isOpen)
        {
            reader.Finish();
        }

        Fault = reader.Fault;
        FaultOffset = reader.FaultOffset;
    }

    private void TakeHeader()
    {
        Version = SnapshotLayout.GetUInt16(Bytes, SnapshotLayout.VersionAt);
        Sequence = SnapshotLayout.GetUInt32(Bytes, SnapshotLayout.SequenceAt);
        RecordCount = SnapshotLayout.GetUInt16(Bytes, SnapshotLayout.RecordCountAt);
        BodyBytes = SnapshotLayout.GetUInt32(Bytes, SnapshotLayout.BodyBytesAt);
        HeaderCrc = StoredCrc.At(Bytes, SnapshotLayout.HeaderCrcAt);
        long end = SnapshotLayout.HeaderBytes + BodyBytes;
        BodyCrc = end + SnapshotLayout.TrailerBytes <= Bytes.Length ? StoredCrc.At(Bytes, (int)end) : null;
    }
}
