// The unit's one scratch buffer overwritten between any two steps: DHCP's answer, the look-up of a syslog server and its lines come out the same.

using System;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
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
        TextBuffer scratch = ScratchOf(bench.Unit);
        bench.RunUntil(
            () =>
            {
                if (spoils)
                {
                    Array.Fill(scratch.Bytes, (byte)0xA5);
                    scratch.Length = scratch.Bytes.Length;
                }

                return false;
            },
            15);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual("through DHCP", bench.Unit.Store.Text(Parameters.ParameterIndex.GPP_A));
        Assert.IsTrue(bench.Syslog.Any(line => line.Contains("DHCP options: answer from the network", StringComparison.Ordinal)), string.Join("\n", bench.Syslog));
        Assert.IsFalse(bench.Syslog.Any(line => line.Contains('?')), string.Join("\n", bench.Syslog));
    }

    [TestMethod]
    public void AllThatShareTheScratchHaveTheSame()
    {
        Device.Unit unit = Bench().Unit;
        TextBuffer scratch = ScratchOf(unit);
        Assert.AreEqual(UnitScratch.Bytes, scratch.Bytes.Length);
        Assert.AreSame(scratch, Field(Field(unit, "_debug"), "_scratch"));
        Assert.AreSame(scratch, Field(Field(unit, "_defaultServer"), "_expanded"));
        Assert.AreSame(scratch.Bytes, Field(Field(unit, "_dhcp"), "_received"));
    }

    private static TextBuffer ScratchOf(Device.Unit unit) => (TextBuffer)Field(Field(unit, "_syslog"), "_scratch");

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
