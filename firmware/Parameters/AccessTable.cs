// The user account's access to every parameter, and which parameters are not as from the factory, a byte each.

using System;

namespace NanoSpa.Parameters;

/// <summary>
/// A parameter's byte: the committed access in two bits, the pending one in two (0: factory access, or nothing pending), and flags that let a walk
/// over what is set or changed pass over the rest eight at a time. Own and Open may stand where they need not.
/// </summary>
internal sealed class AccessTable
{
    /// <summary>Bits of the committed access.</summary>
    internal const int Committed = 3;

    /// <summary>Bits of the pending access.</summary>
    internal const int Pending = 12;

    /// <summary>Where the bits of the pending access start.</summary>
    internal const int PendingShift = 2;

    /// <summary>Flag: the parameter has, had or may get a value or an access of its own.</summary>
    internal const int Own = 16;

    /// <summary>Flag: the open transaction has set something.</summary>
    internal const int Open = 32;

    /// <summary>Flag: value or access were changed since the flags were cleared.</summary>
    internal const int Changed = 64;

    /// <summary>By index, with one byte or more that are 0 behind the last one, up to a multiple of eight.</summary>
    internal readonly byte[] Bytes = new byte[(Catalogue.Count + 8) & ~7];

    /// <summary>All as from the factory; what is flagged as changed stays so.</summary>
    internal void Clear()
    {
        for (int index = 0; index < Bytes.Length; index++)
        {
            Bytes[index] &= Changed;
        }
    }

    /// <summary>Forgets what was changed.</summary>
    internal void ClearChanged()
    {
        for (int index = Next(Changed, -1); index >= 0; index = Next(Changed, index))
        {
            Bytes[index] = (byte)(Bytes[index] & ~Changed);
        }
    }

    /// <summary>
    /// The first parameter behind the index that has the flag; -1 at the end. Where most have it, the walk looks at the next byte first, and saves
    /// the call.
    /// </summary>
    internal int Next(int flag, int afterIndex)
    {
        byte[] bytes = Bytes;
        int index = afterIndex + 1;
        while ((index & 7) != 0)
        {
            if ((bytes[index] & flag) != 0)
            {
                return index;
            }

            index++;
        }

        ulong flags = (ulong)flag * 0x0101010101010101;
        int end = bytes.Length;
        while (index < end && (BitConverter.ToUInt64(bytes, index) & flags) == 0)
        {
            index += 8;
        }

        while (index < end && (bytes[index] & flag) == 0)
        {
            index++;
        }

        return index < end ? index : -1;
    }
}
