// Valid, mutated and random openssl envelopes in random pieces: never an exception, never more out than in.

using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness;

namespace NanoSpa.Fuzz;

[TestClass]
public class OpensslTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("SecretPhrase1234");

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void EnvelopesOpenOrAreRefusedInEveryCutting(int seed)
    {
        Random random = new(seed);
        CaptureSink envelope = new(4096);
        CaptureSink output = new(4096);
        OpensslEncoder encoder = new();
        OpensslDecoder decoder = new();
        decoder.Open(Key, 0, Key.Length, new XmlProbe(), output);
        for (int round = 0; round < 600; round++)
        {
            byte[] salt = new byte[8];
            random.NextBytes(salt);
            OpensslDigest digest = random.Next(2) == 0 ? OpensslDigest.Md5 : OpensslDigest.Sha256;
            byte[] text = Encoding.ASCII.GetBytes("<" + new string('x', random.Next(700)));
            encoder.Open(Key, 0, Key.Length, salt, 0, digest, envelope);
            envelope.Reset();
            Pieces.Cut(random, text.Length, (offset, count) => encoder.Write(text, offset, count));
            Assert.AreEqual(DecodeStatus.Done, encoder.Finish());
            byte[] file = envelope.Bytes[..envelope.Length];
            byte[] damaged = Mutation.Of(random, file);

            Assert.AreEqual("", Chunking.Difference(decoder, output, damaged, damaged.Length, 1 + (damaged.Length / 10)), "round " + round);
            Assert.IsLessThanOrEqualTo(damaged.Length, output.Length);
            Assert.IsTrue(decoder.FaultOffset >= 0 && decoder.FaultOffset <= damaged.Length);
            if (damaged.AsSpan().SequenceEqual(file))
            {
                Assert.AreEqual(Fault.None, decoder.Fault);
                Assert.IsTrue(text.AsSpan().SequenceEqual(output.Bytes.AsSpan(0, output.Length)), "round " + round);
                Assert.AreEqual(digest, decoder.Digest);
            }
        }
    }

    [TestMethod]
    public void RandomBytesAreRefused()
    {
        Random random = new(1);
        CaptureSink output = new(4096);
        OpensslDecoder decoder = new();
        decoder.Open(Key, 0, Key.Length, new XmlProbe(), output);
        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            Encoding.ASCII.GetBytes("Salted__").AsSpan(0, Math.Min(8, bytes.Length)).CopyTo(bytes);
            Assert.AreEqual(DecodeStatus.Failed, Chunking.RunWhole(decoder, output, bytes, bytes.Length));
            Assert.AreNotEqual(Fault.None, decoder.Fault);
            Assert.AreEqual(0, output.Length);
        }
    }

    private sealed class XmlProbe : IFormatProbe
    {
        public int Probe(byte[] buffer, int offset, int count, bool complete)
        {
            bool isText = count > 0 && buffer[offset] == '<';
            for (int i = 1; isText && i < count && i < 64; i++)
            {
                isText = buffer[offset + i] < 128;
            }

            return isText ? 1 : -1;
        }
    }
}
