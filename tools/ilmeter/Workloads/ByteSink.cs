// A stream in, its bytes kept, or only counted.

using System;
using NanoSpa.Core;

namespace NanoSpa.IlMeter;

/// <summary>The end of a measured pipeline: takes everything, costs next to nothing.</summary>
public sealed class ByteSink : ISink
{
    /// <summary>A sink that keeps the first <paramref name="capacity"/> bytes.</summary>
    public ByteSink(int capacity)
    {
        Bytes = new byte[capacity];
    }

    public byte[] Bytes { get; }

    public int Length { get; private set; }

    public Fault Fault => Fault.None;

    public int FaultOffset => 0;

    /// <summary>Writes the input to a decoder in chunks as large as those of the network, and finishes it; any fault is an exception.</summary>
    public static void Feed(ISink decoder, byte[] input)
    {
        const int chunkBytes = 512;
        for (int i = 0; i < input.Length; i += chunkBytes)
        {
            decoder.Write(input, i, Math.Min(chunkBytes, input.Length - i));
        }

        if (decoder.Finish() != DecodeStatus.Done)
        {
            throw new InvalidOperationException("fault " + decoder.Fault + " at " + decoder.FaultOffset);
        }
    }

    public void Reset()
    {
        Length = 0;
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int kept = Math.Max(0, Math.Min(count, Bytes.Length - Length));
        Array.Copy(buffer, offset, Bytes, Math.Min(Length, Bytes.Length), kept);
        Length += count;
        return DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        return DecodeStatus.Done;
    }
}
