// A MAC address and a maker's file in, the unit's identity out.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Boards.Esp32;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class BoardIdentityTests
{
    private static readonly byte[] Mac = { 0x00, 0x0E, 0x08, 0xAB, 0xCD, 0xEF };

    [TestMethod]
    [DataRow("", "000E08ABCDEF SPA-2102 5.2.12 1.0.0")]
    [DataRow("serial = 88012BA01234", "88012BA01234 SPA-2102 5.2.12 1.0.0")]
    [DataRow("serial =", "000E08ABCDEF SPA-2102 5.2.12 1.0.0")]
    [DataRow("# ours\nserial = A1\nproduct = SPA-1001\nsoftware = 3.1.2\nhardware = 2.0.0\n", "A1 SPA-1001 3.1.2 2.0.0")]
    [DataRow("serial = A1\nserial = A2", "000E08ABCDEF SPA-2102 5.2.12 1.0.0")]
    public void TheFileComesBeforeTheMacAddress(string text, string expected)
    {
        BoardFile file = new BoardFile();
        file.Read(Encoding.UTF8.GetBytes(text));
        BoardIdentity identity = new BoardIdentity(Mac, file, true, "<flat-profile/>");
        Assert.AreEqual(expected, identity.SerialNumber + " " + identity.Product + " " + identity.SoftwareVersion + " " + identity.HardwareVersion);
        Assert.IsTrue(identity.HasClientCertificate);
        Assert.AreEqual("<flat-profile/>", identity.CustomizationTemplate);
        Assert.AreEqual(6, identity.MacAddress.Length);
    }
}
