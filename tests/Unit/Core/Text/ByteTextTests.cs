// Runs of bytes compared, searched and read as numbers: rows of text and what they are.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class ByteTextTests
{
    [TestMethod]
    [DataRow("abc", "abc", true, true)]
    [DataRow("abc", "ABC", false, true)]
    [DataRow("abc", "ab", false, false)]
    [DataRow("ab", "abc", false, false)]
    [DataRow("", "", true, true)]
    [DataRow("a[c", "A{C", false, false)]
    public void EqualityLooksAtTheWholeRun(string run, string text, bool equal, bool equalIgnoringCase)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("<" + run + ">");
        Assert.AreEqual(equal, ByteText.Equals(bytes, 1, bytes.Length - 2, text));
        Assert.AreEqual(equalIgnoringCase, ByteText.EqualsIgnoreCase(bytes, 1, bytes.Length - 2, text));
        byte[] other = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual(equal, ByteText.Equals(bytes, 1, bytes.Length - 2, other, 0, other.Length));
    }

    [TestMethod]
    [DataRow("Salted__12", "Salted__", true, true)]
    [DataRow("SALTED__12", "Salted__", false, true)]
    [DataRow("Salte", "Salted__", false, false)]
    [DataRow("anything", "", true, true)]
    public void APrefixMustBeThereWhole(string run, string prefix, bool expected, bool ignoringCase)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(run + "d__");
        Assert.AreEqual(expected, ByteText.StartsWith(bytes, 0, bytes.Length - 3, prefix));
        Assert.AreEqual(ignoringCase, ByteText.StartsWithIgnoreCase(bytes, 0, bytes.Length - 3, prefix));
    }

    [TestMethod]
    [DataRow("0", 10, true, 0)]
    [DataRow("007", 10, true, 7)]
    [DataRow("10", 10, true, 10)]
    [DataRow("11", 10, false, 0)]
    [DataRow("2147483647", 2147483647, true, 2147483647)]
    [DataRow("2147483648", 2147483647, false, 0)]
    [DataRow("99999999999999999999999999", 2147483647, false, 0)]
    [DataRow("", 10, false, 0)]
    [DataRow("-1", 10, false, 0)]
    [DataRow("+1", 10, false, 0)]
    [DataRow(" 1", 10, false, 0)]
    [DataRow("1a", 100, false, 0)]
    public void NumbersAreDigitsWithinTheirBound(string run, int max, bool expected, int number)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(run);
        int value;
        Assert.AreEqual(expected, ByteText.TryParseNumber(bytes, 0, bytes.Length, max, out value));
        Assert.AreEqual(number, value);
    }

    [TestMethod]
    [DataRow("key=value", "=", 3)]
    [DataRow("key=value", "value", 4)]
    [DataRow("key=value", "values", -1)]
    [DataRow("aab", "ab", 1)]
    public void SearchGivesTheFirstPlaceInTheRun(string run, string text, int expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(run + "s=");
        Assert.AreEqual(expected, ByteText.IndexOf(bytes, 0, bytes.Length - 2, text));
        if (text.Length == 1)
        {
            Assert.AreEqual(expected, ByteText.IndexOf(bytes, 0, bytes.Length - 2, Encoding.UTF8.GetBytes(text)[0]));
        }
    }

    [TestMethod]
    public void SearchStaysInsideTheRun()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("=abc=");
        Assert.AreEqual(-1, ByteText.IndexOf(bytes, 1, 3, (byte)'='));
    }

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("9", 9)]
    [DataRow("a", 10)]
    [DataRow("F", 15)]
    [DataRow("g", -1)]
    [DataRow("/", -1)]
    [DataRow(":", -1)]
    [DataRow("@", -1)]
    public void HexDigitsHaveTheirValue(string digit, int expected)
    {
        Assert.AreEqual(expected, ByteText.HexValue(Encoding.UTF8.GetBytes(digit)[0]));
    }

    [TestMethod]
    public void RunsOfAnyLengthDifferInAnyByte()
    {
        for (int count = 1; count <= 33; count++)
        {
            byte[] a = new byte[count + 3];
            byte[] b = new byte[count + 5];
            for (int i = 0; i < count; i++)
            {
                a[i + 1] = (byte)(200 + i);
                b[i + 3] = (byte)(200 + i);
            }

            Assert.IsTrue(ByteText.Equals(a, 1, count, b, 3, count));
            for (int i = 0; i < count; i++)
            {
                b[i + 3] ^= 0x80;
                Assert.IsFalse(ByteText.Equals(a, 1, count, b, 3, count), count + " bytes, one differs");
                b[i + 3] ^= 0x80;
            }
        }
    }

    [TestMethod]
    [DataRow((byte)0)]
    [DataRow((byte)1)]
    [DataRow((byte)'"')]
    [DataRow((byte)255)]
    public void TheFirstSuchByteIsFoundAnywhere(byte wanted)
    {
        for (int count = 1; count <= 33; count++)
        {
            byte[] text = new byte[count + 2];
            for (int other = 0; other < 2; other++)
            {
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = (byte)(wanted ^ (other == 0 ? 1 : 0x80));
                }

                text[0] = wanted;
                text[count + 1] = wanted;
                Assert.AreEqual(-1, ByteText.IndexOf(text, 1, count, wanted));
                for (int i = count; i >= 1; i--)
                {
                    text[i] = wanted;
                    Assert.AreEqual(i, ByteText.IndexOf(text, 1, count, wanted));
                }
            }
        }
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(31, false)]
    [DataRow(32, true)]
    [DataRow(126, true)]
    [DataRow(127, false)]
    [DataRow(128, false)]
    [DataRow(255, false)]
    public void OneByteDecidesWhetherARunIsPrintable(int value, bool printable)
    {
        for (int count = 1; count <= 25; count++)
        {
            for (int other = 32; other <= 126; other += 94)
            {
                byte[] text = new byte[count + 2];
                for (int at = 1; at <= count; at++)
                {
                    for (int i = 1; i <= count; i++)
                    {
                        text[i] = (byte)(i == at ? value : other);
                    }

                    Assert.AreEqual(printable, ByteText.IsPrintable(text, 1, count));
                }
            }
        }
    }
}
