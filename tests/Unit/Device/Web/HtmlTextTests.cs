// What profiles and people bring, shown in a page without harm.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class HtmlTextTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("plain text", "plain text")]
    [DataRow("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;")]
    [DataRow("a<b", "a&lt;b")]
    [DataRow("&amp;", "&amp;amp;")]
    [DataRow("line\r\nend\t", "line  end ")]
    [DataRow("</td><script>", "&lt;/td&gt;&lt;script&gt;")]
    public void MarkupIsEscaped(string text, string expected)
    {
        TextBuffer output = new TextBuffer(100);
        HtmlText.Append(text, output);
        Assert.AreEqual(expected, output.ToString());
    }

    [TestMethod]
    public void NoByteGrowsMoreThanSaid()
    {
        byte[] one = new byte[1];
        TextBuffer output = new TextBuffer(100);
        for (int value = 0; value < 256; value++)
        {
            one[0] = (byte)value;
            output.Clear();
            HtmlText.Append(one, 0, 1, output);
            Assert.IsTrue(output.Length >= 1 && output.Length <= HtmlText.Growth);
        }
    }

    [TestMethod]
    public void OnlyTheGivenPartIsTaken()
    {
        byte[] text = Encoding.UTF8.GetBytes("<a>b<c>");
        TextBuffer output = new TextBuffer(100);
        HtmlText.Append(text, 2, 3, output);
        Assert.AreEqual("&gt;b&lt;", output.ToString());
    }
}
