// Units that register with a real kamailio: two lines, a wrong password, expiry, outage and return, a lossy path.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests.Sip;

[TestClass]
public class RegistrationTests
{
    [TestInitialize]
    public void Need() => Kamailio.Require("kamailio");

    [TestMethod]
    public void TwoLinesRegisterWithDigest()
    {
        using Kamailio kamailio = new();
        using StateFolder state = new();
        using ToolProcess tool = Unit(state, "Proxy_1_=" + kamailio.Address, "Proxy_2_=" + kamailio.Address, "User_ID_2_=1002", "Password_2_=" + Kamailio.Password);
        tool.WaitFor("Line 1: registered as 1001");
        tool.WaitFor("Line 2: registered as 1002");
        kamailio.WaitFor("kept 1001");
        kamailio.WaitFor("kept 1002");
    }

    [TestMethod]
    public void AWrongPasswordIsToldAndNotTriedWithoutEnd()
    {
        using Kamailio kamailio = new();
        using StateFolder state = new();
        using ToolProcess tool = Unit(state, "Proxy_1_=" + kamailio.Address, "Password_1_=wrong");
        tool.WaitFor(@"Line 1: .*Password.* \[401 Unauthorized\] \(fault 602\)");
        Thread.Sleep(2000);
        Assert.AreEqual(3, kamailio.Said.Split("came REGISTER").Length - 1, kamailio.Said);
    }

    [TestMethod]
    public void ARegistrationIsRenewedLostInAnOutageAndRegained()
    {
        using Kamailio kamailio = new();
        using StateFolder state = new();
        using ToolProcess tool = Unit(state, "Proxy_1_=" + kamailio.Address, "Register_Expires_1_=4", "SIP_Timer_F=1", "Reg_Retry_Intvl=1");
        kamailio.WaitFor("kept 1001", 3);
        kamailio.Stop();
        tool.WaitFor("Line 1: no longer registered as 1001");
        tool.WaitFor(@"\(fault 600\)");
        kamailio.Start();
        tool.WaitFor("Line 1: registered as 1001", 2);
    }

    // The registrar takes 3 s at least: asked for 1 s it says 423 with Min-Expires.
    [TestMethod]
    public void ATooShortTimeIsMadeLonger()
    {
        using Kamailio kamailio = new();
        using StateFolder state = new();
        using ToolProcess tool = Unit(state, "Proxy_1_=" + kamailio.Address, "Register_Expires_1_=1");
        kamailio.WaitFor("kept 1001", 2);
        Assert.IsFalse(tool.Output.Contains("fault", StringComparison.Ordinal), tool.Output);
    }

    [TestMethod]
    public void RegistrationHoldsWhileEveryEighthDatagramIsLost()
    {
        using Kamailio kamailio = new();
        using LossyPath path = new(kamailio.Port);
        using StateFolder state = new();
        using ToolProcess tool = Unit(state, "Proxy_1_=127.0.0.1:" + path.Port.ToString(CultureInfo.InvariantCulture), "Register_Expires_1_=6");
        kamailio.WaitFor("kept 1001", 1);
        Assert.IsTrue(SpinWait.SpinUntil(() => path.Lost >= 4, TimeSpan.FromSeconds(60)), kamailio.Said);
        Assert.AreEqual(1, tool.Output.Split("registered as 1001").Length - 1, tool.Output);
        Assert.IsFalse(tool.Output.Contains("fault", StringComparison.Ordinal), tool.Output);
        Console.WriteLine($"{path.Lost} datagrams lost, {kamailio.Said.Split("kept 1001").Length - 1} registrations, none lost");
    }

    /// <summary>A unit whose line 1 is 1001, on ports of its own, without a resync.</summary>
    internal static ToolProcess Unit(StateFolder state, params string[] settings)
    {
        string[] common =
        [
            "Resync_Random_Delay=0", "Profile_Rule=", "User_ID_1_=1001", "Password_1_=" + Kamailio.Password, $"SIP_Port_1_={Kamailio.FreeUdpPort()}", $"SIP_Port_2_={Kamailio.FreeUdpPort()}", .. settings,
        ];
        IEnumerable<string> sets = common.SelectMany(s => new[] { "--set", s });
        return ToolProcess.Start(["run", "--state", state.Path, "--ip", "127.0.0.1", "--debug", "2", .. sets]);
    }
}
