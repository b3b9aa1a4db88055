// Keeps what is written to it.

using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>A sink of fixed capacity that gives its bytes back.</summary>
public sealed class ByteSink : ISink
{
    private readonly TextBuffer _bytes;

    public ByteSink(int capacity)
    {
        _bytes = new TextBuffer(capacity);
    }

    public Fault Fault
    {
        get { return _bytes.Overflowed ? Fault.DecodedTooLarge : Fault.None; }
    }

    public int FaultOffset
    {
        get { return 0; }
    }

    public void Reset()
    {
        _bytes.Clear();
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        _bytes.Append(buffer, offset, count);
        return _bytes.Overflowed ? DecodeStatus.Failed : DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        return _bytes.Overflowed ? DecodeStatus.Failed : DecodeStatus.Done;
    }

    public byte[] ToBytes()
    {
        byte[] copy = new byte[_bytes.Length];
        System.Array.Copy(_bytes.Bytes, 0, copy, 0, _bytes.Length);
        return copy;
    }
}
