// The administration web server of a whole unit: accounts, forms, commands.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class WebAdminTests
{
    private static readonly byte[] Basic = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>12345678</GPP_A></flat-profile>");

    [TestMethod]
    [DataRow("/admin/advanced/system", "SHA-256", 200)]
    [DataRow("/admin/advanced/system", "MD5", 200)]
    [DataRow("/admin/spacfg.xml", "MD5", 200)]
    [DataRow("/user1", "MD5", 200)]
    [DataRow("/reboot", "SHA-256", 200)]
    public void APasswordIsAskedForByDigest(string url, string algorithm, int status)
    {
        UnitBench bench = Bench();
        bench.Set("Admin_Passwd", "4dm!n");
        bench.Set("User_Password", "us3r");
        WebClient.Exchange challenged = WebLogin.Send(bench, "GET", url, null, null);
        Assert.AreEqual(401, challenged.Status);
        StringAssert.Matches(challenged.ReplyHeaders, new("algorithm=SHA-256.*\n.*algorithm=MD5"));
        bool isAdmin = url != "/user1";
        foreach ((string password, int expected) in new[] { (isAdmin ? "us3r" : "4dm!n", 401), (isAdmin ? "4dm!n" : "us3r", status) })
        {
            WebClient.Exchange page = WebLogin.Send(bench, "GET", url, null, WebLogin.Answer(challenged, "GET", url, password, algorithm));
            Assert.AreEqual(expected, page.Status);
        }

        Assert.AreEqual(401, WebLogin.Send(bench, "GET", url, null, "Basic YWRtaW46NGRtIW4=").Status);
    }

    [TestMethod]
    public void AReplayIsStaleAndALoginBeforeARestartToo()
    {
        UnitBench bench = Bench();
        bench.Set("Admin_Passwd", "x");
        WebClient.Exchange challenged = WebLogin.Send(bench, "GET", "/admin/", null, null);
        string answer = WebLogin.Answer(challenged, "GET", "/admin/", "x");
        Assert.AreEqual(200, WebLogin.Send(bench, "GET", "/admin/", null, answer).Status);
        WebClient.Exchange replay = WebLogin.Send(bench, "GET", "/admin/", null, answer);
        Assert.AreEqual(401, replay.Status);
        StringAssert.Contains(replay.ReplyHeaders, "stale=true");
        string next = WebLogin.Answer(replay, "GET", "/admin/", "x");
        bench.Seed = 8;
        bench.PowerCycle();
        WebClient.Exchange before = WebLogin.Send(bench, "GET", "/admin/", null, next);
        Assert.AreEqual(401, before.Status);
        StringAssert.Contains(before.ReplyHeaders, "stale=true");
    }

    [TestMethod]
    public void FailedLoginsSlowDownAndNobodyElse()
    {
        UnitBench bench = Bench();
        bench.Set("Admin_Passwd", "right");
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(401, WebLogin.Get(bench, "/admin/", "wrong" + i).Status);
        }

        WebClient.Exchange waiting = WebLogin.Get(bench, "/admin/", "right");
        Assert.AreEqual(429, waiting.Status);
        StringAssert.Contains(waiting.ReplyHeaders, "Retry-After: 2\n");
        WebClient.Exchange other = bench.Web.Ask("/", room: 4096, from: 0xC0A80133);
        bench.Run(0.1);
        Assert.AreEqual(200, other.Status);
        bench.Run(2);
        Assert.AreEqual(200, WebLogin.Get(bench, "/admin/", "right").Status);
    }

    [TestMethod]
    [DataRow("/admin/advanced", 403)]
    [DataRow("/admin/spacfg.xml", 403)]
    [DataRow("/resync?/x", 403)]
    [DataRow("/reboot", 403)]
    [DataRow("/", 200)]
    [DataRow("/advanced/user1", 200)]
    [DataRow("/style.css", 200)]
    public void TheAdminsPagesCanBeClosed(string url, int status)
    {
        UnitBench bench = Bench();
        bench.Set("Enable_Web_Admin_Access", "No");
        Assert.AreEqual(status, WebLogin.Get(bench, url).Status);
        Assert.AreEqual(0, bench.Restarts);
    }

    [TestMethod]
    public void APageSubmittedAsItIsChangesNothing()
    {
        UnitBench bench = Bench();
        bench.Set("Admin_Passwd", "4dm!n");
        bench.Set("User_Password", "us3r");
        bench.Set("GPP_A", "a <b> \"c\" & d='e' &amp; ");
        bench.Set("GPP_SA", "kept");
        SetBytes(bench, ParameterIndex.GPP_B, [0x0A, 0x61, 0x0D, 0x0A, 0x09, 0xC3, 0xBC]);
        SetBytes(bench, ParameterIndex.Display_Name_1_, [0x4D, 0xFC, 0x6C]);
        SetBytes(bench, ParameterIndex.GPP_C, [0x01, 0x02]);
        string[] before = Values(bench);
        int forms = 0;
        foreach (string view in new[] { "", "/advanced", "/admin", "/admin/advanced" })
        {
            foreach (string name in WebPages.Forms)
            {
                string url = view + "/" + name;
                Dictionary<string, string> fields = WebPages.FieldsOf(WebLogin.Get(bench, url).Body);
                forms += fields.Count > 1 ? 1 : 0;
                WebClient.Exchange saved = WebLogin.Post(bench, url, WebPages.Encode(fields));
                Assert.AreEqual(200, saved.Status, url + saved.Body);
                StringAssert.Contains(saved.Body, "Nothing was changed.", url);
            }
        }

        Assert.IsGreaterThan(20, forms);
        CollectionAssert.AreEqual(before, Values(bench));
        Assert.AreEqual(0, bench.Restarts);
    }

    [TestMethod]
    public void AWrongValueIsToldBesideItsFieldAndNothingIsSaved()
    {
        UnitBench bench = Bench();
        Dictionary<string, string> fields = Open(bench, "/admin/advanced/provisioning");
        fields["GPP_A"] = "typed & kept";
        fields["Resync_Random_Delay"] = "70000";
        WebClient.Exchange page = WebLogin.Post(bench, "/admin/advanced/provisioning", WebPages.Encode(fields));
        Assert.AreEqual(422, page.Status);
        StringAssert.Contains(page.Body, "Nothing was saved: 1 value is wrong.");
        StringAssert.Matches(page.Body, new("value=\"70000\"><strong id=\"e.Resync_Random_Delay\">The number is too small or too great"));
        Dictionary<string, string> shown = WebPages.FieldsOf(page.Body);
        Assert.AreEqual("typed & kept", shown["GPP_A"]);
        Assert.AreEqual("", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        shown["Resync_Random_Delay"] = "7";
        page = WebLogin.Post(bench, "/admin/advanced/provisioning", WebPages.Encode(shown));
        StringAssert.Contains(page.Body, "Saved: 2 parameters. This holds from now on.");
        Assert.AreEqual("typed & kept", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        bench.PowerCycle();
        Assert.AreEqual("7", bench.Unit.Store.Text(ParameterIndex.Resync_Random_Delay));
    }

    [TestMethod]
    public void ARestartForAFormWaitsForIdleLinesAndTheStatusPageTells()
    {
        UnitBench bench = Bench();
        bench.Lines[0].IsOffHook = true;
        bench.Run(1);
        Dictionary<string, string> fields = Open(bench, "/admin/line1");
        fields["SIP_Port_1_"] = "5070";
        WebClient.Exchange page = WebLogin.Post(bench, "/admin/line1", WebPages.Encode(fields));
        StringAssert.Contains(page.Body, "Saved: 1 parameter. The unit restarts when all its lines are idle, at the latest in ");
        bench.Run(10);
        Assert.AreEqual(0, bench.Restarts);
        StringAssert.Contains(WebLogin.Get(bench, "/admin/status").Body, "http-equiv=\"refresh\"");
        bench.Lines[0].IsOffHook = false;
        bench.Run(5);
        Assert.AreEqual(1, bench.Restarts);
        string status = WebLogin.Get(bench, "/admin/status").Body;
        StringAssert.Contains(status, "Nothing is under way.");
        Assert.DoesNotContain("http-equiv", status);
        Assert.AreEqual("5070", bench.Unit.Store.Text(ParameterIndex.SIP_Port_1_));
    }

    [TestMethod]
    public void AFormRestartsTheUnitWarmAtOnceWhenItsLinesAreIdle()
    {
        UnitBench bench = Bench();
        bench.Set("Resync_On_Reset", "Yes");
        bench.Set("Profile_Rule", "http://192.168.1.200/p");
        Dictionary<string, string> fields = Open(bench, "/admin/line1");
        fields["SIP_Port_1_"] = "5070";
        WebLogin.Post(bench, "/admin/line1", WebPages.Encode(fields));
        bench.Run(100);
        Assert.AreEqual(1, bench.Restarts);
        Assert.IsEmpty(bench.Requests, "a warm restart for parameters resyncs nothing");
    }

    [TestMethod]
    public void ANewPeriodCountsFromTheFormOn()
    {
        UnitBench bench = Bench();
        bench.Http["/p"] = Basic;
        Dictionary<string, string> fields = Open(bench, "/admin/advanced/provisioning");
        fields["Profile_Rule"] = "http://192.168.1.200/p";
        fields["Resync_Periodic"] = "60";
        WebLogin.Post(bench, "/admin/advanced/provisioning", WebPages.Encode(fields));
        bench.Run(59);
        Assert.IsEmpty(bench.Requests);
        bench.Run(2);
        Assert.HasCount(1, bench.Requests);
    }

    [TestMethod]
    [DataRow(WebHeader.FetchSite, "cross-site", 403)]
    [DataRow(WebHeader.FetchSite, "same-site", 403)]
    [DataRow(WebHeader.FetchSite, "same-origin", 200)]
    [DataRow(WebHeader.FetchSite, "none", 200)]
    [DataRow(WebHeader.Origin, "http://evil.example", 403)]
    [DataRow(WebHeader.Origin, "https://192.168.1.100", 403)]
    [DataRow(WebHeader.Origin, "null", 403)]
    [DataRow(WebHeader.Origin, "http://192.168.1.100", 200)]
    public void OtherSitesSetNothingOff(WebHeader header, string value, int status)
    {
        UnitBench bench = Bench();
        string form = WebPages.Encode(Open(bench, "/admin/advanced/provisioning")) + "&GPP_A=x";
        foreach (string url in new[] { "/admin/advanced/provisioning", "/admin/resync?http://192.168.1.200/p", "/admin/reboot" })
        {
            WebClient.Exchange exchange = url.EndsWith("provisioning", StringComparison.Ordinal) ? bench.Web.Post(url, form) : bench.Web.Ask(url, room: 4096);
            exchange.Headers[WebHeader.Host] = "192.168.1.100";
            exchange.Headers[header] = value;
            bench.Run(1);
            Assert.AreEqual(status, exchange.Status, url);
        }

        Assert.AreEqual(status == 200 ? "x" : "", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(status == 200 ? 1 : 0, bench.Restarts);
    }

    [TestMethod]
    public void AFormNeedsTheTokenOfItsAccountSinceTheLastStart()
    {
        UnitBench bench = Bench();
        Dictionary<string, string> fields = Open(bench, "/admin/advanced/provisioning");
        Dictionary<string, string> users = Open(bench, "/user1");
        Assert.AreNotEqual(users["token"], fields["token"]);
        fields["GPP_A"] = "x";
        string good = WebPages.Encode(fields);
        foreach (string bad in new[] { good.Replace(fields["token"], users["token"], StringComparison.Ordinal), good.Replace(fields["token"], "", StringComparison.Ordinal), "GPP_A=x" })
        {
            Assert.AreEqual(403, WebLogin.Post(bench, "/admin/advanced/provisioning", bad).Status);
        }

        bench.Seed = 8;
        bench.PowerCycle();
        Assert.AreEqual(403, WebLogin.Post(bench, "/admin/advanced/provisioning", good).Status);
        Assert.AreEqual("", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AFormWaitsForTheResyncThatIsUnderWay()
    {
        UnitBench bench = Bench();
        bench.Http["/p"] = Basic;
        Dictionary<string, string> fields = Open(bench, "/admin/advanced/provisioning");
        fields["GPP_B"] = "by the form";
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p", room: 4096);
        WebClient.Exchange form = bench.Web.Post("/admin/advanced/provisioning", WebPages.Encode(fields));
        bench.Run(5);
        StringAssert.Contains(form.Body, "Saved: 1 parameter.");
        Assert.AreEqual("12345678", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual("by the form", bench.Unit.Store.Text(ParameterIndex.GPP_B));
    }

    [TestMethod]
    public void AFormThatDoesNotComeHoldsUpNoOther()
    {
        UnitBench bench = Bench();
        Dictionary<string, string> fields = Open(bench, "/admin/advanced/provisioning");
        fields["GPP_B"] = "x";
        WebClient.Exchange stalled = bench.Web.Post("/admin/advanced/provisioning", "token=");
        stalled.IsSending = true;
        WebClient.Exchange second = bench.Web.Post("/admin/advanced/provisioning", WebPages.Encode(fields));
        WebClient.Exchange third = bench.Web.Ask("/", room: 4096);
        bench.Run(3);
        Assert.IsTrue(stalled.Ended && stalled.Status == 0);
        Assert.AreEqual(200, second.Status);
        Assert.AreEqual(200, third.Status);
        Assert.AreEqual("x", bench.Unit.Store.Text(ParameterIndex.GPP_B));
    }

    [TestMethod]
    [DataRow("/admin/spacfg.xml", "<GPP_A ua=\"na\">open</GPP_A>", true)]
    [DataRow("/admin/spacfg.xml", "<GPP_SA ua=\"na\"/>", true)]
    [DataRow("/admin/spacfg.xml", "hidden", false)]
    [DataRow("/spacfg.xml", "open", false)]
    [DataRow("/spacfg.xml", "<Static_IP ua=\"rw\"></Static_IP>", true)]
    public void TheExportIsAProfileOfWhatTheAccountSees(string url, string text, bool isThere)
    {
        UnitBench bench = Bench();
        bench.Set("GPP_A", "open");
        bench.Set("GPP_SA", "hidden");
        WebClient.Exchange export = WebLogin.Get(bench, url);
        StringAssert.StartsWith(export.ContentType, "text/xml");
        Assert.AreEqual(isThere, export.Body.Contains(text, StringComparison.Ordinal));
        bench.Http["/p"] = Encoding.UTF8.GetBytes(export.Body);
        string[] before = Values(bench);
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p", room: 4096);
        bench.Run(5);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        CollectionAssert.AreEqual(before, Values(bench));
    }

    [TestMethod]
    [DataRow("No", 403, "Upgrade_Enable is No")]
    [DataRow("Yes", 501, "nothing was fetched")]
    public void AnUpgradeIsAnsweredHonestly(string enabled, int status, string text)
    {
        UnitBench bench = Bench();
        bench.Set("Upgrade_Enable", enabled);
        WebClient.Exchange page = WebLogin.Get(bench, "/upgrade?http://192.168.1.200/image");
        Assert.AreEqual(status, page.Status);
        StringAssert.Contains(page.Body, text);
        Assert.IsEmpty(bench.Requests);
    }

    [TestMethod]
    public void TheResyncsPageExplainsRulesAndTellsWhatResyncsDid()
    {
        UnitBench bench = Bench();
        bench.Set("Profile_Rule", "($PRVTMR lt 0)? http://never/x | (GPP_SB = \"hidden1\" ;)! [--key hidden2 --uid hidden3 --pwd hidden4] http://192.168.1.200/$MA.cfg");
        bench.Set("Profile_Rule_B", "(1 eq 1? http://x/hidden5");
        bench.Set("Profile_Rule_C", "($PRVST eq 1)? tftp://192.168.1.200/c");
        bench.Http["/p"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>hidden6</GPP_A><GPP_SA>hidden7</GPP_SA></flat-profile>");
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p", room: 4096);
        bench.Run(2);
        bench.Web.Ask("/admin/resync?http://192.168.1.200/gone", room: 4096);
        bench.Run(2);
        string page = WebLogin.Get(bench, "/admin/resyncs").Body;
        Assert.DoesNotContain("hidden", page);
        foreach (string line in new[]
        {
            "  0: does not hold\n", " &lt; 0  integers: false\n", "&gt; 1: chosen\n    no condition: always\n    set    GPP_SB = (not shown)\n    option --key (not shown)\n",
            "    fetch  http://192.168.1.200:80/000e08abcdef.cfg\n", "Column 1 of the expanded rule.", "(1 eq 1)? tftp://192.168.1.200/c\n&gt; 0: chosen\n", "empty: the unit skips it",
            "asked for: successful after ", " ms.<br>Requested rule: 75 bytes, XML<br>Changed: GPP_A, GPP_SA</p>", "asked for: The web server does not have the file",
        })
        {
            StringAssert.Contains(page, line);
        }

        Assert.AreEqual(404, WebLogin.Get(bench, "/resyncs").Status);
    }

    [TestMethod]
    public void TheLastTenResyncsAreTold()
    {
        UnitBench bench = Bench();
        for (int i = 0; i < 12; i++)
        {
            bench.Http["/p"] = Encoding.ASCII.GetBytes($"<flat-profile><GPP_A>{i}</GPP_A>{string.Concat(Enumerable.Range(0, 20).Select(n => $"<Speed_Dial_{2 + (n % 8)}_{1 + (n / 8 % 2)}_>{i}{n}</Speed_Dial_{2 + (n % 8)}_{1 + (n / 8 % 2)}_>"))}</flat-profile>");
            bench.Web.Ask("/admin/resync?http://192.168.1.200/p", room: 4096);
            bench.Run(2);
        }

        string page = WebLogin.Get(bench, "/admin/advanced/resyncs").Body;
        Assert.AreEqual(10, page.Split("asked for: successful").Length - 1);
        Assert.AreEqual(10, page.Split(", and 1 more").Length - 1);
    }

    [TestMethod]
    public void AReportIsSentWhereItsRuleSays()
    {
        UnitBench bench = Bench();
        Assert.AreEqual(409, WebLogin.Get(bench, "/admin/report").Status);
        bench.Set("Report_Rule", "http://192.168.1.200/report.xml");
        Assert.AreEqual(200, WebLogin.Get(bench, "/admin/report").Status);
        bench.Run(5);
        Assert.HasCount(1, bench.Requests);
        StringAssert.StartsWith(bench.Requests[0], "POST /report.xml ");
    }

    private static UnitBench Bench()
    {
        var bench = new UnitBench();
        bench.Set("Resync_On_Reset", "No");
        bench.PowerCycle();
        bench.Run(0.1);
        return bench;
    }

    private static Dictionary<string, string> Open(UnitBench bench, string url)
    {
        WebClient.Exchange page = WebLogin.Get(bench, url);
        Assert.AreEqual(200, page.Status);
        return WebPages.FieldsOf(page.Body);
    }

    private static string[] Values(UnitBench bench) => Enumerable.Range(0, Catalogue.Count).Select(bench.Unit.Store.Text).ToArray();

    private static void SetBytes(UnitBench bench, int index, byte[] value)
    {
        ParameterTransaction transaction = bench.Unit.Store.Begin();
        Assert.AreEqual(Fault.None, transaction.Set(index, value, 0, value.Length));
        Assert.AreEqual(Fault.None, transaction.Commit());
    }
}
