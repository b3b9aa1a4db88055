// Provisioning of the unit under test, through its web pages, its syslog and the servers alone.

using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Hil;

[TestClass]
public sealed class UnitTests
{
    [TestMethod]
    public void TheInfoPageTellsWhoItIs()
    {
        string page = HilBench.Page("/");
        Assert.IsTrue(Regex.IsMatch(page, "<td>MAC Address:</td><td>[0-9a-fA-F]{12}</td>"), page);
        Assert.IsTrue(Regex.IsMatch(page, "<td>Serial Number:</td><td>[^<]+</td>"), page);
    }

    // g: gzip, e: encrypted with the digest of its letter (m: MD5, s: SHA-256).
    [TestMethod]
    [DataRow("http", "")]
    [DataRow("tftp", "")]
    [DataRow("http", "g")]
    [DataRow("http", "m")]
    [DataRow("tftp", "s")]
    [DataRow("tftp", "gm")]
    public void AProfileIsAppliedWhateverItsLayers(string scheme, string layers)
    {
        string wanted = $"by {scheme} {layers} {Environment.TickCount64}";
        string path = HilBench.Put(Wrapped(HilBench.Profile($"<GPP_A>{wanted}</GPP_A>"), layers));
        string url = (scheme == "http" ? HilBench.Http : HilBench.Tftp) + path;
        HilBench.Resync(layers.IndexOfAny(['m', 's']) >= 0 ? $"[--key%20{HilBench.Key}]%20{url}" : url);
        HilBench.WaitFor("an answer about " + path, () => HilBench.SaidTimes("Successful resync " + url) > 0 || HilBench.SaidTimes("has not the memory to unpack") > 0);
        if (HilBench.SaidTimes("Successful resync " + url) == 0)
        {
            Assert.Inconclusive("this board has not the memory for compressed profiles");
        }

        Assert.AreEqual(wanted, HilBench.Value("GPP_A"));
    }

    [TestMethod]
    [DataRow("<flat-profile><GPP_B>half</GPP_B><GPP_C>", "", DisplayName = "cut off")]
    [DataRow("<html><body>Not here</body></html>", "", DisplayName = "a web page")]
    [DataRow("<flat-profile><GPP_B>half</GPP_B></flat-profile>", "m", DisplayName = "encrypted, without its key")]
    [DataRow("", "", DisplayName = "empty")]
    public void ABadFileChangesNothingAndIsTold(string file, string layers)
    {
        string before = "good " + Environment.TickCount64;
        HilBench.Apply($"<GPP_B>{before}</GPP_B>", () => HilBench.Value("GPP_B") == before);
        int failures = HilBench.SaidTimes("Resync failed: ");
        HilBench.Resync(HilBench.Http + HilBench.Put(Wrapped(Encoding.ASCII.GetBytes(file), layers)));
        HilBench.WaitForLine("Resync failed: ", failures + 1);
        Assert.AreEqual(before, HilBench.Value("GPP_B"));
    }

    [TestMethod]
    public void AMissingFileIsTold()
    {
        int failures = HilBench.SaidTimes("Resync failed: ");
        HilBench.Resync(HilBench.Http + "/no-such-file.cfg");
        HilBench.WaitForLine("Resync failed: ", failures + 1);
        Assert.AreEqual(1, HilBench.FetchedTimes("/no-such-file.cfg"));
    }

    [TestMethod]
    public void ThePeriodicResyncComesBack()
    {
        string path = HilBench.Put(HilBench.Profile("<GPP_C>periodic</GPP_C>"));
        HilBench.Apply($"<Resync_Periodic>2</Resync_Periodic><Profile_Rule>{HilBench.Http}{path}</Profile_Rule><Resync_On_Reset>Yes</Resync_On_Reset><Resync_Random_Delay>0</Resync_Random_Delay>", () => HilBench.Value("Resync_Periodic") == "2");
        HilBench.Page("/admin/reboot");
        HilBench.WaitFor("the third fetch of " + path, () => HilBench.FetchedTimes(path) >= 3);
        HilBench.Put(path, HilBench.Profile("<GPP_C>the end</GPP_C><Resync_Periodic>0</Resync_Periodic><Profile_Rule></Profile_Rule><Resync_On_Reset>No</Resync_On_Reset>"));
        HilBench.WaitFor("the last profile", () => HilBench.Value("GPP_C") == "the end");
    }

    [TestMethod]
    public void AParameterOfTheRestartClassRestartsTheUnitAndIsKept()
    {
        string domain = $"d{Environment.TickCount64}.example.com";
        HilBench.Apply($"<Domain>{domain}</Domain>", () => HilBench.Page("/").Contains("<td>Last result:</td><td>none yet</td>", StringComparison.Ordinal));
        Assert.AreEqual(domain, HilBench.Value("Domain"));
    }

    [TestMethod]
    public void AColdRestartKeepsTheValues()
    {
        string value = "kept " + Environment.TickCount64;
        HilBench.Apply($"<GPP_D>{value}</GPP_D>", () => HilBench.Value("GPP_D") == value);
        HilBench.Page("/admin/reboot");
        HilBench.WaitFor("the restart", () => HilBench.Page("/").Contains("<td>Last result:</td><td>none yet</td>", StringComparison.Ordinal));
        Assert.AreEqual(value, HilBench.Value("GPP_D"));
    }

    private static byte[] Wrapped(byte[] file, string layers)
    {
        if (layers.Contains('g'))
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            {
                gzip.Write(file);
            }

            file = packed.ToArray();
        }

        return layers.Contains('m') ? Encrypted(file, "md5") : layers.Contains('s') ? Encrypted(file, "sha256") : file;
    }

    private static byte[] Encrypted(byte[] file, string digest)
    {
        var start = new ProcessStartInfo("openssl", ["enc", "-aes-256-cbc", "-md", digest, "-k", HilBench.Key])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process openssl = Process.Start(start);
        openssl.StandardInput.BaseStream.Write(file);
        openssl.StandardInput.Close();
        using var encrypted = new MemoryStream();
        openssl.StandardOutput.BaseStream.CopyTo(encrypted);
        openssl.WaitForExit();
        return encrypted.ToArray();
    }
}
