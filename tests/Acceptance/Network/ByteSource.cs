// Bytes in memory as a file to send; it may give little at a time, fail, or change behind its reader's back.

using System;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Network;

internal sealed class ByteSource : IBodySource
{
    internal byte[] Bytes;
    internal int PieceBytes = int.MaxValue;
    internal int FailAt = int.MaxValue;
    internal int Rewinds;
    private int _position;

    internal ByteSource(byte[] bytes)
    {
        Bytes = bytes;
    }

    public Fault Fault { get; private set; }

    public int CountBytes()
    {
        _position = 0;
        return Bytes.Length;
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        if (_position >= FailAt)
        {
            Fault = Fault.KeyMissing;
            return -1;
        }

        count = Math.Min(Math.Min(count, PieceBytes), Bytes.Length - _position);
        Array.Copy(Bytes, _position, buffer, offset, count);
        _position += count;
        return count;
    }

    public void Rewind()
    {
        Rewinds++;
        _position = 0;
    }
}
