// The values of the macros of Table 4-4 for one unit, as rows.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class MacroValuesTests
{
    [TestMethod]
    [DataRow("$MA $MAU $MAC", "000e08aabbcc 000E08AABBCC 00:0e:08:aa:bb:cc")]
    [DataRow("$PN $PSN $SN", "SPA2102 2102 88012BA01234")]
    [DataRow("$SWVER $HWVER", "5.2.12 1.4.4")]
    [DataRow("$CCERT $ISCUST $UPGCOND", "Not Installed 0 true")]
    [DataRow("$IP $EXTIP", "192.168.1.100 66.43.16.52")]
    [DataRow("$PRVST $UPGST $PRVTMR $UPGTMR $REGTMR1 $REGTMR2", "-1 2 3600 7200 301 0")]
    [DataRow("$SCHEME://$SERVIP:$PORT$PATH", "tftp://10.0.0.1:6900/a.cfg")]
    [DataRow("$METH $SERV", "tftp prov.telco.com")]
    [DataRow("$ERR|$UPGERR", "OK|http_get failed")]
    [DataRow("[$A$B|$GPP_A|$P]", "[||]")]
    [DataRow("[$UID1$UID2]", "[]")]
    [DataRow("/spa$PSN.cfg", "/spa2102.cfg")]
    public void GivesEveryValue(string text, string expected)
    {
        Assert.AreEqual(expected, Expanded(NewValues("SPA-2102"), text));
    }

    [TestMethod]
    [DataRow("SPA-2102", "SPA2102", "2102")]
    [DataRow("SPA3102", "SPA3102", "3102")]
    [DataRow("PAP2T", "PAP2T", "pap2t")]
    [DataRow("WRT54GP2-NA", "WRT54GP2NA", "wrt54gp2na")]
    public void DerivesNameAndSeries(string product, string name, string series)
    {
        Assert.AreEqual(name + " " + series, Expanded(NewValues(product), "$PN $PSN"));
    }

    [TestMethod]
    public void TheServersNameStandsInForAnAddressThatIsNotKnown()
    {
        MacroValues values = NewValues("SPA-2102");
        values.ServerAddress = 0;
        Assert.AreEqual("tftp://prov.telco.com:6900/a.cfg", Expanded(values, "$SCHEME://$SERVIP:$PORT$PATH"));
    }

    [TestMethod]
    public void ParametersComeFromTheStore()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(32 * 1024), 1024);
        store.Load();
        ParameterTransaction transaction = store.Begin();
        int[] indices = { ParameterIndex.GPP_A, ParameterIndex.GPP_P, ParameterIndex.GPP_SA, ParameterIndex.GPP_SD, ParameterIndex.User_ID_1_, ParameterIndex.User_ID_2_, ParameterIndex.EXT_IP };
        string[] values = { "a", "p", "sa", "sd", "4081", "4082", "1.2.3.4" };
        for (int i = 0; i < indices.Length; i++)
        {
            byte[] value = Bytes.Of(values[i]);
            Assert.AreEqual((int)Fault.None, (int)transaction.Set(indices[i], value, 0, value.Length));
        }

        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        MacroValues macros = new MacroValues(store);
        macros.ExternalAddress = 0x01010101;
        Assert.AreEqual("a p 4081 4082 1.2.3.4", Expanded(macros, "$A $GPP_P $UID1 $UID2 $EXTIP"));

        TextBuffer key = new TextBuffer(20);
        byte[] argument = Bytes.Of("$SA-$GPP_SD");
        Assert.AreEqual((int)Fault.None, (int)new MacroExpander(macros).ExpandKey(argument, 0, argument.Length, key));
        Assert.AreEqual("sa-sd", key.ToString());
    }

    [TestMethod]
    public void UnknownPlacesGiveNothing()
    {
        MacroValues values = NewValues("SPA-2102");
        values.Url = null;
        values.Address = 0;
        values.ExternalAddress = 0;
        values.ServerAddress = 0;
        Assert.AreEqual("[][][][][][][]", Expanded(values, "[$SCHEME][$SERV][$SERVIP][$PORT][$PATH][$IP][$EXTIP]"));
    }

    [TestMethod]
    public void TheCertificateIsInstalled()
    {
        MacroValues values = NewValues("SPA-2102");
        values.HasClientCertificate = true;
        Assert.AreEqual("Installed", Expanded(values, "$CCERT"));
    }

    [TestMethod]
    [DataRow(false, "", "0")]
    [DataRow(false, "SuperVoIP", "0")]
    [DataRow(true, "", "0")]
    [DataRow(true, "SuperVoIP", "1")]
    public void AnRcUnitIsCustomizedOnceItsOwnerIsKnown(bool isRcUnit, string owner, string expected)
    {
        ParameterStore store = NewStore();
        byte[] bytes = Bytes.Of("<" + owner + ">");
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.Customization, bytes, 1, bytes.Length - 2));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        MacroValues values = new MacroValues(store);
        values.IsRcUnit = isRcUnit;
        Assert.AreEqual(expected, Expanded(values, "$ISCUST"));
    }

    private static ParameterStore NewStore()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(32 * 1024), 1024);
        store.Load();
        return store;
    }

    private static MacroValues NewValues(string product)
    {
        ParameterStore store = NewStore();
        MacroValues values = new MacroValues(store);
        byte[] mac = { 0x00, 0x0E, 0x08, 0xAA, 0xBB, 0xCC };
        values.SetIdentity(mac, product, "88012BA01234", "5.2.12", "1.4.4");
        values.Address = 0xC0A80164;
        values.ExternalAddress = 0x422B1034;
        values.ProvisioningState = -1;
        values.UpgradeState = 2;
        values.ResyncAgeSeconds = 3600;
        values.UpgradeAgeSeconds = 7200;
        values.Line1LostSeconds = 301;
        values.Url = new FileUrl();
        values.Url.Server.Append("prov.telco.com");
        values.Url.Port = 6900;
        values.Url.Path.Append("/a.cfg");
        values.ServerAddress = 0x0A000001;
        values.Result.Append("OK");
        values.UpgradeResult.Append("http_get failed");
        return values;
    }

    private static string Expanded(MacroValues values, string text)
    {
        TextBuffer output = new TextBuffer(300);
        byte[] bytes = Bytes.Of(text);
        Assert.AreEqual((int)Fault.None, (int)new MacroExpander(values).Expand(bytes, 0, bytes.Length, output));
        return output.ToString();
    }
}
