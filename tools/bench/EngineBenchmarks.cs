// The firmware's engines beside the platform's own, over the same profile.

using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml;
using BenchmarkDotNet.Attributes;
using NanoSpa.IlMeter;

namespace NanoSpa.Bench.Host;

/// <summary>
/// Each method works on a profile of <see cref="CodecWorkloads.ProfileBytes"/> bytes. Those without a prefix are the firmware's, as the meter
/// runs them; what begins with Platform is .NET's.
/// </summary>
public class EngineBenchmarks
{
    private readonly byte[] _work = new byte[CodecWorkloads.ProfileBytes];
    private readonly Aes _aes = Aes.Create();

    [Benchmark]
    public long Aes256Cbc() => CodecWorkloads.AesDecrypt();

    [Benchmark]
    public long PlatformAes256Cbc()
    {
        _aes.Key = new byte[32];
        return _aes.DecryptCbc(CodecWorkloads.Profile, new byte[16], _work, PaddingMode.None);
    }

    [Benchmark]
    public long Md5() => CodecWorkloads.Md5();

    [Benchmark]
    public long PlatformMd5() => MD5.HashData(CodecWorkloads.Profile, _work);

    [Benchmark]
    public long Sha256() => CodecWorkloads.Sha256();

    [Benchmark]
    public long PlatformSha256() => SHA256.HashData(CodecWorkloads.Profile, _work);

    [Benchmark]
    public long Gunzip() => CodecWorkloads.Gunzip();

    [Benchmark]
    public long PlatformGunzip()
    {
        using GZipStream stream = new(new MemoryStream(CodecWorkloads.Gzipped), CompressionMode.Decompress);
        stream.ReadExactly(_work);
        return _work.Length;
    }

    [Benchmark]
    public long Xml() => ProfileWorkloads.XmlReading();

    [Benchmark]
    public long PlatformXml()
    {
        using XmlReader reader = XmlReader.Create(new MemoryStream(CodecWorkloads.Profile));
        long nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }
}
