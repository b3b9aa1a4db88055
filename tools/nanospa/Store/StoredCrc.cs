// A CRC-32 in a slot, and what the bytes before it give.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Store;

/// <summary>Both sums; they agree in a slot that is as it was written.</summary>
internal sealed record StoredCrc(uint Stored, uint Computed)
{
    public override string ToString() => Stored == Computed ? $"{Stored:X8}" : $"{Stored:X8} (computed {Computed:X8})";

    /// <summary>The sum at an offset, which covers all bytes before it.</summary>
    public static StoredCrc At(byte[] bytes, int offset) => new(SnapshotLayout.GetUInt32(bytes, offset), Crc32.Update(0, bytes, 0, offset));
}
