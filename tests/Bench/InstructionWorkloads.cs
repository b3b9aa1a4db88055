// Fixed pieces of work for each engine of Core, each over ProfileBytes of text.

using System;
using System.IO;
using System.IO.Compression;
using NanoSpa.Core;
using NanoSpa.Harness;

namespace NanoSpa.Bench;

/// <summary>Static methods without arguments, so that they can be run in another load context.</summary>
public static class InstructionWorkloads
{
    /// <summary>Length of the profile, decoded: a multiple of 64 near that of a real one.</summary>
    public const int ProfileBytes = 46080;

    private const int ChunkBytes = 512;

    private static readonly byte[] Profile = MakeProfile();
    private static readonly byte[] Key = new byte[32];
    private static readonly byte[] Work = new byte[ProfileBytes];
    private static readonly CaptureSink Output = new(0);
    private static readonly Core.Md5 Md5Engine = new();
    private static readonly Core.Sha256 Sha256Engine = new();
    private static readonly AesCbcDecryptor Decryptor = new();
    private static readonly AesCbcEncryptor Encryptor = new();
    private static readonly InflateDecoder Inflater = OpenedInflater();
    private static readonly GzipDecoder Gunzipper = OpenedGunzipper();
    private static readonly byte[] Deflated = Compress(false);
    private static readonly byte[] Gzipped = Compress(true);

    public static void Crc32() => Core.Crc32.Update(0, Profile, 0, Profile.Length);

    public static void Md5() => Digest(Md5Engine);

    public static void Sha256() => Digest(Sha256Engine);

    public static void AesCbcDecrypt() => Decryptor.Decrypt(Profile, 0, Profile.Length, Work, 0);

    public static void AesCbcEncrypt() => Encryptor.Encrypt(Profile, 0, Profile.Length, Work, 0);

    public static void AesKey() => Decryptor.SetKey(Key, 0, Key, 0);

    public static void Inflate() => Pass(Inflater, Deflated);

    public static void Gunzip() => Pass(Gunzipper, Gzipped);

    private static void Digest(BlockDigest digest)
    {
        for (int i = 0; i < Profile.Length; i += ChunkBytes)
        {
            digest.Update(Profile, i, Math.Min(ChunkBytes, Profile.Length - i));
        }

        digest.Finish(Work, 0);
    }

    private static void Pass(ISink decoder, byte[] input)
    {
        Output.Reset();
        decoder.Reset();
        for (int i = 0; i < input.Length; i += ChunkBytes)
        {
            decoder.Write(input, i, Math.Min(ChunkBytes, input.Length - i));
        }

        if (decoder.Finish() != DecodeStatus.Done || Output.Length != ProfileBytes)
        {
            throw new InvalidOperationException("fault " + decoder.Fault + " at " + decoder.FaultOffset);
        }
    }

    private static InflateDecoder OpenedInflater()
    {
        InflateDecoder decoder = new();
        decoder.Open(Output);
        return decoder;
    }

    private static GzipDecoder OpenedGunzipper()
    {
        GzipDecoder decoder = new();
        decoder.Open(Output);
        return decoder;
    }

    // In the manner of an exported configuration: long names, short values, some text that does not compress.
    private static byte[] MakeProfile()
    {
        Random random = new(1);
        MemoryStream text = new();
        string[] words = { "Enable", "Timeout", "Server", "Port", "Codec", "Delay", "Ring", "Tone", "Dial", "Proxy", "Gain", "Level", "Mode", "Name" };
        while (text.Length < ProfileBytes)
        {
            string name = words[random.Next(words.Length)] + "_" + words[random.Next(words.Length)] + "_" + random.Next(1, 9) + "_";
            string value = random.Next(3) switch { 0 => random.Next(2) == 0 ? "Yes" : "No", 1 => random.Next(60000).ToString(System.Globalization.CultureInfo.InvariantCulture), _ => Convert.ToHexString(BitConverter.GetBytes(random.Next())) };
            text.Write(System.Text.Encoding.ASCII.GetBytes("  <" + name + " ua=\"na\">" + value + "</" + name + ">\r\n"));
        }

        return text.ToArray()[..ProfileBytes];
    }

    private static byte[] Compress(bool gzip)
    {
        MemoryStream file = new();
        using (Stream packer = gzip ? new GZipStream(file, CompressionLevel.Optimal) : new DeflateStream(file, CompressionLevel.Optimal))
        {
            packer.Write(Profile);
        }

        return file.ToArray();
    }
}
