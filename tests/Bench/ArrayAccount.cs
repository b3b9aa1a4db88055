// Objects in, every array that they keep alive out, by the field that holds it.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NanoSpa.Bench;

/// <summary>An account of the long-lived arrays of the firmware's own types. Sizes are those of the elements: the same on the device.</summary>
public sealed class ArrayAccount
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const int BlockBytes = 12;
    private const int ArrayHeadBytes = 20;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _borders = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<string, (int Count, long Bytes)> _lines = new(StringComparer.Ordinal);

    /// <summary>Field to number of arrays and bytes in all of them.</summary>
    public IReadOnlyDictionary<string, (int Count, long Bytes)> Lines => _lines;

    /// <summary>Objects of the firmware's types, and what they take on a board: a block of 12 bytes, and one a field (measured: an object 12, a boxed int 24).</summary>
    public (int Count, long Bytes) Objects { get; private set; }

    /// <summary>What all arrays take there besides their elements: 20 bytes each (measured: byte[16] 36), a reference 12, in whole blocks.</summary>
    public (int Count, long Bytes) Heads { get; private set; }

    /// <summary>Bytes in all arrays.</summary>
    public long Bytes => _lines.Values.Sum(line => line.Bytes);

    /// <summary>What all of it takes on a board: elements, heads and objects.</summary>
    public long BoardBytes => Bytes + Heads.Bytes + Objects.Bytes;

    /// <summary>Adds what these fields of an owner keep alive; the owner and what its other fields hold are left to others. What it takes on a board.</summary>
    public long AddFields(object owner, params string[] fields)
    {
        foreach (FieldInfo field in owner.GetType().GetFields(All | BindingFlags.Instance))
        {
            if (field.GetValue(owner) is { } held && IsFirmware(held.GetType()) && !fields.Contains(field.Name))
            {
                _borders.Add(held);
            }
        }

        long before = BoardBytes;
        foreach (string field in fields)
        {
            Add(owner.GetType().GetField(field, All | BindingFlags.Instance).GetValue(owner));
        }

        _borders.Clear();
        return BoardBytes - before;
    }

    /// <summary>Adds what an object keeps alive, through fields of the firmware's types.</summary>
    public void Add(object owner)
    {
        if (owner == null || _borders.Contains(owner) || !_seen.Add(owner))
        {
            return;
        }

        Objects = (Objects.Count + 1, Objects.Bytes + BlockBytes);
        for (Type type = owner.GetType(); type != null && IsFirmware(type); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(All | BindingFlags.Instance))
            {
                Objects = (Objects.Count, Objects.Bytes + BlockBytes);
                Follow(type.Name + "." + Plain(field.Name), field.GetValue(owner));
            }
        }
    }

    /// <summary>Adds the static arrays of an assembly's types: the tables made at the start, or those made by their first user.</summary>
    public void AddStatics(Assembly assembly, bool areMadeAtStart)
    {
        foreach (Type type in assembly.GetTypes().Where(type => IsFirmware(type) && !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (FieldInfo field in type.GetFields(All | BindingFlags.Static).Where(field => !field.IsLiteral && field.IsInitOnly == areMadeAtStart))
            {
                if (field.GetValue(null) is Array array && array.GetType().GetElementType().IsPrimitive)
                {
                    Count(type.Name + "." + Plain(field.Name) + ", static", array);
                }
            }
        }
    }

    private static bool IsFirmware(Type type)
    {
        return type.Namespace is "NanoSpa.Core" or "NanoSpa.Parameters" or "NanoSpa.Provisioning" or "NanoSpa.Protocols" or "NanoSpa.Telephony" or "NanoSpa.Device";
    }

    private static string Plain(string field)
    {
        return field[0] == '<' ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;
    }

    /// <summary>Adds what a field holds.</summary>
    public void Follow(string name, object value)
    {
        if (value is Array array)
        {
            if (array.GetType().GetElementType().IsPrimitive)
            {
                Count(name, array);
            }
            else if (_seen.Add(array))
            {
                AddHead(array.Length * BlockBytes, 0);
                foreach (object element in array)
                {
                    Follow(name, element);
                }
            }
        }
        else if (value is Core.TextBuffer text)
        {
            Count(name, text.Bytes);
            Objects = _seen.Add(text) ? (Objects.Count + 1, Objects.Bytes + (4 * BlockBytes)) : Objects;
        }
        else if (value != null && IsFirmware(value.GetType()) && !value.GetType().IsValueType)
        {
            Add(value);
        }
    }

    private void Count(string name, Array array)
    {
        if (_seen.Add(array))
        {
            (int count, long bytes) = _lines.GetValueOrDefault(name);
            _lines[name] = (count + 1, bytes + Buffer.ByteLength(array));
            AddHead(Buffer.ByteLength(array), Buffer.ByteLength(array));
        }
    }

    private void AddHead(long elementBytes, long countedBytes)
    {
        long whole = (ArrayHeadBytes + elementBytes + BlockBytes - 1) / BlockBytes * BlockBytes;
        Heads = (Heads.Count + 1, Heads.Bytes + whole - countedBytes);
    }

    public override string ToString()
    {
        return string.Join("\n", _lines.OrderByDescending(line => line.Value.Bytes).Select(line => line.Value.Bytes.ToString(CultureInfo.InvariantCulture) + " " + line.Key));
    }
}
