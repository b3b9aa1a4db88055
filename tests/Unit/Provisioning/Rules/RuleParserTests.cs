// Profile rules: the guide's examples and the decided cases, as rows of rule and parts; faults with their column.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class RuleParserTests
{
    // Rule before expansion, then scheme://server:port path [key].
    [TestMethod]
    [DataRow("/spa$PSN.cfg", "tftp://:69 /spa2102.cfg")]
    [DataRow("/$MA.cfg", "tftp://:69 /000e08012345.cfg")]
    [DataRow("/Linksys/spa021025.bin", "tftp://:69 /Linksys/spa021025.bin")]
    [DataRow("192.168.1.130/profiles/init.cfg", "tftp://192.168.1.130:69 /profiles/init.cfg")]
    [DataRow("tftp://prov.call.com/cpe/Linksys$MA.cfg", "tftp://prov.call.com:69 /cpe/Linksys000e08012345.cfg")]
    [DataRow("http://neptune.speak.net:8080/prov/$A/$B.cfg", "http://neptune.speak.net:8080 /prov/ABCDEF/Dj6Lmp23Q.cfg")]
    [DataRow("https://secure.me.com/profile?Linksys", "https://secure.me.com:443 /profile?Linksys")]
    [DataRow("http://ps.one.com/cpe/resyncs?", "http://ps.one.com:80 /cpe/resyncs?")]
    [DataRow("tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg", "tftp://prov.telco.com:6900 /Linksys/config/spa2102.cfg")]
    [DataRow("tftp.callme.com/profile/$MA/spa2102.cfg;", "tftp://tftp.callme.com:69 /profile/000e08012345/spa2102.cfg")]
    [DataRow("http://prov.domain.com/sipura/profile?id=$MA", "http://prov.domain.com:80 /sipura/profile?id=000e08012345")]
    [DataRow("HTTPS://Secure.Me.com/A", "https://Secure.Me.com:443 /A")]
    [DataRow("Tftp://h/a", "tftp://h:69 /a")]
    [DataRow("192.168.1.200:6969/a/b", "tftp://192.168.1.200:6969 /a/b")]
    [DataRow("http://h:1/p", "http://h:1 /p")]
    [DataRow("http://h:65535/p", "http://h:65535 /p")]
    [DataRow("http:///spa.cfg", "http://:80 /spa.cfg")]
    [DataRow("/", "tftp://:69 /")]
    [DataRow(" \r\n http://h/a?b=c&d=(e)!#f;g \n; ;", "http://h:80 /a?b=c&d=(e)!#f;g")]
    [DataRow("http://h/a$$b?$$MA", "http://h:80 /a$b?$MA")]
    [DataRow("http://h/$STRANGE", "http://h:80 /$STRANGE")]
    [DataRow("http://h/$SA", "http://h:80 /$SA")]
    [DataRow("http://h/a?x=[1]", "http://h:80 /a?x=[1]")]
    [DataRow("[--key VerySecretValue] http://h/a", "http://h:80 /a [VerySecretValue]")]
    [DataRow("[--key \"my secret phrase\"] http://h/a", "http://h:80 /a [my secret phrase]")]
    [DataRow("[--key a37d2fb9055c1d04883a0745eb0917a4]/a", "tftp://:69 /a [a37d2fb9055c1d04883a0745eb0917a4]")]
    [DataRow("[ --key secretphrase ] http://prov.serv.net/spa/$MA/rep.xml.enc", "http://prov.serv.net:80 /spa/000e08012345/rep.xml.enc [secretphrase]")]
    [DataRow("[--key MyOwnSecret ] tftp://192.168.1.200/basic.cfg", "tftp://192.168.1.200:69 /basic.cfg [MyOwnSecret]")]
    [DataRow("[--key \"SecretPhrase1234\"]http://prov.telco.com/path/profile.cfg", "http://prov.telco.com:80 /path/profile.cfg [SecretPhrase1234]")]
    [DataRow("[--key $SB]http://h/a", "http://h:80 /a [secretB]")]
    [DataRow("[--key \"$SA\"] http://h/a", "http://h:80 /a [secret A]")]
    [DataRow("[--key $SA] http://h/a", "http://h:80 /a [secret A]")]
    [DataRow("[--key $(SB:0:6)] http://h/a", "http://h:80 /a [secret]")]
    [DataRow("[--key $A] tftp.callme.com/profile/$B/spa2102.cfg", "tftp://tftp.callme.com:69 /profile/Dj6Lmp23Q/spa2102.cfg [ABCDEF]")]
    [DataRow("[--key $$SB] http://h/a", "http://h:80 /a [$SB]")]
    [DataRow("[--key \"a]b|c(d)?\"] http://h/a", "http://h:80 /a [a]b|c(d)?]")]
    [DataRow("[--key\n\"x\"\n]\nhttp://h/a", "http://h:80 /a [x]")]
    [DataRow("[--key\"x\"]http://h/a", "http://h:80 /a [x]")]
    [DataRow("[--key \"\"] http://h/a", "http://h:80 /a")]
    [DataRow("[] http://h/a", "http://h:80 /a")]
    [DataRow("[--key \"^E2^80^9Cx\"] http://h/a", "http://h:80 /a [^e2^80^9cx]")]
    [DataRow("http://h/^C3^93/^FC", "http://h:80 /^c3^93/^fc")]
    public void TakesRulesApart(string rule, string expected)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual((int)Fault.None, (int)rig.Choose(rule, RuleKind.Profile), rule);
        Assert.AreEqual(0, rig.Column);
        Assert.AreEqual(0, rig.Chooser.Chosen);
        Assert.IsFalse(rig.Rule.IsEmpty);
        Assert.AreEqual(expected, Show(rig.Rule));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" \t\r\n")]
    [DataRow(";")]
    [DataRow(" ; ")]
    [DataRow("# http://192.168.1.200/sample.cfg")]
    [DataRow(" \n#(\"^E2^80^9C")]
    public void AnEmptyRuleAsksForNothing(string rule)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual((int)Fault.None, (int)rig.Choose(rule, RuleKind.Profile));
        Assert.AreEqual(0, rig.Parser.Syntax.AlternativeCount);
        Assert.AreEqual(-1, rig.Chooser.Chosen);
        Assert.IsTrue(rig.Rule.IsEmpty);
    }

    [TestMethod]
    [DataRow("http://host", (int)Fault.UrlNoPath, 12)]
    [DataRow("http://host:80", (int)Fault.UrlNoPath, 15)]
    [DataRow("http://host?x", (int)Fault.UrlNoPath, 12)]
    [DataRow("http://", (int)Fault.UrlNoPath, 8)]
    [DataRow("spa2102.cfg", (int)Fault.UrlNoPath, 12)]
    [DataRow("ftp://host/a", (int)Fault.UrlScheme, 1)]
    [DataRow("  xhttp://host/a", (int)Fault.UrlScheme, 3)]
    [DataRow("://host/a", (int)Fault.UrlScheme, 1)]
    [DataRow("http://h:0/a", (int)Fault.UrlPort, 10)]
    [DataRow("http://h:65536/a", (int)Fault.UrlPort, 10)]
    [DataRow("http://h:123456789012345/a", (int)Fault.UrlPort, 10)]
    [DataRow("http://h:/a", (int)Fault.UrlPort, 10)]
    [DataRow("http://h:8o/a", (int)Fault.UrlPort, 10)]
    [DataRow("h:x", (int)Fault.UrlPort, 3)]
    [DataRow(":80/a", (int)Fault.UrlSyntax, 1)]
    [DataRow("http://u:p@h/a", (int)Fault.UrlPort, 10)]
    [DataRow("http://u@h/a", (int)Fault.UrlSyntax, 9)]
    [DataRow("http://$STRANGE/a", (int)Fault.UrlSyntax, 8)]
    [DataRow("http://[::1]/a", (int)Fault.UrlSyntax, 8)]
    [DataRow("http://h/a b", (int)Fault.RuleSyntax, 12)]
    [DataRow("http://h/a [--key x]", (int)Fault.RuleSyntax, 12)]
    [DataRow("http://h/a^02", (int)Fault.RuleSyntax, 11)]
    [DataRow("http://h/a^7F", (int)Fault.RuleSyntax, 11)]
    [DataRow("[--keys x] http://h/a", (int)Fault.RuleOption, 2)]
    [DataRow("[--Key x] http://h/a", (int)Fault.RuleOption, 2)]
    [DataRow("[-key x] http://h/a", (int)Fault.RuleOption, 2)]
    [DataRow("[--key x --key y] http://h/a", (int)Fault.RuleOption, 10)]
    [DataRow("[key x] http://h/a", (int)Fault.RuleSyntax, 2)]
    [DataRow("[--key x y] http://h/a", (int)Fault.RuleSyntax, 10)]
    [DataRow("[--key ] http://h/a", (int)Fault.RuleSyntax, 8)]
    [DataRow("[--key", (int)Fault.RuleSyntax, 7)]
    [DataRow("[--key x", (int)Fault.RuleSyntax, 9)]
    [DataRow("[", (int)Fault.RuleSyntax, 2)]
    [DataRow("[--key x]", (int)Fault.RuleSyntax, 10)]
    [DataRow("[--key \"x] http://h/a", (int)Fault.RuleQuote, 8)]
    [DataRow("[--key ^E2^80^9Cx^E2^80^9D] http://h/a", (int)Fault.RuleCurlyQuote, 8)]
    [DataRow("[--key ^93x^94] http://h/a", (int)Fault.RuleCurlyQuote, 8)]
    [DataRow("http://h/^E2^80^98", (int)Fault.RuleCurlyQuote, 10)]
    public void RefusesWithTheColumn(string rule, int expected, int column)
    {
        RuleRig rig = new RuleRig();
        Assert.AreEqual(expected, (int)rig.Choose(rule, RuleKind.Profile), rule);
        Assert.AreEqual(column, rig.Column, rule);
        Assert.AreEqual(0, rig.Parser.Syntax.AlternativeCount);
        Assert.IsTrue(rig.Rule.IsEmpty);
    }

    [TestMethod]
    public void AMacroMayBringAWholeRule()
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.A, "[--key $SB] http://h/$MA.cfg");
        Assert.AreEqual((int)Fault.None, (int)rig.Choose("$A", RuleKind.Profile));
        Assert.AreEqual("http://h:80 /$MA.cfg [secretB]", Show(rig.Rule));

        rig.Macros.Set(Macro.A, "# [--key");
        Assert.AreEqual((int)Fault.None, (int)rig.Choose("$A", RuleKind.Profile));
        Assert.IsTrue(rig.Rule.IsEmpty);
    }

    [TestMethod]
    public void ASecretBringsNoSyntax()
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.SA, "a\"] http://evil/ $SB");
        Assert.AreEqual((int)Fault.None, (int)rig.Choose("[--key \"$SA\"] http://h/a", RuleKind.Profile));
        Assert.AreEqual("http://h:80 /a [a\"] http://evil/ $SB]", Show(rig.Rule));
    }

    [TestMethod]
    [DataRow(256, (int)Fault.None, 0)]
    [DataRow(257, (int)Fault.RuleTooLong, 8)]
    public void BoundsTheKey(int length, int expected, int column)
    {
        TextBuffer rule = new TextBuffer(2000);
        rule.Append("[--key ");
        Repeat(rule, length);
        rule.Append("] /a");
        RuleRig rig = new RuleRig();
        Assert.AreEqual(expected, (int)rig.Choose(rule.ToString(), RuleKind.Profile));
        Assert.AreEqual(column, rig.Column);
        Assert.AreEqual(expected == (int)Fault.None, rig.Rule.HasUrl);
    }

    [TestMethod]
    [DataRow(255, 1023, (int)Fault.None, 0)]
    [DataRow(256, 10, (int)Fault.RuleTooLong, 256)]
    [DataRow(1, 1024, (int)Fault.RuleTooLong, 1026)]
    public void BoundsServerAndPath(int server, int path, int expected, int column)
    {
        TextBuffer rule = new TextBuffer(2000);
        Repeat(rule, server);
        rule.Append((byte)'/');
        Repeat(rule, path);
        RuleRig rig = new RuleRig();
        Assert.AreEqual(expected, (int)rig.Choose(rule.ToString(), RuleKind.Profile));
        Assert.AreEqual(column, rig.Column);
    }

    [TestMethod]
    public void ForgetsTheRuleBefore()
    {
        RuleRig rig = new RuleRig();
        rig.Choose("(a = \"x\")! [--key x --uid u --pwd p --post a --alias b] http://h:8080/a", RuleKind.Profile);
        rig.Choose("/b", RuleKind.Profile);
        Assert.AreEqual("tftp://:69 /b", Show(rig.Rule));
        Assert.AreEqual(0, rig.Rule.AssignmentCount + rig.Rule.PostLetter + rig.Rule.AliasLetter + rig.Rule.Uid.Length + rig.Rule.Pwd.Length);
        rig.Choose("[--key x] http://h:8080/a", RuleKind.Profile);
        rig.Choose("(1 eq 2)? /c", RuleKind.Profile);
        Assert.IsTrue(rig.Rule.IsEmpty);
        Assert.AreEqual(0, rig.Rule.Key.Length + rig.Rule.Key.Bytes[0]);
    }

    private static string Show(ProfileRule rule)
    {
        TextBuffer text = new TextBuffer(4000);
        text.Append(FileUrl.NameOf(rule.Url.Scheme));
        text.Append("://");
        text.Append(rule.Url.Server);
        text.Append((byte)':');
        text.AppendNumber(rule.Url.Port);
        text.Append((byte)' ');
        text.Append(rule.Url.Path);
        if (rule.Key.Length > 0)
        {
            text.Append(" [");
            text.Append(rule.Key);
            text.Append((byte)']');
        }

        return Bytes.Show(text.Bytes, 0, text.Length);
    }

    private static void Repeat(TextBuffer output, int count)
    {
        for (int i = 0; i < count; i++)
        {
            output.Append((byte)'k');
        }
    }
}
