// A virtual unit against servers: good files, bad files, web commands.

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class RunTests
{
    private static readonly byte[] Good = Encoding.ASCII.GetBytes("<flat-profile><GPP_A> 12345678\n</GPP_A></flat-profile>");

    [TestMethod]
    public void FetchesAppliesAndIdentifiesItself()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/spa000e08abcdef.cfg"] = Good;
        (int status, string output, string errors) = Run(state, $"Profile_Rule={server.Address}/spa$MA.cfg");
        Assert.AreEqual(0, status, output + errors);
        StringAssert.Contains(output, "12345678");
        Assert.IsTrue(server.Requests.TryPeek(out (string, string Agent) request));
        StringAssert.Matches(request.Agent, new Regex(@"^Linksys/([\w\-]+)-([^\s\-]+) \((\w+)\)$"));
        Assert.AreEqual("Linksys/SPA-2102-5.2.12 (88012BA01234)", request.Agent);
    }

    [TestMethod]
    public void EachRuleIsFetchedInOrderAndTheFirstFailureStops()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/a"] = Encoding.ASCII.GetBytes($"<flat-profile><GPP_A>a</GPP_A><Profile_Rule_B>{server.Address}/b</Profile_Rule_B><Profile_Rule_C>{server.Address}/gone</Profile_Rule_C>"
            + $"<Profile_Rule_D>{server.Address}/d</Profile_Rule_D></flat-profile>");
        server.Files["/b"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_B>b</GPP_B></flat-profile>");
        server.Files["/d"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_D>d</GPP_D></flat-profile>");
        (int status, string output, _) = Run(state, $"Profile_Rule={server.Address}/a");
        Assert.AreEqual(1, status, output);
        CollectionAssert.AreEqual(new[] { "/a", "/b", "/gone" }, server.Requests.Select(r => r.Path).ToArray());
        StringAssert.Contains(output, "GPP_B");
    }

    [TestMethod]
    [DataRow("html", "<!DOCTYPE html><html><body>access denied</body></html>")]
    [DataRow("empty", "")]
    [DataRow("truncated", "<flat-profile><GPP_A>lost</GPP_A><GPP_B>x")]
    [DataRow("mismatch", "<flat-profile><GPP_A>lost</GPP_B></flat-profile>")]
    [DataRow("binary", "\u0001\u0002\u0003\u0004")]
    [DataRow("text", "access denied")]
    [DataRow("salted", "Salted__")]
    public void ABadBodyFailsTheResyncAndChangesNothing(string name, string body)
    {
        AssertRefused(name, Encoding.Latin1.GetBytes(body));
    }

    [TestMethod]
    public void AGzipBombIsCutOff()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes("<flat-profile><!--"));
            var zeros = new byte[1 << 20];
            Array.Fill(zeros, (byte)' ');
            for (int i = 0; i < 300; i++)
            {
                gzip.Write(zeros);
            }
        }

        AssertRefused("bomb", bomb.ToArray());
    }

    [TestMethod]
    public async Task ResyncByUrlShowsInThePageAndSurvivesAReboot()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/basic.txt"] = Good;
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Provision_Enable=Yes", "--set", "Resync_On_Reset=No");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        string page = await http.GetStringAsync($"{address}/admin/resync?{server.Address}/basic.txt");
        StringAssert.Contains(page, server.Address + "/basic.txt");
        tool.WaitFor("Successful resync " + Regex.Escape(server.Address) + "/basic.txt");
        StringAssert.Contains(await http.GetStringAsync(address + "/admin/advanced/provisioning"), "name=\"GPP_A\">\n12345678</textarea>");
        await http.GetStringAsync(address + "/admin/reboot");
        tool.WaitFor("The unit restarts");
        StringAssert.Contains(await Retry.Get(http, address + "/admin/advanced/provisioning"), "name=\"GPP_A\">\n12345678</textarea>");
    }

    [TestMethod]
    public async Task AFailedResyncLeavesAUnitThatGoesOn()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Encoding.ASCII.GetBytes("<html></html>");
        using ToolProcess tool = ToolProcess.Start(
            "run", "--state", state.Path, "--set", $"Profile_Rule={server.Address}/p", "--set", "Resync_Random_Delay=0", "--set", "Resync_Error_Retry_Delay=1");
        tool.WaitFor("Resync failed", times: 2);
        server.Files["/p"] = Good;
        tool.WaitFor("Successful resync");
        using var http = new HttpClient();
        StringAssert.Contains(await http.GetStringAsync(tool.WebAddress() + "/"), "successful");
    }

    [TestMethod]
    public void LogLinesCanBeJson()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Good;
        (int status, string output, _) = Run(state, $"Profile_Rule={server.Address}/p", "--log-json");
        Assert.AreEqual(0, status);
        string[] events = output.Split('\n').Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("event").GetString()).ToArray();
        CollectionAssert.IsSubsetOf(new[] { "web", "log", "resync" }, events);
    }

    private static (int Status, string Output, string Errors) Run(StateFolder state, string rule, params string[] more) =>
        ToolProcess.Run("", ["run", "--once", "--state", state.Path, "--set", "Resync_Random_Delay=0", "--set", rule, .. more]);

    private static void AssertRefused(string name, byte[] body)
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Good;
        Assert.AreEqual(0, Run(state, $"Profile_Rule={server.Address}/p").Status);
        server.Files["/p"] = body;
        (int status, string output, _) = Run(state, $"Profile_Rule={server.Address}/p");
        Assert.AreEqual(1, status, name + ": " + output);
        StringAssert.Matches(output, new Regex(@"Resync failed: .*\(fault \d+"));
        server.Files["/p"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_B>2</GPP_B></flat-profile>");
        (status, output, _) = Run(state, $"Profile_Rule={server.Address}/p");
        Assert.AreEqual(0, status, output);
        StringAssert.Contains(output, "12345678", "the value from before is still there");
    }
}
