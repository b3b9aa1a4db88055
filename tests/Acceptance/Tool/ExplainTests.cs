// nanospa explain: every field of its objects, the guide's own rules, errors with their column, and the lines for a person.

using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class ExplainTests
{
    // The contract, field by field.
    private static readonly (string Rule, string Object)[] Contract =
    [
        ("""($REGTMR1 eq 0)? ( User_ID_1_ = "uid$B" ; c = "" ; )! [--key "$SA" --post f --alias m --uid $A --pwd $SB] http://p.tel.com/x | /y""",
            """{"expanded":"(0 eq 0)? ( User_ID_1_ = \"uid123\" ; c = \"\" ; )! [--key \"$SA\" --post f --alias m --uid Ann --pwd $SB] http://p.tel.com/x | /y","alternatives":[{"text":"(0 eq 0)? ( User_ID_1_ = \"uid123\" ; c = \"\" ; )! [--key \"$SA\" --post f --alias m --uid Ann --pwd $SB] http://p.tel.com/x","condition":"0 eq 0","holds":true,"assignments":[{"name":"User_ID_1_","value":"uid123"},{"name":"GPP_C","value":""}],"options":{"key":"$SA","post":"f","alias":"m","uid":"Ann","pwd":"$SB"},"url":{"scheme":"http","server":"p.tel.com","port":80,"path":"/x"}},{"text":"/y","condition":null,"holds":null,"assignments":[],"options":{},"url":{"scheme":"tftp","server":"","port":69,"path":"/y"}}],"chosen":0,"error":null}"""),
        ("""("$A" eq "x")? ( p = "$$1" ; )!""",
            """{"expanded":"(\"Ann\" eq \"x\")? ( p = \"$1\" ; )!","alternatives":[{"text":"(\"Ann\" eq \"x\")? ( p = \"$1\" ; )!","condition":"\"Ann\" eq \"x\"","holds":false,"assignments":[{"name":"GPP_P","value":"$1"}],"options":{},"url":null}],"chosen":null,"error":null}"""),
        ("", """{"expanded":"","alternatives":[],"chosen":null,"error":null}"""),
        ("# off: http://p.tel.com/x", """{"expanded":"","alternatives":[],"chosen":null,"error":null}"""),
        ("[--nonsense] /x", $$$"""{"expanded":"[--nonsense] /x","alternatives":[],"chosen":null,"error":{"column":2,"text":"{{{FaultText.Of(Fault.RuleOption)}}} (fault 202)"}}"""),
    ];

    // Rule, the alternative chosen, and what it fetches; by the guide's chapter 2 and its pages.
    private static readonly (string Rule, int Chosen, string Url)[] Guide =
    [
        ("http://remote.server.com/Linksys/$MA.cfg", 0, "http://remote.server.com:80/Linksys/000e08abcdef.cfg"), // 2-18
        ("($REGTMR1 eq 0)? http://p.tel.com/has-reg.cfg | [--post a] http://p.tel.com/lost-reg?", 0, "http://p.tel.com:80/has-reg.cfg"), // 2-18
        ("""(" $CCERT" eq "Installed")? https://p.tel.com/config? | https://p.tel.com/config?Linksys$MAU""", 1, "https://p.tel.com:443/config?Linksys000E08ABCDEF"), // 2-18, spaced as printed
        ("""("$CCERT" eq "Not Installed")? https://p.tel.com/config? | https://p.tel.com/config?Linksys$MAU""", 0, "https://p.tel.com:443/config?"), // 2-18
        ("""("$A" ne "Provisioned")? (Line_Enable_1_ = "No");! https://p.tel.com/init-prov | https://p.tel.com/configs""", 0, "https://p.tel.com:443/init-prov"), // 2-18
        ("[--alias b] https://p.tel.com/account/spa$MA.xml", 0, "https://p.tel.com:443/account/spa000e08abcdef.xml"), // 2-18
        ("[ --key secretphrase ] http://prov.serv.net/spa/$MA/rep.xml.enc", 0, "http://prov.serv.net:80/spa/000e08abcdef/rep.xml.enc"), // 2-19
        ("http://p.tel.com/firmware/spa021025.bin", 0, "http://p.tel.com:80/firmware/spa021025.bin"), // 2-19
        ("""("$F" ne "beta-customer")? http://p.tel.com/firmware/spa021025.bin | http://p.tel.com/firmware/spa-test-0527s.bin""", 0, "http://p.tel.com:80/firmware/spa021025.bin"), // 2-19
        ("( $SWVER ne 2.0.6 )? http://ps.tell.com/sw/spa021024.bin", 0, "http://ps.tell.com:80/sw/spa021024.bin"), // 2-11
        ("""( User_ID_1_ = "uid$B" ; GPP_C = "" ; GPP_D = "$MA" ; )!""", 0, null), // 2-11
        ("""( User_ID_1_ = "uid$B" ; c = "" ; d = "$MA" ; )!""", 0, null), // 2-11
    ];

    private static readonly (string Rule, int Column, int Fault)[] Bad =
    [
        ("($SWVER lt abc)? /x", 12, 207),
        ("""("a" lt "b")? /x""", 6, 208),
        ("/x | /y", 1, 209),
        ("http://p.tel.com:99999/x", 18, 214),
        ("(“a” eq \"b\")? /x", 2, 220),
        ("""( Nonsense = "1" ; )! /x""", 3, 205),
        ("[--post z] http://p.tel.com/x", 9, 217),
    ];

    [TestMethod]
    public void EveryFieldOfAnObject()
    {
        (int status, string output, _) = Run(string.Join("\n", Contract.Select(c => c.Rule)) + "\n", "--json");
        Assert.AreEqual(1, status, "one of them is bad");
        CollectionAssert.AreEqual(Contract.Select(c => c.Object).ToArray(), output.Split('\n'));
    }

    [TestMethod]
    public void TheGuidesOwnRules()
    {
        (int status, string output, string errors) = ToolProcess.Run(string.Join("\n", Guide.Select(g => g.Rule)) + "\n", "explain", "--json", "-");
        Assert.AreEqual(0, status, errors);
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        CollectionAssert.AreEqual(
            Guide.Select(g => $"{g.Chosen} {g.Url}").ToArray(),
            lines.Select(l => $"{l.GetProperty("chosen")} {Url(l)}").ToArray());
    }

    [TestMethod]
    public void ABadRuleTellsItsColumnAndHasNoAlternatives()
    {
        (int status, string output, string errors) = ToolProcess.Run(string.Join("\n", Bad.Select(b => b.Rule)) + "\n", "explain", "--json", "-");
        Assert.AreEqual(1, status);
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        CollectionAssert.AreEqual(Bad.Select(b => b.Column).ToArray(), lines.Select(l => l.GetProperty("error").GetProperty("column").GetInt32()).ToArray(), output);
        foreach (((string rule, _, int fault), JsonElement line) in Bad.Zip(lines))
        {
            StringAssert.EndsWith(line.GetProperty("error").GetProperty("text").GetString(), $"(fault {fault})", rule);
            Assert.AreEqual(0, line.GetProperty("alternatives").GetArrayLength(), rule);
            Assert.AreEqual(JsonValueKind.Null, line.GetProperty("chosen").ValueKind, rule);
        }

        StringAssert.Contains(errors, "nanospa: column 12: A comparison's operand");
        StringAssert.Contains(errors, "\n  (5.2.12 lt abc)? /x\n             ^\n");
        StringAssert.Contains(errors, "\n  (“a” eq \"b\")? /x\n   ^\n");
    }

    [TestMethod]
    [DataRow("upgrade", "[--key x] http://p.tel.com/f.bin", 1)]
    [DataRow("upgrade", "[--uid a --pwd b] https://p.tel.com/f.bin", 0)]
    [DataRow("report", "[--post a] http://p.tel.com/r.xml", 1)]
    [DataRow("report", "[--key $SA] http://p.tel.com/r.xml", 0)]
    [DataRow("trigger", "http://p.tel.com/x", 1)]
    [DataRow("trigger", "($REGTMR1 gt 300)", 1)]
    public void EachKindTakesItsOwn(string kind, string rule, int status)
    {
        Assert.AreEqual(status, ToolProcess.Run("", "explain", "--as", kind, rule).Status);
    }

    [TestMethod]
    public void ATriggerIsOneConditionWithNothingBehindIt()
    {
        const string Trigger = "$REGTMR1 gt 300 and $PRVTMR gt 1200 and \"$EXTIP\" ne \"\"";
        (int status, string output, _) = ToolProcess.Run("", "explain", "--json", "--as", "trigger", Trigger, "--set", "REGTMR1=301", "--set", "PRVTMR=1201", "--ext-ip", "1.2.3.4");
        Assert.AreEqual(0, status);
        const string Expanded = @"301 gt 300 and 1201 gt 1200 and \""1.2.3.4\"" ne \""\""";
        Assert.AreEqual(
            "{\"expanded\":\"" + Expanded + "\",\"alternatives\":[{\"text\":\"" + Expanded + "\",\"condition\":\"" + Expanded
                + "\",\"holds\":true,\"assignments\":[],\"options\":{},\"url\":null}],\"chosen\":0,\"error\":null}",
            output);
    }

    [TestMethod]
    [DataRow("profile")]
    [DataRow("trigger")]
    public void AnyTextGivesOneObject(string kind)
    {
        string[] pieces = ["$A", "$SWVER", "(", ")?", ")!", "(a = \"1\" ; )!", "[--key $SA]", "[--post a]", "[", "--alias", "b", "]", "http://p.tel.com/x", "|", "\"", "gt", "3", "1.0(", "and", " ", ";", "#", "$$", "$(MA:3:2)", "/y", ":99", "=", "\u0001", "\u001b", "ä", "!"];
        var random = new System.Random(5);
        string[] rules = Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray();
        (int status, string output, string errors) = ToolProcess.Run(string.Join("\n", rules) + "\n", "explain", "--json", "--as", kind, "-");
        Assert.AreEqual(1, status);
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.AreEqual(rules.Length, lines.Length, errors);
        foreach (JsonElement line in lines.Where(l => l.GetProperty("error").ValueKind != JsonValueKind.Null))
        {
            int column = line.GetProperty("error").GetProperty("column").GetInt32();
            Assert.IsTrue(column >= 1 && column <= Encoding.UTF8.GetByteCount(line.GetProperty("expanded").GetString()) + 1, line.ToString());
        }
    }

    [TestMethod]
    public void WithoutJsonEachComparisonTellsWhatWasCompared()
    {
        (int status, string output, string errors) = Run("(! 1.0.33 and $PRVTMR ge 7)? [--key $SA] /x | ( a = \"1\" ; )! /y\n");
        Assert.AreEqual(0, status, errors);
        string[] expected =
        [
            "(! 1.0.33 and 0 ge 7)? [--key $SA] /x | ( a = \"1\" ; )! /y",
            "  0: does not hold",
            "    if     5.2.12 != 1.0.33  ($SWVER on the left)  versions: true",
            "    if     0 >= 7  integers: false",
            "    option --key $SA",
            "    fetch  tftp://(the server of DHCP):69/x",
            "> 1: chosen",
            "    no condition: always",
            "    set    GPP_A = \"1\"",
            "    fetch  tftp://(the server of DHCP):69/y",
        ];
        CollectionAssert.AreEqual(expected, output.Split('\n'), output);
    }

    private static (int Status, string Output, string Errors) Run(string rules, params string[] more) =>
        ToolProcess.Run(rules, ["explain", "-", "--set", "GPP_A=Ann", "--set", "GPP_B=123", "--set", "GPP_SA=geheim", "--set", "GPP_SB=geheim", .. more]);

    private static string Url(JsonElement line)
    {
        JsonElement url = line.GetProperty("alternatives")[line.GetProperty("chosen").GetInt32()].GetProperty("url");
        return url.ValueKind == JsonValueKind.Null ? null : $"{url.GetProperty("scheme").GetString()}://{url.GetProperty("server").GetString()}:{url.GetProperty("port")}{url.GetProperty("path").GetString()}";
    }
}
