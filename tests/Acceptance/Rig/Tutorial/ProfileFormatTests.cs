// The guide's tutorial, chapter 3, "Profile Formats" but the proprietary one: every exercise, its steps in order, with the real tools.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class ProfileFormatTests : RigTests<ProfileFormatTests>
{
    public TestContext TestContext { get; set; }

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        Rig?.Put("tftp/basic.txt", Exercise.Basic);
    }

    [TestMethod]
    public void ProfileCompression()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(2, "gzip basic.txt");
        Shell.Run("gzip", "-k", "-f", Rig.TftpRoot + "/basic.txt");
        exercise.Step(4, "the rule names the deflated file");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=tftp://192.168.77.200/basic.txt.gz");
        exercise.Step(6, "observe the syslog");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:69/basic\.txt\.gz", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
    }

    [TestMethod]
    [DataRow("basic.txt", "sha256", "as openssl does since 1.1")]
    [DataRow("basic.txt", "md5", "as openssl did before")]
    [DataRow("basic.txt.gz", "sha256", "compressed and encrypted")]
    public void ProfileEncryption(string plain, string digest, string why)
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(2, "openssl enc: " + why);
        string root = Rig.TftpRoot;
        Shell.Run("gzip", "-k", "-f", root + "/basic.txt");
        Shell.Run("openssl", "enc", "-aes-256-cbc", "-md", digest, "-k", "MyOwnSecret", "-in", $"{root}/{plain}", "-out", root + "/basic.cfg");
        exercise.Step(4, "the rule brings the key");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=[--key MyOwnSecret ] tftp://192.168.77.200/basic.cfg");
        exercise.Step(6, "observe the syslog");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:69/basic\.cfg", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
        Assert.IsFalse((unit.Console + string.Join('\n', Rig.Syslog)).Contains("MyOwnSecret"), "the key is told nowhere");
        StringAssert.Contains(unit.Resync("[--key%20AnotherSecret]%20tftp://192.168.77.200/basic.cfg"), "fault 101");
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
    }

    [TestMethod]
    public void PartitionedProfiles()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(1, "basic2.txt with another parameter");
        Rig.Put("tftp/basic2.txt", "<flat-profile><GPP_B>ABCD</GPP_B></flat-profile>");
        exercise.Step(3, "Profile_Rule_B names the new file");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "Profile_Rule=tftp://192.168.77.200/basic.txt", "Profile_Rule_B=tftp://192.168.77.200/basic2.txt");
        exercise.Step(5, "both resyncs, in this order");
        string[] said = Rig.WaitForSyslog("Successful resync", from, times: 2);
        StringAssert.Contains(said[0], "/basic.txt");
        StringAssert.Contains(said[1], "/basic2.txt");
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
        Assert.AreEqual("ABCD", unit.Parameter("GPP_B"));
    }

    [TestMethod]
    public void ParameterNameAliases()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(1, "customer.xml in the customer's own form");
        Rig.Put("tftp/customer.xml", """
            <customer-account>
            <SIP-number> 17775551234
            </SIP-number>
            <SIP-password> 512835907884
            </SIP-password>
            </customer-account>

            """);
        exercise.Step(3, "GPP_A has the alias map");
        const string Map = "/customer-account/SIP-number = /flat-profile/User_ID_1_ ; /customer-account/SIP-password = /flat-profile/Password_1_ ;";
        exercise.Step(4, "the rule names profile and map");
        int from = Rig.Syslog.Length;
        using var unit = new RigUnit(Rig, "GPP_A=" + Map, "Profile_Rule=[--alias a] tftp://192.168.77.200/customer.xml");
        exercise.Step(5, "resync");
        Rig.WaitForSyslog(@"Successful resync tftp://192\.168\.77\.200:69/customer\.xml", from);
        exercise.Step(6, "view line 1");
        Assert.AreEqual("17775551234", unit.Parameter("User_ID_1_"));
        string page = unit.Page("/admin/advanced/line1");
        StringAssert.Contains(page, "name=\"Password_1_\">");
        Assert.DoesNotContain("512835907884", page);
        Assert.IsFalse((unit.Console + string.Join('\n', Rig.Syslog)).Contains("512835907884"), "the password is told nowhere");
    }
}
