// Encrypted files to send: read back by the decoder, counted exactly, cut anywhere.

using System;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class EncryptedSourceTests
{
    [TestMethod]
    [DataRow(0, (int)OpensslDigest.Md5)]
    [DataRow(1, (int)OpensslDigest.Md5)]
    [DataRow(15, (int)OpensslDigest.Sha256)]
    [DataRow(16, (int)OpensslDigest.Md5)]
    [DataRow(255, (int)OpensslDigest.Md5)]
    [DataRow(256, (int)OpensslDigest.Md5)]
    [DataRow(257, (int)OpensslDigest.Sha256)]
    [DataRow(5000, (int)OpensslDigest.Md5)]
    public void ItIsTheEncodersFileInAnyCutting(int length, int digest)
    {
        byte[] salt = Bytes.Of("saltsalt");
        byte[] key = Bytes.Of("secret phrase");
        CountingSource plain = new CountingSource(length);
        OpensslEncoder encoder = new OpensslEncoder();
        ByteSink sink = new ByteSink(8192);
        encoder.Open(key, 0, key.Length, salt, 0, (OpensslDigest)digest, sink);
        byte[] text = Pull.All(plain, 100);
        encoder.Write(text, 0, text.Length);
        encoder.Finish();
        byte[] expected = sink.ToBytes();
        EncryptedSource source = new EncryptedSource();
        Assert.AreEqual((int)Fault.None, (int)source.Open(plain, key, 0, key.Length, salt, (OpensslDigest)digest));
        Assert.AreEqual(expected.Length, source.CountBytes());
        foreach (int chunk in new int[] { 1, 7, 16, 300, 10000 })
        {
            byte[] cipher = Pull.All(source, chunk);
            Assert.AreEqual(Bytes.Show(expected, 0, expected.Length), Bytes.Show(cipher, 0, cipher.Length));
            source.Rewind();
        }
    }

    [TestMethod]
    [DataRow("", (int)Fault.KeyMissing)]
    [DataRow("k", (int)Fault.None)]
    public void AKeyIsChecked(string key, int expected)
    {
        byte[] bytes = Bytes.Of(key);
        EncryptedSource source = new EncryptedSource();
        Fault fault = source.Open(new CountingSource(10), bytes, 0, bytes.Length, new byte[8], OpensslDigest.Md5);
        Assert.AreEqual(expected, (int)fault);
        byte[] buffer = new byte[100];
        Assert.AreEqual(expected == 0 ? 32 : -1, source.Read(buffer, 0, 100));
        Assert.AreEqual(expected, (int)source.Fault);
    }

    [TestMethod]
    public void AFaultOfTheSourceIsItsOwn()
    {
        byte[] key = Bytes.Of("k");
        CountingSource plain = new CountingSource(1000);
        plain.FailAt = 600;
        EncryptedSource source = new EncryptedSource();
        source.Open(plain, key, 0, 1, new byte[8], OpensslDigest.Md5);
        byte[] buffer = new byte[2000];
        Assert.AreEqual(-1, source.Read(buffer, 0, 2000));
        Assert.AreEqual((int)Fault.FlashRead, (int)source.Fault);
    }

    /// <summary>So many bytes 0, 1, 2, …</summary>
    private sealed class CountingSource : IBodySource
    {
        private readonly int _length;
        private int _position;

        public CountingSource(int length)
        {
            _length = length;
        }

        public int FailAt { get; set; } = int.MaxValue;

        public Fault Fault { get; private set; }

        public int CountBytes()
        {
            return _length;
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            int start = _position;
            while (_position < _length && _position - start < count)
            {
                if (_position == FailAt)
                {
                    Fault = Fault.FlashRead;
                    return -1;
                }

                buffer[offset + _position - start] = (byte)_position;
                _position++;
            }

            return _position - start;
        }

        public void Rewind()
        {
            _position = 0;
        }
    }
}
