// Digests, ciphers and decompression over a profile of 46 KB.

using System;
using NanoSpa.Core;

namespace NanoSpa.IlMeter;

/// <summary>The engines of firmware/Core.</summary>
public static class CodecWorkloads
{
    /// <summary>Length of the profile: a multiple of 64 near that of a real one.</summary>
    public const int ProfileBytes = 46080;

    /// <summary>The profile.</summary>
    public static readonly byte[] Profile = SampleProfile.Make(ProfileBytes, 1);

    /// <summary>The profile as gzip packs it.</summary>
    public static readonly byte[] Gzipped = SampleProfile.Gzip(Profile);

    // A gzip file without options: a header of 10 bytes, a trailer of 8 (RFC 1952, 2.3).
    private static readonly byte[] Deflated = Gzipped[10..^8];

    private static readonly byte[] Key = new byte[32];
    private static readonly byte[] Work = new byte[ProfileBytes];
    private static readonly ByteSink Output = new(0);
    private static readonly Md5 Md5Engine = new();
    private static readonly Sha256 Sha256Engine = new();
    private static readonly AesCbcDecryptor Decryptor = new();
    private static readonly InflateDecoder Inflater = new();
    private static readonly GzipDecoder Gunzipper = new();

    [Workload("AES-256-CBC decrypt", "byte", 106)]
    public static long AesDecrypt()
    {
        Decryptor.Decrypt(Profile, 0, Profile.Length, Work, 0);
        return Profile.Length;
    }

    [Workload("AES-256-CBC key", "key")]
    public static long AesKey()
    {
        Decryptor.SetKey(Key, 0, Key, 0);
        return 1;
    }

    [Workload("MD5", "byte", 23)]
    public static long Md5() => Digest(Md5Engine);

    [Workload("SHA-256", "byte", 120)]
    public static long Sha256() => Digest(Sha256Engine);

    [Workload("CRC-32", "byte", 20)]
    public static long Crc32()
    {
        Core.Crc32.Update(0, Profile, 0, Profile.Length);
        return Profile.Length;
    }

    [Workload("inflate", "output byte", 14)]
    public static long Inflate()
    {
        Output.Reset();
        Inflater.Open(Output);
        ByteSink.Feed(Inflater, Deflated);
        return Expected(Output.Length);
    }

    [Workload("gunzip with its CRC-32", "output byte")]
    public static long Gunzip()
    {
        Output.Reset();
        Gunzipper.Open(Output);
        ByteSink.Feed(Gunzipper, Gzipped);
        return Expected(Output.Length);
    }

    private static long Digest(BlockDigest digest)
    {
        digest.Update(Profile, 0, Profile.Length);
        digest.Finish(Work, 0);
        return Profile.Length;
    }

    private static long Expected(int length)
    {
        return length == ProfileBytes ? length : throw new InvalidOperationException(length + " bytes");
    }
}
