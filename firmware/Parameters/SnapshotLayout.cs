// Where everything stands in a snapshot (firmware/FORMAT.md). All numbers are little-endian.

namespace NanoSpa.Parameters;

/// <summary>The layout of a slot: header, records, checksum.</summary>
public static class SnapshotLayout
{
    /// <summary>Format version this firmware writes, and the only one it reads.</summary>
    public const int Version = 1;

    /// <summary>First byte of a slot.</summary>
    public const byte Magic0 = (byte)'n';

    /// <summary>Second byte of a slot.</summary>
    public const byte Magic1 = (byte)'S';

    /// <summary>Third byte of a slot.</summary>
    public const byte Magic2 = (byte)'P';

    /// <summary>Fourth byte of a slot.</summary>
    public const byte Magic3 = (byte)'p';

    /// <summary>Offset of the format version, 2 bytes.</summary>
    public const int VersionAt = 4;

    /// <summary>Offset of 2 bytes that are 0.</summary>
    public const int ReservedAt = 6;

    /// <summary>Offset of the sequence number, 4 bytes.</summary>
    public const int SequenceAt = 8;

    /// <summary>Offset of the bytes of all records, 4 bytes.</summary>
    public const int BodyBytesAt = 12;

    /// <summary>Offset of the number of records, 2 bytes, and 2 that are 0.</summary>
    public const int RecordCountAt = 16;

    /// <summary>Offset of the CRC-32 of what stands before it.</summary>
    public const int HeaderCrcAt = 20;

    /// <summary>Offset of the first record.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Bytes of a record before its name.</summary>
    public const int RecordHeaderBytes = 4;

    /// <summary>Value length that stands for the factory value.</summary>
    public const int NoValue = 0xFFFF;

    /// <summary>Bytes of the CRC-32 behind the records.</summary>
    public const int TrailerBytes = 4;

    /// <summary>Puts 2 bytes.</summary>
    public static void PutUInt16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    /// <summary>Puts 4 bytes.</summary>
    public static void PutUInt32(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
        buffer[offset + 3] = (byte)(value >> 24);
    }

    /// <summary>Takes 2 bytes.</summary>
    public static int GetUInt16(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    /// <summary>Takes 4 bytes.</summary>
    public static uint GetUInt32(byte[] buffer, int offset)
    {
        return buffer[offset] | ((uint)buffer[offset + 1] << 8) | ((uint)buffer[offset + 2] << 16) | ((uint)buffer[offset + 3] << 24);
    }
}
