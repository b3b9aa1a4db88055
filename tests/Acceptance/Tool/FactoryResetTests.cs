// "factory reset" typed at a running unit.

using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class FactoryResetTests
{
    [TestMethod]
    public async Task TheUnitForgetsAllAndStartsAnew()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "GPP_A=planted-value", "--set", "Resync_On_Reset=No");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        StringAssert.Contains(await http.GetStringAsync(address + "/admin/advanced/provisioning"), "planted-value");
        tool.Type("factory  reset");
        tool.WaitFor("Factory reset: all parameters get their factory values");
        tool.WaitFor("The unit restarts");
        string page = await Retry.Get(http, address + "/admin/advanced/provisioning");
        Assert.IsFalse(page.Contains("planted-value"), page);
        StringAssert.Contains(page, "name=\"Resync_On_Reset\"><option selected>Yes<");
        foreach (string file in Directory.GetFiles(state.Path, "*", SearchOption.AllDirectories))
        {
            Assert.IsFalse(Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("planted-value"), file);
        }

        tool.Type("factory");
        tool.WaitForError("factory reset");
        Assert.AreEqual(1, tool.Output.Split('\n').Count(l => l.StartsWith("Factory reset", System.StringComparison.Ordinal)), tool.Output);
    }

    [TestMethod]
    public async Task AnRcUnitComesBackToItsTemplate()
    {
        using var state = new StateFolder();
        using var folder = new StateFolder();
        string template = folder.File("rc.xml", Encoding.ASCII.GetBytes("<flat-profile><Resync_On_Reset>No</Resync_On_Reset><GPP_A>from-the-template</GPP_A></flat-profile>"));
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--rc", template, "--set", "GPP_A=changed");
        using var http = new HttpClient();
        string address = tool.WebAddress();
        StringAssert.Contains(await http.GetStringAsync(address + "/"), "<td>Customization:</td><td>Pending</td>");
        StringAssert.Contains(await http.GetStringAsync(address + "/admin/advanced/provisioning"), "name=\"GPP_A\">\nchanged</textarea>");
        tool.Type("factory reset");
        tool.WaitFor("The unit restarts");
        StringAssert.Contains(await Retry.Get(http, address + "/admin/advanced/provisioning"), "name=\"GPP_A\">\nfrom-the-template</textarea>");
    }

    [TestMethod]
    public void ATemplateThatIsNotThereIsAWrongUsage()
    {
        using var state = new StateFolder();
        (int status, _, string errors) = ToolProcess.Run("", "run", "--state", state.Path, "--rc", "no-such-file.xml");
        Assert.AreEqual(2, status);
        StringAssert.Contains(errors, "--rc: ");
    }
}
