// Whole rules: every example of the guide's chapter 2, spacings and misprints, rules as the field writes them; which alternative is chosen.

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class RuleLanguageTests
{
    private const int Profile = (int)RuleKind.Profile;
    private const int Upgrade = (int)RuleKind.Upgrade;
    private const int Report = (int)RuleKind.Report;

    // The unit: MAC 000E08012345, $A ABCDEF, $B Dj6Lmp23Q, $D prov, $E unit7, $SB secretB, $SWVER 5.2.12, $HWVER 1.3.5(a), $CCERT Installed,
    // $REGTMR1 400, $PRVTMR 1300, $EXTIP empty. Expected: the number of the alternative chosen, its assignments, options and URL.
    [TestMethod]

    // Guide, page 2-11: conditions.
    [DataRow(Upgrade, "( $SWVER ne 2.0.6 )? http://ps.tell.com/sw/spa021024.bin", "0 http://ps.tell.com/sw/spa021024.bin")]
    [DataRow(Profile, "($REGTMR1 gt 300 and $PRVTMR gt 1200 and \"$EXTIP\" ne \"\")? /a", "-1")]
    [DataRow(Profile, "($SWVER ge 2.0.6 and \"$CCERT\" eq \"Installed\")? /a", "0 /a")]
    [DataRow(Profile, "(! 1.0.33)? /a", "0 /a")]
    [DataRow(Profile, "($SWVER != 1.0.33)? /a", "0 /a")]

    // Guide, page 2-11: assignments.
    [DataRow(Profile, "( User_ID_1_ = \"uid$B\" ; GPP_C = \"\" ; GPP_D = \"$MA\" ; )!", "0 User_ID_1_=uidDj6Lmp23Q GPP_C= GPP_D=000e08012345")]
    [DataRow(Profile, "( User_ID_1_ = \"uid$B\" ; c = \"\" ; d = \"$MA\" ; )!", "0 User_ID_1_=uidDj6Lmp23Q GPP_C= GPP_D=000e08012345")]

    // Guide, page 2-12: URLs.
    [DataRow(Profile, "/$MA.cfg", "0 /000e08012345.cfg")]
    [DataRow(Profile, "/Linksys/spa021025.bin", "0 /Linksys/spa021025.bin")]
    [DataRow(Profile, "192.168.1.130/profiles/init.cfg", "0 192.168.1.130/profiles/init.cfg")]
    [DataRow(Profile, "tftp://prov.call.com/cpe/Linksys$MA.cfg", "0 tftp://prov.call.com/cpe/Linksys000e08012345.cfg")]
    [DataRow(Profile, "http://neptune.speak.net:8080/prov/$D/$E.cfg", "0 http://neptune.speak.net:8080/prov/prov/unit7.cfg")]
    [DataRow(Profile, "https://secure.me.com/profile?Linksys", "0 https://secure.me.com/profile?Linksys")]

    // Guide, pages 2-13 and 2-14: options.
    [DataRow(Profile, "[--key VerySecretValue] /a", "0 key:VerySecretValue /a")]
    [DataRow(Profile, "[--key \"my secret phrase\"] /a", "0 key:my secret phrase /a")]
    [DataRow(Profile, "[--key a37d2fb9055c1d04883a0745eb0917a4] /a", "0 key:a37d2fb9055c1d04883a0745eb0917a4 /a")]
    [DataRow(Profile, "[--key $SC] /a", "0 key:secretC /a")]
    [DataRow(Profile, "[--key \"$SD\"] /a", "0 key:secret D /a")]
    [DataRow(Profile, "[--post f ] http://ps.one.com/cpe/resyncs?", "0 post:f http://ps.one.com/cpe/resyncs?")]
    [DataRow(Profile, "[--alias m ] http://acct.voipservice.net/credentials/spa$MA.xml", "0 alias:m http://acct.voipservice.net/credentials/spa000e08012345.xml")]
    [DataRow(Profile, "[--post j --alias k] http://h/a", "0 post:j alias:k http://h/a")]
    [DataRow(Profile, "[--key \"SymmetricSecret\" --alias a] http://h/a", "0 key:SymmetricSecret alias:a http://h/a")]
    [DataRow(Profile, "[--key \"$SB\" --post g] http://h/a", "0 key:secretB post:g http://h/a")]
    [DataRow(Profile, "[--alias a --key abracadabra321 --post c] http://h/a", "0 key:abracadabra321 post:c alias:a http://h/a")]

    // Guide, page 2-18: profile rules, as printed.
    [DataRow(Profile, "http://remote.server.com/Linksys/$MA.cfg", "0 http://remote.server.com/Linksys/000e08012345.cfg")]
    [DataRow(Profile, "($REGTMR1 eq 0)? http://p.tel.com/has-reg.cfg  \n| [--post a] http://p.tel.com/lost-reg?", "1 post:a http://p.tel.com/lost-reg?")]
    [DataRow(Profile, "($REGTMR1 eq 400)? http://p.tel.com/has-reg.cfg  \n| [--post a] http://p.tel.com/lost-reg?", "0 http://p.tel.com/has-reg.cfg")]
    [DataRow(Profile, "(\"$CCERT\" eq \"Installed\")? https://p.tel.com/config?  \n| https://p.tel.com/config?Linksys$MAU", "0 https://p.tel.com/config?")]
    [DataRow(Profile, "(\" $CCERT\" eq \"Installed\")? https://p.tel.com/config?  \n| https://p.tel.com/config?Linksys$MAU", "1 https://p.tel.com/config?Linksys000E08012345")]
    [DataRow(Profile, "(\"$A\" ne \"Provisioned\")? (Line_Enable_1_ = \"No\");! https://p.tel.com/init-prov  \n| https://p.tel.com/configs", "0 Line_Enable_1_=No https://p.tel.com/init-prov")]
    [DataRow(Profile, "(\"$A\" ne \"ABCDEF\")? (Line_Enable_1_ = \"No\");! https://p.tel.com/init-prov  \n| https://p.tel.com/configs", "1 https://p.tel.com/configs")]
    [DataRow(Profile, "[--alias b] https://p.tel.com/account/spa$MA.xml", "0 alias:b https://p.tel.com/account/spa000e08012345.xml")]

    // Guide, pages 2-19 and 2-20: report and upgrade rules; page 4-3.
    [DataRow(Report, "[ --key secretphrase ] http://prov.serv.net/spa/$MA/rep.xml.enc", "0 key:secretphrase http://prov.serv.net/spa/000e08012345/rep.xml.enc")]
    [DataRow(Report, "[ --key $K ] tftp://ps.callhome.net/$MA/rep.xml.enc", "0 key:kay tftp://ps.callhome.net/000e08012345/rep.xml.enc")]
    [DataRow(Upgrade, "http://p.tel.com/firmware/spa021025.bin", "0 http://p.tel.com/firmware/spa021025.bin")]
    [DataRow(Upgrade, "(\"$F\" ne \"beta-customer\")? http://p.tel.com/firmware/spa021025.bin  \n| http://p.tel.com/firmware/spa-test-0527s.bin", "0 http://p.tel.com/firmware/spa021025.bin")]

    // Every combination of the parts, and every spacing.
    [DataRow(Profile, "(1 eq 1)?", "0")]
    [DataRow(Profile, "(1 eq 1)?(a=\"v\")!", "0 GPP_A=v")]
    [DataRow(Profile, "(1 eq 1)?(a=\"v\")!/a", "0 GPP_A=v /a")]
    [DataRow(Profile, "(1 eq 1)?(a=\"v\")![--key k]/a", "0 GPP_A=v key:k /a")]
    [DataRow(Profile, "(1 eq 1)?[--key k]/a", "0 key:k /a")]
    [DataRow(Profile, "(a=\"v\")![--key k]/a", "0 GPP_A=v key:k /a")]
    [DataRow(Profile, "(a=\"v\")!/a", "0 GPP_A=v /a")]
    [DataRow(Profile, "(c=\"d\")!;", "0 GPP_C=d")]
    [DataRow(Profile, "(1 eq 2)?/a|/b", "1 /b")]
    [DataRow(Profile, "(1 eq 2)?|(1 eq 1)?/b|/c", "1 /b")]
    [DataRow(Profile, "(1 eq 2)?/a|(1 eq 3)?/b", "-1")]
    [DataRow(Profile, "(1 eq 1)?|/b", "0")]
    [DataRow(Profile, "( 1 eq 1 ) ? /a", "0 /a")]
    [DataRow(Profile, "\r\n( 1 eq 1\n)\n?\n[ --key\nk ]\nhttp://h/a\n|\n/b\n", "0 key:k http://h/a")]
    [DataRow(Profile, "(1 eq 2)? /a; | /b;", "1 /b")]
    [DataRow(Profile, "(1 eq 1)? /a;; | /b ; ;", "0 /a")]
    [DataRow(Profile, "( a = \"v\" ; ) ! /a", "0 GPP_A=v /a")]
    [DataRow(Profile, "(a=\"1\";;b=\"2\";;)!/a", "0 GPP_A=1 GPP_B=2 /a")]
    [DataRow(Profile, "(a = \"v\");!", "0 GPP_A=v")]
    [DataRow(Profile, "(a = \"v\" ;) ; ! /a", "0 GPP_A=v /a")]
    [DataRow(Profile, "(p = \"(;)!|[x] = $MA $$MA #\" ;)!/a", "0 GPP_P=(;)!|[x] = 000e08012345 $MA # /a")]
    [DataRow(Profile, "( User_ID[1] = \"u\" ; a = \"\" ; a = \"2\" )! /a", "0 User_ID_1_=u GPP_A= GPP_A=2 /a")]
    [DataRow(Profile, "[--pwd p --uid u --key k --post a --alias b] http://h/a", "0 key:k post:a alias:b uid:u pwd:p http://h/a")]
    [DataRow(Profile, "[--post \"a\" --uid \"$SB@x\" --pwd \"$SC\"] https://h/a", "0 post:a uid:secretB@x pwd:secretC https://h/a")]
    [DataRow(Profile, "[--uid$SB] /a", "error")]
    [DataRow(Upgrade, "[--uid u --pwd $SB] https://h/fw.bin", "0 uid:u pwd:secretB https://h/fw.bin")]
    [DataRow(Upgrade, "(lt 5.2.13)?[--pwd p]/fw.bin", "0 pwd:p /fw.bin")]
    [DataRow(Report, "(1 eq 1)? (a = \"x\")! [--pwd p --key k --uid u] http://h/r", "0 GPP_A=x key:k uid:u pwd:p http://h/r")]

    // Reports.
    [DataRow(Report, "[--delta] http://h/r", "0 delta http://h/r")]
    [DataRow(Report, "[--key k --md sha256 --status] http://h/r", "0 key:k status sha256 http://h/r")]
    [DataRow(Report, "[--md \"md5\" --key k] http://h/r", "0 key:k http://h/r")]
    [DataRow(Report, "(1 eq 2)? [--delta --md sha256] http://h/r | http://h/s", "1 http://h/s")]

    // The separator is none inside quotes, brackets and parentheses.
    [DataRow(Profile, "(\"|\" eq \"|\")? [--key \"a|b\"] http://h/a | /c", "0 key:a|b http://h/a")]
    [DataRow(Profile, "(\"|\" ne \"|\")? [--key a|b] http://h/a | /c", "1 /c")]
    [DataRow(Profile, "(1 eq 2)? /a?x=(b|c) | /d?y=\"e|f\"", "1 /d?y=\"e|f\"")]
    [DataRow(Profile, "(1 eq 2)? /a?x=(b|/c", "1 /c")]
    [DataRow(Profile, "(\")\" eq \")\")? (a = \")?\" ;)! /a", "0 GPP_A=)? /a")]

    // As the field writes them.
    [DataRow(Profile, "(\"$G\" eq \"\")? ( g = \"1\" ; )! [--key \"$SA\"] http://prov.example.net/init/$PN-$MA.xml | [--key \"$SB\" --post h] https://prov.example.net/cpe/$MAU.cfg?v=$SWVER&st=$PRVST;", "0 GPP_G=1 key:secret A http://prov.example.net/init/SPA2102-000e08012345.xml")]
    [DataRow(Profile, "[--key $(MAU:6:6)$B] http://$A.voip.example.org:8088/pap2t/$MA.xml", "0 key:012345Dj6Lmp23Q http://ABCDEF.voip.example.org:8088/pap2t/000e08012345.xml")]
    [DataRow(Profile, "(! 5.2.12)? http://fw.example.net/downgrade.cfg | http://cfg.example.net/$PSN/$MA", "1 http://cfg.example.net/2102/000e08012345")]
    [DataRow(Profile, "( $PRVST eq -1 )? http://support.example.com/now/$MA.cfg|( $PRVTMR ge 3600 )? /slow.cfg|/normal.cfg", "2 /normal.cfg")]
    [DataRow(Upgrade, "($SWVER lt 5.1.10 and $HWVER ge 1.0)? http://fw.example.net/spa2102-5-1-10.bin | ($SWVER ge 5.1.10 and $SWVER lt 5.2.13)? http://fw.example.net/spa2102-5-2-13.bin | ($SWVER eq 5.2.13)?", "1 http://fw.example.net/spa2102-5-2-13.bin")]
    [DataRow(Upgrade, "($HWVER eq 1.3.5(a) and !5.2.13)?tftp://10.0.0.1:6969/5.2.13.bin", "0 tftp://10.0.0.1:6969/5.2.13.bin")]
    [DataRow(Upgrade, "($SWVER lt 5.2.5(GW002))? http://fw.example.net/gw.bin", "-1")]
    [DataRow(Upgrade, "( $SWVER < 3.1.9(SEc) AND \"$PN\" = \"SPA2102\" )? http://fw/a.bin | ( >= 5.2.12 AND < 5.3 )? http://fw/b.bin", "1 http://fw/b.bin")]
    [DataRow(Profile, "$P", "1 User_ID_1_=u9 key:secretB http://h/x")]
    [DataRow(Profile, "(\"$UID1\" eq \"\" and \"$(MA:0:6)\" eq \"000e08\")? (User_ID_1_=\"$(MA:6)\";Password_1_=\"$$ecret|;)!\")! http://h/reg.php?m=$MA&i=$IP", "0 User_ID_1_=012345 Password_1_=$ecret|;)! http://h/reg.php?m=000e08012345&i=192.0.2.7")]
    public void ChoosesAndFills(int kind, string rule, string expected)
    {
        RuleRig rig = Rig();
        Fault fault = rig.Choose(rule, (RuleKind)kind);
        Assert.AreEqual(expected == "error", fault != Fault.None, rule);
        Assert.AreEqual(fault == Fault.None, rig.Column == 0);
        Assert.AreEqual(expected, fault == Fault.None ? Show(rig) : "error", rule);
    }

    [TestMethod]
    [DataRow(Profile, "http://h/a | http://h/b", (int)Fault.RuleAlternative, 1)]
    [DataRow(Profile, "(1 eq 1)? /a | (a = \"v\")! /b | /c", (int)Fault.RuleAlternative, 16)]
    [DataRow(Profile, "(1 eq 1)? /a|  /b|/c", (int)Fault.RuleAlternative, 16)]
    [DataRow(Profile, "| /a", (int)Fault.RuleSyntax, 1)]
    [DataRow(Profile, "/a |", (int)Fault.RuleAlternative, 1)]
    [DataRow(Profile, "(1 eq 1)? /a |", (int)Fault.RuleSyntax, 15)]
    [DataRow(Profile, "(1 eq 1)? /a | ; ", (int)Fault.RuleSyntax, 15)]
    [DataRow(Profile, "(1 eq 1)? /a || /b", (int)Fault.RuleSyntax, 15)]
    [DataRow(Profile, "(1 eq 1)? /a | ; | /b", (int)Fault.RuleSyntax, 16)]
    [DataRow(Profile, "(1 eq 1) /a", (int)Fault.RuleSyntax, 10)]
    [DataRow(Profile, "(1 eq 1);? /a", (int)Fault.RuleSyntax, 10)]
    [DataRow(Profile, "(1 eq 1)", (int)Fault.RuleSyntax, 9)]
    [DataRow(Profile, "(a = \"v\");", (int)Fault.RuleSyntax, 10)]
    [DataRow(Profile, "(1 eq 1? /a", (int)Fault.RuleSyntax, 1)]
    [DataRow(Profile, "(1 eq 1)? (a = \"v\" /a", (int)Fault.RuleSyntax, 11)]
    [DataRow(Profile, "(1 eq 1)? (2 eq 2)? /a", (int)Fault.RuleSyntax, 11)]
    [DataRow(Profile, "(a = \"v\")! (1 eq 1)? /a", (int)Fault.UrlSyntax, 12)]
    [DataRow(Profile, "(a = \"v\")! (b = \"v\")! /a", (int)Fault.UrlSyntax, 12)]
    [DataRow(Profile, "[--key x] (1 eq 1)? /a", (int)Fault.UrlSyntax, 11)]
    [DataRow(Profile, "(1 eq 1)? /a /b", (int)Fault.RuleSyntax, 14)]
    [DataRow(Profile, "(1 eq 1)? /a ; /b", (int)Fault.RuleSyntax, 16)]
    [DataRow(Profile, ")? /a", (int)Fault.UrlSyntax, 1)]

    // Conditions.
    [DataRow(Profile, "()? /a", (int)Fault.RuleCondition, 2)]
    [DataRow(Profile, "( )? /a", (int)Fault.RuleCondition, 3)]
    [DataRow(Profile, "((1 eq 1))? /a", (int)Fault.RuleCondition, 2)]
    [DataRow(Profile, "(1 eq 1 or 2 eq 2)? /a", (int)Fault.RuleCondition, 9)]
    [DataRow(Profile, "(1 eq 2)? /a | (1 is 1)? /b", (int)Fault.RuleCondition, 19)]
    [DataRow(Profile, "(\"a\" gt \"b\")? /a", (int)Fault.RuleCompare, 6)]
    [DataRow(Profile, "(\"$A eq \"x\")? /a", (int)Fault.RuleQuote, 15)]
    [DataRow(Profile, "(^93$A^94 eq \"x\")? /a", (int)Fault.RuleCurlyQuote, 2)]
    [DataRow(Profile, "(1 eq 1)? /a | (x eq 2)? /b", (int)Fault.None, 0)]
    [DataRow(Profile, "(1 eq 2)? /a | (x eq 2)? /b", (int)Fault.RuleVersion, 17)]
    [DataRow(Profile, "($EXTIP ge 1)? /a", (int)Fault.None, 0)]

    // Assignments.
    [DataRow(Profile, "()! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "( ; )! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "(q = \"v\")! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "(A = \"v\")! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "(Nothing_Such = \"v\")! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "(a = \"v\" ; user_id_1_ = \"v\")! /a", (int)Fault.RuleAssignment, 12)]
    [DataRow(Profile, "(a \"v\")! /a", (int)Fault.RuleAssignment, 4)]
    [DataRow(Profile, "(a)! /a", (int)Fault.RuleAssignment, 3)]
    [DataRow(Profile, "(a = v)! /a", (int)Fault.RuleAssignment, 6)]
    [DataRow(Profile, "(a = )! /a", (int)Fault.RuleAssignment, 5)]
    [DataRow(Profile, "(a = \"v\" b = \"w\")! /a", (int)Fault.RuleAssignment, 10)]
    [DataRow(Profile, "(a = \"v\" , b = \"w\")! /a", (int)Fault.RuleAssignment, 10)]
    [DataRow(Profile, "(; a = \"v\")! /a", (int)Fault.RuleAssignment, 2)]
    [DataRow(Profile, "(a = \"v)! /a", (int)Fault.RuleQuote, 6)]
    [DataRow(Profile, "(1 eq 2)? (zz = \"1\")! /a | /b", (int)Fault.RuleAssignment, 12)]

    // Options.
    [DataRow(Profile, "(1 eq 1)? [--key x]", (int)Fault.RuleSyntax, 20)]
    [DataRow(Profile, "(1 eq 1)? [--key x] | /b", (int)Fault.RuleSyntax, 21)]
    [DataRow(Profile, "[--post A] http://h/a", (int)Fault.PostLetter, 9)]
    [DataRow(Profile, "[--post q] http://h/a", (int)Fault.PostLetter, 9)]
    [DataRow(Profile, "[--alias \"ab\"] http://h/a", (int)Fault.PostLetter, 11)]
    [DataRow(Profile, "[--alias \"\"] http://h/a", (int)Fault.PostLetter, 11)]
    [DataRow(Profile, "[--post GPP_A] http://h/a", (int)Fault.PostLetter, 9)]
    [DataRow(Profile, "[--post ] http://h/a", (int)Fault.RuleSyntax, 9)]
    [DataRow(Profile, "[--post a] tftp://h/a", (int)Fault.PostScheme, 9)]
    [DataRow(Profile, "[--post a] h/a", (int)Fault.PostScheme, 9)]
    [DataRow(Profile, "[--post a] /a", (int)Fault.None, 0)]
    [DataRow(Profile, "[--post a --post b] http://h/a", (int)Fault.RuleOption, 11)]
    [DataRow(Profile, "[--uid a --uid b] http://h/a", (int)Fault.RuleOption, 10)]
    [DataRow(Profile, "[--pwd \"x] http://h/a", (int)Fault.RuleQuote, 8)]
    [DataRow(Upgrade, "[--key k] http://h/a", (int)Fault.RuleOptionRefused, 2)]
    [DataRow(Upgrade, "[--uid u --post a] http://h/a", (int)Fault.RuleOptionRefused, 10)]
    [DataRow(Upgrade, "[ --alias a] http://h/a", (int)Fault.RuleOptionRefused, 3)]
    [DataRow(Upgrade, "[--bad a] http://h/a", (int)Fault.RuleOption, 2)]
    [DataRow(Report, "[--post a] http://h/a", (int)Fault.RuleOptionRefused, 2)]
    [DataRow(Report, "[--key k --alias a] http://h/a", (int)Fault.RuleOptionRefused, 10)]
    [DataRow(Report, "[--delta --status] http://h/a", (int)Fault.RuleOptionRefused, 10)]
    [DataRow(Report, "[--key k --status --delta] http://h/a", (int)Fault.RuleOptionRefused, 19)]
    [DataRow(Report, "[--delta --delta] http://h/a", (int)Fault.RuleOption, 10)]
    [DataRow(Report, "[--md sha1] http://h/a", (int)Fault.RuleDigest, 7)]
    [DataRow(Report, "[--md] http://h/a", (int)Fault.RuleSyntax, 6)]
    [DataRow(Profile, "[--delta] http://h/a", (int)Fault.RuleOptionRefused, 2)]
    [DataRow(Profile, "[--key k --md md5] http://h/a", (int)Fault.RuleOptionRefused, 10)]
    [DataRow(Upgrade, "[--status] http://h/a", (int)Fault.RuleOptionRefused, 2)]

    // URLs, in any alternative.
    [DataRow(Profile, "(1 eq 1)? /a | ftp://h/b", (int)Fault.UrlScheme, 16)]
    [DataRow(Profile, "(1 eq 1)? http://h | /b", (int)Fault.UrlNoPath, 19)]
    [DataRow(Upgrade, "(1 eq 1)? http://h:99999/a", (int)Fault.UrlPort, 20)]
    [DataRow(Profile, "(1 eq 1)? http:// h/a", (int)Fault.UrlNoPath, 18)]
    public void ReportsFaultAndColumn(int kind, string rule, int expected, int column)
    {
        RuleRig rig = Rig();
        Assert.AreEqual(expected, (int)rig.Choose(rule, (RuleKind)kind), rule);
        Assert.AreEqual(column, rig.Column, rule);
        Assert.AreEqual(expected != (int)Fault.None, rig.Chooser.Chosen < 0);
        Assert.IsTrue(expected == (int)Fault.None || (rig.Rule.IsEmpty && rig.Rule.AssignmentCount == 0));
    }

    [TestMethod]
    [DataRow(16, (int)Fault.None, 0)]
    [DataRow(17, (int)Fault.RuleTooLong, 209)]
    public void BoundsTheAlternatives(int count, int expected, int column)
    {
        TextBuffer rule = new TextBuffer(1000);
        for (int i = 0; i < count; i++)
        {
            rule.Append(i == 0 ? "" : "|");
            rule.Append("(1=2)?  /abc");
        }

        RuleRig rig = Rig();
        Assert.AreEqual(expected, (int)rig.Parse(rule.ToString(), RuleKind.Profile));
        Assert.AreEqual(column, rig.Column);
    }

    [TestMethod]
    [DataRow(4, 8, (int)Fault.None, 0)]
    [DataRow(4, 9, (int)Fault.RuleTooLong, 262)]
    [DataRow(1, 32, (int)Fault.None, 0)]
    public void BoundsTheAssignmentsOfAllAlternatives(int alternatives, int each, int expected, int column)
    {
        TextBuffer rule = new TextBuffer(2000);
        for (int i = 0; i < alternatives; i++)
        {
            rule.Append(i == 0 ? "(1=2)?(" : "|(1=2)?(");
            for (int j = 0; j < each; j++)
            {
                rule.Append("a=\"\" ; ");
            }

            rule.Append(")!");
        }

        RuleRig rig = Rig();
        Assert.AreEqual(expected, (int)rig.Parse(rule.ToString(), RuleKind.Profile));
        Assert.AreEqual(column, rig.Column);
    }

    [TestMethod]
    public void BoundsTheComparisonsOfAllAlternatives()
    {
        TextBuffer rule = new TextBuffer(2000);
        for (int i = 0; i < 11; i++)
        {
            rule.Append(i == 0 ? "" : "|");
            rule.Append("(1=1 and 2=2 and 3=3)?");
        }

        RuleRig rig = Rig();
        Assert.AreEqual((int)Fault.RuleTooLong, (int)rig.Parse(rule.ToString(), RuleKind.Profile));
        Assert.AreEqual(249, rig.Column);
    }

    [TestMethod]
    [DataRow(32767, (int)Fault.None, 0)]
    [DataRow(32768, (int)Fault.RuleTooLong, 32758)]
    public void BoundsTheText(int end, int expected, int column)
    {
        byte[] text = new byte[end];
        for (int i = 0; i < end; i++)
        {
            text[i] = (byte)' ';
        }

        System.Array.Copy(Bytes.Of("1 = 1"), 0, text, 32767 - 5, 5);
        RuleRig rig = Rig();
        Assert.AreEqual(expected, (int)rig.Parser.Parse(text, 10, end - 10, RuleKind.Trigger));
        Assert.AreEqual(column, rig.Parser.Column);
        ConditionResult result = rig.Evaluator.Evaluate(text, 10, end - 10);
        Assert.AreEqual(expected == (int)Fault.None ? (int)ConditionResult.True : (int)ConditionResult.Error, (int)result);
        Assert.AreEqual(column, rig.Evaluator.Column);
    }

    [TestMethod]
    public void TellsWhereEachPartStands()
    {
        const string text = "  ( 1 eq 1 )? ( a = \"v\" ; User_ID_1_ = \"$$\" )! [--key \"k\" --post a]  http://h/a ;| /b ;";
        RuleRig rig = Rig();
        Assert.AreEqual((int)Fault.None, (int)rig.Parse(text, RuleKind.Profile));
        RuleSyntax syntax = rig.Parser.Syntax;
        Assert.AreEqual(2, syntax.AlternativeCount);
        Assert.AreEqual("( 1 eq 1 )? ( a = \"v\" ; User_ID_1_ = \"$\" )! [--key \"k\" --post a]  http://h/a", Part(syntax, syntax.TextOffset(0), syntax.TextCount(0)));
        Assert.AreEqual(3, syntax.ColumnOf(syntax.TextOffset(0)));
        Assert.AreEqual(" 1 eq 1 ", Part(syntax, syntax.ConditionOffset(0), syntax.ConditionCount(0)));
        Assert.AreEqual(2, syntax.AssignmentCount(0));
        Assert.AreEqual("a", Part(syntax, syntax.NameOffset(0, 0), syntax.NameCount(0, 0)));
        Assert.AreEqual(ParameterIndex.GPP_A, syntax.AssignmentParameter(0, 0));
        Assert.AreEqual("User_ID_1_", Part(syntax, syntax.NameOffset(0, 1), syntax.NameCount(0, 1)));
        Assert.AreEqual("$", Part(syntax, syntax.ValueOffset(0, 1), syntax.ValueCount(0, 1)));
        Assert.AreEqual("k", Part(syntax, syntax.KeyOffset(0), syntax.KeyCount(0)));
        Assert.AreEqual("a", Part(syntax, syntax.PostOffset(0), 1));
        Assert.AreEqual(-1, syntax.AliasOffset(0));
        Assert.AreEqual(-1, syntax.UidOffset(0));
        Assert.AreEqual("http://h/a", Part(syntax, syntax.UrlOffset(0), syntax.UrlCount(0)));
        Assert.AreEqual("/b", Part(syntax, syntax.TextOffset(1), syntax.TextCount(1)));
        Assert.AreEqual(-1, syntax.ConditionOffset(1));
        Assert.AreEqual(0, syntax.AssignmentCount(1));
        Assert.AreEqual(-1, syntax.KeyOffset(1));
        Assert.AreEqual("/b", Part(syntax, syntax.UrlOffset(1), syntax.UrlCount(1)));
    }

    private static RuleRig Rig()
    {
        RuleRig rig = new RuleRig();
        rig.Macros.Set(Macro.A + 3, "prov");
        rig.Macros.Set(Macro.A + 4, "unit7");
        rig.Macros.Set(Macro.A + 10, "kay");
        rig.Macros.Set(Macro.P, "(1 eq 2)? /a | ( User_ID_1_ = \"u9\" )! [--key $SB] http://h/x");
        rig.Macros.Set(Macro.SA + 2, "secretC");
        rig.Macros.Set(Macro.SD, "secret D");
        rig.Macros.Set(Macro.HWVER, "1.3.5(a)");
        rig.Macros.Set(Macro.CCERT, "Installed");
        rig.Macros.Set(Macro.REGTMR1, "400");
        rig.Macros.Set(Macro.PRVTMR, "1300");
        rig.Macros.Set(Macro.PRVST, "1");
        rig.Macros.Set(Macro.IP, "192.0.2.7");
        return rig;
    }

    private static string Show(RuleRig rig)
    {
        TextBuffer text = new TextBuffer(4000);
        text.AppendNumber(rig.Chooser.Chosen);
        ProfileRule rule = rig.Rule;
        for (int i = 0; i < rule.AssignmentCount; i++)
        {
            text.Append(" ");
            text.Append(Catalogue.NameOf(rule.AssignmentParameter(i)));
            text.Append("=");
            rule.AppendAssignmentValue(i, text);
        }

        Append(text, " key:", rule.Key);
        AppendLetter(text, " post:", rule.PostLetter);
        AppendLetter(text, " alias:", rule.AliasLetter);
        Append(text, " uid:", rule.Uid);
        Append(text, " pwd:", rule.Pwd);
        text.Append(rule.IsDelta ? " delta" : "");
        text.Append(rule.IsStatus ? " status" : "");
        text.Append(rule.Digest == OpensslDigest.Sha256 ? " sha256" : "");
        if (rule.HasUrl)
        {
            RuleSyntax syntax = rig.Parser.Syntax;
            text.Append(" ");
            text.Append(Part(syntax, syntax.UrlOffset(rig.Chooser.Chosen), syntax.UrlCount(rig.Chooser.Chosen)));
        }

        return text.ToString();
    }

    private static void Append(TextBuffer text, string name, TextBuffer value)
    {
        if (value.Length > 0)
        {
            text.Append(name);
            text.Append(value);
        }
    }

    private static void AppendLetter(TextBuffer text, string name, int letter)
    {
        if (letter != 0)
        {
            text.Append(name);
            text.Append((byte)letter);
        }
    }

    private static string Part(RuleSyntax syntax, int offset, int count)
    {
        TextBuffer text = new TextBuffer(1000);
        RuleSyntax.AppendPlain(syntax.Text, offset, count, text);
        return text.ToString();
    }
}
