// A whole unit over https, with certificates of nanospa ca: who is trusted, what the log says of who is not, what the unit shows of itself.

using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class HttpsRunTests
{
    private const string Name = "prov.telco.com";
    private static StateFolder _folder;

    [ClassInitialize]
    public static void MakeCertificates(TestContext _)
    {
        _folder = new StateFolder();
        Ca("ca", "authority");
        Ca("other", "authority");
        Ca("ca", "server", "--name", Name);
        Ca("ca", "unit");
        Ca("ca", "unit", "--generic");
    }

    [ClassCleanup]
    public static void Remove() => _folder.Dispose();

    [TestMethod]
    public void AServerOfTheUnitsAuthorityIsAskedByItsName()
    {
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        (int status, string output) = Run($"https://{Name}:{server.Port}/$MA.cfg", "127.0.0.1", "--ca", File("ca/spacroot.crt"));
        Assert.AreEqual(0, status, output);
        StringAssert.Contains(output, "12345678");
        Assert.AreEqual("GET /000e08abcdef.cfg HTTP/1.1", server.Requests.Single());
        Assert.AreEqual("", server.Subjects.Single());
    }

    [TestMethod]
    [DataRow("127.0.0.1", (int)Fault.None)]
    [DataRow("192.0.2.1", (int)Fault.TlsServerAddress)]
    public void AnAddressInTheUrlMustBeThatOfTheCertificatesName(string nameLeadsTo, int expected)
    {
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        (int status, string output) = Run($"https://127.0.0.1:{server.Port}/p", nameLeadsTo, "--ca", File("ca/spacroot.crt"));
        AssertEnded((Fault)expected, status, output);
        Assert.HasCount(expected == 0 ? 1 : 0, server.Requests);
    }

    [TestMethod]
    [DataRow("expired", new[] { "--name", Name, "--expired" }, (int)Fault.TlsExpired)]
    [DataRow("early", new[] { "--name", Name, "--not-yet-valid" }, (int)Fault.TlsNotYetValid)]
    [DataRow("self", new[] { "--name", Name, "--self-signed" }, (int)Fault.TlsSelfSigned)]
    [DataRow("name", new[] { "--name", "other.telco.com" }, (int)Fault.TlsWrongName)]
    [DataRow("common", new[] { "--common-name", Name + "/mailto:admin@telco.com" }, (int)Fault.None)]
    public void EachBadCertificateIsRefusedWithItsSentence(string file, string[] options, int expected)
    {
        Ca("ca", ["server", "--file", file, .. options]);
        using var server = new HttpsServer(File($"ca/{file}.crt"), File($"ca/{file}.key"));
        (int status, string output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", "--ca", File("ca/spacroot.crt"));
        AssertEnded((Fault)expected, status, output);
        Assert.HasCount(expected == 0 ? 1 : 0, server.Requests);
    }

    [TestMethod]
    [DataRow("other/spacroot.crt", (int)Fault.TlsUnknownAuthority)]
    [DataRow(null, (int)Fault.TlsNoAuthority)]
    public void AnotherAuthorityOrNoneTrustsNobody(string authority, int expected)
    {
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        (int status, string output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", authority == null ? [] : ["--ca", File(authority)]);
        AssertEnded((Fault)expected, status, output);
        Assert.IsEmpty(server.Requests);
    }

    [TestMethod]
    [DataRow("000e08abcdef", "GET /own HTTP/1.1", "OU=SPA-2102")]
    [DataRow("generic", "GET /none HTTP/1.1", "OU=Linksys.com")]
    public void ARequiredClientCertificateIsShownAndCcertTellsWhetherItIsTheUnitsOwn(string file, string request, string subject)
    {
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"), File("ca/spacroot.crt"));
        string at = $"https://{Name}:{server.Port}";
        (int status, string output) = Run(
            $"(\"$CCERT\" eq \"Installed\")? {at}/own | {at}/none", "127.0.0.1",
            "--ca", File("ca/spacroot.crt"), "--certificate", File($"ca/{file}.crt"), "--certificate-key", File($"ca/{file}.key"));
        AssertEnded(Fault.None, status, output);
        Assert.AreEqual(request, server.Requests.Single());
        StringAssert.Contains(server.Subjects.Single(), subject);
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public void AServerThatRequiresAClientCertificateRefusesAUnitWithout(string version)
    {
        using var server = new OpensslServer(
            Text("ca/provserver.crt"), Text("ca/provserver.key"), Text("ca/spacroot.crt"), version + " -Verify 1 -verify_return_error -CAfile {authority}");
        (int status, string output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", "--ca", File("ca/spacroot.crt"));
        AssertEnded(Fault.TlsRefused, status, output);
    }

    [TestMethod]
    public void ARedirectLeadsToHttpsAndNeverBackToHttp()
    {
        using var secure = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        using var plain = ScriptedTcpServer.Saying($"HTTP/1.1 302 Found\r\nLocation: https://{Name}:{secure.Port}/p\r\nContent-Length: 0\r\n\r\n");
        (int status, string output) = Run($"http://{Name}:{plain.Port}/p", "127.0.0.1", "--ca", File("ca/spacroot.crt"));
        AssertEnded(Fault.None, status, output);
        secure.Answer = $"HTTP/1.1 302 Found\r\nLocation: http://{Name}:{plain.Port}/p\r\nContent-Length: 0\r\n\r\n";
        (status, output) = Run($"https://{Name}:{secure.Port}/p", "127.0.0.1", "--ca", File("ca/spacroot.crt"));
        AssertEnded(Fault.HttpRedirectDowngrade, status, output);
    }

    [TestMethod]
    [DataRow("PEM")]
    [DataRow("DER")]
    public void TheAuthorityOfCustomCaUrlIsTrustedFromTheFirstResyncOn(string form)
    {
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(File("ca/spacroot.crt"));
        using var files = new FileServer();
        files.Files["/ca"] = form == "PEM" ? System.IO.File.ReadAllBytes(File("ca/spacroot.crt")) : authority.RawData;
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        string[] custom = ["--set", $"Custom_CA_URL={files.Address}/ca"];
        (int status, string output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", custom);
        AssertEnded(Fault.None, status, output);
        StringAssert.Contains(output, $"Custom CA: trusting {files.Address}/ca");
        (status, output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", ["--ca", File("other/spacroot.crt"), .. custom]);
        AssertEnded(Fault.None, status, output);
        files.Files["/ca"] = System.IO.File.ReadAllBytes(File("ca/spacroot.key"));
        (status, output) = Run($"https://{Name}:{server.Port}/p", "127.0.0.1", custom);
        AssertEnded(Fault.TlsNoAuthority, status, output);
        StringAssert.Contains(output, $"(fault {(int)Fault.TlsAuthorityBad})");
    }

    [TestMethod]
    public void AFleetFetchesOverHttps()
    {
        using var server = new HttpsServer(File("ca/provserver.crt"), File("ca/provserver.key"));
        using var dns = new DnsZoneServer();
        dns.Names[Name] = ["127.0.0.1"];
        string[] fleet = ["fleet", "--units", "20", "--url", $"https://{Name}:{server.Port}/$MA.cfg", "--random-delay", "0", "--dns", $"127.0.0.1:{dns.Port}", "--json"];
        (int status, string output, string errors) = ToolProcess.Run("", [.. fleet, "--ca", File("ca/spacroot.crt")]);
        Assert.AreEqual(0, status, output + errors);
        Assert.HasCount(20, server.Requests.Distinct());
        (status, output, _) = ToolProcess.Run("", [.. fleet, "--ca", File("other/spacroot.crt")]);
        Assert.AreEqual(1, status, output);
        Assert.HasCount(20, server.Requests);
    }

    [TestMethod]
    [DataRow("ca/spacroot.key", "there is no certificate in")]
    [DataRow("ca/missing.crt", "Could not find file")]
    public void AnAuthorityThatIsNoneIsWrongUsage(string file, string expected)
    {
        (int status, _, string errors) = ToolProcess.Run("", ["run", "--once", "--ca", File(file)]);
        Assert.AreEqual(2, status, errors);
        StringAssert.Contains(errors, expected);
    }

    [TestMethod]
    [DataRow("000e08abcdef.crt", "generic.key")]
    [DataRow("000e08abcdef.key", "000e08abcdef.key")]
    [DataRow("000e08abcdef.crt", "000e08abcdef.crt")]
    public void ACertificateAndAKeyThatAreNoPairAreWrongUsage(string certificate, string key)
    {
        (int status, _, string errors) = ToolProcess.Run(
            "", ["run", "--once", "--certificate", File("ca/" + certificate), "--certificate-key", File("ca/" + key)]);
        Assert.AreEqual(2, status, errors);
        StringAssert.Contains(errors, "--certificate: ");
    }

    private static string File(string name) => System.IO.Path.Combine(_folder.Path, name);

    private static string Text(string name) => System.IO.File.ReadAllText(File(name));

    private static void Ca(string folder, params string[] command)
    {
        (int status, _, string errors) = ToolProcess.Run("", ["ca", .. command, "--folder", File(folder)]);
        Assert.AreEqual(0, status, errors);
    }

    private static (int Status, string Output) Run(string rule, string nameLeadsTo, params string[] more)
    {
        using var state = new StateFolder();
        using var dns = new DnsZoneServer();
        dns.Names[Name] = [nameLeadsTo];
        (int status, string output, string errors) = ToolProcess.Run(
            "",
            ["run", "--once", "--state", state.Path, "--dns", $"127.0.0.1:{dns.Port}", "--set", "Resync_Random_Delay=0", "--set", "Profile_Rule=" + rule, .. more]);
        return (status, output + errors);
    }

    private static void AssertEnded(Fault expected, int status, string output)
    {
        Assert.AreEqual(expected == Fault.None ? 0 : 1, status, output);
        if (expected != Fault.None)
        {
            StringAssert.Matches(output, new Regex("Resync failed: .*" + Regex.Escape(FaultText.Of(expected).TrimEnd('.')) + $@".*\(fault {(int)expected}\)"));
        }
    }
}
