// A stand-in for the format sniffer that judges by the length of what it is shown.

namespace NanoSpa.Core.Tests;

/// <summary>Answers one thing for a single block and another for more, and keeps how much it was shown at most.</summary>
public sealed class StepProbe : IFormatProbe
{
    private readonly int _ofBlock;
    private readonly int _ofMore;

    public StepProbe(int ofBlock, int ofMore)
    {
        _ofBlock = ofBlock;
        _ofMore = ofMore;
    }

    public int LongestBytes { get; private set; }

    public int Probe(byte[] buffer, int offset, int count, bool complete)
    {
        LongestBytes = count > LongestBytes ? count : LongestBytes;
        return count <= AesCbcDecryptor.BlockBytes ? _ofBlock : _ofMore;
    }
}
