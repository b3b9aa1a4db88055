// MD5 and SHA-256 on the standards' own texts, in any chunking.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class DigestTests
{
    // RFC 1321, A.5.
    [TestMethod]
    [DataRow("", "d41d8cd98f00b204e9800998ecf8427e")]
    [DataRow("a", "0cc175b9c0f1b6a831c399e269772661")]
    [DataRow("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [DataRow("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [DataRow("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [DataRow("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [DataRow("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a")]
    public void Md5MatchesTheRfcSuite(string text, string expected)
    {
        Check(new Md5(), Encoding.UTF8.GetBytes(text), expected);
    }

    // FIPS 180-4 examples (csrc.nist.gov, "SHA256.pdf"), and FIPS 180-2, B.2.
    [TestMethod]
    [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [DataRow("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [DataRow("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    public void Sha256MatchesTheStandardsExamples(string text, string expected)
    {
        Check(new Sha256(), Encoding.UTF8.GetBytes(text), expected);
    }

    // Around the padding's edges: the digests were made with openssl dgst over n bytes 0, 1, 2, ...
    [TestMethod]
    [DataRow(55, "6912ee65fff2d9f9ce2508cddf8bcda0", "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59")]
    [DataRow(56, "51fdd1acda72405dfdfa03fcb85896d7", "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562")]
    [DataRow(57, "5320ef4c17ef34a0cf2db763338d25eb", "2fe741af801cc238602ac0ec6a7b0c3a8a87c7fc7d7f02a3fe03d1c12eac4d8f")]
    [DataRow(63, "48a6295221902e8e0938f773a7185e72", "29af2686fd53374a36b0846694cc342177e428d1647515f078784d69cdb9e488")]
    [DataRow(64, "b2d3f56bc197fd985d5965079b5e7148", "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108")]
    [DataRow(65, "8bd7053801c768420faf816fadba971c", "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781")]
    [DataRow(119, "1c772251899a7ff007400b888d6b2042", "da18797ed7c3a777f0847f429724a2d8cd5138e6ed2895c3fa1a6d39d18f7ec6")]
    [DataRow(120, "b7ba1efc6022e9ed272f00b8831e26e6", "f52b23db1fbb6ded89ef42a23ce0c8922c45f25c50b568a93bf1c075420bbb7c")]
    [DataRow(128, "37eff01866ba3f538421b30b7cbefcac", "471fb943aa23c511f6f72f8d1652d9c880cfa392ad80503120547703e56a2be5")]
    [DataRow(255, "11b7aaa64c413d2f0fccf893881c46a2", "3f8591112c6bbe5c963965954e293108b7208ed2af893e500d859368c654eabe")]
    public void PaddingIsRightAtEveryEdge(int length, string md5, string sha256)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)i;
        }

        Check(new Md5(), bytes, md5);
        Check(new Sha256(), bytes, sha256);
    }

    private static void Check(BlockDigest digest, byte[] bytes, string expected)
    {
        byte[] result = new byte[digest.LengthBytes + 1];
        digest.Update(bytes, 0, bytes.Length);
        digest.Finish(result, 1);
        Assert.AreEqual(expected, Hex.Encode(result, 1, digest.LengthBytes), "whole");

        for (int i = 0; i < bytes.Length; i++)
        {
            digest.Update(bytes, i, 1);
        }

        digest.Finish(result, 1);
        Assert.AreEqual(expected, Hex.Encode(result, 1, digest.LengthBytes), "byte by byte");

        for (int split = 0; split <= bytes.Length; split++)
        {
            digest.Update(bytes, 0, split);
            digest.Update(bytes, split, bytes.Length - split);
            digest.Finish(result, 1);
            Assert.AreEqual(expected, Hex.Encode(result, 1, digest.LengthBytes), "split");
        }
    }
}
