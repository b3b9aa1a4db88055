// AES-256: key expansion, single blocks and CBC on the standards' own vectors, in place and in any cutting.

using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class AesTests
{
    // SP 800-38A, F.2.5 and F.2.6.
    private const string CbcKey = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
    private const string CbcIv = "000102030405060708090a0b0c0d0e0f";
    private const string CbcPlain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
    private const string CbcCipher = "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b";

    // FIPS 197, A.3: words of the schedule, written as the standard does, first byte first.
    [TestMethod]
    [DataRow(0, "603deb10")]
    [DataRow(8, "9ba35411")]
    [DataRow(12, "a8b09c1a")]
    [DataRow(16, "d59aecb8")]
    [DataRow(59, "706c631e")]
    public void KeyExpansionMatchesTheStandard(int index, string expected)
    {
        uint[] schedule = new uint[AesKeySchedule.Words];
        AesKeySchedule.Expand(Hex.Decode(CbcKey), 0, schedule);
        uint word = schedule[index];
        byte[] bytes = { (byte)word, (byte)(word >> 8), (byte)(word >> 16), (byte)(word >> 24) };
        Assert.AreEqual(expected, Hex.Encode(bytes));
    }

    // FIPS 197, C.3.
    [TestMethod]
    public void OneBlockMatchesTheStandard()
    {
        byte[] key = Hex.Decode("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] zero = new byte[16];
        byte[] block = Hex.Decode("00112233445566778899aabbccddeeff");
        AesCbcEncryptor encryptor = new AesCbcEncryptor();
        encryptor.SetKey(key, 0, zero, 0);
        encryptor.Encrypt(block, 0, 16, block, 0);
        Assert.AreEqual("8ea2b7ca516745bfeafc49904b496089", Hex.Encode(block));
        AesCbcDecryptor decryptor = new AesCbcDecryptor();
        decryptor.SetKey(key, 0, zero, 0);
        decryptor.Decrypt(block, 0, 16, block, 0);
        Assert.AreEqual("00112233445566778899aabbccddeeff", Hex.Encode(block));
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(32)]
    [DataRow(48)]
    [DataRow(64)]
    public void CbcMatchesTheStandardInPieces(int pieceBytes)
    {
        byte[] key = Hex.Decode("ff" + CbcKey);
        byte[] iv = Hex.Decode("ffff" + CbcIv);
        byte[] plain = Hex.Decode("ff" + CbcPlain);
        byte[] cipher = new byte[66];
        byte[] back = new byte[67];
        AesCbcEncryptor encryptor = new AesCbcEncryptor();
        AesCbcDecryptor decryptor = new AesCbcDecryptor();
        encryptor.SetKey(key, 1, iv, 2);
        decryptor.SetKey(key, 1, iv, 2);
        for (int i = 0; i < 64; i += pieceBytes)
        {
            int count = pieceBytes < 64 - i ? pieceBytes : 64 - i;
            encryptor.Encrypt(plain, 1 + i, count, cipher, 2 + i);
            decryptor.Decrypt(cipher, 2 + i, count, back, 3 + i);
        }

        Assert.AreEqual(CbcCipher, Hex.Encode(cipher, 2, 64));
        Assert.AreEqual(CbcPlain, Hex.Encode(back, 3, 64));
    }

    [TestMethod]
    public void CbcWorksInPlaceAndStartsAnewWithItsKey()
    {
        byte[] text = Hex.Decode(CbcCipher);
        AesCbcDecryptor decryptor = new AesCbcDecryptor();
        decryptor.SetKey(Hex.Decode(CbcKey), 0, Hex.Decode(CbcIv), 0);
        decryptor.Decrypt(text, 0, 64, text, 0);
        Assert.AreEqual(CbcPlain, Hex.Encode(text));

        text = Hex.Decode(CbcCipher);
        decryptor.SetKey(Hex.Decode(CbcKey), 0, Hex.Decode(CbcIv), 0);
        decryptor.Decrypt(text, 0, 64, text, 0);
        Assert.AreEqual(CbcPlain, Hex.Encode(text));

        AesCbcEncryptor encryptor = new AesCbcEncryptor();
        encryptor.SetKey(Hex.Decode(CbcKey), 0, Hex.Decode(CbcIv), 0);
        encryptor.Encrypt(text, 0, 64, text, 0);
        Assert.AreEqual(CbcCipher, Hex.Encode(text));
    }
}
