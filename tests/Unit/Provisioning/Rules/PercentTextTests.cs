// Percent-encoded rules of the web commands: rows of query and text.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class PercentTextTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("tftp://192.168.1.200/basic.txt", "tftp://192.168.1.200/basic.txt")]
    [DataRow("prvserv/spa2102.cfg", "prvserv/spa2102.cfg")]
    [DataRow("%5B--key+x%5D+http%3a%2F%2Fh%2Fa?b=c&d=e", "[--key x] http://h/a?b=c&d=e")]
    [DataRow("a%2Bb", "a+b")]
    [DataRow("%", "%")]
    [DataRow("%4", "%4")]
    [DataRow("%41", "A")]
    [DataRow("%zz%4g%", "%zz%4g%")]
    [DataRow("%2541", "%41")]
    [DataRow("%%41", "%A")]
    public void Decodes(string query, string expected)
    {
        TextBuffer output = new TextBuffer(100);
        byte[] bytes = Bytes.Of(query);
        Assert.AreEqual((int)Fault.None, (int)PercentText.Decode(bytes, 0, bytes.Length, output));
        Assert.AreEqual(expected, output.ToString());
    }

    [TestMethod]
    public void NeverPassesTheCapacity()
    {
        TextBuffer output = new TextBuffer(3);
        byte[] bytes = Bytes.Of("%41%42%43%44%45");
        Assert.AreEqual((int)Fault.RuleTooLong, (int)PercentText.Decode(bytes, 0, bytes.Length, output));
        Assert.AreEqual("ABC", output.ToString());
    }
}
