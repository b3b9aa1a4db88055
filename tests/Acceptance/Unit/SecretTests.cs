// Secrets planted everywhere a unit takes them, looked for everywhere it says something.

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class SecretTests
{
    // Every planted secret holds this; what follows says where a leak came from.
    private const string Mark = "qZ7plant";

    private static int[] Secrets => Enumerable.Range(0, Catalogue.Count).Where(Catalogue.IsSecret).ToArray();

    [TestMethod]
    [DataRow("profile")]
    [DataRow("set")]
    [DataRow("assignment")]
    public void NoSecretParameterIsEverTold(string way)
    {
        UnitBench bench = Bench();
        var outputs = new List<string>();
        foreach (int index in Secrets)
        {
            string name = Catalogue.NameOf(index);
            string planted = Mark + index.ToString(CultureInfo.InvariantCulture);
            if (way == "set")
            {
                bench.Set(name, planted);
            }
            else if (way == "profile")
            {
                bench.Http["/p"] = Profile($"<{name} ua=\"rw\">{planted}</{name}>");
                outputs.Add(Ask(bench, "http://192.168.1.200/p"));
            }
            else
            {
                outputs.Add(Ask(bench, $"({name}=\"{planted}\";)!"));
            }

            Assert.AreEqual(planted, bench.Unit.Store.Text(index), name);
            if (index == ParameterIndex.Admin_Passwd)
            {
                bench.Set(name, "");
            }
        }

        outputs.AddRange(Pages(bench));
        bench.Set("Admin_Passwd", Mark + "admin");
        bench.PowerCycle();
        bench.Run(24 * 3600);
        outputs.AddRange(Pages(bench));
        Assert.IsGreaterThan(20, bench.Syslog.Count);
        AssertNothingTold(bench, outputs);
    }

    // The rule is asked for as it stands; some are good, some mistyped in ways people mistype.
    [TestMethod]
    [DataRow("[--key KEY] http://192.168.1.200/p")]
    [DataRow("[--key \"KEY\"] tftp://192.168.1.200/missing")]
    [DataRow("[--uid UID --pwd PWD] http://192.168.1.200/p")]
    [DataRow("[--key KEY --uid UID --pwd PWD] http://192.168.1.200/missing")]
    [DataRow("[--key KEY --key KEY] http://192.168.1.200/p")]
    [DataRow("[--kee KEY] http://192.168.1.200/p")]
    [DataRow("[--key \"KEY] http://192.168.1.200/p")]
    [DataRow("[--key KEY http://192.168.1.200/p")]
    [DataRow("--key KEY http://192.168.1.200/p")]
    [DataRow("--key KEY] http://192.168.1.200/p")]
    [DataRow("[key KEY] http://192.168.1.200/p")]
    [DataRow("http://192.168.1.200/p --key KEY")]
    [DataRow("http://UID:PWD@192.168.1.200/p")]
    [DataRow("--key=KEY http://192.168.1.200/p")]
    [DataRow("[--key KEY] ftp://192.168.1.200/p")]
    [DataRow("[--key KEY] http://nowhere.example/p")]
    [DataRow("(GPP_SA = \"KEY\" ; Nowhere = \"KEY\")! http://192.168.1.200/p")]
    [DataRow("(GPP_SA = KEY)! http://192.168.1.200/p")]
    [DataRow("(GPP_SA \"KEY\" ;)! http://192.168.1.200/p")]
    [DataRow("(\"KEY\" < \"$SA\")? http://192.168.1.200/p")]
    [DataRow("(KEY lt 5)? http://192.168.1.200/p")]
    public void ARequestedRulesSecretsAreNotTold(string rule)
    {
        UnitBench bench = Bench();
        rule = rule.Replace("KEY", Mark + "key").Replace("UID", Mark + "uid").Replace("PWD", Mark + "pwd");
        var outputs = new List<string> { Ask(bench, rule) };
        outputs.AddRange(Pages(bench));
        bench.Set("Provision_Enable", "No");
        outputs.Add(Ask(bench, rule));
        outputs.AddRange(Pages(bench));
        AssertNothingTold(bench, outputs);
    }

    // Bodies with a secret in, each with its own mistake.
    [TestMethod]
    [DataRow("<flat-profile><GPP_SA>X</GPP_SB></flat-profile>")]
    [DataRow("<flat-profile><GPP_SA>X</GPP_SA>")]
    [DataRow("<flat-profile><GPP_SA>X")]
    [DataRow("<flat-profile><GPP_SA ua=\"X\">X</GPP_SA></flat-profile>")]
    [DataRow("<flat-profile><GPP_SA X>X</GPP_SA></flat-profile>")]
    [DataRow("<flat-profile><GPP_SE>X</GPP_SE></flat-profile>")]
    [DataRow("<flat-profile><GPP_SA>X &X; &#xZZ; ]]></GPP_SA></flat-profile>")]
    [DataRow("<flat-profile><GPP_SA>X<![CDATA[X]]</GPP_SA></flat-profile>")]
    [DataRow("<flat-profile><GPP_SA>X</GPP_SA>X</flat-profile>")]
    [DataRow("<flat-profile><Password_1_>XXXXXXXXXXXXXXXX</Password_1_></flat-profile>")]
    [DataRow("GPP_SA \"X\" ;")]
    [DataRow("X")]
    public void ABadFilesSecretsAreNotTold(string body)
    {
        UnitBench bench = Bench();
        bench.Http["/p"] = Encoding.ASCII.GetBytes(body.Replace("X", Mark + "v"));
        var outputs = new List<string> { Ask(bench, "http://192.168.1.200/p") };
        outputs.AddRange(Pages(bench));
        AssertNothingTold(bench, outputs);
    }

    // $SA to $SD are for the arguments of a rule alone: messages, bodies and addresses do not get them.
    [TestMethod]
    public void SecretMacrosExpandNowhereButInArguments()
    {
        UnitBench bench = Bench();
        foreach (string name in new[] { "GPP_SA", "GPP_SB", "GPP_SC", "GPP_SD" })
        {
            bench.Set(name, Mark + name);
        }

        bench.Set("Log_Resync_Request_Msg", "request $SA $(SB) $(SC:1:2)");
        bench.Set("Log_Resync_Success_Msg", "success $SA");
        bench.Set("Log_Resync_Failure_Msg", "failure $SA $ERR $PATH $(SD)");
        bench.Set("GPP_P", "body $SA $(SB)");
        bench.Set("Resync_Trigger_1", "$SA gt 5");
        bench.Set("Resync_Periodic", "$SA");
        bench.Http["/p"] = Profile("<GPP_A>x</GPP_A>");
        var outputs = new List<string>
        {
            Ask(bench, "[--key $SA --uid \"$SB\" --pwd $SC] http://192.168.1.200/p"),
            Ask(bench, "[--post p] http://192.168.1.200/p"),
            Ask(bench, "http://192.168.1.200/$SA/p"),
            Ask(bench, "(\"$SA\" eq \"x\")? http://192.168.1.200/p"),
            Ask(bench, "(GPP_B=\"$SA\")!"),
        };
        bench.Run(3600);
        outputs.AddRange(Pages(bench));
        outputs.AddRange(bench.Requests);
        AssertNothingTold(bench, outputs);
    }

    private static UnitBench Bench()
    {
        var bench = new UnitBench();
        bench.Set("Resync_On_Reset", "No");
        bench.Set("Resync_Periodic", "3600");
        bench.Set("Profile_Rule", "[--key $SA] http://192.168.1.200/day?$MA");
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("Debug_Server", "log.telco.com");
        bench.Set("Debug_Level", "3");
        bench.Name("log.telco.com", UnitBench.Server);
        bench.Http["/p"] = Profile("<GPP_A>x</GPP_A>");
        bench.Http["/day?000e08abcdef"] = Profile("<GPP_B>y</GPP_B>");
        bench.PowerCycle();
        bench.Run(2);
        return bench;
    }

    private static byte[] Profile(string elements) => Encoding.ASCII.GetBytes("<flat-profile>" + elements + "</flat-profile>");

    // Asks for a resync; the answer's page.
    private static string Ask(UnitBench bench, string rule)
    {
        WebClient.Exchange page = bench.Web.Ask("/admin/resync?" + System.Uri.EscapeDataString(rule));
        bench.Run(30);
        return page.Body;
    }

    // Every page of both accounts and views, read with the passwords that are set.
    private static IEnumerable<string> Pages(UnitBench bench)
    {
        List<string> bodies = [];
        foreach (string view in new[] { "", "/advanced", "/admin", "/admin/advanced" })
        {
            foreach (string name in WebPages.Names.Append("nowhere").Append("resync?").Append("upgrade?http://x/y"))
            {
                WebClient.Exchange page = WebLogin.Get(bench, view + "/" + name);
                Assert.AreNotEqual(401, page.Status, name);
                bodies.Add(page.Body);
            }
        }

        return bodies;
    }

    private static void AssertNothingTold(UnitBench bench, IEnumerable<string> outputs)
    {
        foreach (string told in outputs.Concat(bench.Console.Lines).Concat(bench.Syslog).Concat(bench.Queries))
        {
            int at = told.IndexOf(Mark, System.StringComparison.Ordinal);
            Assert.IsLessThan(0, at, at < 0 ? "" : told.Substring(System.Math.Max(0, at - 120), System.Math.Min(240, told.Length - System.Math.Max(0, at - 120))));
        }
    }
}
