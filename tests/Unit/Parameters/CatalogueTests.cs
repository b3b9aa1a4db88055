// Names in either form lead to one parameter, and nothing else does.

using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class CatalogueTests
{
    [TestMethod]
    [DataRow("Dial_Plan_1_", ParameterIndex.Dial_Plan_1_)]
    [DataRow("Dial_Plan[1]", ParameterIndex.Dial_Plan_1_)]
    [DataRow("Dial_Plan_2_", ParameterIndex.Dial_Plan_2_)]
    [DataRow("Dial_Plan[2]", ParameterIndex.Dial_Plan_2_)]
    [DataRow("SIP_TOS/DiffServ_Value[1]", ParameterIndex.SIP_TOS_DiffServ_Value_1_)]
    [DataRow("SIP_TOS_DiffServ_Value_1_", ParameterIndex.SIP_TOS_DiffServ_Value_1_)]
    [DataRow("Blind_Attn-Xfer_Enable[1]", ParameterIndex.Blind_Attn_Xfer_Enable_1_)]
    [DataRow("Blind_Attn-Xfer_Enable_1_", ParameterIndex.Blind_Attn_Xfer_Enable_1_)]
    [DataRow("Blind_Attn_Xfer_Enable_1_", ParameterIndex.Blind_Attn_Xfer_Enable_1_)]
    [DataRow("Auth_Resync-Reboot_2_", ParameterIndex.Auth_Resync_Reboot_2_)]
    [DataRow("Set_Local_Date_(mm/dd)", ParameterIndex.Set_Local_Date__mm_dd_)]
    [DataRow("Set_Local_Date__mm_dd_", ParameterIndex.Set_Local_Date__mm_dd_)]
    [DataRow("G726-16_Enable[2]", ParameterIndex.G726_16_Enable_2_)]
    [DataRow("Speed_Dial_2_2_", ParameterIndex.Speed_Dial_2_2_)]
    [DataRow("Speed_Dial_2[1]", ParameterIndex.Speed_Dial_2_1_)]
    [DataRow("Resync_Trigger_1", ParameterIndex.Resync_Trigger_1)]
    [DataRow("Ring1_Name", ParameterIndex.Ring1_Name)]
    [DataRow("DHCP", ParameterIndex.DHCP)]
    [DataRow("License_Keys", ParameterIndex.License_Keys)]
    [DataRow("License Keys", ParameterIndex.License_Keys)]
    [DataRow("Profile_Rule", ParameterIndex.Profile_Rule)]
    [DataRow("GPP_SA", ParameterIndex.GPP_SA)]
    public void FindsEitherForm(string name, int expected)
    {
        Assert.AreEqual(expected, Bytes.Find(name));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("_1_")]
    [DataRow("[1]")]
    [DataRow("dial_plan_1_")]
    [DataRow("DIAL_PLAN_1_")]
    [DataRow("Dial_Plan")]
    [DataRow("Dial_Plan_3_")]
    [DataRow("Dial_Plan_0_")]
    [DataRow("Dial_Plan_1")]
    [DataRow("Dial_Plan_1__")]
    [DataRow("Dial_Plan_11_")]
    [DataRow("Profile_Rule_1_")]
    [DataRow("Profile_Rule[1]")]
    [DataRow(" Profile_Rule")]
    [DataRow("Profile_Rule ")]
    [DataRow("Profile_Rule_E")]
    [DataRow("Profile.Rule")]
    [DataRow("GPP_Q")]
    [DataRow("flat-profile")]
    [DataRow("A_name_that_is_much_longer_than_any_parameter_name_and_than_64_bytes")]
    public void KnowsNoOtherName(string name)
    {
        Assert.AreEqual(-1, Bytes.Find(name));
    }

    [TestMethod]
    public void FindsEveryParameterByBothNames()
    {
        for (int index = 0; index < Catalogue.Count; index++)
        {
            Assert.AreEqual(index, Bytes.Find(Catalogue.NameOf(index)), Catalogue.NameOf(index));
            Assert.AreEqual(index, Bytes.Find(Catalogue.PlainNameOf(index)), Catalogue.PlainNameOf(index));
        }
    }

    [TestMethod]
    public void ANameIsTheSameAsTextAndAsBytes()
    {
        byte[] bytes = new byte[Catalogue.MaxNameBytes];
        for (int index = 0; index < Catalogue.Count; index++)
        {
            int count = Catalogue.CopyName(index, bytes, 0);
            Assert.AreEqual(Catalogue.NameOf(index).Length, count);
            Assert.AreEqual(count, Catalogue.NameBytesOf(index));
            Assert.AreEqual(index, Catalogue.Find(bytes, 0, count), Catalogue.NameOf(index));
        }
    }

    [TestMethod]
    public void OneChangedByteNeverLeadsToTheSameParameter()
    {
        for (int index = 0; index < Catalogue.Count; index++)
        {
            byte[] name = Bytes.Of(Catalogue.NameOf(index));
            for (int i = 0; i < name.Length; i++)
            {
                byte kept = name[i];
                name[i] = 0;
                Assert.AreEqual(-1, Catalogue.Find(name, 0, name.Length), Catalogue.NameOf(index));
                name[i] = (byte)(kept ^ 0x80);
                Assert.AreEqual(-1, Catalogue.Find(name, 0, name.Length), Catalogue.NameOf(index));
                name[i] = (byte)(kept ^ 1);
                Assert.IsTrue(Catalogue.Find(name, 0, name.Length) != index, Catalogue.NameOf(index));
                name[i] = kept;
            }
        }
    }

    [TestMethod]
    [DataRow(ParameterIndex.Profile_Rule, "/spa$PSN.cfg")]
    [DataRow(ParameterIndex.SIP_Port_1_, "5060")]
    [DataRow(ParameterIndex.SIP_Port_2_, "5061")]
    [DataRow(ParameterIndex.Resync_Periodic, "3600")]
    [DataRow(ParameterIndex.Forced_Resync_Delay, "14400")]
    [DataRow(ParameterIndex.Syslog_Server, "")]
    [DataRow(ParameterIndex.DND_Act_Code, "*78")]
    [DataRow(ParameterIndex.Dial_Tone, "350@-19,440@-19;10(*/0/1+2)")]
    [DataRow(ParameterIndex.DHCP_Option_To_Use, "66,160,159,150")]
    [DataRow(ParameterIndex.Log_Resync_Success_Msg, "$PN $MAC -- Successful resync $SCHEME://$SERVIP:$PORT$PATH")]
    [DataRow(ParameterIndex.Log_Upgrade_Success_Msg, "$PN $MAC -- Successful upgrade $SCHEME://$SERVIP:$PORT$PATH -- $ERR")]
    public void HasTheGuidesFactoryValues(int index, string expected)
    {
        Assert.AreEqual(expected, Catalogue.DefaultOf(index));
    }

    [TestMethod]
    [DataRow(ParameterIndex.User_Password, (int)Access.ReadWrite, true, false)]
    [DataRow(ParameterIndex.Admin_Passwd, (int)Access.NotAccessible, true, false)]
    [DataRow(ParameterIndex.Password_1_, (int)Access.NotAccessible, true, true)]
    [DataRow(ParameterIndex.Password_2_, (int)Access.NotAccessible, true, true)]
    [DataRow(ParameterIndex.SRTP_Private_Key_2_, (int)Access.NotAccessible, true, true)]
    [DataRow(ParameterIndex.Mini_Certificate_1_, (int)Access.NotAccessible, false, true)]
    [DataRow(ParameterIndex.GPP_SA, (int)Access.NotAccessible, true, false)]
    [DataRow(ParameterIndex.GPP_SD, (int)Access.NotAccessible, true, false)]
    [DataRow(ParameterIndex.GPP_A, (int)Access.NotAccessible, false, false)]
    [DataRow(ParameterIndex.License_Keys, (int)Access.NotAccessible, true, false)]
    [DataRow(ParameterIndex.DHCP, (int)Access.ReadWrite, false, true)]
    [DataRow(ParameterIndex.Proxy_1_, (int)Access.NotAccessible, false, true)]
    [DataRow(ParameterIndex.Profile_Rule, (int)Access.NotAccessible, false, false)]
    [DataRow(ParameterIndex.Speed_Dial_2_1_, (int)Access.ReadWrite, false, false)]
    [DataRow(ParameterIndex.Secure_Call_Setting_2_, (int)Access.ReadWrite, false, false)]
    public void HasAccessSecrecyAndClass(int index, int access, bool isSecret, bool isReboot)
    {
        Assert.AreEqual(access, (int)Catalogue.AccessOf(index));
        Assert.AreEqual(isSecret, Catalogue.IsSecret(index));
        Assert.AreEqual(isReboot, Catalogue.IsRebootClass(index));
    }

    [TestMethod]
    [DataRow(ParameterIndex.Resync_Periodic, (int)ParameterType.Delays, 0, "")]
    [DataRow(ParameterIndex.Provision_Enable, (int)ParameterType.Bool, 0, "")]
    [DataRow(ParameterIndex.Debug_Level, (int)ParameterType.Choice, 0, "0/1/2/3")]
    [DataRow(ParameterIndex.SIP_T1, (int)ParameterType.Time, 3, "")]
    [DataRow(ParameterIndex.Profile_Rule, (int)ParameterType.Str, 2048, "")]
    [DataRow(ParameterIndex.Dial_Tone, (int)ParameterType.ToneScript, 0, "")]
    [DataRow(ParameterIndex.Ring1_Cadence, (int)ParameterType.CadScript, 0, "")]
    [DataRow(ParameterIndex.EXT_IP, (int)ParameterType.IP, 0, "")]
    public void HasTypes(int index, int type, int limit, string choices)
    {
        Assert.AreEqual(type, (int)Catalogue.TypeOf(index));
        Assert.AreEqual(limit, Catalogue.LimitOf(index));
        Assert.AreEqual(choices, Catalogue.ChoicesOf(index));
    }

    [TestMethod]
    [DataRow(ParameterIndex.Profile_Rule_B, "Profile Rule B", 2, false)]
    [DataRow(ParameterIndex.Dial_Plan_2_, "Dial Plan", 4, true)]
    [DataRow(ParameterIndex.Auth_Resync_Reboot_1_, "Auth Resync-Reboot", 4, false)]
    [DataRow(ParameterIndex.DHCP, "DHCP", 0, true)]
    public void PagesHaveTheirParametersWithALabelAndHelp(int index, string label, int tab, bool isBasic)
    {
        TextBuffer text = new TextBuffer(Catalogue.MaxNameBytes);
        Catalogue.AppendLabel(index, text);
        Assert.AreEqual(label, text.ToString());
        Assert.AreEqual(tab, Catalogue.TabOfSection(Catalogue.SectionOf(index)));
        Assert.AreEqual(isBasic, Catalogue.IsBasic(index));
        Assert.IsTrue(Catalogue.HelpOf(index).Length > 0);
    }

    [TestMethod]
    public void EveryParameterHasASection()
    {
        Assert.AreEqual("Provisioning/Configuration Profile", Catalogue.SectionNameOf(Catalogue.SectionOf(ParameterIndex.Profile_Rule)));
        for (int index = 0; index < Catalogue.Count; index++)
        {
            Assert.IsTrue(Catalogue.SectionNameOf(Catalogue.SectionOf(index)).Length > 0);
        }
    }
}
