// Which bytes begin which format: rows of a file's start, its format or fault, whole and byte by byte.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class FormatSnifferTests
{
    [TestMethod]
    [DataRow("Salted__12345678", (int)ProfileFormat.Openssl, 8, 1)]
    [DataRow("^1F^8B^08", (int)ProfileFormat.Gzip, 2, 1)]
    [DataRow("<flat-profile>", (int)ProfileFormat.Xml, 0, 1)]
    [DataRow("^EF^BB^BF<", (int)ProfileFormat.Xml, 3, 1)]
    [DataRow("^EF^BB^BF \r\n\t\n<", (int)ProfileFormat.Xml, 8, 3)]
    [DataRow("\n\n<", (int)ProfileFormat.Xml, 2, 3)]
    public void FindsTheFormat(string start, int format, int taken, int line)
    {
        byte[] bytes = Bytes.OfEscaped(start);
        for (int step = 1; step <= bytes.Length; step++)
        {
            FormatSniffer sniffer = Sniff(bytes, step);
            Assert.AreEqual(format, (int)sniffer.Format);
            Assert.AreEqual(taken, sniffer.Taken);
            Assert.AreEqual(line, sniffer.Line);
        }
    }

    [TestMethod]
    [DataRow("", (int)Fault.FormatEmpty, 0)]
    [DataRow(" \r\n", (int)Fault.FormatEmpty, 3)]
    [DataRow("^EF^BB^BF", (int)Fault.FormatEmpty, 3)]
    [DataRow("^EF^BB", (int)Fault.FormatUnknown, 2)]
    [DataRow("^EF^BBx", (int)Fault.FormatUnknown, 2)]
    [DataRow("Salted_", (int)Fault.FormatUnknown, 7)]
    [DataRow("Salted_!x", (int)Fault.FormatUnknown, 0)]
    [DataRow("^1F", (int)Fault.FormatUnknown, 1)]
    [DataRow("^1F^8C", (int)Fault.FormatUnknown, 1)]
    [DataRow("access denied", (int)Fault.FormatUnknown, 0)]
    [DataRow("{\"a\":1}", (int)Fault.FormatUnknown, 0)]
    [DataRow("\n404", (int)Fault.FormatUnknown, 4)]
    [DataRow("^00^00", (int)Fault.FormatUnknown, 0)]
    [DataRow("PK^03^04", (int)Fault.FormatUnknown, 0)]
    [DataRow("# comment", (int)Fault.FormatPlainText, 0)]
    [DataRow("\n # x", (int)Fault.FormatPlainText, 2)]
    [DataRow("Proxy[1] \"x\" ;", (int)Fault.FormatPlainText, 0)]
    [DataRow("\nSIP_TOS/DiffServ_Value[1]\"0x68\";", (int)Fault.FormatPlainText, 1)]
    [DataRow("Feature_Enable  ! \"Enable\" ;", (int)Fault.FormatPlainText, 0)]
    [DataRow("Some_Entry !\n;", (int)Fault.FormatPlainText, 0)]
    [DataRow("SaltedName ? \"3600\"", (int)Fault.FormatPlainText, 0)]
    [DataRow("import base.txt", (int)Fault.FormatPlainText, 0)]
    [DataRow("\n import\tbase.txt", (int)Fault.FormatPlainText, 2)]
    [DataRow("imports base.txt", (int)Fault.FormatUnknown, 0)]
    [DataRow("Set_Local_Date_(mm/dd) \"\" ;", (int)Fault.FormatPlainText, 0)]
    [DataRow("Name ! ! \"x\"", (int)Fault.FormatUnknown, 0)]
    [DataRow("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn \"x\"", (int)Fault.FormatUnknown, 0)]
    public void SaysWhatElseItIs(string start, int fault, int offset)
    {
        byte[] bytes = Bytes.OfEscaped(start);
        for (int step = 1; step <= bytes.Length + 1; step++)
        {
            FormatSniffer sniffer = Sniff(bytes, step);
            Assert.AreEqual((int)ProfileFormat.Refused, (int)sniffer.Format);
            Assert.AreEqual(fault, (int)sniffer.Fault);
            Assert.AreEqual(offset, sniffer.FaultOffset);
        }
    }

    [TestMethod]
    [DataRow("^1F^8B^08^00", false, 1)]
    [DataRow("^1F^8B^08^1F", false, 1)]
    [DataRow("^1F^8B^08^20", false, -1)]
    [DataRow("^1F^8B^07^00", false, -1)]
    [DataRow("^1F^8C^08^00", false, -1)]
    [DataRow("^1F^8B", false, 0)]
    [DataRow("^1F^8B", true, -1)]
    [DataRow("<flat-profile>", false, 1)]
    [DataRow("<a>^07", false, -1)]
    [DataRow("<a>^7F", true, -1)]
    [DataRow("<a>\r\n\t^E9", true, 1)]
    [DataRow("^EF^BB^BF<?xml", false, 1)]
    [DataRow("^EF^BB", false, 0)]
    [DataRow("^EF^BB", true, -1)]
    [DataRow("^EF^BBx", false, -1)]
    [DataRow("  <!-- x", false, 1)]
    [DataRow("   ", false, 0)]
    [DataRow("   ", true, -1)]
    [DataRow(" <", false, 0)]
    [DataRow(" <", true, -1)]
    [DataRow("x", false, -1)]
    [DataRow("", false, 0)]
    [DataRow("", true, -1)]
    [DataRow("<3", false, -1)]
    [DataRow("Proxy[1]", false, -1)]
    [DataRow("Salted__", false, 1)]
    [DataRow("Salt", false, 0)]
    [DataRow("Salt", true, -1)]
    [DataRow("Salty___", false, -1)]
    public void ProbesDecryptedText(string start, bool complete, int expected)
    {
        byte[] bytes = Bytes.OfEscaped(start);
        byte[] shifted = new byte[bytes.Length + 2];
        System.Array.Copy(bytes, 0, shifted, 1, bytes.Length);
        Assert.AreEqual(expected, new FormatProbe().Probe(shifted, 1, bytes.Length, complete));
    }

    private static FormatSniffer Sniff(byte[] bytes, int step)
    {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.Reset();
        for (int start = 0; start < bytes.Length; start += step)
        {
            int end = start + step < bytes.Length ? start + step : bytes.Length;
            sniffer.Take(bytes, start, end);
        }

        sniffer.Finish();
        return sniffer;
    }
}
