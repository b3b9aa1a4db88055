// The guide's tutorial, chapter 3, "Secure Resync": every exercise, its steps in order, against Apache with mod_ssl.

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class SecureResyncTests : RigTests<SecureResyncTests>
{
    private static RigAuthority _authority;

    public TestContext TestContext { get; set; }

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig != null)
        {
            _authority = new RigAuthority(Rig, "linksys");
            Rig.Put("www/basic.txt", Exercise.Basic);
        }
    }

    [TestMethod]
    public void BasicHttpsResync()
    {
        var exercise = new Exercise(TestContext);
        exercise.Step(1, "a host whose address the name server knows");
        StringAssert.StartsWith(Shell.Run([.. Rig.Network.Prefix(Rig.Network.Unit), "getent", "ahostsv4", "my.server.com"]), RigNetwork.ServerAddress);
        exercise.Step(2, "a certificate signing request");
        string files = Path.Combine(Rig.Folder, "provserver");
        exercise.Step(3, "openssl req -new -out provserver.csr");
        Shell.Run("openssl", "req", "-new", "-nodes", "-subj", "/CN=my.server.com", "-keyout", files + ".key", "-out", files + ".csr");
        exercise.Step(4, "the authority signs it");
        _authority.Sign(files + ".csr");
        exercise.Step(5, "certificate, key and authority in Apache's configuration");
        Rig.Put("apache-tls.conf", ServerTexts.TlsHost(443, files, "SSLCACertificateFile " + _authority.Certificate));
        exercise.Step(6, "restart the server");
        Rig.RestartServer("apache");
        exercise.Step(7, "basic.txt is on the HTTPS server");
        Assert.IsTrue(File.Exists(Path.Combine(Rig.WebRoot, "basic.txt")));
        exercise.Step(8, "a browser gets it");
        Assert.AreEqual(Exercise.Basic, Rig.Browse("https://my.server.com/basic.txt", "--cacert", _authority.Certificate));
        exercise.Step(9, "a browser that does not know the authority warns");
        StringAssert.Contains(Rig.BrowseInVain("https://my.server.com/basic.txt"), "SSL certificate problem");
        using var analyzer = new RigCapture(Rig, "tcp port 443");
        int from = Rig.Syslog.Length;
        exercise.Step(10, "the rule names the HTTPS server");
        using var unit = RigUnit.With(Rig, ["--ca", _authority.Certificate], "Profile_Rule=https://my.server.com/basic.txt");
        exercise.Step(12, "observe the syslog");
        Rig.WaitForSyslog(@"Successful resync https://192\.168\.77\.200:443/basic\.txt", from);
        Assert.AreEqual("12345678", unit.Parameter("GPP_A"));
        exercise.Step(13, "the packets are encrypted");
        byte[] seen = analyzer.Stop();
        Assert.IsTrue(RigCapture.Shows(seen, "my.server.com"), "the handshake is there");
        Assert.IsFalse(RigCapture.Shows(seen, "12345678") || RigCapture.Shows(seen, "basic.txt"), "nothing of request or profile can be read");
        exercise.Step(14, "any browser gets the profile");
        Assert.AreEqual(Exercise.Basic, Rig.Browse("https://my.server.com/basic.txt", "-k"));
    }

    [TestMethod]
    public void HttpsWithClientCertificateAuthentication()
    {
        string server = _authority.Server("client-auth", "--name", "my.server.com");
        string own = _authority.Unit("own");
        var exercise = new Exercise(TestContext);
        exercise.Step(1, "client certificates");
        exercise.Step(2, "SSLVerifyClient require");
        string[] require = ["SSLVerifyClient require", "SSLCACertificateFile " + _authority.Certificate];
        Rig.Put(
            "apache-client.conf",
            ServerTexts.TlsHost(8443, server, [.. require, "SSLProtocol TLSv1.3"]) + ServerTexts.TlsHost(8444, server, [.. require, "SSLProtocol TLSv1.2"]));
        exercise.Step(3, "restart the server, observe the syslog");
        Rig.RestartServer("apache");
        int from = Rig.Syslog.Length;
        using var unit = RigUnit.With(Rig, Certified(own), "Profile_Rule=https://my.server.com:8443/basic.txt", "GPP_B=kept");
        Rig.WaitForSyslog(@"Successful resync https://192\.168\.77\.200:8443/basic\.txt", from);
        StringAssert.Matches(LastRequest(), new(@"200 ""Linksys/SPA-2102.*"" TLSv1\.3 (SN|surname)=000e08abcdef,L=88012BA01234,OU=SPA-2102"));
        exercise.Step(4, "capture a resync: both certificates are exchanged in clear, the profile is not");
        using var capture = new RigCapture(Rig, "tcp port 8444");
        StringAssert.Contains(unit.Resync("https://my.server.com:8444/basic.txt"), "Successful");
        byte[] seen = capture.Stop();
        int servers = RigCapture.Find(seen, Der(server));
        int units = RigCapture.Find(seen, Der(own));
        Assert.IsGreaterThan(0, servers, "first server to client");
        Assert.IsGreaterThan(servers, units, "then client to server");
        Assert.IsFalse(RigCapture.Shows(seen, "12345678"));
        StringAssert.Contains(LastRequest(), "TLSv1.2");

        StringAssert.Contains(Rig.BrowseInVain("https://my.server.com:8444/basic.txt", "-k"), "alert");
        unit.Options.Clear();
        unit.Options.AddRange(["--ca", _authority.Certificate]);
        Refused(unit, "a unit without a certificate");
        unit.Options.Clear();
        unit.Options.AddRange(Certified(new RigAuthority(Rig, "other").Unit("foreign")));
        Refused(unit, "a unit with another authority's certificate");
    }

    [TestMethod]
    public void HttpsClientFilteringAndDynamicContent()
    {
        string server = _authority.Server("filtering", "--name", "prov.server.com");
        string own = _authority.Unit("filtered", "--mac", "000e08abcdef", "--serial", "88012BA01234");
        Rig.Put(
            "apache-filter.conf",
            ServerTexts.TlsHost(9443, server, "SSLVerifyClient require", "SSLCACertificateFile " + _authority.Certificate, "SSLOptions +StdEnvVars"));
        Rig.RestartServer("apache");
        var exercise = new Exercise(TestContext);
        exercise.Step(1, "Perl");
        Assert.IsNotNull(Shell.Find("perl"));
        exercise.Step(2, "the reflector script, and one that reads the subject's fields where the guide's reads the issuer's");
        Script("reflect.pl", "I_DN");
        Script("reflect-s.pl", "S_DN");
        exercise.Step(3, "executable, among the CGI scripts");
        Shell.Run("chmod", "755", Rig.WebRoot + "/cgi-bin/reflect.pl", Rig.WebRoot + "/cgi-bin/reflect-s.pl");
        exercise.Step(4, "CGI scripts can be reached");
        StringAssert.StartsWith(Rig.Browse("http://prov.server.com/cgi-bin/reflect.pl"), "<flat-profile><GPP_D>");
        exercise.Step(5, "the rule names the script");
        int from = Rig.Syslog.Length;
        using var unit = RigUnit.With(Rig, Certified(own), "Profile_Rule=https://prov.server.com:9443/cgi-bin/reflect.pl?");
        exercise.Step(7, "observe the syslog");
        Rig.WaitForSyslog(@"Successful resync https://192\.168\.77\.200:9443/cgi-bin/reflect\.pl\?", from);
        exercise.Step(9, "GPP_D holds what the script captured");
        Assert.AreEqual("OU=, L=, S=,", unit.Parameter("GPP_D"), "the authority has none of these fields");
        StringAssert.Contains(unit.Resync("https://prov.server.com:9443/cgi-bin/reflect-s.pl?"), "Successful");
        Assert.AreEqual("OU=SPA-2102, L=88012BA01234, S=000e08abcdef,", unit.Parameter("GPP_D"));
    }

    private static void Refused(RigUnit unit, string which)
    {
        int from = Rig.Syslog.Length;
        unit.PowerCycle();
        Rig.WaitForSyslog("Resync failed: The server has refused the TLS connection;", from);
        Assert.AreEqual("kept", unit.Parameter("GPP_B"), which);
    }

    private static string[] Certified(string own) => ["--ca", _authority.Certificate, "--certificate", own + ".crt", "--certificate-key", own + ".key"];

    private static byte[] Der(string files)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(files + ".crt");
        return certificate.RawData;
    }

    private static string LastRequest() => Rig.AccessLog.Last(l => l.StartsWith(RigNetwork.UnitAddress, StringComparison.Ordinal));

    // The guide's, word for word but for whose fields.
    private static void Script(string name, string whose) => Rig.Put("www/cgi-bin/" + name, """
        #!/usr/bin/perl -wT
        use strict;
        print "Content-Type: text/plain\n\n";
        print "<flat-profile><GPP_D>";
        print "OU=${ENV{'SSL_CLIENT_WHOSE_OU'}},\n";
        print "L=${ENV{'SSL_CLIENT_WHOSE_L'}},\n";
        print "S=${ENV{'SSL_CLIENT_WHOSE_S'}},\n";

        print "</GPP_D></flat-profile>";

        """.Replace("WHOSE", whose, StringComparison.Ordinal));
}
