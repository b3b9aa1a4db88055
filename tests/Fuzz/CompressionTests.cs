// Valid, mutated and random gzip and deflate streams: the decoders against System.IO.Compression.

using System;
using System.IO;
using System.IO.Compression;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness;

namespace NanoSpa.Fuzz;

[TestClass]
public class CompressionTests
{
    private const int CaptureBytes = 1 << 20;

    // BFINAL 1, BTYPE 01, the literal 'a' (10010001) and the first 5 bits of a match.
    private const string BombHead = "4B1C";

    private static readonly CompressionLevel[] Levels = { CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize };

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void ValidFilesUnpackInRandomPieces(int seed)
    {
        Random random = new(seed);
        CaptureSink output = new(CaptureBytes);
        GzipDecoder decoder = new();
        decoder.Open(output);
        for (int round = 0; round < 60; round++)
        {
            byte[] text = SampleText.Make(random, round % 4 == 0 ? 200000 : 20000);
            byte[] file = Pack(text, Levels[random.Next(Levels.Length)]);
            Assert.AreEqual(DecodeStatus.Done, Run(decoder, output, file, random), "round " + round + " fault " + decoder.Fault + " at " + decoder.FaultOffset);
            Assert.IsTrue(text.AsSpan().SequenceEqual(output.Bytes.AsSpan(0, output.Length)), "round " + round);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void MutatedFilesNeverThrowAndNeverGiveOtherBytes(int seed)
    {
        Random random = new(seed);
        CaptureSink output = new(CaptureBytes);
        GzipDecoder decoder = new();
        decoder.Open(output);
        for (int round = 0; round < 1500; round++)
        {
            byte[] text = SampleText.Make(random, 1500);
            byte[] file = Mutation.Of(random, Pack(text, Levels[random.Next(Levels.Length)]));
            DecodeStatus status = Run(decoder, output, file, random);
            byte[] reference = Reference(file, true);
            if (status == DecodeStatus.Done && reference != null)
            {
                Assert.IsTrue(reference.AsSpan().SequenceEqual(output.Bytes.AsSpan(0, output.Length)), "round " + round);
            }

            Assert.IsFalse(status == DecodeStatus.Done && reference == null, "round " + round + ": accepted what the reference refuses");
            Assert.AreEqual(status == DecodeStatus.Failed, decoder.Fault != Fault.None);
            Assert.IsTrue(decoder.FaultOffset >= 0 && decoder.FaultOffset <= file.Length);
        }
    }

    // No checksum here, so many damaged streams are valid: both must agree on what they hold.
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void MutatedAndRandomStreamsAgreeWithTheReferenceInEveryCutting(int seed)
    {
        Random random = new(seed);
        CaptureSink output = new(CaptureBytes);
        InflateDecoder decoder = new();
        decoder.Open(output);
        int accepted = 0;
        for (int round = 0; round < 1500; round++)
        {
            byte[] stream;
            if (random.Next(4) == 0)
            {
                stream = new byte[random.Next(200)];
                random.NextBytes(stream);
            }
            else
            {
                stream = Mutation.Of(random, Deflate(SampleText.Make(random, 800), Levels[random.Next(Levels.Length)]));
            }

            int stride = 1 + (stream.Length / 20);
            Assert.AreEqual("", Chunking.Difference(decoder, output, stream, stream.Length, stride), "round " + round);
            byte[] reference = Reference(stream, false);
            if (decoder.Fault == Fault.None)
            {
                accepted++;
                Assert.IsNotNull(reference, "round " + round + ": accepted what the reference refuses");
                Assert.IsTrue(reference.AsSpan().SequenceEqual(output.Bytes.AsSpan(0, output.Length)), "round " + round);
            }
            else if (decoder.Fault != Fault.GzipTruncated)
            {
                Assert.IsNull(reference, "round " + round + ": refused with " + decoder.Fault + " at " + decoder.FaultOffset + " what the reference accepts");
            }
        }

        Assert.IsGreaterThan(100, accepted);
    }

    // Symbols with code lengths as uneven as they may be: the second-level tables must always fit.
    [TestMethod]
    public void EveryCompleteCodeFitsItsTable()
    {
        Random random = new(1);
        HuffmanTable literals = new(9, 852);
        HuffmanTable distances = new(8, 576);
        for (int round = 0; round < 20000; round++)
        {
            byte[] lengths = CompleteCode(random, random.Next(2, 287));
            Assert.IsTrue(literals.Build(lengths, 0, lengths.Length, HuffmanTable.Literals));
            lengths = CompleteCode(random, random.Next(2, 31));
            Assert.IsTrue(distances.Build(lengths, 0, lengths.Length, HuffmanTable.Distances));
        }
    }

    // 1,008 MiB of one byte in 6.6 MB of input, made on the fly: a literal, then matches of 258 bytes at distance 1.
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(32768)]
    [DataRow(524288)]
    public void ABombIsStoppedAtTheSinksLimit(int limit)
    {
        CaptureSink output = new(0) { FailAt = limit };
        GzipDecoder decoder = new();
        decoder.Open(output);
        Assert.AreEqual(DecodeStatus.Failed, Explode(decoder, output, Convert.FromHexString("1F8B0800000000000003" + BombHead), BombBody(512 * 13)));
        Assert.AreEqual(Fault.FormatUnknown, decoder.Fault);
        Assert.AreEqual(limit, decoder.FaultOffset);
        Assert.AreEqual(limit, output.Length);
    }

    [TestMethod]
    public void AGigabyteCostsNoMemory()
    {
        CaptureSink output = new(0) { FailAt = 100000 };
        InflateDecoder decoder = new();
        decoder.Open(output);
        byte[] head = Convert.FromHexString(BombHead);
        byte[] matches = BombBody(512 * 13);
        Explode(decoder, output, head, matches);
        output.FailAt = -1;
        DecodeStatus status = DecodeStatus.Failed;
        long allocated = AllocationProbe.BytesOf(() => status = Explode(decoder, output, head, matches), 0);
        Assert.AreEqual(0L, allocated);
        Assert.AreEqual(DecodeStatus.More, status);
        Assert.IsGreaterThan(1000 << 20, output.Length);
    }

    private static DecodeStatus Explode(ISink decoder, CaptureSink output, byte[] head, byte[] matches)
    {
        output.Reset();
        decoder.Reset();
        DecodeStatus status = decoder.Write(head, 0, head.Length);
        for (int i = 0; i < 1000 && status == DecodeStatus.More; i++)
        {
            status = decoder.Write(matches, 0, matches.Length);
        }

        return status;
    }

    // The endless bit pattern of symbol 285 (11000101) and distance 0 (00000), first bit lowest, as it goes on after the head.
    private static byte[] BombBody(int count)
    {
        const string Pattern = "1100010100000";
        byte[] body = new byte[count];
        for (int bit = 0; bit < count * 8; bit++)
        {
            if (Pattern[(bit + 5) % Pattern.Length] == '1')
            {
                body[bit / 8] |= (byte)(1 << (bit & 7));
            }
        }

        return body;
    }

    private static DecodeStatus Run(ISink decoder, CaptureSink output, byte[] file, Random random)
    {
        output.Reset();
        decoder.Reset();
        Pieces.Cut(random, file.Length, (offset, count) => decoder.Write(file, offset, count));
        return decoder.Finish();
    }

    private static byte[] CompleteCode(Random random, int symbols)
    {
        // Splits leaves of a tree, mostly deep ones, until there are enough.
        int[] leaves = new int[16];
        leaves[1] = 2;
        for (int count = 2; count < symbols; count++)
        {
            int depth = random.Next(3) == 0 ? random.Next(1, 15) : 14 - random.Next(8);
            while (leaves[depth] == 0)
            {
                depth = depth == 1 ? 14 : depth - 1;
            }

            leaves[depth]--;
            leaves[depth + 1] += 2;
        }

        byte[] lengths = new byte[symbols];
        int symbol = 0;
        for (int depth = 1; depth < 16; depth++)
        {
            for (int i = 0; i < leaves[depth]; i++)
            {
                lengths[symbol++] = (byte)depth;
            }
        }

        random.Shuffle(lengths);
        return lengths;
    }

    private static byte[] Pack(byte[] text, CompressionLevel level)
    {
        MemoryStream file = new();
        using (GZipStream packer = new(file, level))
        {
            packer.Write(text);
        }

        // .NET writes nothing at all for an empty text.
        byte[] bytes = file.ToArray();
        return bytes.Length > 0 ? bytes : Convert.FromHexString("1F8B080000000000000303000000000000000000");
    }

    private static byte[] Deflate(byte[] text, CompressionLevel level)
    {
        MemoryStream file = new();
        using (DeflateStream packer = new(file, level))
        {
            packer.Write(text);
        }

        return file.ToArray();
    }

    // Null when refused.
    private static byte[] Reference(byte[] file, bool gzip)
    {
        try
        {
            MemoryStream text = new();
            using Stream unpacker = gzip ? new GZipStream(new MemoryStream(file), CompressionMode.Decompress) : new DeflateStream(new MemoryStream(file), CompressionMode.Decompress);
            unpacker.CopyTo(text);
            return text.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
