// The dry-run commands: their output is a contract.

using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class DryRunTests
{
    [TestMethod]
    [DataRow("spa$(MAU)config.cfg", "spa000E08ABCDEFconfig.cfg")]
    [DataRow("spa$STRANGE$MAU.cfg", "spa$STRANGE000E08ABCDEF.cfg")]
    [DataRow("$$MAU", "$MAU")]
    [DataRow("$(MAU:4) $(MAU:8:2)", "08ABCDEF CD")]
    [DataRow("$PN $PSN $SN $SWVER $MAC", "SPA2102 2102 88012BA01234 5.2.12 00:0e:08:ab:cd:ef")]
    [DataRow("$A-$B", "ABC-123")]
    [DataRow("$PRVTMR", "1200")]
    [DataRow("$CCERT", "Installed")]
    [DataRow("[--key $SA] $IP", "[--key $SA] 192.168.1.100")]
    public void ExpandPrintsOneObjectALine(string text, string expanded)
    {
        (int status, string output, string errors) = ToolProcess.Run(
            "", "expand", "--json", text, "--set", "GPP_A=ABC", "--set", "GPP_B=123", "--set", "PRVTMR=1200", "--set", "CCERT=Installed", "--set", "GPP_SA=geheim", "--ip", "192.168.1.100");
        Assert.AreEqual(0, status, errors);
        JsonElement line = JsonDocument.Parse(output).RootElement;
        Assert.AreEqual(text, line.GetProperty("text").GetString());
        Assert.AreEqual(expanded, line.GetProperty("expanded").GetString());
    }

    [TestMethod]
    public void ExpandReadsALineATime()
    {
        (int status, string output, _) = ToolProcess.Run("$MA\n\n/spa$PSN.cfg\n", "expand", "-", "--mac", "00:0E:08:01:23:45");
        Assert.AreEqual(0, status);
        Assert.AreEqual("000e08012345\n\n/spa2102.cfg", output);
    }

    [TestMethod]
    public void DecodeTellsLayersParametersAndWarnings()
    {
        using var state = new StateFolder();
        string file = state.File("p.xml", Encoding.Latin1.GetBytes(
            "<!-- c -->\n<flat-profile>\n<GPP_A> 1 </GPP_A><GPP_B ua=\"ro\"/><GPP_C></GPP_C>\n<GPP_A ua=\"rw\">2 & 3</GPP_A><Nonsense>x</Nonsense>\n</flat-profile>\n"));
        (int status, string output, _) = ToolProcess.Run("", "decode", "--json", file);
        Assert.AreEqual(0, status);
        JsonElement root = JsonDocument.Parse(output).RootElement;
        CollectionAssert.AreEqual(new[] { "xml" }, root.GetProperty("layers").EnumerateArray().Select(e => e.GetString()).ToArray());
        CollectionAssert.AreEqual(
            new[] { "GPP_B||ro", "GPP_C||", "GPP_A|2 & 3|rw" },
            root.GetProperty("parameters").EnumerateArray().Select(p => $"{p.GetProperty("name")}|{p.GetProperty("value")}|{p.GetProperty("access")}").ToArray());
        Assert.AreEqual(JsonValueKind.Null, root.GetProperty("parameters")[0].GetProperty("value").ValueKind);
        Assert.AreEqual("Nonsense", root.GetProperty("unknown")[0].GetString());
        Assert.AreEqual(4, root.GetProperty("warnings")[0].GetProperty("line").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, root.GetProperty("error").ValueKind);
    }

    [TestMethod]
    public void DecodeWarnsOfAValueThatAUnitWouldLeave()
    {
        using var state = new StateFolder();
        string file = state.File("p.xml", Encoding.ASCII.GetBytes("<flat-profile>\n<Dial_Tone>350@-19;nonsense</Dial_Tone><GPP_A>1</GPP_A></flat-profile>"));
        (int status, string output, _) = ToolProcess.Run("", "decode", "--json", file);
        Assert.AreEqual(0, status);
        JsonElement warning = JsonDocument.Parse(output).RootElement.GetProperty("warnings")[0];
        Assert.AreEqual(2, warning.GetProperty("line").GetInt32());
        StringAssert.StartsWith(warning.GetProperty("text").GetString(), "Dial_Tone: offset ");
    }

    [TestMethod]
    public void DecodeTellsWhatIsWrongAndWhere()
    {
        using var state = new StateFolder();
        string file = state.File("p.xml", Encoding.ASCII.GetBytes("<flat-profile><GPP_A>1</GPP_B></flat-profile>"));
        (int status, string output, string errors) = ToolProcess.Run("", "decode", "--json", file);
        Assert.AreEqual(1, status);
        JsonElement error = JsonDocument.Parse(output).RootElement.GetProperty("error");
        Assert.AreEqual(160, error.GetProperty("fault").GetInt32());
        StringAssert.Contains(errors, "GPP_B");
    }

    [TestMethod]
    [DataRow("decode")]
    [DataRow("decode --nonsense x")]
    [DataRow("expand x --mac 12")]
    [DataRow("expand x --set NoSuchName=1")]
    [DataRow("run --http 80")]
    [DataRow("run --dns ns.invalid")]
    [DataRow("decode does-not-exist.xml")]
    [DataRow("explain")]
    [DataRow("explain /x --as firmware")]
    [DataRow("lint")]
    [DataRow("lint does-not-exist.xml")]
    [DataRow("schedule")]
    [DataRow("schedule 10 --count 0")]
    [DataRow("schedule 10 --seed x")]
    [DataRow("nonsense")]
    public void WrongUsageIsStatusTwoWithOneLine(string arguments)
    {
        (int status, _, string errors) = ToolProcess.Run("", arguments.Split(' '));
        Assert.AreEqual(2, status, errors);
        StringAssert.StartsWith(errors, "nanospa: ");
        Assert.IsFalse(errors.Contains("   at "), "no stack trace: " + errors);
    }
}
