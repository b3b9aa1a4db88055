// A unit whose line circuit breaks while it runs: it restarts, and after three crashes in a row starts without lines.

using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class CrashTests
{
    [TestMethod]
    public async Task AfterThreeCrashesWebPagesAndProvisioningRun()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No", "--set", "GPP_A=still-there");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        tool.Type("line 1 broken");
        tool.WaitFor("Restarted after 1 crash: InvalidOperationException: the line circuit is broken");
        tool.WaitFor("Restarted after 2 crashes in a row: ");
        tool.WaitFor("Safe mode, web pages and provisioning only, after 3 crashes in a row: InvalidOperationException");
        StringAssert.Contains(await Retry.Get(http, address + "/admin/spacfg.xml"), "still-there");
        await Retry.Get(http, address + "/admin/resync?http://127.0.0.1:9/none.cfg");
        tool.WaitFor("none.cfg");
        StringAssert.StartsWith(File.ReadAllText(Path.Combine(state.Path, "crashes")), "3InvalidOperation");
    }

    [TestMethod]
    public async Task ARestartThatWasAskedForEndsTheSafeMode()
    {
        using var state = new StateFolder();
        state.File("crashes", "7left from before"u8.ToArray());
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        tool.WaitFor("Safe mode, .* after 7 crashes in a row: left from before");
        tool.Type("line 1 broken");
        await Retry.Get(http, address + "/admin/reboot");
        tool.WaitFor("The unit restarts");
        tool.WaitFor("Restarted after 1 crash: ");
        tool.Type("line 1 mended");
    }
}
