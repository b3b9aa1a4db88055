// A decoder and an input in, the first cutting of the input that changes the outcome out.

using NanoSpa.Core;

namespace NanoSpa.Harness;

/// <summary>"Any chunking, same outcome", tried out. Written for the device too: unit tests compile this file.</summary>
public static class Chunking
{
    /// <summary>
    /// Runs the input whole, byte by byte, and split at every point that is a multiple of <paramref name="stride"/>. Empty when
    /// status, fault, offset, output and number of Finish calls are always those of the whole; otherwise says which cutting
    /// differs. The last run is the whole one, for the caller to look at.
    /// </summary>
    public static string Difference(ISink decoder, CaptureSink output, byte[] input, int count, int stride)
    {
        DecodeStatus status = RunWhole(decoder, output, input, count);
        Fault fault = decoder.Fault;
        int faultOffset = decoder.FaultOffset;
        int length = output.Length;
        int finishCount = output.FinishCount;
        uint crc = Crc32.Update(0, output.Bytes, 0, KeptOf(output));
        string difference = "";
        for (int split = -1; split < count && difference.Length == 0; split = split < 0 ? 0 : split + stride)
        {
            DecodeStatus cutStatus = split < 0 ? RunByteByByte(decoder, output, input, count) : RunSplit(decoder, output, input, count, split);
            if (cutStatus != status || decoder.Fault != fault || decoder.FaultOffset != faultOffset
                || output.Length != length || output.FinishCount != finishCount || Crc32.Update(0, output.Bytes, 0, KeptOf(output)) != crc)
            {
                difference = "cut at " + split + " (-1: every byte): status " + (int)cutStatus + " for " + (int)status + ", fault " + (int)decoder.Fault + " for " + (int)fault
                    + ", at " + decoder.FaultOffset + " for " + faultOffset + ", output " + output.Length + " for " + length;
            }
        }

        RunWhole(decoder, output, input, count);
        return difference;
    }

    /// <summary>Resets both, writes the input in one piece and finishes.</summary>
    public static DecodeStatus RunWhole(ISink decoder, CaptureSink output, byte[] input, int count)
    {
        return RunSplit(decoder, output, input, count, 0);
    }

    private static DecodeStatus RunSplit(ISink decoder, CaptureSink output, byte[] input, int count, int split)
    {
        output.Reset();
        decoder.Reset();
        if (split > 0)
        {
            decoder.Write(input, 0, split);
        }

        decoder.Write(input, split, count - split);
        return decoder.Finish();
    }

    private static DecodeStatus RunByteByByte(ISink decoder, CaptureSink output, byte[] input, int count)
    {
        output.Reset();
        decoder.Reset();
        byte[] one = new byte[1];
        for (int i = 0; i < count; i++)
        {
            one[0] = input[i];
            decoder.Write(one, 0, 1);
        }

        return decoder.Finish();
    }

    private static int KeptOf(CaptureSink output)
    {
        return output.Length < output.Bytes.Length ? output.Length : output.Bytes.Length;
    }
}
