// Where everything stands in a snapshot (firmware/FORMAT.md). All numbers are little-endian.

namespace NanoSpa.Parameters;

/// <summary>The layout of a slot: header, records, checksum.</summary>
internal static class SnapshotLayout
{
    internal const int Version = 1;

    internal const byte Magic0 = (byte)'n';
    internal const byte Magic1 = (byte)'S';
    internal const byte Magic2 = (byte)'P';
    internal const byte Magic3 = (byte)'p';

    internal const int VersionAt = 4;
    internal const int ReservedAt = 6;
    internal const int SequenceAt = 8;
    internal const int BodyBytesAt = 12;
    internal const int RecordCountAt = 16;
    internal const int HeaderCrcAt = 20;
    internal const int HeaderBytes = 24;

    internal const int RecordHeaderBytes = 4;
    internal const int NoValue = 0xFFFF;
    internal const int TrailerBytes = 4;

    internal static void PutUInt16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    internal static void PutUInt32(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
        buffer[offset + 3] = (byte)(value >> 24);
    }

    internal static int GetUInt16(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    internal static uint GetUInt32(byte[] buffer, int offset)
    {
        return buffer[offset] | ((uint)buffer[offset + 1] << 8) | ((uint)buffer[offset + 2] << 16) | ((uint)buffer[offset + 3] << 24);
    }
}
