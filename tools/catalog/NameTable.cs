// Names with their index in, the hash table that Catalogue.Find looks them up in and the words it compares them with out.

using System;
using System.Collections.Generic;
using System.Text;
using NanoSpa.Parameters;

namespace NanoSpa.Catalog;

/// <summary>
/// A perfect hash by displacement over the sum of three words of a name: its first eight bytes, the next eight (the first again up to 16 bytes) and its last
/// eight; of a name shorter than eight bytes its first and last four. As firmware/Parameters/Catalogue.cs reads them.
/// </summary>
public sealed class NameTable
{
    /// <summary>Slots: any hash with any displacement leads to one.</summary>
    public const int SlotCount = SlotMask + MostDisplacements;

    /// <summary>What a hash keeps of the product.</summary>
    public const int HashShift = 40;

    /// <summary>The hash's highest eight bits choose the bucket.</summary>
    public const int BucketShift = 16;

    /// <summary>Its lowest bits choose the slot.</summary>
    public const int SlotMask = 511;

    private const int BucketCount = 256;
    private const int MostDisplacements = 193;
    private const int MostMultipliers = 10000;

    // Three words and one more hold all of a name up to this length.
    private const int LongestName = 32;

    private readonly List<string> _names;

    /// <summary>Places the names, the first one's value being 0.</summary>
    public NameTable(List<string> names)
    {
        _names = names;
        Multiplier = 0x9E3779B97F4A7C15;
        for (int i = 0; i < MostMultipliers; i++)
        {
            if (TryPlace())
            {
                return;
            }

            Multiplier = (Multiplier * 6364136223846793005) + 1442695040888963407;
        }

        throw new InvalidOperationException("no perfect hash for these names: give NameTable more slots");
    }

    /// <summary>What the sum is multiplied with.</summary>
    public ulong Multiplier { get; private set; }

    /// <summary>What a bucket adds to find its slots.</summary>
    public int[] Displacements { get; } = new int[BucketCount];

    /// <summary>The only name that one with this hash can be.</summary>
    public int[] Slots { get; } = new int[SlotCount];

    /// <summary>
    /// The comparison of all bytes of a name, given with its index 1 when it is <paramref name="isPaired"/>: the words with the index in them are
    /// compared without it, but for the last one, which comes as that of index 1.
    /// </summary>
    public static string Comparison(string name, bool isPaired)
    {
        int count = name.Length;
        if (count > LongestName || (isPaired && count < 8))
        {
            throw new InvalidOperationException("Catalogue.Find does not look at all of a name of that length: " + name);
        }

        StringBuilder text = new("count == " + count + " && last == " + Word(name, count - Size(name)));
        if (count > Size(name))
        {
            text.Append(" && ").Append(Part("first", name, 0, isPaired && count == 9));
        }

        if (count > 16)
        {
            text.Append(" && ").Append(Part("middle", name, 8, isPaired && count == 17));
        }

        if (count > 24)
        {
            text.Append(" && BitConverter.ToUInt64(name, offset + ").Append(count - 16).Append(") == ").Append(Word(name, count - 16));
        }

        return text.ToString();
    }

    // With the index as its last byte a word is compared without that byte.
    private static string Part(string word, string name, int offset, bool hasIndex)
    {
        return hasIndex ? "(" + word + " & AllButLastByte) == " + (Word(name, offset) & 0x00FFFFFFFFFFFFFF) : word + " == " + Word(name, offset);
    }

    private static int Size(string name)
    {
        return name.Length < 8 ? 4 : 8;
    }

    private static ulong Word(string name, int offset)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(name);
        return bytes.Length < 8 ? BitConverter.ToUInt32(bytes, offset) : BitConverter.ToUInt64(bytes, offset);
    }

    private static int Hash(string name, ulong multiplier)
    {
        if (name.Length < NameForm.MinNameBytes)
        {
            throw new InvalidOperationException("too short: " + name);
        }

        ulong sum = Word(name, 0) + Word(name, name.Length > 16 ? 8 : 0) + Word(name, name.Length - Size(name));
        return (int)((sum * multiplier) >> HashShift);
    }

    // The largest bucket first, each to the first displacement at which all its names find free slots. Two names of a bucket may want the same slot: then
    // the next multiplier is tried.
    private bool TryPlace()
    {
        int[] hashes = _names.ConvertAll(name => Hash(name, Multiplier)).ToArray();
        List<int>[] buckets = new List<int>[BucketCount];
        int[] order = new int[BucketCount];
        for (int i = 0; i < BucketCount; i++)
        {
            buckets[i] = new List<int>();
            order[i] = i;
        }

        for (int i = 0; i < hashes.Length; i++)
        {
            buckets[hashes[i] >> BucketShift].Add(i);
        }

        Array.Sort(order, (a, b) => buckets[a].Count != buckets[b].Count ? buckets[b].Count.CompareTo(buckets[a].Count) : a.CompareTo(b));
        Array.Clear(Slots);
        Array.Clear(Displacements);
        bool[] taken = new bool[SlotCount];
        return Array.TrueForAll(order, bucket => TryPlace(buckets[bucket], hashes, taken, bucket));
    }

    private bool TryPlace(List<int> members, int[] hashes, bool[] taken, int bucket)
    {
        for (int displacement = 0; displacement < MostDisplacements; displacement++)
        {
            HashSet<int> wanted = new(members.ConvertAll(member => (hashes[member] & SlotMask) + displacement));
            wanted.RemoveWhere(slot => taken[slot]);
            if (wanted.Count != members.Count)
            {
                continue;
            }

            Displacements[bucket] = displacement;
            foreach (int member in members)
            {
                int slot = (hashes[member] & SlotMask) + displacement;
                taken[slot] = true;
                Slots[slot] = member;
            }

            return true;
        }

        return false;
    }
}
