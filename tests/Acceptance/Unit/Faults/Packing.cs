// A profile as it lies on a server: as it is, compressed, or compressed and encrypted.

using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using NanoSpa.Tool.Server;

namespace NanoSpa.Acceptance.Unit;

/// <summary>By the platform's own gzip and cipher.</summary>
internal static class Packing
{
    public const string KeyOption = "[--key%20Secret]%20";
    private const int FillerBytes = 5000;

    public static byte[] Of(string layers, byte[] plain) => layers switch
    {
        "gzip" => Gzip(plain),
        "encrypted" => OpensslFile.Encrypt(Gzip(plain), "Secret"),
        "long" => [.. Filler(), .. plain],
        _ => plain,
    };

    /// <summary>Compressed, and still of several datagrams.</summary>
    public static byte[] LongGzip(byte[] plain) => Gzip([.. Filler(), .. plain]);

    // A comment that does not compress well.
    private static byte[] Filler()
    {
        byte[] noise = new byte[FillerBytes / 2];
        new Random(5).NextBytes(noise);
        return Encoding.ASCII.GetBytes("<!-- " + Convert.ToHexString(noise) + " -->\n");
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
