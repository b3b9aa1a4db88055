// Reports of a unit on the network to real servers: atftpd, and apache2 with a script that stores the body. openssl and decode read them.

using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Tool.Tests;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class ReportTests : RigTests<ReportTests>
{
    private const string Secret = "qZ7-planted-secret";

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig == null)
        {
            return;
        }

        Rig.Put("www/cgi-bin/store.pl", "#!/usr/bin/perl\nbinmode STDIN; read(STDIN, my $body, $ENV{CONTENT_LENGTH}); open(F, '>:raw', '../../log' . $ENV{PATH_INFO}) or die; print F $body; close F; print \"Status: 204\\n\\n\";\n");
        Shell.Run("chmod", "755", Rig.WebRoot + "/cgi-bin/store.pl");
        Shell.Run("chmod", "777", Rig.TftpRoot);
        Unit = new RigUnit(Rig, "Resync_On_Reset=No", "GPP_A=a <b> & c", "GPP_SA=" + Secret, "User_ID_1_=1001", "Password_1_=" + Secret);
    }

    [TestMethod]
    [DataRow("tftp://192.168.77.200/$MA.xml", "tftp/000e08abcdef.xml", false)]
    [DataRow("[--key $SA] tftp://prov.telco.com/$MA.enc", "tftp/000e08abcdef.enc", true)]
    [DataRow("http://prov.telco.com/cgi-bin/store.pl/$MA.xml", "log/000e08abcdef.xml", true)]
    [DataRow("[--key $SA] http://192.168.77.200/cgi-bin/store.pl/$MA.enc", "log/000e08abcdef.enc", false)]
    public void AReportLandsAndIsRead(string rule, string landed, bool byNotify)
    {
        Unit.PowerCycle("Report_Rule=" + rule);
        if (byNotify)
        {
            Notify();
        }
        else
        {
            Unit.Type("report");
        }

        Unit.WaitForConsole(@"Report: sent \d+ bytes to ");
        int length = int.Parse(Regex.Match(Unit.Console, @"Report: sent (\d+) bytes").Groups[1].Value, CultureInfo.InvariantCulture);
        string file = Path.Combine(Rig.Folder, landed);
        Assert.IsTrue(SpinWait.SpinUntil(() => File.Exists(file) && new FileInfo(file).Length == length, TimeSpan.FromSeconds(5)), $"{landed} is not {length} bytes long");
        bool encrypted = rule.StartsWith("[--key", StringComparison.Ordinal);
        string text = encrypted ? Shell.Run("openssl", "enc", "-d", "-aes-256-cbc", "-md", "md5", "-k", Secret, "-in", file) : File.ReadAllText(file);
        StringAssert.Contains(text, "<GPP_A ua=\"na\">a &lt;b&gt; &amp; c</GPP_A>");
        StringAssert.Contains(text, "<Password_1_ ua=\"na\"/>");
        Assert.IsFalse((text + Unit.Console).Contains(Secret, StringComparison.Ordinal));
        (int status, string output, string errors) = ToolProcess.Run("", ["decode", "--json", .. encrypted ? new[] { "--key", Secret } : [], file]);
        Assert.AreEqual(0, status, output + errors);
        StringAssert.Contains(output, "a <b> & c");
    }

    // From the PC, through the unit's challenge.
    private static void Notify()
    {
        using ToolProcess notify = ToolProcess.StartBehind(
            Rig.Network.Prefix(Rig.Network.Pc), "notify", "--event", "report", "--to", RigNetwork.UnitAddress, "--user", "1001", "--password", Secret);
        Assert.AreEqual(0, notify.WaitForExit(), notify.Output + notify.Errors);
        StringAssert.Contains(notify.Output, "answers 200 OK");
        Unit.WaitForConsole(@"Line 1: NOTIFY report from 192\.168\.77\.50: 401");
    }
}
