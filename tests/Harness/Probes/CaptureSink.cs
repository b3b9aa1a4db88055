// A stream in, its bytes kept for a test to look at; fails after a set number of bytes.

using System;
using NanoSpa.Core;

namespace NanoSpa.Harness;

/// <summary>The end of a pipeline under test. Written for the device too: unit tests compile this file.</summary>
public sealed class CaptureSink : ISink
{
    /// <summary>What was written, up to the capacity.</summary>
    public readonly byte[] Bytes;

    /// <summary>Bytes written, those beyond the capacity too.</summary>
    public int Length;

    /// <summary>Calls of Finish since the last reset.</summary>
    public int FinishCount;

    /// <summary>The byte at this offset makes the sink fail; -1 for never.</summary>
    public int FailAt = -1;

    public CaptureSink(int capacity)
    {
        Bytes = new byte[capacity];
    }

    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    public void Reset()
    {
        Length = 0;
        FinishCount = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        int accepted = FailAt >= 0 && FailAt - Length < count ? FailAt - Length : count;
        int room = Bytes.Length - Length;
        int kept = accepted < room ? accepted : room;
        if (kept > 0)
        {
            Array.Copy(buffer, offset, Bytes, Length, kept);
        }

        Length += accepted;
        if (accepted < count)
        {
            Fault = Fault.FormatUnknown;
            FaultOffset = Length;
            return DecodeStatus.Failed;
        }

        return DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        FinishCount++;
        return Fault == Fault.None ? DecodeStatus.Done : DecodeStatus.Failed;
    }
}
