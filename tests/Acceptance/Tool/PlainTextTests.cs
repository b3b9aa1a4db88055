// Plain-text sources in the tool: decode, decode --to-xml and lint, with the guide's import directive.

using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class PlainTextTests
{
    // The guide's own example, with names that units have.
    [TestMethod]
    public void TheGuidesImportOverridesWhatItImports()
    {
        using var state = new StateFolder();
        Directory.CreateDirectory(Path.Combine(state.Path, "base"));
        state.File("base/base.txt", "import more.txt\nGPP_A \"base value 1\" ;\nGPP_B ! \"base value 2\" ;\n"u8.ToArray());
        state.File("base/more.txt", "User_ID[1] ? ;\nSIP_Port[1] \"99999\" ;\n"u8.ToArray());
        string source = state.File("spa1234.txt", "import base/base.txt\nGPP_A \"new value overrides base\" ;\nGPP_G \"particular value 7\" ;\nTel[1] \"x\" ;\n"u8.ToArray());
        (int status, string output, string errors) = ToolProcess.Run("", "decode", "--json", source);
        Assert.AreEqual(0, status, errors);
        JsonElement root = JsonDocument.Parse(output).RootElement;
        Assert.AreEqual("plain-text", root.GetProperty("layers")[0].GetString());
        CollectionAssert.AreEqual(
            new[] { "User_ID_1_  ro", "SIP_Port_1_ 99999 na", "GPP_B base value 2 rw", "GPP_A new value overrides base na", "GPP_G particular value 7 na" },
            root.GetProperty("parameters").EnumerateArray().Select(p => $"{p.GetProperty("name")} {p.GetProperty("value")} {p.GetProperty("access")}").ToArray());
        Assert.AreEqual("Tel[1]", root.GetProperty("unknown")[0].GetString());
        string warning = root.GetProperty("warnings")[0].GetProperty("text").GetString();
        StringAssert.Contains(warning, "more.txt: SIP_Port_1_: offset 0");
    }

    [TestMethod]
    public void ToXmlSaysTheSame()
    {
        using var state = new StateFolder();
        string source = state.File("a.txt", Encoding.UTF8.GetBytes(
            "# first\nDial_Plan[1] ? \"(*xx|<9:>[2-9]x.)\" ; Display_Name[1] ! \" R&D \u00e9 \";\nGPP_C \"\";GPP_D ! ;\nTel[1] \"<x>\";\nBlind_Attn-Xfer_Enable \"no\" ;"));
        (int status, string xml, string errors) = ToolProcess.Run("", "decode", "--to-xml", source);
        Assert.AreEqual(0, status, errors);
        StringAssert.Contains(xml, "<Dial_Plan_1_ ua=\"ro\">(*xx|&lt;9:&gt;[2-9]x.)</Dial_Plan_1_>");
        StringAssert.Contains(xml, "<GPP_C ua=\"na\"></GPP_C>\n<GPP_D ua=\"rw\"/>\n<Tel_1_ ua=\"na\">&lt;x&gt;</Tel_1_>\n<Blind_Attn_Xfer_Enable ua=\"na\">no</Blind_Attn_Xfer_Enable>");
        StringAssert.Contains(xml, ">&#32;R&amp;D ");
        string converted = state.File("a.xml", Encoding.UTF8.GetBytes(xml));
        Assert.AreEqual(Parameters(source), Parameters(converted), "both read alike");
    }

    // Text, its exit status, and what the message must hold.
    [TestMethod]
    [DataRow("GPP_A \"1\"\nGPP_B \"2\" ;", "plain text, line 2, offset 10: expected a semicolon behind GPP_A] (fault 166)")]
    [DataRow("GPP_A \"1\" ;\nimport nowhere.txt\n", "line 2, offset 30: nowhere.txt] (fault 169) Could not find file")]
    [DataRow("GPP_A \"1\" ;\nimport main.txt\n", "main.txt imports itself.")]
    [DataRow("# x\nimport ring.txt\n", "imports itself.")]
    [DataRow("import bad.txt\n", "bad.txt: The plain-text source ends inside an entry")]
    [DataRow("import d1.txt\n", "There are more than 8 files one in the other")]
    [DataRow("import fan1.txt\n", "256 files")]
    public void ABadSourceGivesNothing(string text, string message)
    {
        using var state = new StateFolder();
        string source = state.File("main.txt", Encoding.ASCII.GetBytes(text));
        state.File("ring.txt", "import ring2.txt"u8.ToArray());
        state.File("ring2.txt", "import ring.txt"u8.ToArray());
        state.File("bad.txt", "GPP_A"u8.ToArray());
        for (int i = 1; i <= 9; i++)
        {
            state.File($"d{i}.txt", Encoding.ASCII.GetBytes($"import d{i + 1}.txt"));
            state.File($"fan{i}.txt", Encoding.ASCII.GetBytes(i > 6 ? "" : string.Concat(Enumerable.Repeat($"import fan{i + 1}.txt\n", 20))));
        }

        (int status, string output, string errors) = ToolProcess.Run("", "decode", "--to-xml", source);
        Assert.AreEqual(1, status, output);
        Assert.AreEqual("", output);
        StringAssert.Contains(errors, message);
    }

    [TestMethod]
    public void LintFollowsImportsAndNamesTheFile()
    {
        using var state = new StateFolder();
        state.File("base.txt", "GPP_A \"1\" ;\nSIP_Port[1] \"99999\" ;\n"u8.ToArray());
        string source = state.File("main.txt", "import base.txt\nGPP_A \"2\" ;\n\nProfile_Rule \"[--kee x] /a\" ;\nDisplay_Nmae[1] ;\nimport gone.txt\n"u8.ToArray());
        (int status, string output, string errors) = ToolProcess.Run("", "lint", "--json", source);
        Assert.AreEqual(1, status, errors);
        string[] found = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement)
            .Select(l => $"{Path.GetFileName(l.GetProperty("file").GetString())}:{l.GetProperty("line")} {l.GetProperty("code")} {l.GetProperty("parameter")}").ToArray();
        CollectionAssert.AreEqual(
            new[] { "main.txt:0 plain-text ", "main.txt:4 bad-rule Profile_Rule", "main.txt:5 unknown-name Display_Nmae[1]", "main.txt:6 bad-structure ", "base.txt:0 plain-text ", "base.txt:2 bad-value SIP_Port_1_" },
            found,
            string.Join("\n", found));
    }

    // A unit itself reads no sources: what works here must work on a real one.
    [TestMethod]
    public void AUnitRefusesASource()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/a.txt"] = "GPP_A \"1\" ;"u8.ToArray();
        (int status, string output, _) = ToolProcess.Run(
            "", "run", "--once", "--log-json", "--state", state.Path, "--set", "Resync_Random_Delay=0", "--set", "Resync_On_Reset=Yes", "--set", $"Profile_Rule={server.Address}/a.txt");
        Assert.AreEqual(1, status, output);
        StringAssert.Contains(output, "plain-text source");
    }

    private static string Parameters(string file)
    {
        (int status, string output, string errors) = ToolProcess.Run("", "decode", "--json", file);
        Assert.AreEqual(0, status, errors);
        JsonElement root = JsonDocument.Parse(output).RootElement;
        return root.GetProperty("parameters").ToString();
    }
}
