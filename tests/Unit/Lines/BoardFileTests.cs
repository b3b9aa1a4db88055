// Text in, values or the number of the bad line out.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class BoardFileTests
{
    [TestMethod]
    [DataRow("a = 1", "a", "1")]
    [DataRow("# a = 2\n\n  a.b2=  x y  \r\na = 1\n", "a.b2", "x y")]
    [DataRow("# a = 2\n\n  a.b2=  x y  \r\na = 1\n", "a", "1")]
    [DataRow("a = 1\nb = 2 = 3", "b", "2 = 3")]
    [DataRow("a =", "a", "")]
    [DataRow("ab = 1\na = 2", "a", "2")]
    public void AKeyHasItsValue(string text, string key, string expected)
    {
        BoardFile file = new BoardFile();
        Assert.IsTrue(file.Read(Encoding.UTF8.GetBytes(text)));
        Assert.AreEqual(expected, file.TextOf(key));
    }

    [TestMethod]
    [DataRow("a = 0", 0)]
    [DataRow("a = 39", 39)]
    [DataRow("a = 65535", 65535)]
    [DataRow("a = 65536", BoardFile.None)]
    [DataRow("a = 99999999999999999999", BoardFile.None)]
    [DataRow("a = -1", BoardFile.None)]
    [DataRow("a = 3x", BoardFile.None)]
    [DataRow("a =", BoardFile.None)]
    [DataRow("b = 1", BoardFile.None)]
    public void ANumberIsOneOrNone(string text, int expected)
    {
        BoardFile file = new BoardFile();
        Assert.IsTrue(file.Read(Encoding.UTF8.GetBytes(text)));
        Assert.AreEqual(expected, file.NumberOf("a"));
    }

    [TestMethod]
    [DataRow("a", 1)]
    [DataRow("a = 1\nb", 2)]
    [DataRow("a = 1\n\n= 2", 3)]
    [DataRow("a = 1\nA = 2", 2)]
    [DataRow("a = 1\nb = 2\na = 3", 1)]
    [DataRow("a b = 1", 1)]
    public void ABadLineEmptiesTheFile(string text, int line)
    {
        BoardFile file = new BoardFile();
        Assert.IsFalse(file.Read(Encoding.UTF8.GetBytes(text)));
        Assert.AreEqual(line, file.ProblemLine);
        Assert.IsNull(file.TextOf("a"));
    }
}
