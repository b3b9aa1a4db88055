// The unit's scratch overwritten between any two steps: DHCP's answer, look-ups, registrations, NOTIFYs and syslog lines come out the same.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Acceptance.Unit.Sip;
using NanoSpa.Core;
using NanoSpa.Device;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class ScratchTests
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Instance;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void NothingIsKeptInTheScratchFromOneStepToTheNext(bool spoils)
    {
        UnitBench bench = Bench();
        Run(bench, 15, spoils);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual("through DHCP", bench.Unit.Store.Text(Parameters.ParameterIndex.GPP_A));
        Assert.IsTrue(bench.Syslog.Any(line => line.Contains("DHCP options: answer from the network", StringComparison.Ordinal)), string.Join("\n", bench.Syslog));
        Assert.IsFalse(bench.Syslog.Any(line => line.Contains('?')), string.Join("\n", bench.Syslog));
    }

    // Both lines register by name on a path that loses and repeats, so that everything is sent again; a NOTIFY is challenged and refused. A time server
    // is looked up and asked, and does not answer.
    [TestMethod]
    public void SipIsTheSameWhateverTheScratchHolds()
    {
        string[] plain = Registrations(false);
        string[] spoilt = Registrations(true);
        CollectionAssert.AreEqual(plain, spoilt);
        Assert.IsTrue(plain.Count(r => r.StartsWith("REGISTER ", StringComparison.Ordinal) && r.Contains("Authorization: ", StringComparison.Ordinal)) > 20, string.Join("\n", plain));
        Assert.IsTrue(plain.Length > plain.Distinct().Count(), "nothing was sent again");
        Assert.IsTrue(plain.Any(r => r.StartsWith("SIP/2.0 401 ", StringComparison.Ordinal)));
        Assert.IsTrue(plain.Any(r => r.StartsWith("NOTIFY sip:", StringComparison.Ordinal)));
        CollectionAssert.Contains(plain, "time");
    }

    [TestMethod]
    public void AllThatShareTheScratchHaveTheSame()
    {
        Device.Unit unit = Bench().Unit;
        (TextBuffer input, TextBuffer output, TextBuffer line) = ScratchOf(unit);
        Assert.AreEqual(UnitScratch.InputBytes, input.Bytes.Length);
        Assert.AreEqual(UnitScratch.OutputBytes, output.Bytes.Length);
        Assert.AreSame(output, Field(Field(unit, "_debug"), "_scratch"));
        Assert.AreSame(output, Field(Field(unit, "_defaultServer"), "_expanded"));
        Assert.AreSame(output, Field(Field(unit, "_sip"), "_answer"));
        Assert.AreSame(line, Field(Field(Field(unit, "_sip"), "_log"), "_line"));
        Assert.AreSame(line, Field(Field(unit, "_lines"), "_text"));
        Assert.AreEqual(UnitScratch.LineBytes, line.Bytes.Length);
        Assert.AreSame(input.Bytes, Field(Field(unit, "_dhcp"), "_received"));
    }

    private static void Run(UnitBench bench, double seconds, bool spoils)
    {
        (TextBuffer input, TextBuffer output, TextBuffer line) = ScratchOf(bench.Unit);
        bench.RunUntil(
            () =>
            {
                foreach (TextBuffer scratch in spoils ? new[] { input, output, line } : [])
                {
                    Array.Fill(scratch.Bytes, (byte)0xA5);
                    scratch.Length = scratch.Bytes.Length;
                    scratch.Overflowed = true;
                }

                return false;
            },
            seconds);
    }

    private static string[] Registrations(bool spoils)
    {
        UnitBench bench = new();
        bench.Name("sip.example.com", UnitBench.Server);
        bench.Name("ntp.example.com", UnitBench.Server);
        SimulatedRegistrar registrar = new(bench.Network, UnitBench.Server) { ExpiresSeconds = 120 };
        string[] settings =
        [
            "Resync_On_Reset=No", "Primary_DNS=192.168.1.1", "Syslog_Server=192.168.1.200", "NAT_Keep_Alive_Enable_1_=Yes", "NAT_Keep_Alive_Intvl=40", "Primary_NTP_Server=ntp.example.com",
            "Proxy_1_=sip.example.com", "User_ID_1_=1001", "Password_1_=p1", "Proxy_2_=sip.example.com", "User_ID_2_=1002", "Password_2_=p2",
        ];
        List<string> times = [];
        bench.Network.Serve(UnitBench.Server, 123, (_, _, _) => times.Add("time"));
        foreach (string setting in settings)
        {
            bench.Set(setting.Split('=')[0], setting.Split('=')[1]);
        }

        bench.PowerCycle();
        bench.Network.Faults.LossPercent = 20;
        bench.Network.Faults.DuplicatePercent = 20;
        Run(bench, 1800, spoils);
        registrar.Notify(0xC0A80164, "reboot_now");
        registrar.Notify(0xC0A80164, "reboot_now");
        Run(bench, 10, spoils);
        return [.. registrar.Received, .. times, .. bench.Queries];
    }

    private static (TextBuffer Input, TextBuffer Output, TextBuffer Line) ScratchOf(Device.Unit unit)
    {
        return ((TextBuffer)Field(Field(unit, "_sip"), "_datagram"), (TextBuffer)Field(Field(unit, "_syslog"), "_scratch"), (TextBuffer)Field(unit, "_line"));
    }

    private static object Field(object owner, string name) => owner.GetType().GetField(name, Private).GetValue(owner);

    // Option 160 has a URL with a macro; the debug server has to be looked up first, so that its lines wait.
    private static UnitBench Bench()
    {
        var bench = new UnitBench();
        bench.Tftp.Files["/from/dhcp2102.cfg"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>through DHCP</GPP_A></flat-profile>");
        bench.Name("log.example.com", UnitBench.Server);
        bench.Run(9);
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Debug_Server", "log.example.com");
        bench.Set("Debug_Level", "3");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("DHCP_Option_To_Use", "160");
        bench.Network.Serve(Ipv4.Broadcast, 67, (from, port, question) =>
        {
            byte[] url = Encoding.ASCII.GetBytes("tftp://192.168.1.200/from/dhcp$PSN.cfg");
            byte[] answer = [.. question.Take(240), 53, 1, 5, 160, (byte)url.Length, .. url, 255];
            answer[0] = 2;
            bench.Network.Send(UnitBench.Server, 67, from, port, answer);
        });
        bench.PowerCycle();
        return bench;
    }
}
