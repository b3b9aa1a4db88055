// Rows of values, good ones with what is kept, bad ones with the rule that is broken and the byte that breaks it (guide "Data Types").

using System;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class ValueCheckTests
{
    private readonly ValueCheck _check = new ValueCheck();

    [TestMethod]
    [DataRow(ParameterIndex.DHCP, "Yes", "Yes")]
    [DataRow(ParameterIndex.DHCP, " yes\n", "Yes")]
    [DataRow(ParameterIndex.DHCP, "Enable", "Yes")]
    [DataRow(ParameterIndex.DHCP, "enable", "Yes")]
    [DataRow(ParameterIndex.DHCP, "1", "Yes")]
    [DataRow(ParameterIndex.DHCP, "No", "No")]
    [DataRow(ParameterIndex.DHCP, "no", "No")]
    [DataRow(ParameterIndex.DHCP, "Disable", "No")]
    [DataRow(ParameterIndex.DHCP, "disable", "No")]
    [DataRow(ParameterIndex.DHCP, "0", "No")]
    [DataRow(ParameterIndex.DHCP, "", "")]
    [DataRow(ParameterIndex.Debug_Level, "3", "3")]
    [DataRow(ParameterIndex.DNS_Server_Order, "manual,dhcp", "Manual,DHCP")]
    [DataRow(ParameterIndex.Hold_Reminder_Ring_1_, "NONE", "none")]
    [DataRow(ParameterIndex.Max_Auth, "12", "12")]
    [DataRow(ParameterIndex.Max_Auth, " 0x18 ", "0x18")]
    [DataRow(ParameterIndex.Max_Auth, "0XfF", "0XfF")]
    [DataRow(ParameterIndex.Max_Auth, "+007", "+007")]
    [DataRow(ParameterIndex.Max_RTP_ICMP_Err, "65535", "65535")]
    [DataRow(ParameterIndex.Forced_Resync_Delay, "4294967295", "4294967295")]
    [DataRow(ParameterIndex.EXT_RTP_Port_Min, "", "")]
    [DataRow(ParameterIndex.SIP_Port_1_, "0x13c4", "0x13c4")]
    [DataRow(ParameterIndex.SIP_T1, ".5", ".5")]
    [DataRow(ParameterIndex.SIP_T1, "0.50001", "0.50001")]
    [DataRow(ParameterIndex.SIP_T1, "5.", "5.")]
    [DataRow(ParameterIndex.FXS_Port_Input_Gain, "-3", "-3")]
    [DataRow(ParameterIndex.DTMF_Playback_Level, "-13.5", "-13.5")]
    [DataRow(ParameterIndex.DTMF_Playback_Level, "1.5", "1.5")]
    [DataRow(ParameterIndex.Resync_Periodic, "600,1200+300 , 5", "600,1200+300 , 5")]
    [DataRow(ParameterIndex.Resync_Periodic, " ", "")]
    [DataRow(ParameterIndex.EXT_IP, " 10.1.2.100 ", "10.1.2.100")]
    [DataRow(ParameterIndex.Proxy_1_, "sip.Linksys.com:5060", "sip.Linksys.com:5060")]
    [DataRow(ParameterIndex.Proxy_1_, "109.12.14.12:12345;transport=udp", "109.12.14.12:12345;transport=udp")]
    [DataRow(ParameterIndex.User_ID_1_, "j.smith+1", "j.smith+1")]
    [DataRow(ParameterIndex.Speed_Dial_2_1_, "1234@10.10.10.100:5068", "1234@10.10.10.100:5068")]
    [DataRow(ParameterIndex.Speed_Dial_2_1_, "*69", "*69")]
    [DataRow(ParameterIndex.Call_Return_Code, "*0272616", "*0272616")]
    [DataRow(ParameterIndex.Ring1_Caller_1_, "1408*, 1510*", "1408*, 1510*")]
    [DataRow(ParameterIndex.Ring1_Caller_1_, "1408123????, 555?1.,%2a", "1408123????, 555?1.,%2a")]
    [DataRow(ParameterIndex.SIT1_RSC, "404, 5*", "404, 5*")]
    [DataRow(ParameterIndex.SIT1_RSC, "61?", "61?")]
    [DataRow(ParameterIndex.SIT1_RSC, "407, 408, 487, 481", "407, 408, 487, 481")]
    [DataRow(ParameterIndex.Ring1_Cadence, "60(.2/.2,.2/.2,.2/.2,1/4)", "60(.2/.2,.2/.2,.2/.2,1/4)")]
    [DataRow(ParameterIndex.CWT_Frequency, "440@-10", "440@-10")]
    [DataRow(ParameterIndex.Ring_Back_Tone, "440@-19,480@-19;* (2/4/1+2)", "440@-19,480@-19;* (2/4/1+2)")]
    [DataRow(ParameterIndex.Dial_Plan_1_, " ( S0 <:18005551212> )\n", "( S0 <:18005551212> )")]
    [DataRow(ParameterIndex.GPP_A, " as\tit is ", " as\tit is ")]
    public void GoodValuesAreKept(int parameter, string text, string kept)
    {
        byte[] value = Bytes.Of("<" + text + ">");
        Assert.AreEqual((int)Fault.None, (int)_check.Check(parameter, value, 1, value.Length - 2));
        Assert.AreEqual(0, _check.Position);
        Assert.AreEqual(kept, _check.KeptCount == 0 ? "" : Encoding.UTF8.GetString(_check.Kept, _check.KeptOffset, _check.KeptCount));
    }

    [TestMethod]
    [DataRow(ParameterIndex.DHCP, "YES", (int)Fault.ValueNotBool, 0)]
    [DataRow(ParameterIndex.DHCP, " true", (int)Fault.ValueNotBool, 1)]
    [DataRow(ParameterIndex.DHCP, "10", (int)Fault.ValueNotBool, 0)]
    [DataRow(ParameterIndex.Debug_Level, "4", (int)Fault.ValueNotChoice, 0)]
    [DataRow(ParameterIndex.Debug_Level, "0/1", (int)Fault.ValueNotChoice, 0)]
    [DataRow(ParameterIndex.Max_Auth, "256", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.Max_Auth, " -1", (int)Fault.ValueOutOfRange, 1)]
    [DataRow(ParameterIndex.Max_Auth, "0x100", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.Max_Auth, "99999999999999999999999999999999999999", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.Max_Auth, "12a", (int)Fault.ValueNotNumber, 2)]
    [DataRow(ParameterIndex.Max_Auth, "0x", (int)Fault.ValueNotNumber, 2)]
    [DataRow(ParameterIndex.Max_Auth, "-", (int)Fault.ValueNotNumber, 1)]
    [DataRow(ParameterIndex.Max_Auth, "1.5", (int)Fault.ValueNotNumber, 1)]
    [DataRow(ParameterIndex.Max_RTP_ICMP_Err, "65536", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.Forced_Resync_Delay, "4294967296", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.SIP_Port_1_, "65536", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.SIP_T1, "-1", (int)Fault.ValueNotNumber, 0)]
    [DataRow(ParameterIndex.SIP_T1, ".", (int)Fault.ValueNotNumber, 1)]
    [DataRow(ParameterIndex.SIP_T1, "1.2.3", (int)Fault.ValueNotNumber, 3)]
    [DataRow(ParameterIndex.SIP_T1, "99999999999999999999", (int)Fault.ValueOutOfRange, 0)]
    [DataRow(ParameterIndex.FXS_Port_Input_Gain, "loud", (int)Fault.ValueNotNumber, 0)]
    [DataRow(ParameterIndex.DTMF_Playback_Level, "-16dBm", (int)Fault.ValueNotNumber, 3)]
    [DataRow(ParameterIndex.EXT_IP, "10.1.2", (int)Fault.ValueNotAddress, 6)]
    [DataRow(ParameterIndex.EXT_IP, "10.1.256.1", (int)Fault.ValueNotAddress, 5)]
    [DataRow(ParameterIndex.EXT_IP, "10.1.2.3.4", (int)Fault.ValueNotAddress, 8)]
    [DataRow(ParameterIndex.EXT_IP, "server", (int)Fault.ValueNotAddress, 0)]
    [DataRow(ParameterIndex.Proxy_1_, "sip server", (int)Fault.ValueNotHost, 3)]
    [DataRow(ParameterIndex.User_ID_1_, "a\tb", (int)Fault.ValueControlByte, 1)]
    [DataRow(ParameterIndex.Speed_Dial_2_1_, "1234567890123456789012345678901234567890", (int)Fault.ValueTooLong, 39)]
    [DataRow(ParameterIndex.Call_Return_Code, "*12345678", (int)Fault.ValueTooLong, 8)]
    [DataRow(ParameterIndex.Ring1_Caller_1_, "1408*,%2", (int)Fault.ValueTemplate, 6)]
    [DataRow(ParameterIndex.SIT1_RSC, "404;5*", (int)Fault.ValueTemplate, 3)]
    [DataRow(ParameterIndex.Ring1_Cadence, " 60(2)", (int)Fault.ValueCadence, 5)]
    [DataRow(ParameterIndex.CWT_Frequency, "440", (int)Fault.ValueFrequency, 3)]
    [DataRow(ParameterIndex.Dial_Tone, "350@-19", (int)Fault.ValueTone, 7)]
    [DataRow(ParameterIndex.Dial_Plan_1_, "(*xx|[3469)", (int)Fault.ValueDialPlan, 10)]
    [DataRow(ParameterIndex.HostName, "0123456789012345678901234567890123456789012345678901234567890123", (int)Fault.ValueTooLong, 63)]
    public void BadValuesSayTheRuleAndTheByte(int parameter, string text, int fault, int position)
    {
        byte[] value = Bytes.Of("<" + text + ">");
        Assert.AreEqual(fault, (int)_check.Check(parameter, value, 1, value.Length - 2));
        Assert.AreEqual(position, _check.Position);
    }

    [TestMethod]
    public void EveryFactoryValueIsGoodAndKeptAsItIs()
    {
        for (int index = 0; index < Catalogue.Count; index++)
        {
            string factory = Catalogue.DefaultOf(index);
            byte[] value = Bytes.Of(factory);
            Assert.AreEqual((int)Fault.None, (int)_check.Check(index, value, 0, value.Length), Catalogue.NameOf(index));
            Assert.IsTrue(ByteText.Equals(_check.Kept, _check.KeptOffset, _check.KeptCount, value, 0, value.Length), Catalogue.NameOf(index));
        }
    }

    // Whatever is set: the place of a fault lies in the value, and what is kept is good and kept again as it is.
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void WhatIsKeptIsGoodAndAPlaceIsInTheValue(int seed)
    {
        byte[] letters = Bytes.Of("0123456789 .,;:+-*#/@()[]<>|!xXSLPyesno%?\t\n\u0001");
        Random random = new Random(seed);
        byte[] value = new byte[48];
        byte[] kept = new byte[64];
        int good = 0;
        for (int round = 0; round < 20000; round++)
        {
            int index = random.Next(Catalogue.Count);
            int count = random.Next(round % 4 == 0 ? 48 : 5);
            for (int i = 0; i < count; i++)
            {
                value[i] = letters[random.Next(letters.Length)];
            }

            if (_check.Check(index, value, 0, count) != Fault.None)
            {
                Assert.IsTrue(_check.Position >= 0 && _check.Position <= count);
                continue;
            }

            good++;
            int keptCount = _check.KeptCount;
            Array.Copy(_check.Kept, _check.KeptOffset, kept, 0, keptCount);
            Assert.AreEqual((int)Fault.None, (int)_check.Check(index, kept, 0, keptCount));
            Assert.IsTrue(ByteText.Equals(_check.Kept, _check.KeptOffset, _check.KeptCount, kept, 0, keptCount));
        }

        Assert.IsTrue(good > 1000 && good < 19000);
    }

    [TestMethod]
    public void ATransactionKeepsTheGoodAndLeavesTheBad()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 4096);
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual((int)Fault.None, (int)Bytes.Set(transaction, ParameterIndex.DHCP, "disable"));
        Assert.AreEqual((int)Fault.None, (int)Bytes.Set(transaction, ParameterIndex.Enable_Web_Server, "1"));
        Assert.AreEqual((int)Fault.ValueCadence, (int)Bytes.Set(transaction, ParameterIndex.Ring1_Cadence, "60[2/4]"));
        Assert.AreEqual(2, transaction.FaultPosition);
        Assert.AreEqual(1, transaction.ChangedCount);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual("No", store.Text(ParameterIndex.DHCP));
        Assert.IsTrue(store.IsDefault(ParameterIndex.Enable_Web_Server));
        Assert.AreEqual("60(2/4)", store.Text(ParameterIndex.Ring1_Cadence));
    }
}
