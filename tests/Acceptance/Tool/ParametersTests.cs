// nanospa parameters: names in, the catalogue's rows out.

using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class ParametersTests
{
    private static readonly string[] Fields = ["name", "plain", "type", "default", "access", "class", "secret", "section", "help"];

    [TestMethod]
    public void WithoutNamesItPrintsTheWholeCatalogue()
    {
        (int status, string output, string errors) = ToolProcess.Run("", "parameters", "--json");
        Assert.AreEqual(0, status, errors);
        JsonElement[] rows = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.AreEqual(Catalogue.Count, rows.Length);
        for (int index = 0; index < rows.Length; index++)
        {
            CollectionAssert.AreEqual(Fields, rows[index].EnumerateObject().Select(f => f.Name).ToArray());
            Assert.AreEqual(Catalogue.NameOf(index), rows[index].GetProperty("name").GetString());
            Assert.AreEqual(Catalogue.PlainNameOf(index), rows[index].GetProperty("plain").GetString());
            Assert.AreEqual(Catalogue.DefaultOf(index), rows[index].GetProperty("default").GetString());
            Assert.AreEqual(Catalogue.IsSecret(index), rows[index].GetProperty("secret").GetBoolean());
            Assert.IsTrue(rows[index].GetProperty("help").GetString().EndsWith('.'));
        }
    }

    [TestMethod]
    public void FindsNamesOfEitherFormAndBeginnings()
    {
        (int status, string output, string errors) = ToolProcess.Run("", "parameters", "--json", "Dial_Plan[2]", "Proxy_1_", "GPP_S*", "User_Password");
        Assert.AreEqual(0, status, errors);
        string[] names = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement.GetProperty("name").GetString()).ToArray();
        CollectionAssert.AreEqual(new[] { "Dial_Plan_2_", "Proxy_1_", "GPP_SA", "GPP_SB", "GPP_SC", "GPP_SD", "User_Password" }, names);
        StringAssert.EndsWith(output, """{"name":"User_Password","plain":"User_Password","type":"Str63","default":"","access":"rw","class":"live","secret":true,"section":"System/System Configuration","help":"Password of the web account user; empty: open."}""");
    }

    [TestMethod]
    public void AnUnknownNameIsToldWithItsNeighbourAndTheOthersArePrinted()
    {
        (int status, string output, string errors) = ToolProcess.Run("", "parameters", "Prfile_Rule", "Dial_Pln[2]", "Zz*", "no such thing", "Resync_On_Reset");
        Assert.AreEqual(1, status);
        StringAssert.StartsWith(output, "Resync_On_Reset\n  ");
        StringAssert.Contains(output, "\n  Bool, from the factory: Yes\n  user access na, takes effect at once; Provisioning/Configuration Profile");
        string[] expected =
        [
            "nanospa: no parameter is named 'Prfile_Rule'; 'Profile_Rule' is near",
            "nanospa: no parameter is named 'Dial_Pln[2]'; 'Dial_Plan_2_' is near",
            "nanospa: no parameter's name begins with 'Zz'",
            "nanospa: no parameter is named 'no such thing'; 'nanospa parameters' lists them all",
        ];
        CollectionAssert.AreEqual(expected, errors.Split('\n'));
    }
}
