// A length in, random pieces of it out: one, many small ones, or some of any size.

using System;

namespace NanoSpa.Fuzz;

/// <summary>Cuts inputs up.</summary>
public static class Pieces
{
    /// <summary>Calls back with offset and count of each piece, in order; some may be empty.</summary>
    public static void Cut(Random random, int length, Action<int, int> piece)
    {
        int largest = random.Next(3) switch { 0 => 3, 1 => 100, _ => length };
        int offset = 0;
        while (offset < length)
        {
            int count = Math.Min(random.Next(largest + 1), length - offset);
            piece(offset, count);
            offset += count;
        }
    }
}
