// Secrets given to a running tool in every way, looked for in all it prints and serves.

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class SecretTests
{
    private const string Mark = "qZ7plant";

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task ARunningUnitTellsNoSecret(bool json)
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        string[] secrets = Enumerable.Range(0, Catalogue.Count).Where(Catalogue.IsSecret).Select(Catalogue.NameOf).ToArray();
        server.Files["/p"] = Profile(secrets);
        server.Files["/bad"] = Encoding.ASCII.GetBytes($"<flat-profile><GPP_SA>{Mark}bad</GPP_SB></flat-profile>");
        List<string> arguments = ["run", "--state", state.Path, "--debug", "3", "--set", "Resync_On_Reset=No"];
        foreach (string name in secrets.Where(s => s != "Admin_Passwd"))
        {
            arguments.AddRange(["--set", $"{name}={Mark}set{name}"]);
        }

        if (json)
        {
            arguments.Add("--log-json");
        }

        var pages = new StringBuilder();
        string output;
        using (ToolProcess tool = ToolProcess.Start([.. arguments]))
        {
            using var http = new HttpClient();
            string address = tool.WaitFor(@"(http://127\.0\.0\.1:\d+)/admin/advanced").Groups[1].Value;
            string resync = address + "/admin/resync?";
            pages.Append(await http.GetStringAsync($"{resync}[--key%20{Mark}key%20--uid%20{Mark}uid%20--pwd%20{Mark}pwd]%20{server.Address}/p"));
            tool.WaitFor("Successful resync");
            pages.Append(await Retry.Get(http, $"{resync}[--key%20{Mark}key]%20{server.Address}/bad"));
            tool.WaitFor("Resync failed");
            pages.Append(await Retry.Get(http, $"{resync}--key%20{Mark}key%20{server.Address}/p"));
            tool.WaitFor("Resync failed", times: 2);
            pages.Append(await Retry.Get(http, address + "/admin/")).Append(await Retry.Get(http, address + "/admin/advanced/provisioning"))
                .Append(await Retry.Get(http, address + "/admin/advanced/resyncs")).Append(await Retry.Get(http, address + "/admin/spacfg.xml"));
            pages.Append(await Retry.Get(http, $"{resync}(Admin_Passwd=%22{Mark}admin%22)!"));
            tool.WaitFor("Admin_Passwd");
            tool.Type($"line {Mark}");
            tool.WaitForError("standard input takes");
            output = tool.Output + tool.Errors;
        }

        string[] once = ["run", "--once", "--state", state.Path, "--debug", "3", "--set", "Resync_On_Reset=Yes", "--set", "Resync_Random_Delay=0", "--set", $"Profile_Rule={server.Address}/p"];
        (int status, string again, string errors) = ToolProcess.Run("", json ? [.. once, "--log-json"] : once);
        Assert.AreEqual(0, status, again + errors);
        StringAssert.Contains(again, json ? "\"success\":true" : "(not shown)");
        (_, string refused, string why) = ToolProcess.Run("", "run", "--once", "--state", state.Path, "--set", $"Admin_Passwd={Mark}{new string('x', 4000)}");
        foreach (string told in new[] { pages.ToString(), output, again, errors, refused, why })
        {
            int at = told.IndexOf(Mark, System.StringComparison.Ordinal);
            Assert.IsTrue(at < 0, at < 0 ? "" : told[System.Math.Max(0, at - 200)..System.Math.Min(told.Length, at + 200)]);
        }
    }

    private static byte[] Profile(string[] names)
    {
        IEnumerable<string> elements = names.Where(n => n != "Admin_Passwd")
            .Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"<{n} ua=\"rw\">{Mark}profile{i}</{n}>"));
        return Encoding.ASCII.GetBytes("<flat-profile>" + string.Concat(elements) + "</flat-profile>");
    }
}
