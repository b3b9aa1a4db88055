// The names of the macros: longest wins, both spellings of the general purpose parameters.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class MacroTests
{
    [TestMethod]
    [DataRow("MA.cfg", Macro.MA, 2)]
    [DataRow("MAC", Macro.MAC, 3)]
    [DataRow("MAU.cfg", Macro.MAU, 3)]
    [DataRow("MUID", Macro.A + 12, 1)]
    [DataRow("M", Macro.A + 12, 1)]
    [DataRow("PSN.cfg", Macro.PSN, 3)]
    [DataRow("PRVST", Macro.PRVST, 5)]
    [DataRow("PRVTMR", Macro.PRVTMR, 6)]
    [DataRow("SERVIP:", Macro.SERVIP, 6)]
    [DataRow("SERV:", Macro.SERV, 4)]
    [DataRow("SE", -1, 0)]
    [DataRow("STRANGE", -1, 0)]
    [DataRow("GPP_A", Macro.A, 5)]
    [DataRow("GPP_P", Macro.P, 5)]
    [DataRow("GPP_SD", Macro.SD, 6)]
    [DataRow("GPP_Q", Macro.A + 6, 1)]
    [DataRow("GPP_", Macro.A + 6, 1)]
    [DataRow("SD", Macro.SD, 2)]
    [DataRow("ISCUST", Macro.ISCUST, 6)]
    [DataRow("IPX", Macro.IP, 2)]
    [DataRow("EXTIP", Macro.EXTIP, 5)]
    [DataRow("UPGTMR", Macro.UPGTMR, 6)]
    [DataRow("UID2", Macro.UID2, 4)]
    [DataRow("UID3", -1, 0)]
    [DataRow("ma", -1, 0)]
    [DataRow("", -1, 0)]
    [DataRow("_", -1, 0)]
    public void FindsTheLongestName(string text, int expected, int expectedLength)
    {
        byte[] bytes = Bytes.Of(text);
        int length;
        Assert.AreEqual(expected, Macro.Find(bytes, 0, bytes.Length, out length));
        Assert.AreEqual(expectedLength, length);
    }

    [TestMethod]
    public void EveryNameFindsItself()
    {
        for (int macro = 0; macro < Macro.Count; macro++)
        {
            string name = Macro.NameOf(macro);
            byte[] bytes = Bytes.Of(name);
            int length;
            Assert.AreEqual(macro, Macro.Find(bytes, 0, bytes.Length, out length), name);
            Assert.AreEqual(bytes.Length, length, name);
        }
    }

    [TestMethod]
    public void StopsAtTheEndOfTheText()
    {
        byte[] bytes = Bytes.Of("xMACx");
        int length;
        Assert.AreEqual(Macro.MA, Macro.Find(bytes, 1, 2, out length));
        Assert.AreEqual(Macro.A + 12, Macro.Find(bytes, 1, 1, out length));
    }
}
