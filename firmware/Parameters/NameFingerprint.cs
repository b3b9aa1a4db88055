// A parameter's name in any of its forms in, 32 bits out that are equal for equal names; shared with tools/catalog.

using System;

namespace NanoSpa.Parameters;

/// <summary>
/// The hash of the name table, of the length and the first and last bytes alone, so that its cost does not grow with the name. It is perfect for the names
/// of the catalogue; any other name may share it, and the catalogue compares the whole name behind it.
/// </summary>
public static class NameFingerprint
{
    /// <summary>Names have at least this many bytes, without their index.</summary>
    public const int MinNameBytes = 4;

    // Guide "Open Format Configuration File": blank - [ ] ( ) / become _. Bytes from 128 on are no part of any name.
    private static readonly byte[] Normal =
    {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        95, 33, 34, 35, 36, 37, 38, 39, 95, 95, 42, 43, 44, 95, 46, 95,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
        64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79,
        80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 95, 92, 95, 94, 95,
        96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111,
        112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127,
    };

    /// <summary>A byte of a name as it stands in the XML form.</summary>
    public static byte Normalised(byte value)
    {
        return value < 128 ? Normal[value] : value;
    }

    /// <summary>
    /// The fingerprint of <paramref name="count"/> bytes, at least <see cref="MinNameBytes"/>, in XML form, with the multiplier that the
    /// generator has found for the table.
    /// </summary>
    public static uint Of(byte[] name, int offset, int count, ulong multiplier)
    {
        ulong first = count < 8 ? BitConverter.ToUInt32(name, offset) : BitConverter.ToUInt64(name, offset);
        ulong last = count < 8 ? BitConverter.ToUInt32(name, offset + count - 4) : BitConverter.ToUInt64(name, offset + count - 8);
        return (uint)((((first + (ulong)count) * multiplier) + last) * multiplier >> 32);
    }
}
