// The main job as a new user runs it: no arguments but where to keep the flash.

using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class MainJobTests
{
    private const string Request = @"^SPA2102 00:0e:08:ab:cd:ef -- Requesting resync http://127\.0\.0\.1:\d+/profiles/000e08abcdef\.cfg$";
    private const string Success = @"^SPA2102 00:0e:08:ab:cd:ef -- Successful resync http://127\.0\.0\.1:\d+/profiles/000e08abcdef\.cfg";

    [TestMethod]
    public void OnceProvisionsAndASecondStartStillHasTheValues()
    {
        using var state = new StateFolder();
        (int status, string output, string errors) = ToolProcess.Run("", "--once", "--state", state.Path);
        Assert.AreEqual(0, status, output + errors);
        StringAssert.Matches(output, new(Request, System.Text.RegularExpressions.RegexOptions.Multiline));
        StringAssert.Matches(output, new(Success, System.Text.RegularExpressions.RegexOptions.Multiline));
        StringAssert.Contains(output, "nanoSpa demo line");

        (status, output, _) = ToolProcess.Run("", "--once", "--state", state.Path);
        Assert.AreEqual(0, status, output);
        string before = output[..output.IndexOf("Requesting resync", System.StringComparison.Ordinal)];
        StringAssert.Contains(before, "nanoSpa demo line", "the kept values are shown before anything is fetched");
        string after = output[before.Length..];
        Assert.IsFalse(after.Contains("nanoSpa demo line"), "what did not change is no change: " + after);
    }

    [TestMethod]
    public void RestartsWarmAndGoesOnResyncing()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("--state", state.Path);
        tool.WaitFor("restarts warm");
        tool.WaitFor(Success, times: 3);
        Assert.AreEqual(1, tool.Output.Split('\n').Count(l => l.Contains("restarts warm")), "the same profile again restarts nothing:\n" + tool.Output);
    }

    [TestMethod]
    public async Task TheWebPageShowsTheParametersButNoSecret()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("--state", state.Path);
        tool.WaitFor("restarts warm");
        tool.WaitFor(Success, times: 2);
        using var http = new HttpClient();
        string page = await http.GetStringAsync(tool.WebAddress() + "/admin/advanced/line1");
        StringAssert.Contains(page, "name=\"Display_Name_1_\" value=\"nanoSpa demo line\">");
        Assert.IsFalse(page.Contains("SecretPhrase1234") || tool.Output.Contains("SecretPhrase1234"));
        string info = await http.GetStringAsync(tool.WebAddress() + "/");
        string[] rows = ["Product Name:", "Serial Number:", "Software Version:", "Hardware Version:", "MAC Address:", "Client Certificate:", "Customization:"];
        int[] places = rows.Select(r => info.IndexOf(r, System.StringComparison.Ordinal)).ToArray();
        Assert.IsTrue(places[0] > 0 && places.SequenceEqual(places.Order()), info);
    }
}
