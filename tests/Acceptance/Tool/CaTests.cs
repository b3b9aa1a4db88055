// nanospa ca: what its certificates say, to .NET and to OpenSSL; its files' modes; what it refuses.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class CaTests
{
    private static StateFolder _folder;

    [ClassInitialize]
    public static void MakeAuthority(TestContext _)
    {
        _folder = new StateFolder();
        StringAssert.Contains(Ca("authority"), "nanospa run --ca " + Path("spacroot.crt"));
    }

    [ClassCleanup]
    public static void Remove() => _folder.Dispose();

    [TestMethod]
    public void AServersCertificateNamesItAndStandsInApachesLines()
    {
        string output = Ca("server", "--name", "prov.telco.com", "--name", "*.example.net", "--address", "192.168.1.10", "--days", "30");
        StringAssert.Contains(output, "SSLCertificateFile " + Path("provserver.crt"));
        StringAssert.Contains(output, "SSLCertificateKeyFile " + Path("provserver.key"));
        using X509Certificate2 made = X509Certificate2.CreateFromPemFile(Path("provserver.crt"), Path("provserver.key"));
        X509SubjectAlternativeNameExtension names = made.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        CollectionAssert.AreEqual(new[] { "prov.telco.com", "*.example.net" }, names.EnumerateDnsNames().ToArray());
        Assert.AreEqual("192.168.1.10", names.EnumerateIPAddresses().Single().ToString());
        Assert.AreEqual("CN=prov.telco.com", made.Subject);
        Assert.IsInRange(29.9, 30.1, (made.NotAfter - DateTime.Now).TotalDays);
        Assert.AreEqual("OK", Verify("provserver", "sslserver"));
        Assert.AreEqual("unsuitable certificate purpose", Verify("provserver", "sslclient"));
    }

    [TestMethod]
    [DataRow(new[] { "--expired" }, "certificate has expired")]
    [DataRow(new[] { "--not-yet-valid" }, "certificate is not yet valid")]
    [DataRow(new[] { "--self-signed" }, "self-signed certificate")]
    public void ABadServersCertificateIsBadInThatWayAlone(string[] how, string expected)
    {
        string name = "bad" + how[0];
        Ca(["server", "--name", "localhost", "--file", name, .. how]);
        Assert.AreEqual(expected, Verify(name, "sslserver"));
    }

    [TestMethod]
    public void TheGuidesCommonNameIsTheOnlyName()
    {
        Ca("server", "--common-name", "pv.telco.net/mailto:admin@telco.net", "--file", "slash");
        Ca("server", "--name", "pv.telco.net", "--common-name-only", "--file", "plain");
        Assert.AreEqual("CN = pv.telco.net/mailto:admin@telco.net", Subject("slash"));
        Assert.AreEqual("CN = pv.telco.net", Subject("plain"));
        foreach (string name in new[] { "slash", "plain" })
        {
            using X509Certificate2 made = X509CertificateLoader.LoadCertificateFromFile(Path(name + ".crt"));
            Assert.IsFalse(made.Extensions.OfType<X509SubjectAlternativeNameExtension>().Any());
            Assert.AreEqual("OK", Verify(name, "sslserver"));
        }
    }

    [TestMethod]
    [DataRow(new string[0], "000e08abcdef", "OU = SPA-2102, L = 88012BA01234, SN = 000e08abcdef")]
    [DataRow(new[] { "--mac", "00:0E:08:00:00:01", "--serial", "S1", "--product", "PAP2" }, "000e08000001", "OU = PAP2, L = S1, SN = 000e08000001")]
    [DataRow(new[] { "--generic" }, "generic", "OU = Linksys.com, L = Linksysgeneric, SN = Linksysgeneric")]
    public void AUnitsCertificateHasTheGuidesSubject(string[] options, string file, string expected)
    {
        string output = Ca(["unit", .. options]);
        StringAssert.Contains(output, $"--certificate {Path(file + ".crt")} --certificate-key {Path(file + ".key")}");
        Assert.AreEqual(expected, Subject(file));
        Assert.AreEqual("OK", Verify(file, "sslclient"));
    }

    [TestMethod]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void KeysAreTheirOwnersAndNothingIsWrittenOverUnasked()
    {
        string[] command = ["server", "--name", "localhost", "--file", "again"];
        Ca(command);
        string key = File.ReadAllText(Path("again.key"));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path("again.key")));
        StringAssert.Contains(Refused(command), "again.crt is there already; --force writes over it");
        Assert.AreEqual(key, File.ReadAllText(Path("again.key")));
        File.SetUnixFileMode(Path("again.key"), (UnixFileMode)0b110_110_110);
        Ca([.. command, "--force"]);
        Assert.AreNotEqual(key, File.ReadAllText(Path("again.key")));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path("again.key")));
    }

    [TestMethod]
    [DoNotParallelize]
    [DataRow(new[] { "server" }, "name the server")]
    [DataRow(new[] { "server", "--name", "192.168.1.10" }, "addresses go to --address")]
    [DataRow(new[] { "server", "--name", "a b" }, "is no DNS name")]
    [DataRow(new[] { "server", "--address", "1.2.3" }, "is no IPv4 address")]
    [DataRow(new[] { "server", "--name", "a", "--days", "0" }, "--days: 0 is not from 1 to 36500")]
    [DataRow(new[] { "server", "--name", "a", "--expired", "--not-yet-valid" }, "exclude each other")]
    [DataRow(new[] { "server", "--name", "a", "--file", "../a" }, "is no name for a certificate's files")]
    [DataRow(new[] { "server", "--name", "a", "--file", "spacroot", "--force" }, "is the authority's own name")]
    [DataRow(new[] { "unit", "--folder", "/nowhere" }, "there is no authority in /nowhere")]
    public void WrongUseIsToldAndWritesNothing(string[] command, string expected)
    {
        string[] before = Directory.GetFiles(Path(""));
        StringAssert.Contains(Refused(command), expected);
        CollectionAssert.AreEquivalent(before, Directory.GetFiles(Path("")));
    }

    private static string Path(string file) => System.IO.Path.Combine(_folder.Path, "pki", file);

    private static string Ca(params string[] command)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["ca", .. command, "--folder", Path("")]);
        Assert.AreEqual(0, status, errors);
        return output;
    }

    private static string Refused(string[] command)
    {
        string[] folder = command.Contains("--folder") ? [] : ["--folder", Path("")];
        (int status, _, string errors) = ToolProcess.Run("", ["ca", .. command, .. folder]);
        Assert.AreEqual(2, status, errors);
        return errors;
    }

    private static string Subject(string file) =>
        Openssl("x509", "-in", Path(file + ".crt"), "-noout", "-subject").Trim()["subject=".Length..];

    // OpenSSL's sentence on the first thing that is wrong, or OK.
    private static string Verify(string file, string purpose)
    {
        string text = Openssl("verify", "-CAfile", Path("spacroot.crt"), "-purpose", purpose, Path(file + ".crt"));
        string error = text.Split('\n').FirstOrDefault(l => l.StartsWith("error ", StringComparison.Ordinal) && l.Contains("lookup: ", StringComparison.Ordinal));
        return error != null ? error[(error.IndexOf("lookup: ", StringComparison.Ordinal) + "lookup: ".Length)..] : text.Trim().EndsWith(": OK", StringComparison.Ordinal) ? "OK" : text;
    }

    private static string Openssl(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process openssl = Process.Start(start);
        System.Threading.Tasks.Task<string> errors = openssl.StandardError.ReadToEndAsync();
        string output = openssl.StandardOutput.ReadToEnd();
        openssl.WaitForExit();
        return output + errors.Result;
    }
}
