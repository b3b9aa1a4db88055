// What was typed into a form and differs from what the store has, with what is wrong about it.

using System;
using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>
/// Entries in one byte array of fixed size: parameter (2 bytes) fault (2) position (2) length (2) value. An entry is found by walking, as a form
/// changes few. A parameter named twice has the later value.
/// </summary>
public sealed class FormValues
{
    private const int HeaderBytes = 8;

    private readonly byte[] _bytes;
    private int _used;

    /// <summary>Takes the memory for all values together.</summary>
    public FormValues(int capacityBytes)
    {
        _bytes = new byte[capacityBytes];
    }

    /// <summary>The bytes that <see cref="OffsetOf"/> points into.</summary>
    public byte[] Bytes
    {
        get { return _bytes; }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_bytes, 0, _used);
        _used = 0;
    }

    /// <summary>Keeps a value; false when it does not fit.</summary>
    public bool Add(int parameter, byte[] value, int offset, int count)
    {
        int entry = Find(parameter);
        if (entry >= 0)
        {
            Remove(entry);
        }

        if (_used + HeaderBytes + count > _bytes.Length)
        {
            return false;
        }

        Put(_used, parameter);
        Put(_used + 2, 0);
        Put(_used + 4, 0);
        Put(_used + 6, count);
        Array.Copy(value, offset, _bytes, _used + HeaderBytes, count);
        _used += HeaderBytes + count;
        return true;
    }

    /// <summary>The entry of a parameter; -1 when it has none.</summary>
    public int Find(int parameter)
    {
        for (int entry = Next(-1); entry >= 0; entry = Next(entry))
        {
            if (ParameterOf(entry) == parameter)
            {
                return entry;
            }
        }

        return -1;
    }

    /// <summary>The entry behind another one; the first for -1; -1 at the end.</summary>
    public int Next(int entry)
    {
        int next = entry < 0 ? 0 : OffsetOf(entry) + CountOf(entry);
        return next < _used ? next : -1;
    }

    /// <summary>The parameter of an entry.</summary>
    public int ParameterOf(int entry)
    {
        return Get(entry);
    }

    /// <summary>Where the value of an entry starts.</summary>
    public int OffsetOf(int entry)
    {
        return entry + HeaderBytes;
    }

    /// <summary>Length of the value of an entry.</summary>
    public int CountOf(int entry)
    {
        return Get(entry + 6);
    }

    /// <summary>What is wrong with the value; None when nothing is.</summary>
    public Fault FaultOf(int entry)
    {
        return (Fault)Get(entry + 2);
    }

    /// <summary>The first byte of the value that does not fit.</summary>
    public int PositionOf(int entry)
    {
        return Get(entry + 4);
    }

    /// <summary>Says what is wrong.</summary>
    public void SetFault(int entry, Fault fault, int position)
    {
        Put(entry + 2, (int)fault);
        Put(entry + 4, position);
    }

    private void Remove(int entry)
    {
        int behind = OffsetOf(entry) + CountOf(entry);
        Array.Copy(_bytes, behind, _bytes, entry, _used - behind);
        _used -= behind - entry;
    }

    private int Get(int at)
    {
        return _bytes[at] | (_bytes[at + 1] << 8);
    }

    private void Put(int at, int value)
    {
        _bytes[at] = (byte)value;
        _bytes[at + 1] = (byte)(value >> 8);
    }
}
