// A file of any length whose bytes are a function of their offset: a source and a sink that checks.

using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>Checks each byte it is given against the function; fails at a given length when asked to.</summary>
public sealed class GeneratedFile : ISink
{
    public int Length;
    public bool Differs;
    public int FailAt = int.MaxValue;
    public int Finishes;

    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    /// <summary>The byte at an offset; neither the low byte nor the block number alone decides it.</summary>
    public static byte ByteAt(int offset)
    {
        return (byte)((offset * 7) + (offset >> 9));
    }

    public void Reset()
    {
        Length = 0;
        Differs = false;
        Finishes = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > FailAt)
        {
            Fault = Fault.FormatHtml;
            FaultOffset = FailAt;
            return DecodeStatus.Failed;
        }

        for (int i = 0; i < count; i++)
        {
            Differs |= buffer[offset + i] != ByteAt(Length + i);
        }

        Length += count;
        return DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        Finishes++;
        return DecodeStatus.Done;
    }
}
