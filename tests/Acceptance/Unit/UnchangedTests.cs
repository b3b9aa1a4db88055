// A whole unit and files that were applied before: 304, factory reset, power cycle, a file larger than the hold, four rules.

using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class UnchangedTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(30000)]
    public void AnUnchangedFileStartsNothingAndWritesNothing(int padding)
    {
        UnitBench bench = Provisioned(padding);
        int restarts = bench.Restarts;
        string before = Slots(bench);
        int messages = Successes(bench);
        bench.Run(600);
        Assert.AreEqual(restarts, bench.Restarts);
        Assert.AreEqual(before, Slots(bench));
        Assert.IsTrue(bench.Unit.Resync.LastWasUnchanged);
        Assert.IsGreaterThan(messages + 8, Successes(bench), "each is told as a success");
        WebClient.Exchange page = bench.Web.Ask("/");
        bench.Run(0.1);
        StringAssert.Contains(page.Body, "successful, unchanged");
        bench.PowerCycle();
        bench.Run(50);
        Assert.IsTrue(bench.Unit.Resync.LastWasUnchanged, "known after a power cycle");
        Assert.AreEqual(before, Slots(bench));
        bench.Http["/p.xml"] = Profile("2", padding);
        bench.Run(70);
        Assert.AreEqual("2", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AFactoryResetForgetsAll()
    {
        UnitBench bench = Provisioned(0);
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        bench.Run(1);
        Configure(bench);
        bench.Run(120);
        Assert.AreEqual("1", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void WhatAPersonSetInBetweenStays()
    {
        UnitBench bench = Provisioned(0);
        bench.Set("GPP_A", "web");
        bench.Run(200);
        Assert.AreEqual("web", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p.xml");
        bench.Run(2);
        Assert.AreEqual("1", bench.Unit.Store.Text(ParameterIndex.GPP_A), "a request is always applied");
    }

    [TestMethod]
    public void ACutFileLeavesTheFingerprintBefore()
    {
        UnitBench bench = Provisioned(0);
        bench.Http["/p.xml"] = Profile("2", 0)[..^10];
        bench.Run(130);
        Assert.AreEqual(Fault.XmlTruncated, bench.Unit.Resync.LastFault);
        bench.Set("GPP_A", "web");
        bench.Http["/p.xml"] = Profile("1", 0);
        bench.Run(70);
        Assert.IsTrue(bench.Unit.Resync.LastWasUnchanged);
        Assert.AreEqual("web", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    // The server compares what it is sent with the tag of its file.
    [TestMethod]
    public void A304IsASuccess()
    {
        var bench = new UnitBench();
        string tag = "\"one\"";
        int notModified = 0;
        bench.Network.ServeStream(UnitBench.Server, 8080, request =>
        {
            bool isSame = request.Contains("If-None-Match: " + tag + "\r\n");
            notModified += isSame ? 1 : 0;
            byte[] body = isSame ? [] : Profile(tag == "\"one\"" ? "1" : "2", 0);
            string head = isSame ? $"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n" : $"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {body.Length}\r\n\r\n";
            return new StreamReply([.. Encoding.ASCII.GetBytes(head), .. body]);
        });
        Configure(bench, "http://192.168.1.200:8080/p.xml");
        bench.Run(400);
        Assert.AreEqual("1", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.IsGreaterThan(3, notModified);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.IsTrue(bench.Unit.Resync.LastWasUnchanged);
        tag = "\"two\"";
        bench.Run(70);
        Assert.AreEqual("2", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    // Each rule has a fingerprint of its own; the second one's file overrides the first one's for good.
    [TestMethod]
    public void TwoRulesDoNotUndoEachOther()
    {
        UnitBench bench = Provisioned(0);
        bench.Http["/q.xml"] = Profile("2", 0);
        bench.Set("Profile_Rule_B", "http://192.168.1.200/q.xml");
        bench.Run(70);
        Assert.AreEqual("2", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        string before = Slots(bench);
        bench.Run(300);
        Assert.AreEqual(before, Slots(bench));
        bench.PowerCycle();
        bench.Run(100);
        Assert.AreEqual(before, Slots(bench));
        Assert.AreEqual("2", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    private static UnitBench Provisioned(int padding)
    {
        var bench = new UnitBench();
        bench.Http["/p.xml"] = Profile("1", padding);
        Configure(bench);
        bench.Run(120);
        Assert.AreEqual("1", bench.Unit.Store.Text(ParameterIndex.GPP_A), string.Join("\n", bench.Console.Lines));
        return bench;
    }

    private static void Configure(UnitBench bench, string rule = "http://192.168.1.200/p.xml")
    {
        bench.Set("Resync_Periodic", "60");
        bench.Set("Resync_Error_Retry_Delay", "60");
        bench.Set("Profile_Rule", rule);
    }

    // The second parameter takes effect at a restart.
    private static byte[] Profile(string value, int padding) =>
        Encoding.ASCII.GetBytes($"<flat-profile><GPP_A>{value}</GPP_A><Display_Name_1_>{value}</Display_Name_1_>{new string(' ', padding)}</flat-profile>");

    private static int Successes(UnitBench bench) => bench.Console.Lines.Count(l => l.Contains("Successful resync"));

    private static string Slots(UnitBench bench) => string.Join("|", bench.Flash.Slots.Select((s, i) => System.Convert.ToHexString(s, 0, bench.Flash.Lengths[i])));
}
