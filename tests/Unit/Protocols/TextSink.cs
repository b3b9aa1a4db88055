// Keeps the bytes it is given as text.

using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>A sink for short bodies; fails at a given length when asked to.</summary>
public sealed class TextSink : ISink
{
    public readonly TextBuffer Text = new TextBuffer(4000);
    public int FailAt = int.MaxValue;
    public bool FailsAtEnd;
    public int Finishes;

    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    public void Reset()
    {
        Text.Clear();
        Finishes = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (Text.Length + count > FailAt)
        {
            Fault = Fault.FormatHtml;
            FaultOffset = FailAt;
            return DecodeStatus.Failed;
        }

        Text.Append(buffer, offset, count);
        return DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        Finishes++;
        if (FailsAtEnd)
        {
            Fault = Fault.FormatEmpty;
            FaultOffset = Text.Length;
            return DecodeStatus.Failed;
        }

        return DecodeStatus.Done;
    }
}
