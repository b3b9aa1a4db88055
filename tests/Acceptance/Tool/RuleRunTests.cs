// A virtual unit with the rest of the rule language, and with handsets: POST, aliases, assignments, triggers, lines from standard input.

using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class RuleRunTests
{
    private static readonly byte[] Good = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>12345678</GPP_A></flat-profile>");

    [TestMethod]
    public void PostSendsTheExpandedParameter()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/cpe/resyncs?"] = Good;
        (int status, string output, string errors) = Run(
            state, $"[--post f ] {server.Address}/cpe/resyncs?", "--set", "GPP_F=Product = \"$PN\"; MAC_Addr = \"$MA\"; Ser_Num = \"$SN\"; SW_Ver = \"$SWVER\";");
        Assert.AreEqual(0, status, output + errors);
        Assert.IsTrue(server.Posts.TryPeek(out (string Path, string Type, string Body) post), output);
        Assert.AreEqual("/cpe/resyncs?", post.Path);
        StringAssert.StartsWith(post.Type, "text/plain");
        Assert.AreEqual("Product = \"SPA2102\"; MAC_Addr = \"000e08abcdef\"; Ser_Num = \"88012BA01234\"; SW_Ver = \"5.2.12\";", post.Body);
        StringAssert.Contains(output, "12345678");
    }

    [TestMethod]
    public void AliasReadsOtherNames()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/credentials/spa000e08abcdef.xml"] = Encoding.ASCII.GetBytes(
            "<CPE><SIP-Credentials><name>J. Smith</name><number>14085551234</number><other>x</other></SIP-Credentials></CPE>");
        (int status, string output, string errors) = Run(
            state,
            $"[--alias m ] {server.Address}/credentials/spa$MA.xml",
            "--set",
            "GPP_M=/SIP-Credentials/name = /flat-profile/Display_Name_1_ ; /number = /flat-profile/User_ID_1_ ;");
        Assert.AreEqual(0, status, output + errors);
        StringAssert.Contains(output, "J. Smith");
        StringAssert.Contains(output, "14085551234");
    }

    [TestMethod]
    public void AssignmentsComeBeforeTheFetchAndStay()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        (int status, string output, _) = Run(state, $"(\"$B\" eq \"x\")? {server.Address}/no | (GPP_C = \"kept $MA\"; d = \"two\";)! {server.Address}/gone");
        Assert.AreEqual(1, status, output);
        StringAssert.Contains(output, "kept 000e08abcdef");
        CollectionAssert.AreEqual(new[] { "/gone" }, server.Requests.Select(r => r.Path).ToArray());
        (status, output, _) = Run(state, "");
        StringAssert.Contains(output, "kept 000e08abcdef", "the assigned value was on flash");
        Assert.AreEqual(0, status, output);
    }

    [TestMethod]
    public void ATriggerResyncsWithItsOwnGuard()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Good;
        using ToolProcess tool = ToolProcess.Start(
            "run", "--state", state.Path, "--set", $"Profile_Rule={server.Address}/p", "--set", "Resync_Random_Delay=0", "--set", "Resync_Trigger_1=$PRVTMR ge 2");
        tool.WaitFor("Successful resync", times: 3);
    }

    [TestMethod]
    public async Task AResyncWaitsWhileALineIsOffHook()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Good;
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        tool.Type("line 1 offhook");
        string page = await Until(http, address + "/admin/resync?" + server.Address + "/p", "idle");
        StringAssert.Contains(page, server.Address + "/p");
        StringAssert.Matches(page, new(@"at the latest in 14[34]\d\d s"));
        page = await http.GetStringAsync(address + "/");
        StringAssert.Contains(page, "waiting for all lines to be idle");
        await Task.Delay(1500);
        int before = server.Requests.Count;
        tool.Type("line 1 onhook");
        for (int i = 0; i < 200 && server.Requests.Count == before; i++)
        {
            await Task.Delay(50);
        }

        Assert.IsTrue(server.Requests.Any(r => r.Path == "/p"), tool.Output);
        tool.WaitFor("Successful resync");
    }

    [TestMethod]
    [DataRow("line 3 offhook")]
    [DataRow("line 1 ringing")]
    [DataRow("line 1 key 55")]
    [DataRow("line 1 key x")]
    [DataRow("hello")]
    public void AnUnknownLineGetsOneLineOfUsage(string typed)
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        tool.WebAddress();
        tool.Type("line 2  offhook");
        tool.Type("");
        tool.Type(typed);
        tool.WaitForError("line 1 offhook | line 1 onhook");
        Assert.AreEqual(1, tool.Errors.Split('\n').Length, tool.Errors);
    }

    [TestMethod]
    public void AHandsetAndItsKeysGoThroughTheDebouncer()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No", "--debug", "2");
        tool.WebAddress();
        tool.Type("line 2 offhook");
        tool.Type("line 2 key 5");
        tool.Type("line 2 key #");
        tool.Type("line 2 onhook");
        tool.WaitFor("Line 2: picked up");
        tool.WaitFor("Line 2: digit", times: 2);
        tool.WaitFor("Line 2: hung up");
    }

    [TestMethod]
    public void TheEndOfStandardInputIsNoEndOfTheUnit()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p"] = Good;
        using ToolProcess tool = ToolProcess.Start(
            "run", "--state", state.Path, "--set", $"Profile_Rule={server.Address}/p", "--set", "Resync_Random_Delay=0", "--set", "Resync_Periodic=1");
        tool.Type("line 1 onhook");
        tool.EndInput();
        tool.WaitFor("Successful resync", times: 3);
        Assert.AreEqual("", tool.Errors);
    }

    // The handset moves in a thread of its own: until that is seen, an empty rule is asked for, which does no harm.
    private static async Task<string> Until(HttpClient http, string url, string text)
    {
        string page = "";
        for (int i = 0; i < 100; i++)
        {
            page = await http.GetStringAsync(url[..(url.IndexOf('?') + 1)] + "%23");
            if (page.Contains(text, StringComparison.Ordinal))
            {
                return await http.GetStringAsync(url);
            }

            await Task.Delay(50);
        }

        throw new TimeoutException(page);
    }

    private static (int Status, string Output, string Errors) Run(StateFolder state, string rule, params string[] more) =>
        ToolProcess.Run("", ["run", "--once", "--state", state.Path, "--set", "Resync_Random_Delay=0", "--set", "Profile_Rule=" + rule, .. more]);
}
