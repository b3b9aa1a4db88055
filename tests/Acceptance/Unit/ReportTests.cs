// Reports of a whole unit: what is sent where, when, and what the log tells of it (guide "Report Rule").

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class ReportTests
{
    private const string Mark = "qZ7plant";

    [TestMethod]
    public void TheConfigurationGoesOutByTftpWithoutASecret()
    {
        UnitBench bench = Bench("tftp://192.168.1.200/$MA/rep.xml");
        foreach (int index in Enumerable.Range(0, Catalogue.Count).Where(Catalogue.IsSecret))
        {
            bench.Set(Catalogue.NameOf(index), Mark + index.ToString(CultureInfo.InvariantCulture));
        }

        bench.Set("Display_Name_1_", "Front <desk> & \"co\"");
        Report(bench);
        string text = Encoding.UTF8.GetString(bench.Tftp.Received["/000e08abcdef/rep.xml"]);
        XElement root = XDocument.Parse(text).Root;
        Assert.AreEqual("flat-profile", root.Name.LocalName);
        Assert.HasCount(Catalogue.Count, root.Elements());
        Assert.AreEqual("Front <desk> & \"co\"", root.Element("Display_Name_1_").Value);
        Assert.IsFalse(text.Contains(Mark, StringComparison.Ordinal));
        AssertTold(bench, "Report: sending the configuration to tftp://192.168.1.200/000e08abcdef/rep.xml", "Report: sent " + text.Length + " bytes to tftp:");
    }

    [TestMethod]
    public void AReportReadBackChangesNothing()
    {
        UnitBench bench = Bench("http://192.168.1.200/rep");
        bench.Set("GPP_A", " two words ");
        bench.Set("User_Password", Mark);
        Report(bench);
        bench.Http["/back"] = Encoding.UTF8.GetBytes(Posted(bench).Last());
        byte[] rule = Encoding.ASCII.GetBytes("http://192.168.1.200/back");
        bench.Unit.Resync.Request(rule, 0, rule.Length, bench.Clock.NowMs);
        bench.Run(30);
        StringAssert.Contains(string.Join("\n", bench.Console.Lines), "Profile read: xml, " + Catalogue.Count + " parameters, 0 unknown, 0 changed");
        Assert.AreEqual(Mark, bench.Unit.Store.Text(ParameterIndex.User_Password));
        Assert.AreEqual(" two words ", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    [DataRow("", OpensslDigest.Md5)]
    [DataRow("--md md5", OpensslDigest.Md5)]
    [DataRow("--md sha256", OpensslDigest.Sha256)]
    public void AKeyEncryptsIt(string option, OpensslDigest digest)
    {
        UnitBench bench = Bench("[--key $SA " + option + "] http://192.168.1.200/rep.enc");
        bench.Set("GPP_SA", "pass phrase");
        Report(bench);
        StringAssert.Contains(bench.Requests.Single(), "\r\nContent-Type: application/octet-stream\r\n");
        byte[] sent = Encoding.Latin1.GetBytes(Posted(bench).Single());
        Assert.AreEqual("Salted__", Encoding.ASCII.GetString(sent, 0, 8));
        string plain = Opened(sent, "pass phrase", digest);
        Assert.HasCount(Catalogue.Count, XDocument.Parse(plain).Root.Elements());
        Report(bench);
        Assert.AreNotEqual(Posted(bench)[0][..16], Posted(bench)[1][..16], "each report has its own salt");
        Assert.IsFalse(bench.Console.Lines.Exists(l => l.Contains("pass phrase", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("", "Report_Rule is empty")]
    [DataRow("($SN eq \"x\")? http://192.168.1.200/rep", "no alternative of Report_Rule holds")]
    [DataRow("(GPP_A=\"set\")!", "Report_Rule names no URL")]
    [DataRow("[--post a] http://192.168.1.200/rep", "failed: ")]
    [DataRow("[--key \"$B\"] http://192.168.1.200/rep", "(fault 312)")]
    [DataRow("http://10.1.1.1/rep", "(fault 361) http://10.1.1.1/rep")]
    [DataRow("http://192.168.1.200/none", "[404 Not Found] (fault 323) http://192.168.1.200/none")]
    [DataRow("tftp://10.1.1.1/rep", "(fault 300) tftp://10.1.1.1/rep")]
    [DataRow("http://nowhere.net/rep", "(fault 344) http://nowhere.net/rep")]
    [DataRow("/rep", "(fault 212)")]
    public void WhatCannotBeSentIsToldOnce(string rule, string told)
    {
        UnitBench bench = Bench(rule);
        bench.Http.Remove("/none");
        Report(bench);
        Assert.HasCount(1, bench.Console.Lines.FindAll(l => l.StartsWith("Report: ", StringComparison.Ordinal) && l.Contains(told, StringComparison.Ordinal)), string.Join("\n", bench.Console.Lines));
        Assert.IsEmpty(bench.Tftp.Received);
        int tries = bench.Requests.Count;
        bench.Run(3600);
        Assert.AreEqual(tries, bench.Requests.Count, "one attempt");
        bench.Set("Report_Rule", "http://192.168.1.200/rep");
        Report(bench);
        StringAssert.StartsWith(Posted(bench).Last(), "<flat-profile>");
    }

    [TestMethod]
    public void ItIsEvaluatedLikeAProfileRule()
    {
        UnitBench bench = Bench("($SN eq \"x\")? /x | (GPP_A=\"set\"; Syslog_Server=\"192.168.1.201\")! http://192.168.1.200/$A");
        bench.Set("GPP_A", "before");
        Report(bench);
        StringAssert.StartsWith(bench.Requests.Single(), "POST /before HTTP/1.1");
        StringAssert.Contains(Posted(bench).Single(), "<GPP_A ua=\"na\">set</GPP_A>");
        Assert.AreEqual("192.168.1.201", bench.Unit.Store.Text(ParameterIndex.Syslog_Server));
    }

    [TestMethod]
    public void AnAssignmentThatNeedsARestartGetsItBehindTheReport()
    {
        UnitBench bench = Bench("(SIP_Port_1_=\"5099\")! http://192.168.1.200/rep");
        Report(bench);
        Assert.HasCount(1, bench.Requests);
        Assert.AreEqual(1, bench.Restarts);
        Assert.AreEqual("5099", bench.Unit.Store.Text(ParameterIndex.SIP_Port_1_));
    }

    [TestMethod]
    public void ItWaitsForTheEndOfAResyncAndHoldsTheNextOneUp()
    {
        UnitBench bench = Bench("http://192.168.1.200/rep");
        bench.Set("Profile_Rule", "http://192.168.1.200/p");
        bench.Set("Resync_Periodic", "10");
        bench.Set("Resync_On_Reset", "Yes");
        bench.Set("Resync_Random_Delay", "0");
        var order = new List<string>();
        bench.Network.ServeStream(UnitBench.Server, 80, request =>
        {
            order.Add(request.Split(' ')[0]);
            if (order.Count == 1)
            {
                bench.Unit.RequestReport();
                bench.Unit.RequestReport();
            }

            StreamReply reply = StreamReply.Http(200, "OK", Encoding.ASCII.GetBytes("<flat-profile><GPP_A>1</GPP_A></flat-profile>"));
            reply.DelayMs = 15000;
            return reply;
        });
        bench.PowerCycle();
        bench.Run(45);
        Assert.AreEqual("GET POST GET", string.Join(" ", order.Take(3)), "behind the resync, one report for two requests, the next resync behind it");
        Assert.IsFalse(order.Skip(3).Contains("POST"));
        Assert.AreEqual(1, bench.Console.Lines.Count(l => l.StartsWith("Report: sent ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ItNeedsNoIdleLines()
    {
        UnitBench bench = Bench("http://192.168.1.200/rep");
        bench.Lines[0].IsOffHook = true;
        bench.Run(5);
        Report(bench);
        Assert.HasCount(1, Posted(bench));
    }

    [TestMethod]
    public void ADeltaIsWhatChangedSinceTheLastStartOrResync()
    {
        UnitBench bench = Bench("[--delta] http://192.168.1.200/rep");
        bench.PowerCycle();
        Report(bench);
        bench.Set("Display_Name_1_", "new");
        bench.Set("GPP_SA", Mark);
        Report(bench);
        bench.Http["/p"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_B>x</GPP_B></flat-profile>");
        bench.Unit.Resync.Request(Encoding.ASCII.GetBytes("http://192.168.1.200/p"), 0, 22, bench.Clock.NowMs);
        bench.Run(5);
        Report(bench);
        bench.Unit.Resync.Request(Encoding.ASCII.GetBytes("http://192.168.1.200/q"), 0, 22, bench.Clock.NowMs);
        bench.Set("GPP_C", "y");
        bench.Run(5);
        Report(bench);
        string[] sent = Posted(bench);
        Assert.AreEqual("<flat-profile>\n</flat-profile>\n", sent[0]);
        Assert.AreEqual("<flat-profile>\n<Display_Name_1_ ua=\"na\">new</Display_Name_1_>\n<GPP_SA ua=\"na\"/>\n</flat-profile>\n", Sorted(sent[1]));
        Assert.AreEqual("<flat-profile>\n</flat-profile>\n", sent[2], "a resync that succeeded");
        Assert.AreEqual("<flat-profile>\n<GPP_C ua=\"na\">y</GPP_C>\n</flat-profile>\n", sent[3], "one that failed");
    }

    [TestMethod]
    public void AStatusTellsHowTheUnitIsAndSoDoesTheInfoPage()
    {
        UnitBench bench = Bench("[--status] tftp://192.168.1.200/status.xml");
        bench.Set("Admin_Passwd", Mark);
        bench.Set("Resync_Periodic", "3600");
        bench.PowerCycle();
        bench.Unit.Resync.Request(Encoding.ASCII.GetBytes("http://192.168.1.200/<&>"), 0, 24, bench.Clock.NowMs);
        bench.Run(95);
        bench.Lines[1].IsOffHook = true;
        bench.Run(5);
        Report(bench);
        string text = Encoding.UTF8.GetString(bench.Tftp.Received["/status.xml"]);
        XElement root = XDocument.Parse(text).Root;
        Assert.AreEqual(
            "Product_Name=SPA-2102 Serial_Number=88012BA01234 Software_Version=5.2.12 Hardware_Version=1.4.4 MAC_Address=000e08abcdef "
            + "Client_Certificate=Not Installed Customization=Open Current_IP=192.168.1.100 Uptime=100 Provisioning_State=waiting Last_Resync_Age=100",
            string.Join(" ", root.Elements().Take(11).Select(e => e.Name.LocalName + "=" + e.Value)));
        StringAssert.Contains(root.Element("Last_Resync_Result").Value, "404 Not Found");
        Assert.AreEqual("3500", root.Element("Next_Resync_In").Value);
        Assert.AreEqual("on hook,off hook", root.Element("Line_1_State").Value + "," + root.Element("Line_2_State").Value);
        Assert.AreEqual("status", root.Name.LocalName);
        Assert.IsFalse(text.Contains(Mark, StringComparison.Ordinal));
        string page = WebLogin.Get(bench, "/").Body;
        Assert.AreEqual(
            "Product Name:SPA-2102 Serial Number:88012BA01234 Software Version:5.2.12 Hardware Version:1.4.4 MAC Address:000e08abcdef "
            + "Client Certificate:Not Installed Customization:Open Current IP:192.168.1.100 Elapsed Time:130 s Line 1:on hook Line 2:left off the hook "
            + "Line 1 Registration State:Not Registered Line 2 Registration State:Not Registered State:waiting for the next periodic resync "
            + "Last resync:130 s ago, asked for Last result:" + WebUtility.HtmlEncode(root.Element("Last_Resync_Result").Value) + " Next resync:in 3470 s",
            string.Join(" ", Regex.Matches(page, "<tr><td>(.*?)</td><td>(.*?)</td></tr>").Select(row => row.Groups[1].Value + row.Groups[2].Value)));
    }

    [TestMethod]
    public void AServerThatOnlyTheNetworkNamesKeepsTheRulesPath()
    {
        UnitBench bench = Bench("/rep/$MA.xml");
        bench.Network.SetDhcpOption(66, "http://192.168.1.200/spa2102.cfg");
        Report(bench);
        StringAssert.StartsWith(bench.Requests.Single(), "POST /rep/000e08abcdef.xml HTTP/1.1\r\nHost: 192.168.1.200\r\n");
    }

    [TestMethod]
    public void AServerOutsideTheAllowedDomainsGetsNothing()
    {
        UnitBench bench = Bench("http://192.168.1.200/rep");
        bench.Set("Restricted_Access_Domains", "example.net");
        bench.PowerCycle();
        Report(bench);
        Assert.IsEmpty(bench.Requests);
        AssertTold(bench, "(fault 225)");
    }

    [TestMethod]
    public void UserAndPasswordAreGivenWhenAskedFor()
    {
        UnitBench bench = Bench("[--uid hal --pwd $SA] http://192.168.1.200/rep");
        bench.Set("GPP_SA", Mark);
        bench.Network.ServeStream(UnitBench.Server, 80, request =>
        {
            bench.Requests.Add(request);
            return request.Contains("Authorization: Digest username=\"hal\"", StringComparison.Ordinal)
                ? StreamReply.Http(204, "No Content", [])
                : new StreamReply(Encoding.ASCII.GetBytes("HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n\r\n"));
        });
        Report(bench);
        AssertTold(bench, "Report: sent ");
        Assert.AreEqual(Posted(bench)[0], Posted(bench)[1]);
        Assert.IsFalse(bench.Console.Lines.Exists(l => l.Contains(Mark, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void AFactoryResetEndsAReportThatRuns()
    {
        UnitBench bench = Bench("tftp://10.1.1.1/rep");
        bench.Unit.RequestReport();
        bench.Unit.Step(0);
        bench.Unit.Step(0);
        bench.Unit.RequestReport();
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        bench.Run(60);
        Assert.IsFalse(bench.Console.Lines.Exists(l => l.StartsWith("Report: failed", StringComparison.Ordinal)));
        Assert.AreEqual(1, bench.Console.Lines.Count(l => l.StartsWith("Report: sending", StringComparison.Ordinal)));
    }

    private static UnitBench Bench(string rule)
    {
        UnitBench bench = new UnitBench(64 * 1024);
        foreach (string path in new[] { "/rep", "/rep.enc", "/none", "/before", "/rep/000e08abcdef.xml" })
        {
            bench.Http[path] = [];
        }

        bench.Set("Report_Rule", rule);
        bench.Set("Resync_On_Reset", "No");
        return bench;
    }

    private static void Report(UnitBench bench)
    {
        bench.Unit.RequestReport();
        bench.Run(30);
    }

    private static string[] Posted(UnitBench bench) => bench.Requests.Where(r => r.StartsWith("POST", StringComparison.Ordinal))
        .Select(r => r[(r.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]).ToArray();

    private static string Sorted(string report)
    {
        string[] lines = report.TrimEnd('\n').Split('\n');
        Array.Sort(lines, 1, lines.Length - 2, StringComparer.Ordinal);
        return string.Join("\n", lines) + "\n";
    }

    private static string Opened(byte[] sent, string key, OpensslDigest digest)
    {
        var decoder = new OpensslDecoder();
        var plain = new PlainSink();
        byte[] passphrase = Encoding.ASCII.GetBytes(key);
        decoder.Open(passphrase, 0, passphrase.Length, new Provisioning.FormatProbe(), plain);
        decoder.Write(sent, 0, sent.Length);
        Assert.AreEqual(DecodeStatus.Done, decoder.Finish(), decoder.Fault.ToString());
        Assert.AreEqual(digest, decoder.Digest);
        return plain.Text.ToString();
    }

    private static void AssertTold(UnitBench bench, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.IsTrue(bench.Console.Lines.Exists(l => l.Contains(text, StringComparison.Ordinal)), text + " is not in\n" + string.Join("\n", bench.Console.Lines));
        }
    }

    private sealed class PlainSink : ISink
    {
        public StringBuilder Text { get; } = new();

        public Fault Fault => Fault.None;

        public int FaultOffset => 0;

        public DecodeStatus Write(byte[] buffer, int offset, int count)
        {
            Text.Append(Encoding.Latin1.GetString(buffer, offset, count));
            return DecodeStatus.More;
        }

        public DecodeStatus Finish() => DecodeStatus.Done;

        public void Reset()
        {
        }
    }
}
