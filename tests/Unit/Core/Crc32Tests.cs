// CRC-32: the catalogue's check value, gzip's own values, and any chunking.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class Crc32Tests
{
    // "123456789" is the check value of CRC-32/ISO-HDLC; the others were computed with zlib.
    [TestMethod]
    [DataRow("", 0x00000000u)]
    [DataRow("a", 0xE8B7BE43u)]
    [DataRow("abcd", 0xED82CD11u)]
    [DataRow("123456789", 0xCBF43926u)]
    [DataRow("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void KnownTextsHaveTheirChecksum(string text, uint expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual(expected, Crc32.Update(0, bytes, 0, bytes.Length));
    }

    [TestMethod]
    public void EverySplitGivesTheSameChecksum()
    {
        byte[] bytes = new byte[300];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 7);
        }

        uint whole = Crc32.Update(0, bytes, 0, bytes.Length);
        Assert.AreEqual(0xE000B1FBu, whole);
        for (int split = 0; split <= bytes.Length; split++)
        {
            uint crc = Crc32.Update(0, bytes, 0, split);
            Assert.AreEqual(whole, Crc32.Update(crc, bytes, split, bytes.Length - split));
        }
    }

    // The definition bit by bit (RFC 1952, section 8), over prefixes of noise: every length that is folded, looked up, or both.
    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    public void RunsOfEveryLengthHaveTheChecksumOfTheDefinition(int offset)
    {
        byte[] bytes = new byte[offset + 700];
        uint noise = 1;
        for (int i = 0; i < bytes.Length; i++)
        {
            noise = (noise * 1664525) + 1013904223;
            bytes[i] = (byte)(noise >> 24);
        }

        uint state = 0xFFFFFFFF;
        for (int count = 0; count < 700; count++)
        {
            Assert.AreEqual(~state, Crc32.Update(0, bytes, offset, count));
            state ^= bytes[offset + count];
            for (int bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
            }
        }
    }
}
