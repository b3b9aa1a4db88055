// Random texts in random pieces: MD5, SHA-256, AES-256-CBC and CRC-32 against .NET's own.

using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Fuzz;

[TestClass]
public class DigestAndCipherTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void DigestsAgreeInRandomPieces(int seed)
    {
        Random random = new(seed);
        Core.Md5 md5 = new();
        Core.Sha256 sha256 = new();
        byte[] result = new byte[32];
        for (int round = 0; round < 300; round++)
        {
            byte[] text = RandomBytes(random, random.Next(2000));
            Pieces.Cut(random, text.Length, (offset, count) =>
            {
                md5.Update(text, offset, count);
                sha256.Update(text, offset, count);
            });
            md5.Finish(result, 0);
            CollectionAssert.AreEqual(MD5.HashData(text), result[..16]);
            sha256.Finish(result, 0);
            CollectionAssert.AreEqual(SHA256.HashData(text), result);
        }
    }

    // FIPS 180-2, B.3; the MD5 is md5sum's.
    [TestMethod]
    public void OneMillionTimesTheLetterA()
    {
        byte[] text = Encoding.ASCII.GetBytes(new string('a', 1000000));
        byte[] result = new byte[32];
        Core.Sha256 sha256 = new();
        sha256.Update(text, 0, text.Length);
        sha256.Finish(result, 0);
        Assert.AreEqual("CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0", Convert.ToHexString(result));
        Core.Md5 md5 = new();
        md5.Update(text, 0, text.Length);
        md5.Finish(result, 0);
        Assert.AreEqual("7707D6AE4E027C70EEA2A935C2296F21", Convert.ToHexString(result, 0, 16));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void AesAgreesInRandomPieces(int seed)
    {
        Random random = new(seed);
        AesCbcEncryptor encryptor = new();
        AesCbcDecryptor decryptor = new();
        using Aes aes = Aes.Create();
        for (int round = 0; round < 200; round++)
        {
            byte[] key = RandomBytes(random, 32);
            byte[] iv = RandomBytes(random, 16);
            byte[] text = RandomBytes(random, 16 * random.Next(1, 60));
            aes.Key = key;
            byte[] expected = aes.EncryptCbc(text, iv, PaddingMode.None);
            byte[] cipher = new byte[text.Length];
            byte[] back = new byte[text.Length];
            encryptor.SetKey(key, 0, iv, 0);
            decryptor.SetKey(key, 0, iv, 0);
            Pieces.Cut(random, text.Length / 16, (offset, count) => encryptor.Encrypt(text, 16 * offset, 16 * count, cipher, 16 * offset));
            CollectionAssert.AreEqual(expected, cipher);
            Pieces.Cut(random, text.Length / 16, (offset, count) => decryptor.Decrypt(cipher, 16 * offset, 16 * count, back, 16 * offset));
            CollectionAssert.AreEqual(text, back);
        }
    }

    // gzip's trailer carries the CRC-32 that .NET computed.
    [TestMethod]
    public void ChecksumsAgreeInRandomPieces()
    {
        Random random = new(1);
        for (int round = 0; round < 200; round++)
        {
            byte[] text = RandomBytes(random, random.Next(1, 500));
            MemoryStream file = new();
            using (GZipStream packer = new(file, CompressionLevel.Fastest))
            {
                packer.Write(text);
            }

            uint crc = 0;
            Pieces.Cut(random, text.Length, (offset, count) => crc = Crc32.Update(crc, text, offset, count));
            Assert.AreEqual(BitConverter.ToUInt32(file.ToArray(), (int)file.ToArray().Length - 8), crc);
        }
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
