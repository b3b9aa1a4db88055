// Alias maps: the guide's two, what real ones look like, what the XML reader makes of them, and faults with their column.

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class AliasMapTests
{
    // Guide, page 2-12.
    private const string Customer = "<CPE>\n  <SIP-Credentials>\n    <name>J. Smith</name>\n    <number>14085551234</number>\n"
        + "    <auth-secret>732091751563sfd</auth-secret>\n  </SIP-Credentials>\n</CPE>\n";

    private const string CustomerRead = "Display_Name_1_=J. Smith;User_ID_1_=14085551234;Password_1_=732091751563sfd;";

    [TestMethod]

    // Guide, page 2-13: the two maps for GPP_M.
    [DataRow("/CPE/SIP-Credentials/name = /flat-profile/Display_Name_1_ ;\n/CPE/SIP-Credentials/number = /flat-profile/User_ID_1_ ;\n/CPE/SIP-Credentials/auth-secret = /flat-profile/Password_1_ ;", Customer, CustomerRead)]
    [DataRow("/SIP-Credentials/name = /flat-profile/Display_Name_1_ ;\n/SIP-Credentials/number = /flat-profile/User_ID_1_ ;\n/auth-secret = /flat-profile/Password_1_ ;", Customer, CustomerRead)]

    // Guide, page 3-12: entered without new lines.
    [DataRow("/customer-account/SIP-number = /flat-profile/User_ID_1_ ; /customer-account/SIP-password = /flat-profile/Password_1_ ;", "<customer-account>\n<SIP-number> 17775551234\n</SIP-number>\n<SIP-password> 512835907884\n</SIP-password>\n</customer-account>", "User_ID_1_=17775551234;Password_1_=512835907884;")]
    [DataRow("/name=/flat-profile/Display_Name_1_;/number=/flat-profile/User_ID_1_;/auth-secret=/flat-profile/Password_1_", Customer, CustomerRead)]
    [DataRow("\t/name\r\n=\r\n/flat-profile/Display_Name_1_\r\n;;\r\n ;", Customer, "Display_Name_1_=J. Smith;")]
    [DataRow("/number = /flat-profile/User_ID_2_ ; /SIP-Credentials/number = /flat-profile/User_ID_1_", Customer, "User_ID_2_=14085551234;")]
    [DataRow("/Credentials/name = /flat-profile/Display_Name_1_ ; /number = /flat-profile/User_ID_1_", Customer, "User_ID_1_=14085551234;")]
    [DataRow("/ame = /flat-profile/Display_Name_1_ ; /CPE/number = /flat-profile/User_ID_1_ ; /auth-secret = /flat-profile/Password[1]", Customer, "Password[1]=732091751563sfd;")]

    // Anywhere, nested further, with access, empty and unchanged.
    [DataRow("/a/b = /flat-profile/GPP_A", "<x><y><a><b>1</b></a></y><a><c><b>2</b></c></a></x>", "GPP_A=1;")]
    [DataRow("/b = /flat-profile/GPP_A", "<a><b ua=\"ro\"> 1 </b><b/><b ua=\"na\"/><b></b></a>", "GPP_A:ro=1;GPP_A/;GPP_A:na/;GPP_A=;")]
    [DataRow("/a = /flat-profile/GPP_A", "<a>1</a>", "GPP_A=1;")]
    [DataRow("/a = /flat-profile/GPP_A ; /b = /flat-profile/GPP_B", "<a>1<b>2</b>3</a>", "GPP_B=2;")]
    [DataRow("/x = /flat-profile/GPP_A", "<a><flat-profile><GPP_B>2</GPP_B><x>1</x><GPP_C>3</GPP_C></flat-profile><x>4</x></a>", "GPP_B=2;GPP_A=1;GPP_C=3;GPP_A=4;")]
    [DataRow("/flat-profile/GPP_B = /flat-profile/GPP_A", "<flat-profile><GPP_B>2</GPP_B></flat-profile>", "GPP_A=2;")]
    [DataRow("/x = /flat-profile/GPP_A", "<flat-profile><GPP_B>2</GPP_B></flat-profile>", "GPP_B=2;")]
    [DataRow("", "<flat-profile><GPP_B>2</GPP_B></flat-profile>", "GPP_B=2;")]
    public void NamesElements(string map, string profile, string expected)
    {
        AliasMap aliases = new AliasMap();
        byte[] text = Bytes.Of(map);
        Assert.AreEqual((int)Fault.None, (int)aliases.Parse(text, 0, text.Length));
        byte[] file = Bytes.Of(profile);
        XmlProfileReader reader = new XmlProfileReader();
        for (int split = -1; split <= file.Length; split++)
        {
            ProfileLog log = new ProfileLog();
            reader.Open(log, aliases, 0, 1);
            Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, file, split), profile);
            Assert.AreEqual(expected, log.Parameters.ToString());
        }
    }

    [TestMethod]
    [DataRow("/zip = /flat-profile/GPP_A", Customer)]
    [DataRow("", Customer)]
    [DataRow("/a/b/c/d = /flat-profile/GPP_A", "<b><c><d>1</d></c></b>")]
    public void AFileWithoutAHitIsNoProfile(string map, string profile)
    {
        AliasMap aliases = new AliasMap();
        byte[] text = Bytes.Of(map);
        byte[] file = Bytes.Of(profile);
        aliases.Parse(text, 0, text.Length);
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(new ProfileLog(), aliases, 0, 1);
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, file, 0));
        Assert.AreEqual((int)Fault.XmlNoProfile, (int)reader.Fault);
    }

    [TestMethod]
    [DataRow("name = /flat-profile/GPP_A", (int)Fault.AliasMap, 1)]
    [DataRow(" / = /flat-profile/GPP_A", (int)Fault.AliasMap, 3)]
    [DataRow("/a/ = /flat-profile/GPP_A", (int)Fault.AliasMap, 4)]
    [DataRow("/a//b = /flat-profile/GPP_A", (int)Fault.AliasMap, 4)]
    [DataRow("/a b = /flat-profile/GPP_A", (int)Fault.AliasMap, 4)]
    [DataRow("/a", (int)Fault.AliasMap, 3)]
    [DataRow("/a ;", (int)Fault.AliasMap, 4)]
    [DataRow("/a =", (int)Fault.AliasMap, 5)]
    [DataRow("/a = ;", (int)Fault.AliasMap, 6)]
    [DataRow("/a == /flat-profile/GPP_A", (int)Fault.AliasMap, 5)]
    [DataRow("/a = GPP_A", (int)Fault.AliasMap, 6)]
    [DataRow("/a = /GPP_A", (int)Fault.AliasMap, 6)]
    [DataRow("/a = /Flat-Profile/GPP_A", (int)Fault.AliasMap, 6)]
    [DataRow("/a = /flat-profile/", (int)Fault.AliasMap, 20)]
    [DataRow("/a = /flat-profile/Nothing_Such", (int)Fault.AliasMap, 20)]
    [DataRow("/a = /flat-profile/gpp_a", (int)Fault.AliasMap, 20)]
    [DataRow("/a = /flat-profile/GPP_A/x", (int)Fault.AliasMap, 25)]
    [DataRow("/a = /flat-profile/GPP_A /b = /flat-profile/GPP_B", (int)Fault.AliasMap, 26)]
    [DataRow("; /a = /flat-profile/GPP_A", (int)Fault.AliasMap, 1)]
    [DataRow("# /a = /flat-profile/GPP_A", (int)Fault.AliasMap, 1)]
    [DataRow("/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6/7/8/9/0/1/2/3 = /flat-profile/GPP_A", (int)Fault.AliasMap, 65)]
    [DataRow("/a = /flat-profile/GPP_A ; /12345678901234567890123456789012345678901234567890123456789012345 = /flat-profile/GPP_A", (int)Fault.AliasMap, 29)]
    public void RefusesWithTheColumn(string map, int expected, int column)
    {
        AliasMap aliases = new AliasMap();
        byte[] text = Bytes.Of(map);
        Assert.AreEqual(expected, (int)aliases.Parse(text, 0, text.Length), map);
        Assert.AreEqual(column, aliases.Column, map);
        Assert.AreEqual(0, aliases.Count);
    }

    [TestMethod]
    [DataRow(30, (int)Fault.None, 0)]
    [DataRow(31, (int)Fault.AliasTooMany, 871)]
    public void TakesThirtyEntries(int entries, int expected, int column)
    {
        TextBuffer text = new TextBuffer(2000);
        for (int i = 0; i < entries; i++)
        {
            text.Append(i < 10 ? "/e0" : "/e");
            text.AppendNumber(i);
            text.Append(" = /flat-profile/GPP_A ;\n");
        }

        AliasMap aliases = new AliasMap();
        Assert.AreEqual(expected, (int)aliases.Parse(text.Bytes, 0, text.Length));
        Assert.AreEqual(column, aliases.Column);
        Assert.AreEqual(expected == (int)Fault.None ? 30 : 0, aliases.Count);
    }

    [TestMethod]
    [DataRow(2048, (int)Fault.None, 0)]
    [DataRow(2049, (int)Fault.RuleTooLong, 2049)]
    public void BoundsTheText(int length, int expected, int column)
    {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = (byte)' ';
        }

        AliasMap aliases = new AliasMap();
        Assert.AreEqual(expected, (int)aliases.Parse(text, 0, length));
        Assert.AreEqual(column, aliases.Column);
    }

    [TestMethod]
    public void CountsTheHitsOfEachEntry()
    {
        byte[] text = Bytes.Of("/b = /flat-profile/GPP_B ; /a = /flat-profile/GPP_A; /c = /flat-profile/GPP_C");
        byte[] file = Bytes.Of("<x><a>1</a><c/><a>2</a></x>");
        AliasMap aliases = new AliasMap();
        aliases.Parse(text, 0, text.Length);
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(new ProfileLog(), aliases, 0, 1);
        Feed.Split(reader, file, 0);
        Assert.AreEqual(0, aliases.HitsOf(0));
        Assert.AreEqual(2, aliases.HitsOf(1));
        Assert.AreEqual(1, aliases.HitsOf(2));
        Assert.AreEqual(28, aliases.ColumnOf(1));
        Assert.AreEqual(ParameterIndex.GPP_C, aliases.ParameterOf(2));
    }

    [TestMethod]
    public void ALongElementNameIsNoAliasOfItsStart()
    {
        const string name = "n234567890123456789012345678901234567890123456789012345678901234";
        byte[] text = Bytes.Of("/" + name + " = /flat-profile/GPP_A");
        byte[] file = Bytes.Of("<x><" + name + "5>1</" + name + "5><" + name + ">2</" + name + "></x>");
        AliasMap aliases = new AliasMap();
        Assert.AreEqual((int)Fault.None, (int)aliases.Parse(text, 0, text.Length));
        ProfileLog log = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(log, aliases, 0, 1);
        Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, file, -1));
        Assert.AreEqual("GPP_A=2;", log.Parameters.ToString());
    }

    [TestMethod]
    public void TheWholeFileReaderTakesAMap()
    {
        byte[] text = Bytes.Of("/name = /flat-profile/Display_Name_1_");
        byte[] file = Bytes.Of(Customer);
        AliasMap aliases = new AliasMap();
        aliases.Parse(text, 0, text.Length);
        ProfileReader reader = new ProfileReader(1000);
        ProfileLog log = new ProfileLog();
        reader.Open(text, 0, 0, aliases, log);
        Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, file, -1));
        Assert.AreEqual("Display_Name_1_=J. Smith;", log.Parameters.ToString());

        reader.Open(text, 0, 0, log);
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, file, -1));
    }
}
