// The factory default against a real dnsmasq in a network namespace: nothing is configured on the unit, nor any option on the server.

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class DhcpNamespaceTests
{
    private readonly string _server = "dhcps" + Environment.ProcessId;
    private readonly string _client = "dhcpc" + Environment.ProcessId;

    [TestMethod]
    public void TheFactoryRuleFindsAFreshDnsmasq()
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/sbin/dnsmasq") || Run("ip", "netns add " + _server).Status != 0)
        {
            Assert.Inconclusive("no network namespace or no dnsmasq here");
        }

        string folder = Directory.CreateTempSubdirectory().FullName;
        string pidFile = Path.Combine(folder, "pid");
        try
        {
            Connect();
            string files = Directory.CreateDirectory(Path.Combine(folder, "tftp")).FullName;
            File.WriteAllText(Path.Combine(files, "spa2102.cfg"), "<flat-profile><GPP_A>found</GPP_A></flat-profile>");
            Expect("ip", $"netns exec {_server} dnsmasq -C /dev/null --user=root --pid-file={pidFile} --dhcp-leasefile={folder}/leases"
                + $" --port=0 --dhcp-range=10.78.0.50,10.78.0.60 --enable-tftp --tftp-root={files}");
            string tool = Path.Combine(AppContext.BaseDirectory, "nanospa.dll");
            var unit = Run("ip", $"netns exec {_client} dotnet {tool} run --once --set Resync_Random_Delay=0 --state {folder}/state");
            StringAssert.Contains(unit.Output, "Successful resync tftp://10.78.0.1:69/spa2102.cfg");
            Assert.AreEqual(0, unit.Status);
        }
        finally
        {
            if (File.Exists(pidFile))
            {
                Run("kill", File.ReadAllText(pidFile).Trim());
                Thread.Sleep(100);
            }

            Run("ip", "netns del " + _server);
            Run("ip", "netns del " + _client);
            Directory.Delete(folder, true);
        }
    }

    private void Connect()
    {
        Expect("ip", "netns add " + _client);
        Expect("ip", $"link add eth0 netns {_server} type veth peer name eth0 netns {_client}");
        Expect("ip", $"-n {_server} addr add 10.78.0.1/24 dev eth0");
        Expect("ip", $"-n {_client} addr add 10.78.0.2/24 dev eth0");
        Expect("ip", $"-n {_server} link set eth0 up");
        Expect("ip", $"-n {_client} link set eth0 up");
        Expect("ip", $"-n {_client} link set lo up");
    }

    private static void Expect(string program, string arguments)
    {
        (int status, string output) = Run(program, arguments);
        Assert.AreEqual(0, status, arguments + ": " + output);
    }

    private static (int Status, string Output) Run(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
