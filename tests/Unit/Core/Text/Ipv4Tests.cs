// Dotted IPv4 addresses: rows of text and the number they mean.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class Ipv4Tests
{
    [TestMethod]
    [DataRow("192.168.1.200", true)]
    [DataRow("0.0.0.0", true)]
    [DataRow("255.255.255.255", true)]
    [DataRow("256.1.1.1", false)]
    [DataRow("1.2.3", false)]
    [DataRow("1.2.3.4.5", false)]
    [DataRow("1.2.3.4 ", false)]
    [DataRow("1..3.4", false)]
    [DataRow("prov.telco.com", false)]
    [DataRow("", false)]
    public void ReadsOnlyDottedAddresses(string text, bool expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        uint address;
        bool parsed = Ipv4.TryParse(bytes, 0, bytes.Length, out address);
        Assert.AreEqual(expected, parsed);
        if (parsed)
        {
            TextBuffer back = new TextBuffer(16);
            Ipv4.Append(address, back);
            Assert.AreEqual(text, back.ToString());
        }
    }
}
