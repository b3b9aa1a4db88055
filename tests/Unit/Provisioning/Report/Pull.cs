// A body source read to its end in chunks of one size.

using System;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Reads sources for tests.</summary>
public static class Pull
{
    private const int MostBytes = 262144;

    /// <summary>Every byte, at most 256 KiB.</summary>
    public static byte[] All(IBodySource source, int chunk)
    {
        byte[] buffer = new byte[MostBytes];
        int length = 0;
        int read;
        do
        {
            read = source.Read(buffer, length, chunk < MostBytes - length ? chunk : MostBytes - length);
            Assert.IsTrue(read >= 0);
            length += read;
        }
        while (read > 0);
        byte[] cut = new byte[length];
        Array.Copy(buffer, 0, cut, 0, length);
        return cut;
    }
}
