// What real servers in network namespaces need of this machine, and what a test does without it.

using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Looked at once a run.</summary>
internal static class RigNeeds
{
    // tools/check installs their packages.
    private static readonly string[] Programs = ["ip", "ss", "dnsmasq", "atftpd", "apache2", "rsyslogd", "perl", "curl", "openssl", "gzip", "tcpdump"];

    private static readonly Lazy<string> MissingOnce = new(Look);

    /// <summary>Null when a rig can be made here.</summary>
    public static string Missing => MissingOnce.Value;

    /// <summary>Skips the test, visibly, where no rig can be made; with CI set in the environment it fails instead.</summary>
    public static void Require()
    {
        if (Missing == null)
        {
            return;
        }

        string said = "no real servers here: " + Missing;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Assert.Fail(said);
        }

        Assert.Inconclusive(said);
    }

    private static string Look()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "network namespaces need root on Linux";
        }

        string[] absent = Programs.Where(p => Shell.Find(p) == null).ToArray();
        if (absent.Length > 0)
        {
            return "missing " + string.Join(", ", absent);
        }

        string name = $"nanospa{Environment.ProcessId}-probe";
        (int status, _, string errors) = Shell.Try("", "ip", "netns", "add", name);
        Shell.Try("", "ip", "netns", "del", name);
        return status == 0 ? null : "no network namespaces: " + errors.Trim();
    }
}
