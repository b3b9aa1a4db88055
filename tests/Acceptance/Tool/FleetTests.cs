// nanospa fleet: every unit its own file over real sockets, servers that fail, the report, the same seed twice, Ctrl-C.

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class FleetTests
{
    private const int Units = 50;
    // An order of magnitude above a unit's buffers: what is found is a leak, not a byte.
    private const long MostBytesOfUnit = 512 * 1024;

    [TestMethod]
    public void EachUnitGetsItsOwnFileByHttp()
    {
        using var server = new FileServer();
        string url = server.Address + "/$PN/$MA/$SN.cfg";
        JsonElement[] units = List(Units, url);
        foreach (JsonElement unit in units)
        {
            server.Files[PathOf(unit)] = Profile(unit);
        }

        (int status, JsonElement report, string errors) = Run(Units, url, "--random-delay", "0");
        Assert.AreEqual(0, status, report + errors);
        string[] asked = server.Requests.Select(r => r.Path).Order().ToArray();
        CollectionAssert.AreEqual(units.Select(PathOf).Order().ToArray(), asked);
        Assert.AreEqual(Units, server.Requests.Select(r => r.UserAgent).Distinct().Count(), "the serial is in the User-Agent");
        AssertSums(report, succeeded: Units, failed: 0, requests: Units);
        JsonElement latency = report.GetProperty("latencyMs");
        long[] percentiles = new[] { "p50", "p90", "p99", "max" }.Select(p => latency.GetProperty(p).GetInt64()).ToArray();
        Assert.IsTrue(percentiles.SequenceEqual(percentiles.Order()) && percentiles[0] >= 0, latency.ToString());
        Assert.IsTrue(report.GetProperty("managedBytesOfUnit").GetInt64() is > 20 * 1024 and < MostBytesOfUnit, report.ToString());
        Assert.IsTrue(report.GetProperty("peakWorkingSetBytes").GetInt64() < 400L << 20, report.ToString());
        Assert.IsTrue(report.GetProperty("receivedBytes").GetInt64() > server.Files.Values.Sum(f => f.Length), report.ToString());
    }

    [TestMethod]
    public void EachUnitGetsItsOwnFileByTftp()
    {
        using var server = new TftpFileServer();
        string url = $"tftp://127.0.0.1:{server.Port}/$MA.cfg";
        JsonElement[] units = List(Units, url);
        foreach (JsonElement unit in units)
        {
            server.Files[PathOf(unit)] = Profile(unit);
        }

        (int status, JsonElement report, string errors) = Run(Units, url, "--random-delay", "0");
        Assert.AreEqual(0, status, report + errors);
        Assert.AreEqual(Units, server.Asked.Distinct().Count());
        AssertSums(report, succeeded: Units, failed: 0, requests: Units);
    }

    [TestMethod]
    public async Task TwoThousandUnitsWithCompressedProfilesFitInOneGibibyte()
    {
        const int Many = 2000;
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write("<flat-profile><Display_Name_1_>x</Display_Name_1_></flat-profile>"u8);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication server = builder.Build();
        byte[] profile = memory.ToArray();
        server.MapGet("/common.gz", () => Results.Bytes(profile, "application/octet-stream"));
        await server.StartAsync();
        (int status, JsonElement report, string errors) = Run(Many, server.Urls.First() + "/common.gz", "--random-delay", "0");
        Assert.AreEqual(0, status, report + errors);
        AssertSums(report, succeeded: Many, failed: 0, requests: Many);
        Assert.IsTrue(report.GetProperty("peakWorkingSetBytes").GetInt64() < 1L << 30, report.ToString());
        Assert.IsTrue(report.GetProperty("managedBytesOfUnit").GetInt64() < MostBytesOfUnit, report.ToString());
    }

    [TestMethod]
    public void WhatFailsIsCountedByFaultWithAnExample()
    {
        using var server = new FileServer();
        string url = server.Address + "/$MA.cfg";
        JsonElement[] units = List(Units, url);
        byte[] broken = Encoding.ASCII.GetBytes("<flat-profile><Display_Name_1_>x</flat-profile>");
        for (int i = 12; i < Units; i++)
        {
            server.Files[PathOf(units[i])] = i < 15 ? broken : Profile(units[i]);
        }

        (int status, JsonElement report, _) = Run(Units, url, "--random-delay", "0");
        Assert.AreEqual(1, status);
        AssertSums(report, succeeded: Units - 15, failed: 15, requests: Units);
        JsonElement[] faults = [.. report.GetProperty("faults").EnumerateArray()];
        Assert.AreEqual(2, faults.Length, report.ToString());
        Assert.AreEqual((int)Fault.HttpNotFound, faults[0].GetProperty("fault").GetInt32());
        Assert.AreEqual(FaultText.Of(Fault.HttpNotFound), faults[0].GetProperty("text").GetString());
        Assert.AreEqual(12, faults[0].GetProperty("units").GetInt32());
        Assert.AreEqual(3, faults[1].GetProperty("units").GetInt32());
        JsonElement example = faults[1].GetProperty("example");
        CollectionAssert.Contains(units[12..15].Select(u => u.GetProperty("mac").GetString()).ToArray(), example.GetProperty("mac").GetString());
        StringAssert.Contains(example.GetProperty("result").GetString(), "line 1");
    }

    [TestMethod]
    public void ADeadServerIsToldToAPersonToo()
    {
        int port;
        using (var server = new FileServer())
        {
            port = server.Port;
        }

        (int status, string output, string errors) = ToolProcess.Run("", "fleet", "--units", "20", "--url", $"http://127.0.0.1:{port}/$MA.cfg", "--random-delay", "0");
        Assert.AreEqual(1, status);
        StringAssert.Contains(output, ": 0 succeeded, 20 failed\n  20 with fault " + (int)Fault.ConnectRefused);
        StringAssert.Contains(output, "Latency of what succeeded, ms: none");
        StringAssert.Contains(errors, "20 of 20 units built");
    }

    [TestMethod]
    public void UnitsTryAgainWhileTheyMay()
    {
        using var server = new FileServer();
        string url = server.Address + "/$MA.cfg";
        JsonElement[] units = List(5, url);
        using ToolProcess tool = ToolProcess.Start(
            "fleet", "--units", "5", "--url", url, "--random-delay", "0", "--json", "--retry-for", "25", "--set", "Resync_Error_Retry_Delay=1");
        Assert.IsTrue(SpinWait.SpinUntil(() => server.Requests.Count >= 5, 20000), tool.Errors);
        foreach (JsonElement unit in units)
        {
            server.Files[PathOf(unit)] = Profile(unit);
        }

        Assert.AreEqual(0, tool.WaitForExit(), tool.Output);
        JsonElement report = JsonDocument.Parse(tool.Output).RootElement;
        Assert.AreEqual(5, report.GetProperty("succeeded").GetInt32());
        Assert.IsTrue(report.GetProperty("attempts").GetInt32() >= 6, report.ToString());
        Assert.IsTrue(report.GetProperty("seconds").GetDouble() >= 1, "the delay is the unit's own: " + report);
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameUnitsAndDelays()
    {
        const string Url = "http://127.0.0.1/$MA.cfg";
        JsonElement[] first = List(200, Url, "--seed", "7");
        CollectionAssert.AreEqual(Texts(first), Texts(List(200, Url, "--seed", "7")));
        Assert.AreEqual(0, Texts(first).Intersect(Texts(List(200, Url, "--seed", "8"))).Count());
        Assert.AreEqual(200, first.Select(u => u.GetProperty("mac").GetString()).Distinct().Count());
        Assert.AreEqual(200, first.Select(u => u.GetProperty("serial").GetString()).Distinct().Count());

        // The factory's two units of 20 s, evenly: a quarter of the units in each 10 s, give or take.
        double[] delays = first.Select(DelayOf).ToArray();
        for (int from = 0; from < 40; from += 10)
        {
            Assert.IsTrue(delays.Count(d => d >= from && d < from + 10) is >= 25 and <= 75, $"{from} s: {string.Join(" ", delays)}");
        }

        Assert.IsTrue(delays.Max() <= 40);
        Assert.AreEqual(20, List(200, Url, "--random-delay", "1").Max(DelayOf), 2);
    }

    [TestMethod]
    public void TheRandomDelayIsWaitedForAndCtrlCEndsWithTheReportSoFar()
    {
        using var server = new FileServer();
        string url = server.Address + "/$MA.cfg";
        JsonElement[] soonest = List(60, url, "--random-delay", "1", "--seed", "3").OrderBy(DelayOf).Take(3).ToArray();
        using ToolProcess tool = ToolProcess.Start("fleet", "--units", "60", "--url", url, "--random-delay", "1", "--seed", "3", "--json");
        Assert.IsTrue(SpinWait.SpinUntil(() => !server.Requests.IsEmpty, 20000), tool.Errors);
        tool.Interrupt();
        Assert.AreEqual(1, tool.WaitForExit());
        CollectionAssert.Contains(soonest.Select(PathOf).ToArray(), server.Requests.First().Path, "of two that come close the later may be faster");
        JsonElement report = JsonDocument.Parse(tool.Output).RootElement;
        Assert.IsTrue(report.GetProperty("stopped").GetBoolean());
        Assert.IsTrue(report.GetProperty("unfinished").GetInt32() >= 20, report.ToString());
        Assert.IsTrue(report.GetProperty("firstRequestSecond").GetDouble() >= DelayOf(soonest[0]), $"{DelayOf(soonest[0])} s: {report}");
        int requests = report.GetProperty("requests").GetInt32();
        Assert.IsTrue(requests >= server.Requests.Count, "a connection may have been cut before it asked: " + report);
        AssertSums(report, succeeded: 0, failed: 60 - report.GetProperty("unfinished").GetInt32(), requests);
    }

    [TestMethod]
    [DataRow("--units: 0 is not from 1 to 10000", "0", "http://h/x")]
    [DataRow("--units: 10001 is not from 1 to 10000", "10001", "http://h/x")]
    [DataRow("column 10: ", "1", "http://h:99999/x")]
    [DataRow("names no server", "1", "/$MA.cfg")]
    [DataRow("fetch nothing", "1", "($PRVTMR gt 5)? http://h/x")]
    [DataRow("--random-delay: -1 is", "1", "http://h/x", "--random-delay", "-1")]
    [DataRow("--retry-for: 86401 is", "1", "http://h/x", "--retry-for", "86401")]
    [DataRow("no parameter or macro named 'Nonsense'", "1", "http://h/x", "--set", "Nonsense=1")]
    public void WrongUsageIsToldBeforeAnythingRuns(string message, string units, string url, params string[] more)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["fleet", "--units", units, "--url", url, .. more]);
        Assert.AreEqual(2, status, errors);
        StringAssert.Contains(errors, message);
        Assert.AreEqual("", output);
    }

    private static JsonElement[] List(int units, string url, params string[] more)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["fleet", "--list", "--json", "--units", $"{units}", "--url", url, .. more]);
        Assert.AreEqual(0, status, errors);
        return output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
    }

    private static (int Status, JsonElement Report, string Errors) Run(int units, string url, params string[] more)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["fleet", "--json", "--units", $"{units}", "--url", url, .. more]);
        return (status, JsonDocument.Parse(output).RootElement, errors);
    }

    private static void AssertSums(JsonElement report, int succeeded, int failed, int requests)
    {
        Assert.AreEqual(succeeded, report.GetProperty("succeeded").GetInt32(), report.ToString());
        Assert.AreEqual(failed, report.GetProperty("failed").GetInt32(), report.ToString());
        Assert.AreEqual(failed, report.GetProperty("faults").EnumerateArray().Sum(f => f.GetProperty("units").GetInt32()), report.ToString());
        Assert.AreEqual(requests, report.GetProperty("requests").GetInt32(), report.ToString());
        Assert.AreEqual(requests, report.GetProperty("spread").EnumerateArray().Sum(s => s.GetProperty("requests").GetInt32()), report.ToString());
    }

    private static string PathOf(JsonElement unit) => new Uri(unit.GetProperty("url").GetString()).AbsolutePath;

    private static double DelayOf(JsonElement unit) => unit.GetProperty("delay").GetDouble();

    private static byte[] Profile(JsonElement unit) =>
        Encoding.ASCII.GetBytes($"<flat-profile><Display_Name_1_>{unit.GetProperty("mac").GetString()}</Display_Name_1_></flat-profile>");

    private static string[] Texts(JsonElement[] units) => units.Select(u => u.ToString()).ToArray();
}
