// The User-Agent: rows of parts and the text that servers take apart.

using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class UserAgentTextTests
{
    [TestMethod]
    [DataRow("SPA-2102", "5.2.12", "88012BA01234", "Linksys/SPA-2102-5.2.12 (88012BA01234)")]
    [DataRow("SPA-2102", "0.1.0-dev 3", "88012BA01234", "Linksys/SPA-2102-0.1.0_dev_3 (88012BA01234)")]
    [DataRow("nano SPA/2", "1.0(GW)", "a-b c", "Linksys/nano_SPA_2-1.0(GW) (a_b_c)")]
    [DataRow("", "", "", "Linksys/0-0 (0)")]
    [DataRow("A\r\n", "1\u00e9", "x)", "Linksys/A__-1__ (x_)")]
    public void EveryPartStaysInItsPlace(string product, string version, string serial, string expected)
    {
        TextBuffer output = new TextBuffer(UserAgentText.MaxBytes);
        UserAgentText.Append(product, version, serial, output);
        Assert.AreEqual(expected, output.ToString());
    }
}
