// The four provisioning states of the guide's Table 1-1, walked by one unit from the factory and back.

using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.PlainText;
using NanoSpa.Tool.Server;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class ProvisioningStateTests
{
    private const string UnitKey = "000E08ABCDEF88012BA01234";
    private const string FirstKey = "8e4ca259f0b1c7d26a3e5f9081b2c3d4e5f60718293a4b5c6d7e8f9001122334";
    private const string SecondKey = "1f2e3d4c5b6a79880f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778";
    private const string FirstPath = "Gp3sqLnXw8";
    private const string SecondPath = "Zt7vhQeRk2";

    // SP-CUST reached by DHCP, or by a resync URL that a person opens.
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void AUnitGoesThroughAllStatesAndBack(bool byDhcp)
    {
        var bench = new UnitBench();
        bench.Name("prov.callme.com", UnitBench.Server);
        Serve(bench);
        AssertFactory(bench);

        // SP-CUST: the local file says where this provider's units get their own.
        if (byDhcp)
        {
            bench.Network.SetDhcpOption(66, "192.168.1.200");
            bench.Run(41);
        }
        else
        {
            bench.Web.Ask("/admin/resync?192.168.1.200/spa2102.cfg");
            bench.Run(5);
        }

        Assert.AreEqual("http://prov.callme.com/init/$MA.xml", Rule(bench).Split(' ').Last());
        Assert.AreEqual("", Text(bench, ParameterIndex.GPP_SA));

        // SEC-PRV-1: the first file of its own, under a key no other unit has, brings a random key and a random path.
        bench.Run(61);
        Assert.AreEqual(FirstKey, Text(bench, ParameterIndex.GPP_SA), Log(bench));
        Assert.AreEqual("[--key $SA] http://prov.callme.com/$B/$MA.xml", Rule(bench));
        Assert.AreEqual("", Text(bench, ParameterIndex.Display_Name_1_));
        Assert.IsTrue(AccessCheck.CanShow(bench.Unit.Store, ParameterIndex.GPP_B, Account.User), "the mark's access");
        Assert.IsFalse(AccessCheck.CanSet(bench.Unit.Store, ParameterIndex.GPP_B, Account.User));
        Assert.IsFalse(AccessCheck.CanList(bench.Unit.Store, ParameterIndex.Profile_Rule, Account.User));

        // SEC-PRV-2: all else comes encrypted with that key.
        bench.Run(61);
        Assert.AreEqual("Subscriber 1", Text(bench, ParameterIndex.Display_Name_1_), Log(bench));
        Assert.AreEqual("secret-of-the-line", Text(bench, ParameterIndex.Password_1_));
        int fetched = bench.Requests.Count;
        bench.Run(600);
        Assert.IsGreaterThan(fetched + 5, bench.Requests.Count, "it stays in step with its server");

        // A new key and path: the file under the old key brings them, then only the new ones are used.
        bench.Http[$"/{FirstPath}/000e08abcdef.xml"] = Encrypted(FirstKey, $"<GPP_SA>{SecondKey}</GPP_SA><GPP_B>{SecondPath}</GPP_B>");
        bench.Http[$"/{SecondPath}/000e08abcdef.xml"] = Encrypted(SecondKey, "<Display_Name_1_>Subscriber 2</Display_Name_1_>");
        bench.Run(130);
        Assert.AreEqual(SecondKey, Text(bench, ParameterIndex.GPP_SA));
        Assert.AreEqual("Subscriber 2", Text(bench, ParameterIndex.Display_Name_1_), Log(bench));

        // A file under the old key is refused and changes nothing.
        bench.Http[$"/{SecondPath}/000e08abcdef.xml"] = Encrypted(FirstKey, "<Display_Name_1_>Intruder</Display_Name_1_>");
        bench.Run(61);
        Assert.AreNotEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual("Subscriber 2", Text(bench, ParameterIndex.Display_Name_1_));

        // MFG-RESET, and from there the whole way again.
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        bench.Network.SetDhcpOption(66, "");
        bench.Run(1);
        AssertFactory(bench);
        Serve(bench);
        bench.Web.Ask("/admin/resync?192.168.1.200/spa2102.cfg");
        bench.Run(200);
        Assert.AreEqual("Subscriber 1", Text(bench, ParameterIndex.Display_Name_1_), Log(bench));
        AssertNoneOf(bench, FirstKey, SecondKey, UnitKey, "secret-of-the-line");
    }

    private static void Serve(UnitBench bench)
    {
        bench.Http.Clear();
        bench.Tftp.Files["/spa2102.cfg"] = Encoding.ASCII.GetBytes(
            "<flat-profile><Primary_DNS>192.168.1.1</Primary_DNS><Resync_Periodic>60</Resync_Periodic><Resync_Error_Retry_Delay>60</Resync_Error_Retry_Delay>"
            + "<Profile_Rule>[--key $MAU$SN] http://prov.callme.com/init/$MA.xml</Profile_Rule></flat-profile>");

        // The provider's own source is plain text; nanospa decode --to-xml makes the file of it.
        bench.Http["/init/000e08abcdef.xml"] = OpensslFile.Encrypt(
            Converted($"# the unit's first file\nGPP_SA \"{FirstKey}\" ;\nGPP_B ? \"{FirstPath}\" ;\nProfile_Rule \"[--key $SA] http://prov.callme.com/$B/$MA.xml\" ;\n"), UnitKey);
        bench.Http[$"/{FirstPath}/000e08abcdef.xml"] = Encrypted(
            FirstKey, "<Display_Name_1_>Subscriber 1</Display_Name_1_><User_ID_1_>1001</User_ID_1_><Password_1_>secret-of-the-line</Password_1_>");
    }

    private static byte[] Converted(string source)
    {
        byte[] text = Encoding.ASCII.GetBytes(source);
        var xml = new XmlWriter();
        var reader = new PlainTextReader();
        reader.Open(xml, null);
        reader.Write(text, 0, text.Length);
        Assert.AreEqual(DecodeStatus.Done, reader.Finish());
        return xml.Finish();
    }

    private static byte[] Encrypted(string key, string elements) =>
        OpensslFile.Encrypt(Encoding.ASCII.GetBytes("<flat-profile>" + elements + "</flat-profile>"), key);

    private static string Text(UnitBench bench, int index) => bench.Unit.Store.Text(index);

    private static string Rule(UnitBench bench) => Text(bench, ParameterIndex.Profile_Rule);

    private static string Log(UnitBench bench) => string.Join("\n", bench.Console.Lines);

    private static void AssertFactory(UnitBench bench)
    {
        for (int index = 0; index < Catalogue.Count; index++)
        {
            Assert.IsTrue(bench.Unit.Store.IsDefault(index), Catalogue.NameOf(index));
        }
    }

    private static void AssertNoneOf(UnitBench bench, params string[] secrets)
    {
        foreach (string line in bench.Console.Lines)
        {
            Assert.IsFalse(secrets.Any(line.Contains), line);
        }
    }
}
