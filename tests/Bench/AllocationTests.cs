// Every engine of Core, constructed and fed: what it allocates against the recorded table; feeding must allocate nothing.

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness;

namespace NanoSpa.Bench;

[TestClass]
public class AllocationTests
{
    private const int ChunkBytes = 512;

    private static readonly byte[] Key = Bytes(32);

    [TestMethod]
    public void ConstructedBytesAreThoseRecordedAndFeedingAllocatesNothing()
    {
        Baseline table = new("allocation.txt", "Bytes on the host's managed heap, tables shared by all instances left out.", "engine", "constructed", "a write");
        List<string> allocating = new();
        foreach ((string name, Func<object> construct, Func<object, Action> feed) in Engines())
        {
            long constructed = AllocationProbe.BytesOf(() => construct());
            long fed = AllocationProbe.BytesOf(feed(construct()));
            table.Measured(name, constructed, fed);
            if (fed != 0)
            {
                allocating.Add(name + " allocates " + fed + " bytes");
            }
        }

        Assert.IsEmpty(allocating);
        table.Check(0);
    }

    private static IEnumerable<(string Name, Func<object> Construct, Func<object, Action> Feed)> Engines()
    {
        byte[] buffer = Bytes(4096);
        byte[] output = new byte[4096];
        yield return ("Crc32", () => buffer, _ => () => Crc32.Update(0, buffer, 0, buffer.Length));
        yield return ("Md5", () => new Md5(), engine => () => Digest((Md5)engine, buffer, output));
        yield return ("Sha256", () => new Sha256(), engine => () => Digest((Sha256)engine, buffer, output));
        yield return ("AesCbcDecryptor", () => new AesCbcDecryptor(), engine => () =>
        {
            ((AesCbcDecryptor)engine).SetKey(Key, 0, Key, 0);
            ((AesCbcDecryptor)engine).Decrypt(buffer, 0, buffer.Length, output, 0);
        });
        yield return ("AesCbcEncryptor", () => new AesCbcEncryptor(), engine => () =>
        {
            ((AesCbcEncryptor)engine).SetKey(Key, 0, Key, 0);
            ((AesCbcEncryptor)engine).Encrypt(buffer, 0, buffer.Length, output, 0);
        });
        yield return ("InflateDecoder", () => Opened(new InflateDecoder(), (decoder, next) => decoder.Open(next)), engine => Pass(engine, Compressed(false)));
        yield return ("GzipDecoder", () => Opened(new GzipDecoder(), (decoder, next) => decoder.Open(next)), engine => Pass(engine, Compressed(true)));
        yield return ("OpensslDecoder", () => Opened(new OpensslDecoder(), (decoder, next) => decoder.Open(Key, 0, 32, AnythingProbe.Instance, next)), engine => Pass(engine, Envelope(OpensslDigest.Sha256)));
        yield return ("OpensslEncoder", () => Opened(new OpensslEncoder(), (encoder, next) => encoder.Open(Key, 0, 32, Key, 0, OpensslDigest.Md5, next)), engine => Pass(engine, Profile()));
    }

    private static T Opened<T>(T sink, Action<T, ISink> open)
    {
        open(sink, DiscardSink.Instance);
        return sink;
    }

    // A whole pass: reset, chunks, finish.
    private static Action Pass(object engine, byte[] input)
    {
        ISink sink = (ISink)engine;
        return () =>
        {
            sink.Reset();
            for (int i = 0; i < input.Length; i += ChunkBytes)
            {
                sink.Write(input, i, Math.Min(ChunkBytes, input.Length - i));
            }

            Assert.AreEqual(DecodeStatus.Done, sink.Finish());
        };
    }

    private static void Digest(BlockDigest digest, byte[] input, byte[] output)
    {
        digest.Update(input, 0, input.Length);
        digest.Finish(output, 0);
    }

    private static byte[] Compressed(bool gzip)
    {
        MemoryStream file = new();
        using (Stream packer = gzip ? new GZipStream(file, CompressionLevel.Optimal) : new DeflateStream(file, CompressionLevel.Optimal))
        {
            packer.Write(Profile());
        }

        return file.ToArray();
    }

    private static byte[] Envelope(OpensslDigest digest)
    {
        CaptureSink file = new(100000);
        OpensslEncoder encoder = new();
        encoder.Open(Key, 0, 32, Key, 0, digest, file);
        byte[] profile = Profile();
        encoder.Write(profile, 0, profile.Length);
        encoder.Finish();
        return file.Bytes[..file.Length];
    }

    private static byte[] Profile()
    {
        CaptureSink text = new(50000);
        for (int i = 0; text.Length < 46000; i++)
        {
            byte[] line = System.Text.Encoding.ASCII.GetBytes("<Parameter_" + i + "_ ua=\"na\">" + (i * 7919 % 1000) + "</Parameter_" + i + "_>\n");
            text.Write(line, 0, line.Length);
        }

        return text.Bytes[..text.Length];
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private sealed class AnythingProbe : IFormatProbe
    {
        internal static readonly AnythingProbe Instance = new();

        public int Probe(byte[] buffer, int offset, int count, bool complete)
        {
            return buffer[offset] == '<' ? 1 : -1;
        }
    }

    private sealed class DiscardSink : ISink
    {
        internal static readonly DiscardSink Instance = new();

        public Fault Fault => Fault.None;

        public int FaultOffset => 0;

        public void Reset()
        {
        }

        public DecodeStatus Write(byte[] buffer, int offset, int count)
        {
            return DecodeStatus.More;
        }

        public DecodeStatus Finish()
        {
            return DecodeStatus.Done;
        }
    }
}
