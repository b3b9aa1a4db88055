// What a resync does with its rules: alternatives, assignments, POST bodies, alias maps (guide "Profile Rules" and the sections before it).

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ResyncRuleTests
{
    private const string Empty = "<flat-profile></flat-profile>";

    [TestMethod]
    public void ALostRegistrationPostsItsState()
    {
        // Guide, page 2-18, with the body of page 2-13.
        ResyncRig rig = Rig("($REGTMR1 eq 0)? http://p.tel.com/has-reg.cfg  \n| [--post a] http://p.tel.com/lost-reg?");
        rig.Set("GPP_A", "Product = \"$PN\"; MAC_Addr = \"$MA\"; Ser_Num = \"$SN\"; SW_Ver = \"$SWVER\";");
        rig.Serve("/has-reg.cfg", Empty);
        rig.Serve("/lost-reg?", Empty);
        rig.RunTo(10);
        rig.Engine.RegistrationLost(0, rig.NowMs);
        rig.RunTo(3600);
        Assert.AreEqual("/has-reg.cfg /lost-reg?", rig.Paths());
        Assert.AreEqual("", (string)rig.Posted[0]);
        Assert.AreEqual("Product = \"SPA2102\"; MAC_Addr = \"000e08abcdef\"; Ser_Num = \"88012BA01234\"; SW_Ver = \"5.2.12\";", (string)rig.Posted[1]);
    }

    [TestMethod]
    public void AUnitIsProvisionedInTwoStages()
    {
        // Guide, page 2-18.
        ResyncRig rig = Rig("(\" $A\" ne \" Provisioned\")? (Line_Enable_1_ = \"No\");! http://p.tel.com/init-prov\n| http://p.tel.com/configs");
        rig.Serve("/init-prov", "<flat-profile><GPP_A>Provisioned</GPP_A></flat-profile>");
        rig.Serve("/configs", "<flat-profile><Line_Enable_1_>Yes</Line_Enable_1_></flat-profile>");
        rig.RunTo(10);
        Assert.AreEqual("No", rig.Store.Text(ParameterIndex.Line_Enable_1_));
        rig.RunTo(3600);
        Assert.AreEqual("/init-prov /configs", rig.Paths());
        Assert.AreEqual("Yes", rig.Store.Text(ParameterIndex.Line_Enable_1_));
    }

    [TestMethod]
    public void AssignmentsStayWhenTheFetchFails()
    {
        ResyncRig rig = Rig("( User_ID_1_ = \"uid$B\" ; c = \"\" ; d = \"$MA\" ; )! /gone");
        rig.Set("GPP_B", "7");
        rig.Set("GPP_C", "old");
        rig.RunTo(0);
        Assert.AreEqual("uid7", rig.Store.Text(ParameterIndex.User_ID_1_));
        Assert.AreEqual("", rig.Store.Text(ParameterIndex.GPP_C));
        Assert.AreEqual("000e08abcdef", rig.Store.Text(ParameterIndex.GPP_D));
        Assert.AreEqual((int)Fault.TftpNotFound, (int)rig.Engine.LastFault);
        Assert.AreEqual(Catalogue.IsRebootClass(ParameterIndex.User_ID_1_), rig.Engine.RestartDue);
    }

    [TestMethod]
    [DataRow("(SIP_Port_1_ = \"5070\";)!", true)]
    [DataRow("(SIP_Port_1_ = \"5060\";)!", false)]
    [DataRow("(c = \"x\";)!", false)]
    public void AssignmentsAloneSucceedWithoutAFetch(string rule, bool restart)
    {
        ResyncRig rig = Rig(rule);
        rig.RunTo(0);
        Assert.AreEqual(1, rig.Resyncs);
        Assert.AreEqual(0, rig.Fetched.Count);
        Assert.AreEqual(0, rig.Messages.Count);
        Assert.IsTrue(rig.Engine.HasSucceeded);
        Assert.AreEqual(restart, rig.Engine.RestartDue);
        Assert.AreEqual((int)ResyncState.Waiting, (int)rig.Engine.State);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("# tftp://x/y")]
    [DataRow("(\"$A\" eq \"x\")? /a | ($PRVST eq -1)? /b")]
    public void ARuleThatAsksForNothingIsPassedOver(string rule)
    {
        ResyncRig rig = Rig(rule);
        rig.Set("Profile_Rule_B", "/b");
        rig.Serve("/b", Empty);
        rig.RunTo(0);
        Assert.AreEqual("/b", rig.Paths());
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
    }

    [TestMethod]
    [DataRow("(c = \"x\";)! ftp://host/y", (int)Fault.UrlScheme, "column 13")]
    [DataRow("(c = \"x\"; Ring1_Cadence = \"60x\";)! /y", (int)Fault.ValueCadence, "column 11 Ring1_Cadence offset 2")]
    [DataRow("(c = \"x\"; No_Such = \"1\";)! /y", (int)Fault.RuleAssignment, "column 11")]
    [DataRow("(c = \"x\";)! [--post q] http://h/y", (int)Fault.PostLetter, "column 21")]
    [DataRow("(c = \"x\";)! [--post f] tftp://h/y", (int)Fault.PostScheme, "column 21")]
    [DataRow("(c = \"x\";)! /y | /z", (int)Fault.RuleAlternative, "column 1]")]
    [DataRow("($A ge 5)? (c = \"x\";)! /y", (int)Fault.RuleVersion, "column 2]")]
    public void AnErrorInTheRuleStopsTheSequenceAndAssignsNothing(string rule, int fault, string place)
    {
        ResyncRig rig = Rig(rule);
        rig.Set("GPP_A", "abc");
        rig.Set("Profile_Rule_B", "/b");
        rig.RunTo(0);
        Assert.AreEqual(fault, (int)rig.Engine.LastFault);
        Assert.AreEqual(0, rig.Fetched.Count);
        Assert.AreEqual("", rig.Store.Text(ParameterIndex.GPP_C));
        Assert.Contains("Profile_Rule " + place, rig.Message(0));
    }

    [TestMethod]
    public void AValueThatIsTooLongAssignsNothing()
    {
        ResyncRig rig = Rig("(c = \"x\"; d = \"$A$A$A\";)! /y");
        rig.Set("GPP_A", new string('y', 800));
        rig.RunTo(0);
        Assert.AreEqual((int)Fault.RuleTooLong, (int)rig.Engine.LastFault);
        Assert.AreEqual("", rig.Store.Text(ParameterIndex.GPP_C));
    }

    [TestMethod]
    public void ThePostBodyIsExpandedBehindTheAssignments()
    {
        ResyncRig rig = Rig("(f = \"id=$$SN&st=$$PRVST\";)! [--post f] http://h/x");
        rig.Serve("/x", Empty);
        rig.RunTo(0);
        Assert.AreEqual("id=$SN&st=$PRVST", rig.Store.Text(ParameterIndex.GPP_F));
        Assert.AreEqual("id=88012BA01234&st=0", (string)rig.Posted[0]);
    }

    [TestMethod]
    public void APostBodyThatGrowsTooLongFails()
    {
        ResyncRig rig = Rig("[--post f] http://h/x");
        rig.Set("GPP_A", new string('y', 1500));
        rig.Set("GPP_F", "$A$A");
        rig.RunTo(0);
        Assert.AreEqual((int)Fault.RuleTooLong, (int)rig.Engine.LastFault);
        Assert.Contains("GPP_F", rig.Message(0));
    }

    [TestMethod]
    public void AnAliasMapReadsOtherNames()
    {
        // Guide, page 2-14. The map is taken as it stands: the dollar sign in it is no macro.
        ResyncRig rig = Rig("(n = \"$$A\";)! [--alias m ] http://acct.voipservice.net/credentials/spa$MA.xml");
        rig.Set(
            "GPP_M",
            "/CPE/SIP-Credentials/name = /flat-profile/Display_Name_1_ ;\n/CPE/SIP-Credentials/number = /flat-profile/User_ID_1_ ;\n"
            + "/CPE/SIP-Credentials/auth-secret = /flat-profile/Password_1_ ;");
        rig.Serve(
            "/credentials/spa000e08abcdef.xml",
            "<CPE>\n<SIP-Credentials>\n<name>J. Smith</name><number>14085551234</number><auth-secret>732091751563sfd</auth-secret></SIP-Credentials></CPE>");
        rig.RunTo(0);
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
        Assert.AreEqual("J. Smith", rig.Store.Text(ParameterIndex.Display_Name_1_));
        Assert.AreEqual("14085551234", rig.Store.Text(ParameterIndex.User_ID_1_));
        Assert.AreEqual("732091751563sfd", rig.Store.Text(ParameterIndex.Password_1_));
    }

    [TestMethod]
    public void AnAliasMapCountsForItsOwnRuleOnly()
    {
        ResyncRig rig = Rig("[--alias m] http://h/x");
        rig.Set("Profile_Rule_B", "http://h/x");
        rig.Set("GPP_M", "/name = /flat-profile/GPP_A");
        rig.Serve("/x", "<CPE><name>1</name></CPE>");
        rig.RunTo(0);
        Assert.AreEqual("/x /x", rig.Paths());
        Assert.AreEqual("1", rig.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual((int)Fault.XmlNoProfile, (int)rig.Engine.LastFault);
    }

    [TestMethod]
    public void ABadAliasMapFailsWithItsColumnAndTheAssignmentsStay()
    {
        ResyncRig rig = Rig("(c = \"x\"; m = \"/name /flat-profile/GPP_A\";)! [--alias m] http://h/x");
        rig.RunTo(0);
        Assert.AreEqual((int)Fault.AliasMap, (int)rig.Engine.LastFault);
        Assert.Contains("GPP_M column 7", rig.Message(0));
        Assert.AreEqual(0, rig.Fetched.Count);
        Assert.AreEqual("x", rig.Store.Text(ParameterIndex.GPP_C));
    }

    [TestMethod]
    public void ARequestMayUseTheWholeLanguage()
    {
        ResyncRig rig = Rig("/basic.txt");
        rig.Serve("/basic.txt", Empty);
        rig.Serve("/x", Empty);
        rig.Set("GPP_F", "st=$PRVST");
        rig.RunTo(10);
        rig.Request("($PRVST eq -1)? (c = \"asked\";)! [--post f] http://h/x | /never");
        rig.RunTo(11);
        Assert.AreEqual("/basic.txt /x", rig.Paths());
        Assert.AreEqual("st=-1", (string)rig.Posted[1]);
        Assert.AreEqual("asked", rig.Store.Text(ParameterIndex.GPP_C));
    }

    [TestMethod]
    public void ARuleSeesTheTimeSinceTheAttemptBefore()
    {
        ResyncRig rig = Rig("($PRVTMR ge 600)? /late | /early");
        rig.Serve("/late", Empty);
        rig.Serve("/early", Empty);
        rig.Set("Resync_Periodic", "599,600,1000");
        rig.RunTo(3000);
        Assert.AreEqual("/early /early /late /late", rig.Paths());
    }

    private static ResyncRig Rig(string rule)
    {
        ResyncRig rig = new ResyncRig();
        rig.Set("Profile_Rule", rule);
        rig.Set("Resync_Random_Delay", "0");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
        return rig;
    }
}
