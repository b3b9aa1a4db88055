// Macro expansion: the guide's examples and the decided cases, as rows of text and result.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class MacroExpanderTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("no macro", "no macro")]
    [DataRow("spa$(MAU)config.cfg", "spa000E08012345config.cfg")]
    [DataRow("spa$STRANGE$MAU.cfg", "spa$STRANGE000E08012345.cfg")]
    [DataRow("$$MAU", "$MAU")]
    [DataRow("$$$MAU", "$000E08012345")]
    [DataRow("$$$$", "$$")]
    [DataRow("$(MAU:4)", "08012345")]
    [DataRow("$(MAU:8:2)", "23")]
    [DataRow("$(A:2)", "CDEF")]
    [DataRow("$(A:2:3)", "CDE")]
    [DataRow("$A$B", "ABCDEFDj6Lmp23Q")]
    [DataRow("/$MA.cfg", "/000e08012345.cfg")]
    [DataRow("$MA-cfg.xml", "000e08012345-cfg.xml")]
    [DataRow("/spa$PSN.cfg", "/spa2102.cfg")]
    [DataRow("$PN$MA", "SPA2102000e08012345")]
    [DataRow("$MUID", "UID")]
    [DataRow("$MAC", "00:0e:08:01:23:45")]
    [DataRow("$GPP_A|$(GPP_A:1:1)", "ABCDEF|B")]
    [DataRow("tftp://prov.telco.com/Linksys/$B/$MA.cfg", "tftp://prov.telco.com/Linksys/Dj6Lmp23Q/000e08012345.cfg")]
    [DataRow("$PN $MAC -- Resync failed: $ERR", "SPA2102 00:0e:08:01:23:45 -- Resync failed: OK")]
    [DataRow("$(A:5:9)", "F")]
    [DataRow("$(A:6)", "")]
    [DataRow("$(A:99999999999999999999:7)", "")]
    [DataRow("$(A:1:99999999999999999999)", "BCDEF")]
    [DataRow("$(A:2:0)x", "x")]
    [DataRow("$(A", "$(A")]
    [DataRow("$(A:", "$(A:")]
    [DataRow("$(A:)", "$(A:)")]
    [DataRow("$(A:1:)", "$(A:1:)")]
    [DataRow("$(A:1:2:3)", "$(A:1:2:3)")]
    [DataRow("$(A:-1)", "$(A:-1)")]
    [DataRow("$(A )", "$(A )")]
    [DataRow("$( A)", "$( A)")]
    [DataRow("$(AX)", "$(AX)")]
    [DataRow("$(MACX)", "$(MACX)")]
    [DataRow("$(STRANGE)$A", "$(STRANGE)ABCDEF")]
    [DataRow("$($A)", "$(ABCDEF)")]
    [DataRow("$()", "$()")]
    [DataRow("$", "$")]
    [DataRow("a$", "a$")]
    [DataRow("$ma", "$ma")]
    [DataRow("$SA$SB$(SC)$GPP_SD", "$SA$SB$(SC)$GPP_SD")]
    public void Expands(string text, string expected)
    {
        TextBuffer output = new TextBuffer(256);
        byte[] bytes = Bytes.Of(text);
        Assert.AreEqual((int)Fault.None, (int)new MacroExpander(new TableMacros()).Expand(bytes, 0, bytes.Length, output));
        Assert.AreEqual(expected, output.ToString());
    }

    [TestMethod]
    public void NeverLooksAtAValueAgain()
    {
        TableMacros macros = new TableMacros();
        macros.Set(Macro.A, "$B$$$(MA)$");
        Assert.AreEqual("[$B$$$(MA)$]$B", Expanded(macros, "[$A]$$B"));
        Assert.AreEqual("$B", Expanded(macros, "$(A:0:2)"));
    }

    [TestMethod]
    [DataRow("x$$y", "x^01y")]
    [DataRow("[--key $SB] /$MA.cfg", "[--key $SB] /000e08012345.cfg")]
    [DataRow(" # $MA $$", "")]
    [DataRow("a#$MA", "a#000e08012345")]
    public void ExpandsRules(string text, string expected)
    {
        TextBuffer output = new TextBuffer(256);
        byte[] bytes = Bytes.Of(text);
        Assert.AreEqual((int)Fault.None, (int)new MacroExpander(new TableMacros()).ExpandRule(bytes, 0, bytes.Length, output));
        Assert.AreEqual(expected, Bytes.Show(output.Bytes, 0, output.Length));
    }

    [TestMethod]
    [DataRow("$SB", "secretB")]
    [DataRow("$(SB:6)$GPP_SB", "BsecretB")]
    [DataRow("$SA", "secret A")]
    [DataRow("x$SC", "x")]
    [DataRow("^01SB", "$SB")]
    [DataRow("$MA$$SE$", "$MA$$SE$")]
    [DataRow("$(SB", "$(SB")]
    public void ExpandsSecretsInKeys(string argument, string expected)
    {
        TextBuffer output = new TextBuffer(256);
        byte[] bytes = Bytes.OfEscaped(argument);
        Assert.AreEqual((int)Fault.None, (int)new MacroExpander(new TableMacros()).ExpandKey(bytes, 0, bytes.Length, output));
        Assert.AreEqual(expected, output.ToString());
    }

    [TestMethod]
    [DataRow("$A", 6, true, "ABCDEF")]
    [DataRow("$A", 5, false, "ABCDE")]
    [DataRow("12345", 4, false, "1234")]
    [DataRow("$$", 0, false, "")]
    [DataRow("$(A:0:2)", 2, true, "AB")]
    [DataRow("$(A:0:2)", 1, false, "A")]
    [DataRow("$(B:1:2)$(B:1:2)", 5, true, "j6j6")]
    [DataRow("$(B:1:2)$(B:1:2)", 4, false, "j6j")]
    public void NeverPassesTheCapacity(string text, int capacity, bool fits, string expected)
    {
        TextBuffer output = new TextBuffer(capacity);
        byte[] bytes = Bytes.Of(text);
        Fault fault = new MacroExpander(new TableMacros()).Expand(bytes, 0, bytes.Length, output);
        Assert.AreEqual((int)(fits ? Fault.None : Fault.RuleTooLong), (int)fault);
        Assert.AreEqual(expected, output.ToString());
    }

    private static string Expanded(TableMacros macros, string text)
    {
        TextBuffer output = new TextBuffer(256);
        byte[] bytes = Bytes.Of(text);
        new MacroExpander(macros).Expand(bytes, 0, bytes.Length, output);
        return output.ToString();
    }
}
