// Keeps what is written to it.

using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>A sink of fixed capacity that gives its bytes back.</summary>
public sealed class ByteSink : ISink
{
    private readonly TextBuffer bytes;

    public ByteSink(int capacity)
    {
        bytes = new TextBuffer(capacity);
    }

    public Fault Fault
    {
        get { return bytes.Overflowed ? Fault.DecodedTooLarge : Fault.None; }
    }

    public int FaultOffset
    {
        get { return 0; }
    }

    public void Reset()
    {
        bytes.Clear();
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        bytes.Append(buffer, offset, count);
        return bytes.Overflowed ? DecodeStatus.Failed : DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        return bytes.Overflowed ? DecodeStatus.Failed : DecodeStatus.Done;
    }

    public byte[] ToBytes()
    {
        byte[] copy = new byte[bytes.Length];
        System.Array.Copy(bytes.Bytes, 0, copy, 0, bytes.Length);
        return copy;
    }
}
