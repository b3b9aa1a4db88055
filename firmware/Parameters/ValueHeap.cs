// Values in, places in one byte array out: entry = index (2) length (2) bytes, rounded up to 4.

using System;

namespace NanoSpa.Parameters;

/// <summary>
/// All values that are not factory values, one behind the other, without an object a value. A place is an entry's offset in units of
/// four bytes. Committed entries lie below those of the transaction: giving the transaction up is cutting the heap back.
/// An entry is alive while a table holds its place under its index; the others go when the heap is compacted.
/// </summary>
internal sealed class ValueHeap
{
    /// <summary>In the committed table: the factory value.</summary>
    internal const ushort Factory = 0xFFFF;

    /// <summary>In the pending table: as committed.</summary>
    internal const ushort Unchanged = 0xFFFF;

    /// <summary>In the pending table: back to the factory value.</summary>
    internal const ushort ToFactory = 0xFFFE;

    /// <summary>Largest heap: places run to 0xFFFD.</summary>
    internal const int MaxCapacityBytes = 0xFFFE * 4;

    private const int HeaderBytes = 4;

    internal readonly byte[] Bytes;
    internal readonly ushort[] Committed = new ushort[Catalogue.Count];
    internal readonly ushort[] Pending = new ushort[Catalogue.Count];

    private int _used;
    private int _committedEnd;

    internal ValueHeap(int capacityBytes)
    {
        Bytes = new byte[capacityBytes > MaxCapacityBytes ? MaxCapacityBytes : capacityBytes & ~3];
        Clear();
    }

    /// <summary>Bytes in use, garbage of the transaction included.</summary>
    internal int UsedBytes
    {
        get { return _used; }
    }

    /// <summary>Every parameter has its factory value and nothing is pending.</summary>
    internal void Clear()
    {
        _used = 0;
        _committedEnd = 0;
        for (int i = 0; i < Committed.Length; i++)
        {
            Committed[i] = Factory;
            Pending[i] = Unchanged;
        }
    }

    /// <summary>Bytes an entry takes for a value of that length.</summary>
    internal static int SizeOf(int lengthBytes)
    {
        return (HeaderBytes + lengthBytes + 3) & ~3;
    }

    internal int LengthAt(ushort place)
    {
        int position = place << 2;
        return Bytes[position + 2] | (Bytes[position + 3] << 8);
    }

    internal int ValueAt(ushort place)
    {
        return (place << 2) + HeaderBytes;
    }

    /// <summary>The place of a value of the pending set, or <see cref="Factory"/>.</summary>
    internal ushort PlaceToBe(int index)
    {
        ushort pending = Pending[index];
        return pending == Unchanged ? Committed[index] : pending == ToFactory ? Factory : pending;
    }

    /// <summary>Makes a committed entry while loading and answers where its value belongs in <see cref="Bytes"/>; -1 when it does not fit.</summary>
    internal int ReserveCommitted(int index, int count)
    {
        int position = _used;
        if (position + SizeOf(count) > Bytes.Length)
        {
            return -1;
        }

        SetHeader(position, index, count);
        _used = position + SizeOf(count);
        _committedEnd = _used;
        Committed[index] = (ushort)(position >> 2);
        return position + HeaderBytes;
    }

    /// <summary>Stores a value for the pending table. False when it does not fit: nothing has changed then.</summary>
    internal bool AddPending(int index, byte[] value, int offset, int count)
    {
        int size = SizeOf(count);
        ushort place = Pending[index];
        if (place < ToFactory && SizeOf(LengthAt(place)) == size)
        {
            SetHeader(place << 2, index, count);
            Array.Copy(value, offset, Bytes, ValueAt(place), count);
            return true;
        }

        if (_used + size > Bytes.Length)
        {
            Compact();
            if (_used + size > Bytes.Length)
            {
                return false;
            }
        }

        SetHeader(_used, index, count);
        Array.Copy(value, offset, Bytes, _used + HeaderBytes, count);
        Pending[index] = (ushort)(_used >> 2);
        _used += size;
        return true;
    }

    /// <summary>Forgets the values of the transaction, whose table is empty.</summary>
    internal void CutBack()
    {
        _used = _committedEnd;
    }

    /// <summary>Makes the transaction's value of a parameter the committed one; false when it has none. <see cref="EndAdopting"/> comes after the last.</summary>
    internal bool Adopt(int index)
    {
        ushort pending = Pending[index];
        if (pending == Unchanged)
        {
            return false;
        }

        Committed[index] = pending == ToFactory ? Factory : pending;
        Pending[index] = Unchanged;
        return true;
    }

    /// <summary>Gives back the room of what is not in use any more.</summary>
    internal void EndAdopting()
    {
        Compact();
        _committedEnd = _used;
    }

    private void SetHeader(int position, int index, int count)
    {
        byte[] bytes = Bytes;
        bytes[position] = (byte)index;
        bytes[position + 1] = (byte)(index >> 8);
        bytes[position + 2] = (byte)count;
        bytes[position + 3] = (byte)(count >> 8);
    }

    // Moves live entries down in their order, so the committed ones stay below the pending ones.
    private void Compact()
    {
        byte[] bytes = Bytes;
        int to = 0;
        int from = 0;
        int end = _committedEnd;
        while (from < _used)
        {
            if (from == _committedEnd)
            {
                end = to;
            }

            int index = bytes[from] | (bytes[from + 1] << 8);
            int size = SizeOf(bytes[from + 2] | (bytes[from + 3] << 8));
            ushort place = (ushort)(from >> 2);
            bool isCommitted = Committed[index] == place;
            if (isCommitted || Pending[index] == place)
            {
                if (to != from)
                {
                    Array.Copy(bytes, from, bytes, to, size);
                    ushort[] table = isCommitted ? Committed : Pending;
                    table[index] = (ushort)(to >> 2);
                }

                to += size;
            }

            from += size;
        }

        _committedEnd = from == _committedEnd ? to : end;
        _used = to;
    }
}
