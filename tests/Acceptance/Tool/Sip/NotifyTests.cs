// NOTIFYs to a unit through its 401: from a real kamailio it is registered with, from sipp, and from nanospa notify.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests.Sip;

[TestClass]
public class NotifyTests
{
    [TestMethod]
    [DataRow("resync", "Resync failed")]
    [DataRow("report", "Line 1: NOTIFY report from 127.0.0.1: 200")]
    [DataRow("reboot_now", "The unit restarts\\.")]
    [DataRow("restart_now", "The unit restarts warm")]
    [DataRow("check-sync", "Resync failed")]
    [DataRow("check-sync;reboot=true", "The unit restarts\\.")]
    [DataRow("reboot", "The unit restarts\\.")]
    public void KamailioNotifiesThroughTheChallenge(string package, string seen)
    {
        Kamailio.Require("kamailio");
        using Kamailio kamailio = new();
        using StateFolder state = new();
        using ToolProcess tool = RegistrationTests.Unit(state, "Proxy_1_=" + kamailio.Address, "Resync_On_Reset=No", "Profile_Rule=http://127.0.0.1:1/none");
        tool.WaitFor("Line 1: registered as 1001");
        kamailio.Notify("1001", package);
        kamailio.WaitFor("notify answered 200");
        tool.WaitFor("Line 1: NOTIFY .* from 127.0.0.1: 401");
        tool.WaitFor(seen);
        if (seen.StartsWith("The unit restarts", StringComparison.Ordinal))
        {
            tool.WaitFor("Line 1: registered as 1001", 2);
        }
    }

    [TestMethod]
    [DataRow("resync", "Resync failed")]
    [DataRow("report", "Line 1: NOTIFY report from 127.0.0.1: 200")]
    [DataRow("reboot_now", "The unit restarts\\.")]
    [DataRow("restart_now", "The unit restarts warm")]
    [DataRow("check-sync", "Resync failed")]
    [DataRow("reboot", "The unit restarts\\.")]
    public void SippNotifiesThroughTheChallenge(string package, string seen)
    {
        Kamailio.Require("sipp");
        int port = Kamailio.FreeUdpPort();
        using StateFolder state = new();
        using ToolProcess tool = Alone(state, port);
        string scenario = Path.Combine(state.Path, "notify.xml");
        File.WriteAllText(scenario, Scenario(package));
        string[] arguments =
        [
            "-sf", scenario, "-m", "1", "-s", "1001", "-au", "1001", "-ap", Kamailio.Password, "-i", "127.0.0.1", "-p", $"{Kamailio.FreeUdpPort()}", "-nostdin", "-timeout", "15s", "-timeout_error", $"127.0.0.1:{port}",
        ];
        var start = new ProcessStartInfo("sipp") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = state.Path };
        start.Environment["TERM"] = "dumb";
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process sipp = Process.Start(start);
        var errors = sipp.StandardError.ReadToEndAsync();
        string output = sipp.StandardOutput.ReadToEnd();
        sipp.WaitForExit();
        Assert.AreEqual(0, sipp.ExitCode, output + errors.Result + tool.Output);
        tool.WaitFor(seen);
    }

    [TestMethod]
    [DataRow("resync", Kamailio.Password, 0, "answers 200 OK", "Resync failed")]
    [DataRow("check-sync;reboot=true", Kamailio.Password, 0, "answers 200 OK", "The unit restarts\\.")]
    [DataRow("resync", "wrong", 1, "answers 401 Unauthorized", "NOTIFY resync from 127.0.0.1: 401")]
    [DataRow("talk", Kamailio.Password, 1, "answers 489 Bad Event", "NOTIFY talk from 127.0.0.1: 489")]
    public void ThePersonsOwnNotifySaysWhatTheUnitAnswered(string package, string password, int status, string said, string seen)
    {
        int port = Kamailio.FreeUdpPort();
        using StateFolder state = new();
        using ToolProcess tool = Alone(state, port);
        (int exit, string output, string errors) = ToolProcess.Run(
            "", "notify", "--event", package, "--to", "localhost:" + port.ToString(CultureInfo.InvariantCulture), "--user", "1001", "--password", password);
        Assert.AreEqual(status, exit, output + errors);
        StringAssert.Contains(output, said);
        tool.WaitFor(seen);
    }

    [TestMethod]
    [DataRow("--to 127.0.0.1:99999", "--to")]
    [DataRow("--to 127.0.0.1:1 --user 0123456789012345678901234567890123456789012345678901234567890123456789", "--user")]
    [DataRow("--event resync", "--to")]
    public void WrongUsageIsTold(string arguments, string option)
    {
        (int exit, _, string errors) = ToolProcess.Run("", ["notify", .. arguments.Split(' ')]);
        Assert.AreEqual(2, exit);
        StringAssert.Contains(errors, option);
    }

    // A unit without a proxy: its line takes NOTIFYs all the same.
    private static ToolProcess Alone(StateFolder state, int port)
    {
        ToolProcess tool = RegistrationTests.Unit(state, "Resync_On_Reset=No", "Profile_Rule=http://127.0.0.1:1/none", $"SIP_Port_1_={port}");
        tool.WaitFor("Web page: ");
        return tool;
    }

    private static string Scenario(string package)
    {
        string request(int sequence, string credentials) => $"""
            NOTIFY sip:[service]@[remote_ip]:[remote_port] SIP/2.0
            Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
            Max-Forwards: 70
            From: <sip:prov@telco.test>;tag=[call_number]
            To: <sip:[service]@telco.test>
            Call-ID: [call_id]
            CSeq: {sequence} NOTIFY
            Contact: <sip:prov@[local_ip]:[local_port]>
            {credentials}Event: {package}
            Subscription-State: active
            Content-Length: 0


            """;
        return $"""
            <?xml version="1.0" encoding="ISO-8859-1" ?>
            <scenario name="notify">
            <send retrans="500"><![CDATA[
            {request(1, "")}
            ]]></send>
            <recv response="401" auth="true"/>
            <send retrans="500"><![CDATA[
            {request(2, "[authentication]\n")}
            ]]></send>
            <recv response="200"/>
            </scenario>
            """;
    }
}
