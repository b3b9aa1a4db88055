// Faults have a sentence, the same for the same number.

using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class FaultTextTests
{
    [TestMethod]
    [DataRow(100, "--key")]
    [DataRow(101, "-pbkdf2")]
    [DataRow(126, "ends early")]
    [DataRow(142, "web page")]
    [DataRow(202, "option")]
    [DataRow(301, "TFTP")]
    [DataRow(341, "DNS")]
    [DataRow(400, "full")]
    [DataRow(500, "Provision_Enable")]
    [DataRow(608, "SIP_Port")]
    [DataRow(700, "SPI")]
    [DataRow(702, "PCLK")]
    [DataRow(99, "report its number")]
    [DataRow(999, "report its number")]
    [DataRow(-1, "report its number")]
    public void EveryRangeIsReached(int number, string expectedPart)
    {
        Assert.Contains(expectedPart, FaultText.Of((Fault)number));
    }
}
