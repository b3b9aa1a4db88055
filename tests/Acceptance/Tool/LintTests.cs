// nanospa lint: made files in, its findings with file, line, code and column out.

using System.IO;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class LintTests
{
    private const string Common = """
        <flat-profile>
          <Profile_Rule>($SWVER lt 1.0 and $SWVER gt 2.0)? /never.cfg | [--key mykey] http://p.tel.com/$MA.cfg</Profile_Rule>
          <Profile_Rule_B>[--alias b --key $SA] http://p.tel.com/acct.xml</Profile_Rule_B>
          <Profile_Rule_C>[--alias c --uid $A --pwd geheim] http://p.tel.com/acct.xml</Profile_Rule_C>
          <Profile_Rule_D>($UPGST eq 1)? [--alias d] http://$P/acct.xml</Profile_Rule_D>
          <Upgrade_Rule>[--key x] http://p.tel.com/f.bin</Upgrade_Rule>
          <Report_Rule>http://$O/x</Report_Rule>
          <Resync_Trigger_1>$REGTMR1 gt 300 and $PRVTMR lt 0</Resync_Trigger_1>
          <Resync_Trigger_2>$REGTMR1 gt 300 and $PRVTMR gt five</Resync_Trigger_2>
          <GPP_B>/ACCOUNT/USER = /flat-profile/User_ID_1_ ; /ACCOUNT/NOPE = /flat-profile/Display_Name_1_ ;</GPP_B>
          <GPP_C>/account/nix = /flat-profile/User_ID_1_ ;</GPP_C>
          <GPP_D>account = x</GPP_D>
          <GPP_SA>secret</GPP_SA>
          <Password_1_>pw</Password_1_>
          <Resync_Periodic>3600,x</Resync_Periodic>
          <SIP_Port_1_>99999</SIP_Port_1_>
          <Line_Enable_1_>YES</Line_Enable_1_>
          <Display_Nmae_1_>x</Display_Nmae_1_>
          <User_ID_1_>a</User_ID_1_>
          <User_ID_1_>b</User_ID_1_>
          <Display_Name_1_>a & b</Display_Name_1_>
        </flat-profile>
        """;

    private static readonly string[] Expected =
    [
        "README:0 note no-profile  0",
        "broken.xml:2 error bad-structure  0",
        "common.xml:2 error never-matches Profile_Rule 2",
        "common.xml:2 error key-in-clear Profile_Rule 56",
        "common.xml:4 note password-in-clear Profile_Rule_C 26",
        "common.xml:6 error bad-rule Upgrade_Rule 2",
        "common.xml:8 error never-matches Resync_Trigger_1 1",
        "common.xml:9 error bad-rule Resync_Trigger_2 19",
        "common.xml:10 note alias-unused GPP_B 44",
        "common.xml:11 error alias-misses GPP_C 0",
        "common.xml:12 error bad-alias GPP_D 1",
        "common.xml:13 error key-in-clear GPP_SA 0",
        "common.xml:14 note password-in-clear Password_1_ 0",
        "common.xml:15 error bad-schedule Resync_Periodic 6",
        "common.xml:16 error bad-value SIP_Port_1_ 1",
        "common.xml:17 error bad-value Line_Enable_1_ 1",
        "common.xml:18 note unknown-name Display_Nmae_1_ 0",
        "common.xml:20 error duplicate User_ID_1_ 0",
        "common.xml:21 note odd-markup  0",
        "sub/acct.xml:3 error bad-value User_ID_1_ 64",
    ];

    // A condition, and whether no unit ever fulfils it.
    private static readonly (string Condition, bool Never)[] Conditions =
    [
        ("$SWVER ge 2.0.6 and \"$CCERT\" eq \"Installed\"", false),
        ("\"$CCERT\" eq \"installed\"", true),
        ("$SWVER gt 1.0 and $SWVER lt 1.0.1", false),
        ("$SWVER gt 1.0 and $SWVER le 1.0", true),
        ("! 1.0.33 and $SWVER eq 1.0.33", true),
        ("1.0.33 eq $SWVER and 2.0 gt $SWVER", false),
        ("2.0 lt $SWVER and $SWVER lt 2", true),
        ("$PRVTMR gt 3 and $PRVTMR lt 4", true),
        ("$A gt 3 and $A lt 4", false),
        ("$SWVER gt 1.0.31(b) and $SWVER lt 1.0.31(c)", false),
        ("$SWVER ge 1.0.31(b) and $SWVER lt 1.0.31(a)", true),
        ("$A eq 3 and $A ne 3", true),
        ("$A eq 3 and $B ne 3", false),
        ("$A eq 3 and \"$A\" ne \"3\"", false),
        ("$A gt $A", true),
        ("\"$A\" eq \"x\" and \"$A\" eq \"y\"", true),
        ("\"$A\" ne \"x\" and \"$A\" ne \"y\"", false),
        ("\"$A$B\" eq \"x\" and \"$A$B\" eq \"y\"", false),
        ("\"$(MAU:0:6)\" eq \"000E08\"", false),
        ("\"x\" eq \"y\"", true),
        ("$PRVST eq 3", true),
        ("$PRVST lt 0", false),
        ("$UPGST lt 1", true),
        ("$REGTMR1 ge 0 and $PRVTMR gt 2.5", false),
    ];

    [TestMethod]
    public void TellsEveryFindingOfAFolderWithItsLine()
    {
        using var state = new StateFolder();
        state.File("common.xml", Encoding.UTF8.GetBytes(Common));
        state.File("broken.xml", "<flat-profile>\n<GPP_A>1</GPP_B>"u8.ToArray());
        state.File("README", "About these files."u8.ToArray());
        state.File(".hidden", "nothing"u8.ToArray());
        Directory.CreateDirectory(Path.Combine(state.Path, "sub"));
        state.File("sub/acct.xml", Encoding.ASCII.GetBytes($"<CUST>\n<ACCOUNT>\n<USER>{new string('7', 64)}</USER></ACCOUNT></CUST>"));
        (int status, string output, string errors) = ToolProcess.Run("", "lint", "--json", state.Path);
        Assert.AreEqual(1, status, errors);
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        string[] found = lines.Select(l => $"{Path.GetRelativePath(state.Path, Text(l, "file")).Replace('\\', '/')}:{l.GetProperty("line")} {Text(l, "severity")} {Text(l, "code")} {Text(l, "parameter")} {Column(l)}").ToArray();
        CollectionAssert.AreEqual(Expected, found, "\n" + string.Join("\n", found));
        Assert.IsTrue(lines.All(l => Text(l, "text").Length > 10));
        StringAssert.Contains(Text(lines.Single(l => Text(l, "code") == "unknown-name"), "text"), "Display_Name_1_");
        StringAssert.Contains(Text(lines.Single(l => Text(l, "code") == "duplicate"), "text"), "line 19");
        Assert.IsFalse(output.Contains("geheim") || output.Contains("mykey"), "no key is printed");

        (status, output, _) = ToolProcess.Run("", "lint", state.Path);
        Assert.AreEqual(1, status);
        StringAssert.Contains(output, "common.xml:15: error: Resync_Periodic: column 6: The list of delays");
        StringAssert.EndsWith(output, "4 files, 14 findings, 6 notes");
    }

    [TestMethod]
    public void AConditionNeverHoldsWhenNoValueDoes()
    {
        using var state = new StateFolder();
        for (int i = 0; i < Conditions.Length; i++)
        {
            state.File($"{i:00}.xml", Encoding.UTF8.GetBytes($"<flat-profile><Resync_Trigger_1>{SecurityElement.Escape(Conditions[i].Condition)}</Resync_Trigger_1></flat-profile>"));
        }

        string output = ToolProcess.Run("", "lint", "--json", state.Path).Output;
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.IsTrue(lines.All(l => Text(l, "code") == "never-matches"), output);
        CollectionAssert.AreEqual(
            Conditions.Where(c => c.Never).Select(c => c.Condition).ToArray(),
            lines.Select(l => Conditions[int.Parse(Path.GetFileNameWithoutExtension(Text(l, "file")))].Condition).ToArray(),
            output);
    }

    [TestMethod]
    public void WhatNeverHoldsIsTrueForNoValueThatExplainIsGiven()
    {
        string[] literals = ["0", "1", "2", "3", "-1", "1.0", "1.0.1", "2.0", "1.0.1(a)", "1.0.1(b)", "1.5b", "2.0(x)"];
        string[] operators = ["lt", "gt", "le", "ge", "eq", "ne"];
        string[] values = ["-2", "0", "1", "2", "4", "1.0", "1.0(a)", "1.0.1", "1.0.1(aa)", "1.5", "1.5.1", "2.0(y)", "03"];
        var random = new System.Random(11);
        string Literal() => literals[random.Next(literals.Length)];
        string Operator() => operators[random.Next(operators.Length)];
        string Comparison() => random.Next(3) switch { 0 => $"$A {Operator()} {Literal()}", 1 => $"{Literal()} {Operator()} $A", _ => $"\"$A\" {operators[random.Next(4, 6)]} \"{Literal()}\"" };
        string[] conditions = Enumerable.Range(0, 200).Select(_ => string.Join(" and ", Enumerable.Range(0, random.Next(2, 5)).Select(_ => Comparison()))).ToArray();
        using var state = new StateFolder();
        for (int i = 0; i < conditions.Length; i++)
        {
            state.File($"{i}.xml", Encoding.UTF8.GetBytes($"<flat-profile><Resync_Trigger_1>{SecurityElement.Escape(conditions[i])}</Resync_Trigger_1></flat-profile>"));
        }

        string[] never = ToolProcess.Run("", "lint", "--json", state.Path).Output.Split('\n')
            .Select(l => JsonDocument.Parse(l).RootElement).Where(l => Text(l, "code") == "never-matches")
            .Select(l => conditions[int.Parse(Path.GetFileNameWithoutExtension(Text(l, "file")))]).ToArray();
        Assert.IsTrue(never.Length is > 50 and < 180, $"{never.Length} of 200");
        foreach (string value in values)
        {
            string output = ToolProcess.Run(string.Join("\n", never) + "\n", "explain", "--json", "--as", "trigger", "--set", "GPP_A=" + value, "-").Output;
            Assert.AreEqual("", string.Join("\n", output.Split('\n').Where(l => l.Contains("\"holds\":true"))));
        }
    }

    [TestMethod]
    public void TheFactoryValuesAreClean()
    {
        using var state = new StateFolder();
        var profile = new StringBuilder("<flat-profile>\n");
        for (int i = 0; i < Catalogue.Count; i++)
        {
            profile.Append($"<{Catalogue.NameOf(i)}>{SecurityElement.Escape(Catalogue.DefaultOf(i))}</{Catalogue.NameOf(i)}>\n");
        }

        string file = state.File("factory.xml", Encoding.UTF8.GetBytes(profile.Append("</flat-profile>").ToString()));
        (int status, string output, _) = ToolProcess.Run("", "lint", file);
        Assert.AreEqual("1 file, 0 findings, 0 notes", output);
        Assert.AreEqual(0, status);
    }

    [TestMethod]
    public void AnEncryptedFileMayHoldItsKeysAndNotesLeaveItClean()
    {
        using var state = new StateFolder();
        byte[] profile = "<flat-profile>\n<GPP_SA>secret</GPP_SA><Password_1_>pw</Password_1_><Nonsense>1</Nonsense></flat-profile>"u8.ToArray();
        string file = state.File("a.cfg", Encrypted(profile, "geheim"));
        (int status, string output, _) = ToolProcess.Run("", "lint", "--key", "geheim", file);
        Assert.AreEqual(0, status);
        Assert.AreEqual($"{file}:2: note: Nonsense: no parameter has this name [unknown-name]\n1 file, 0 findings, 1 note", output);

        (status, output, _) = ToolProcess.Run("", "lint", file);
        Assert.AreEqual(1, status);
        StringAssert.Contains(output, "give its passphrase with --key [bad-structure]");
    }

    [TestMethod]
    public void AMacroWithoutAValueIsNoMistakeAndOneOfAnotherFileIsUsed()
    {
        using var state = new StateFolder();
        state.File("a.xml", "<flat-profile><Profile_Rule>http://$A/x</Profile_Rule><Profile_Rule_B>http://$B/x</Profile_Rule_B></flat-profile>"u8.ToArray());
        state.File("b.xml", "<flat-profile><GPP_B>bad host</GPP_B></flat-profile>"u8.ToArray());
        (int status, string output, _) = ToolProcess.Run("", "lint", "--json", state.Path);
        Assert.AreEqual(1, status);
        JsonElement finding = JsonDocument.Parse(output).RootElement;
        Assert.AreEqual("bad-rule Profile_Rule_B", Text(finding, "code") + " " + Text(finding, "parameter"));
        StringAssert.EndsWith(Text(finding, "text"), "expanded: http://bad host/x");
    }

    // As openssl enc -aes-256-cbc -md sha256 -k does, with the salt 12345678.
    private static byte[] Encrypted(byte[] plain, string passphrase)
    {
        byte[] salt = "12345678"u8.ToArray();
        byte[] key = SHA256.HashData([.. Encoding.ASCII.GetBytes(passphrase), .. salt]);
        byte[] vector = SHA256.HashData([.. key, .. Encoding.ASCII.GetBytes(passphrase), .. salt])[..16];
        using var aes = Aes.Create();
        aes.Key = key;
        return [.. "Salted__"u8, .. salt, .. aes.EncryptCbc(plain, vector)];
    }

    private static string Text(JsonElement finding, string field) => finding.GetProperty(field).GetString();

    private static int Column(JsonElement finding) => finding.GetProperty("column") is { ValueKind: JsonValueKind.Number } column ? column.GetInt32() : 0;
}
