// Pushes a file into a sink in every way it may be cut.

using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>The file is written from the middle of a larger array, so that offsets are never 0.</summary>
public static class Feed
{
    /// <summary>Split -1: byte by byte; 0 or the length: whole; anything between: two chunks.</summary>
    public static DecodeStatus Split(ISink sink, byte[] bytes, int split)
    {
        byte[] shifted = new byte[bytes.Length + 7];
        System.Array.Copy(bytes, 0, shifted, 3, bytes.Length);
        if (split < 0)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                sink.Write(shifted, 3 + i, 1);
            }
        }
        else
        {
            sink.Write(shifted, 3, split);
            sink.Write(shifted, 3 + split, bytes.Length - split);
        }

        return sink.Finish();
    }
}
