// Text of bounded length, built piece by piece in a fixed byte array.

using System;
using System.Text;

namespace NanoSpa.Core;

/// <summary>
/// A byte array of fixed capacity with a length. What does not fit is left out and <see cref="Overflowed"/> is set:
/// the length never passes the capacity. Appending allocates nothing.
/// </summary>
public sealed class TextBuffer
{
    /// <summary>Stands for a text that was never taken: it holds nothing, and nothing fits into it.</summary>
    public static readonly TextBuffer None = new TextBuffer(0);

    private static readonly byte[] HexLower =
    {
        (byte)'0', (byte)'1', (byte)'2', (byte)'3', (byte)'4', (byte)'5', (byte)'6', (byte)'7',
        (byte)'8', (byte)'9', (byte)'a', (byte)'b', (byte)'c', (byte)'d', (byte)'e', (byte)'f',
    };

    /// <summary>The bytes; only the first <see cref="Length"/> are text.</summary>
    public readonly byte[] Bytes;

    /// <summary>Bytes in use, 0 to the capacity. Setting it shorter cuts the text.</summary>
    public int Length;

    /// <summary>True once something did not fit; cleared by <see cref="Clear"/>.</summary>
    public bool Overflowed;

    /// <summary>Makes an empty buffer for at most <paramref name="capacity"/> bytes.</summary>
    public TextBuffer(int capacity)
    {
        Bytes = new byte[capacity];
    }

    /// <summary>Empties the buffer.</summary>
    public void Clear()
    {
        Length = 0;
        Overflowed = false;
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        if (Length == Bytes.Length)
        {
            Overflowed = true;
            return;
        }

        Bytes[Length++] = value;
    }

    /// <summary>Appends a run of bytes, or as much of it as fits.</summary>
    public void Append(byte[] source, int offset, int count)
    {
        int room = Bytes.Length - Length;
        if (count > room)
        {
            Overflowed = true;
            count = room;
        }

        Array.Copy(source, offset, Bytes, Length, count);
        Length += count;
    }

    /// <summary>Appends what another buffer holds.</summary>
    public void Append(TextBuffer other)
    {
        Append(other.Bytes, 0, other.Length);
    }

    /// <summary>Appends a string as UTF-8. Allocates a little on the device: for short, rare texts.</summary>
    public void Append(string text)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(text);
        Append(encoded, 0, encoded.Length);
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendNumber(long value)
    {
        if (value < 0)
        {
            Append((byte)'-');
        }

        long divisor = 1;
        long rest = value;
        while (rest >= 10 || rest <= -10)
        {
            rest /= 10;
            divisor *= 10;
        }

        while (divisor > 0)
        {
            int digit = (int)(value / divisor % 10);
            Append((byte)('0' + (digit < 0 ? -digit : digit)));
            divisor /= 10;
        }
    }

    /// <summary>Appends one byte as two lower-case hexadecimal digits.</summary>
    public void AppendHex(byte value)
    {
        Append(HexLower[value >> 4]);
        Append(HexLower[value & 15]);
    }

    /// <summary>The text as a string. Allocates.</summary>
    public override string ToString()
    {
        return Length == 0 ? "" : Encoding.UTF8.GetString(Bytes, 0, Length);
    }
}
