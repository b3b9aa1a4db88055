// Whole units that register and are told by NOTIFY, on the simulated network under the stepped clock.

using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Hal;

namespace NanoSpa.Acceptance.Unit.Sip;

[TestClass]
public class SipUnitTests
{
    private const uint Own = 0xC0A80164;
    private const uint Stranger = 0xC0A80199;

    [TestMethod]
    public void BothLinesRegisterByNameAndThePageSaysSo()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=sip.telco.test", "Proxy_2_=sip.telco.test:5060", "User_ID_2_=1002", "Password_2_=p2", "Register_2_=Yes");
        Assert.IsTrue(registrar.Holds("1001") && registrar.Holds("1002"));
        Assert.AreEqual(2, bench.Messages().Count(m => m.Contains(": registered as ", StringComparison.Ordinal)), string.Join('\n', bench.Messages()));
        WebClient.Exchange asked = bench.Web.Ask("/", room: 10000);
        bench.Run(1);
        string page = asked.Body;
        StringAssert.Contains(page, "<td>Line 1 Registration State:</td><td>Registered</td>");
        StringAssert.Contains(page, "<td>Line 2 Registration State:</td><td>Registered</td>");
        Assert.IsTrue(registrar.Received.All(r => r.Contains("\r\nUser-Agent: Linksys/SPA2102-5.2.12\r\n", StringComparison.Ordinal)));
    }

    // A day of registrations of ten minutes, 12 of 100 datagrams lost in each direction.
    [TestMethod]
    [DataRow(12, 0)]
    [DataRow(12, 20)]
    public void RegistrationHoldsOnALossyPath(int lossPercent, int duplicatePercent)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200");
        bench.Network.Faults.LossPercent = lossPercent;
        bench.Network.Faults.DuplicatePercent = duplicatePercent;
        bench.Network.Faults.MaxDelayMs = 300;
        bool held = true;
        for (int minute = 0; minute < 24 * 60; minute++)
        {
            bench.Run(60);
            held &= registrar.Holds("1001") && bench.Unit.Sip.RegistrationOf(0).IsRegistered;
        }

        Assert.IsTrue(held, string.Join('\n', bench.Console.Lines.TakeLast(20)));
        Assert.IsGreaterThan(150, registrar.Received.Count);
    }

    [TestMethod]
    public void ALostRegistrationIsToldTriggersAResyncAndIsRegained()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered(
            "Proxy_1_=192.168.1.200", "Resync_Trigger_1=$REGTMR1 ge 60", "Profile_Rule=tftp://192.168.1.200/none.cfg", "Resync_Error_Retry_Delay=", "Resync_Periodic=");
        int before = bench.Tftp.Requests;
        registrar.IsSilent = true;
        bench.Run(600);
        Assert.IsTrue(bench.Messages().Any(m => m.Contains("Line 1: no longer registered as 1001", StringComparison.Ordinal)), string.Join('\n', bench.Messages()));
        Assert.AreEqual(before, bench.Tftp.Requests);
        bench.Run(120);
        Assert.AreEqual(before + 1, bench.Tftp.Requests);
        registrar.IsSilent = false;
        bench.Run(70);
        Assert.IsTrue(bench.Unit.Sip.RegistrationOf(0).IsRegistered);
        Assert.AreEqual(2, bench.Messages().Count(m => m.Contains("Line 1: registered as 1001", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("resync")]
    [DataRow("check-sync")]
    [DataRow("check-sync;reboot=false")]
    public void ANotifyResyncsOnceTheLinesAreIdle(string package)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200", "Profile_Rule=tftp://192.168.1.200/none.cfg", "Resync_Periodic=");
        int before = bench.Tftp.Requests;
        bench.Lines[1].IsOffHook = true;
        bench.Run(2);
        registrar.Notify(Own, package);
        bench.Run(30);
        StringAssert.StartsWith(registrar.Received[^1], "SIP/2.0 200 OK\r\n");
        Assert.AreEqual(before, bench.Tftp.Requests);
        bench.Lines[1].IsOffHook = false;
        bench.Run(3);
        Assert.AreEqual(before + 1, bench.Tftp.Requests);
    }

    [TestMethod]
    [DataRow("reboot_now", true, true, RestartReason.PowerUp)]
    [DataRow("restart_now", true, true, RestartReason.Command)]
    [DataRow("reboot", true, false, RestartReason.PowerUp)]
    [DataRow("reboot", false, true, RestartReason.PowerUp)]
    [DataRow("check-sync;reboot=true", true, false, RestartReason.PowerUp)]
    [DataRow("check-sync;reboot=true", false, true, RestartReason.PowerUp)]
    public void ANotifyRestartsAtOnceOrOnceTheLinesAreIdle(string package, bool offHook, bool restarts, RestartReason reason)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200");
        bench.Lines[0].IsOffHook = offHook;
        bench.Run(2);
        registrar.Notify(Own, package);
        bench.Run(3);
        Assert.AreEqual(restarts ? 1 : 0, bench.Restarts);
        Assert.AreEqual(restarts ? reason : RestartReason.PowerUp, bench.Power.StartReason);
        Assert.AreEqual(1, registrar.Received.Count(r => r.StartsWith("SIP/2.0 200 OK\r\n", StringComparison.Ordinal)));
        bench.Lines[0].IsOffHook = false;
        bench.Run(5);
        Assert.AreEqual(1, bench.Restarts);
    }

    // The server may not have the page: that is told, and not tried again.
    [TestMethod]
    [DataRow("http://192.168.1.200/rep", 1, "Report: sent ")]
    [DataRow("http://192.168.1.200/none", 1, "[404 Not Found] (fault 323)")]
    [DataRow("", 0, "Report_Rule is empty")]
    public void AChallengedNotifySendsTheReportOnce(string rule, int posts, string told)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered(
            "Proxy_1_=192.168.1.200", "Auth_Resync_Reboot_1_=Yes", "Password_1_=qZ7plant", "GPP_SA=qZ7plant", "GPP_A=shown", "Report_Rule=" + rule);
        bench.Http["/rep"] = [];
        registrar.Notify(Own, "report");
        bench.Run(3);
        StringAssert.StartsWith(registrar.Received[^1], "SIP/2.0 401 ");
        Assert.IsEmpty(bench.Requests);
        Assert.IsFalse(bench.Console.Lines.Exists(l => l.StartsWith("Report: ", StringComparison.Ordinal)), "not before the password");
        registrar.Notify(Own, "report", credentials: registrar.Credentials("1001", "qZ7plant"));
        bench.Run(1);
        StringAssert.StartsWith(registrar.Received[^1], "SIP/2.0 200 OK\r\n");
        bench.Run(3600);
        Assert.HasCount(posts, bench.Requests);
        Assert.HasCount(1, bench.Console.Lines.FindAll(l => l.StartsWith("Report: ", StringComparison.Ordinal) && l.Contains(told, StringComparison.Ordinal)), string.Join('\n', bench.Console.Lines));
        foreach (string request in bench.Requests)
        {
            StringAssert.StartsWith(request, "POST " + rule["http://192.168.1.200".Length..] + " HTTP/1.1\r\n");
            StringAssert.Contains(request, "<GPP_A ua=\"na\">shown</GPP_A>");
            Assert.IsFalse(request.Contains("qZ7plant", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void WithRestrictedSourcesOnlyTheProxyIsHeard()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200", "Restrict_Source_IP_1_=Yes");
        registrar.Notify(Own, "reboot_now", Stranger);
        bench.Run(3);
        Assert.AreEqual(0, bench.Restarts);
        registrar.Notify(Own, "reboot_now");
        bench.Run(3);
        Assert.AreEqual(1, bench.Restarts);
    }

    [TestMethod]
    [DataRow("Resync_From_SIP=No")]
    [DataRow("Provision_Enable=No")]
    public void WhatTheParametersForbidIsRefused(string setting)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200", setting);
        registrar.Notify(Own, "resync");
        bench.Run(3);
        StringAssert.StartsWith(registrar.Received[^1], "SIP/2.0 403 ");
    }

    [TestMethod]
    public void AProxyOutsideTheRestrictedDomainsIsNotAsked()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started("Proxy_1_=sip.telco.test", "Restricted_Access_Domains=other.test");
        bench.Run(60);
        Assert.IsEmpty(registrar.Received);
        Assert.IsFalse(bench.Queries.Contains("sip.telco.test"));
        Assert.AreEqual(1, bench.Messages().Count(m => m.Contains("(fault 607)", StringComparison.Ordinal)), string.Join('\n', bench.Messages()));
        bench.Set("Restricted_Access_Domains", "other.test,telco.test");
        bench.Run(60);
        Assert.IsTrue(bench.Unit.Sip.RegistrationOf(0).IsRegistered);
    }

    // Sent at 0, T1, 3 T1, 7 T1 … with pauses of T2 at most, until timer F; then Reg_Retry_Intvl.
    [TestMethod]
    [DataRow("SIP_T1=.5", "SIP_T2=4", "SIP_Timer_F=2", 10, 3)]
    [DataRow("SIP_T1=.25", "SIP_T2=4", "SIP_Timer_F=2", 10, 4)]
    [DataRow("SIP_T1=86401", "SIP_T2=4", "SIP_Timer_F=2", 10, 3)]
    [DataRow("SIP_T1=1", "SIP_T2=1", "SIP_Timer_F=5.5", 10, 6)]
    [DataRow("SIP_T1=1", "SIP_T2=1", "SIP_Timer_F=5.5", 22, 12)]
    [DataRow("SIP_T1=0", "SIP_T2=0", "SIP_Timer_F=0", 3, 3)]
    public void TheTimersAreTheParameters(string t1, string t2, string timerF, int seconds, int sent)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started("Proxy_1_=192.168.1.200", "Reg_Retry_Intvl=10", t1, t2, timerF);
        registrar.IsSilent = true;
        bench.Run(seconds);
        Assert.AreEqual(sent, registrar.Missed);
    }

    // Nobody is at that address: the resync runs for 23 s.
    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(5, 2)]
    public void ANotifyDuringAResyncIsFollowedByAnother(int secondsLater, int resyncs)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200", "Profile_Rule=tftp://192.168.1.222/a", "Resync_Periodic=", "Resync_Error_Retry_Delay=");
        registrar.Notify(Own, "resync");
        bench.Run(0.1 + secondsLater);
        if (secondsLater > 0)
        {
            registrar.Notify(Own, "resync");
        }

        bench.Run(120);
        Assert.AreEqual(resyncs, bench.Messages().Count(m => m.Contains("Resync failed", StringComparison.Ordinal)), string.Join('\n', bench.Messages()));
    }

    // The guide limits line 1 alone.
    [TestMethod]
    public void LineTwoRegistersOutsideTheRestrictedDomains()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started("Proxy_1_=", "Restricted_Access_Domains=other.test", "Proxy_2_=sip.telco.test:5060", "User_ID_2_=1002", "Password_2_=p2");
        bench.Run(20);
        Assert.IsTrue(registrar.Holds("1002"), string.Join('\n', bench.Console.Lines));
    }

    [TestMethod]
    [DataRow("Outbound_Proxy_1_=evil.test", "Use_Outbound_Proxy_1_=Yes", false)]
    [DataRow("Outbound_Proxy_1_=sip.telco.test", "Use_Outbound_Proxy_1_=Yes", true)]
    [DataRow("Outbound_Proxy_1_=evil.test", "Use_Outbound_Proxy_1_=No", true)]
    public void TheOutboundProxyIsBoundTooAndUsedWhenItIsOn(string outbound, string use, bool registers)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started("Proxy_1_=sip.telco.test", "Restricted_Access_Domains=telco.test", outbound, use);
        bench.Name("evil.test", UnitBench.Server);
        bench.Run(20);
        Assert.AreEqual(registers, registrar.Holds("1001"), string.Join('\n', bench.Console.Lines));
    }

    [TestMethod]
    [DataRow("Proxy_1_=", "")]
    [DataRow("Register_1_=No", "")]
    [DataRow("Line_Enable_1_=No", "")]
    [DataRow("User_ID_1_=", "(fault 606)")]
    public void ALineThatIsNotToRegisterDoesNot(string setting, string told)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started("Proxy_1_=192.168.1.200", setting);
        bench.Run(60);
        Assert.IsEmpty(registrar.Received);
        Assert.AreEqual(told.Length > 0, bench.Messages().Any(m => m.Contains("Line 1", StringComparison.Ordinal)));
        Assert.IsTrue(told.Length == 0 || bench.Messages().Any(m => m.Contains(told, StringComparison.Ordinal)));
    }

    // A unit restarts for such a change once its lines are idle; until then the line is what its parameters say.
    [TestMethod]
    [DataRow("User_ID_1_=1009", "1009")]
    [DataRow("Proxy_1_=192.168.1.201", "1001")]
    public void AChangeBeforeTheRestartIsRegisteredAnew(string setting, string user)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200");
        SimulatedRegistrar other = new(bench.Network, 0xC0A801C9);
        SimulatedRegistrar meant = setting[0] == 'P' ? other : registrar;
        bench.Set(setting.Split('=')[0], setting.Split('=')[1]);
        bench.Run(600);
        Assert.IsTrue(meant.Holds(user), string.Join('\n', bench.Console.Lines));
        string[] requests = registrar.Received.Concat(other.Received).Where(r => r.StartsWith("REGISTER ", StringComparison.Ordinal)).ToArray();
        Assert.AreEqual(2, requests.Select(r => r.Split("Call-ID: ")[1].Split('\r')[0]).Distinct().Count());
        Assert.IsTrue(other.Received.All(r => r.StartsWith("REGISTER sip:192.168.1.201 ", StringComparison.Ordinal)));
    }

    // The password alone makes no other registration.
    [TestMethod]
    public void AnotherPasswordIsUsedFromTheNextRequestOn()
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered("Proxy_1_=192.168.1.200");
        Assert.IsTrue(Proves(registrar.Received[^1], "p1"));
        bench.Set("Password_1_", "other");
        bench.Run(600);
        Assert.IsTrue(Proves(registrar.Received[^1], "other"), registrar.Received[^1]);
        Assert.AreEqual(1, registrar.Received.Select(r => r.Split("Call-ID: ")[1].Split('\r')[0]).Distinct().Count());
    }

    private static bool Proves(string request, string password)
    {
        string Word(string name) => request.Split(name + "=")[1].Split(',', '\r')[0].Trim('"');
        string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));
        return Word("response") == Md5($"{Md5($"{Word("username")}:{Word("realm")}:{password}")}:{Word("nonce")}:{Word(" nc")}:{Word("cnonce")}:auth:{Md5("REGISTER:" + Word(" uri"))}");
    }

    [TestMethod]
    [DataRow("$NOTIFY", "NOTIFY sip:192.168.1.200 SIP/2.0\r\n")]
    [DataRow("$REGISTER", "REGISTER sip:192.168.1.200 SIP/2.0\r\n")]
    [DataRow("hello", "hello")]
    public void KeepAlivesGoToTheProxyAsOftenAsAsked(string message, string sent)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Registered(
            "Proxy_1_=192.168.1.200", "NAT_Keep_Alive_Enable_1_=Yes", "NAT_Keep_Alive_Intvl=20", "NAT_Keep_Alive_Msg_1_=" + message);
        int before = registrar.Received.Count;
        bench.Run(200);
        string[] came = registrar.Received.Skip(before).ToArray();
        Assert.AreEqual(10, came.Count(r => r.StartsWith(sent, StringComparison.Ordinal)));
        Assert.IsTrue(came.Where(r => r.StartsWith("REGISTER", StringComparison.Ordinal)).All(r => !r.Contains("Contact:", StringComparison.Ordinal)));
    }

    private static (UnitBench Bench, SimulatedRegistrar Registrar) Registered(params string[] settings)
    {
        (UnitBench bench, SimulatedRegistrar registrar) = Started(settings);
        bench.Run(20);
        Assert.IsTrue(registrar.Holds("1001"), string.Join('\n', bench.Console.Lines));
        return (bench, registrar);
    }

    // The line's parameters count from the start of the unit: it is switched off and on.
    private static (UnitBench Bench, SimulatedRegistrar Registrar) Started(params string[] settings)
    {
        UnitBench bench = new();
        bench.Name("sip.telco.test", UnitBench.Server);
        SimulatedRegistrar registrar = new(bench.Network, UnitBench.Server);
        string[] common = ["Resync_On_Reset=No", "Primary_DNS=192.168.1.1", "Syslog_Server=192.168.1.200", "User_ID_1_=1001", "Password_1_=p1", "Auth_Resync_Reboot_1_=No", .. settings];
        foreach (string setting in common)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            bench.Set(setting[..equals], setting[(equals + 1)..]);
        }

        bench.PowerCycle();
        return (bench, registrar);
    }
}
