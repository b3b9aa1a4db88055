// A file of any length whose bytes are a function of their offset, as a source to send.

using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>Gives at most <see cref="PieceBytes"/> at a time; fails at a given length when asked to.</summary>
public sealed class GeneratedSource : IBodySource
{
    public int Length;
    public int FailAt = int.MaxValue;
    public int PieceBytes = int.MaxValue;
    public int Position;

    public Fault Fault
    {
        get { return Position >= FailAt ? Fault.CipherLength : Fault.None; }
    }

    public int CountBytes()
    {
        return Length;
    }

    public void Rewind()
    {
        Position = 0;
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        if (Position >= FailAt)
        {
            return -1;
        }

        count = count < PieceBytes ? count : PieceBytes;
        count = count < Length - Position ? count : Length - Position;
        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = GeneratedFile.ByteAt(Position + i);
        }

        Position += count;
        return count;
    }
}
