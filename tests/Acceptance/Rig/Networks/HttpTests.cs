// What Apache does to a request beside sending the file: redirects, credentials, 304, chunks, content encodings, a proxy before it.

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class HttpTests : RigTests<HttpTests>
{
    private const string Host = "http://prov.telco.com";
    private static int _served;

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig == null)
        {
            return;
        }

        string realm = Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes("unit:rig:secret word")));
        Rig.Put("digest-users", $"unit:rig:{realm}\n");
        Rig.Put("basic-users", "unit:" + Shell.Run("openssl", "passwd", "-apr1", "secret word"));
        Rig.Put("apache-http.conf", Configuration());
        Rig.Put("www/cgi-bin/chunks.pl", "#!/usr/bin/perl\n$| = 1; print \"Content-Type: text/plain\\n\\n<flat-profile>\"; for (1..5) { print ' ' x 700, \"\\n\"; } open(F, '<', '../profile.txt'); print <F>; print '</flat-profile>';\n");
        Rig.Put("www/cgi-bin/post.pl", "#!/usr/bin/perl\nread(STDIN, my $body, $ENV{CONTENT_LENGTH}); print \"Content-Type: text/plain\\n\\n<flat-profile><GPP_A>$ENV{REQUEST_METHOD} $body</GPP_A></flat-profile>\";\n");
        Shell.Run("chmod", "755", Rig.WebRoot + "/cgi-bin/chunks.pl", Rig.WebRoot + "/cgi-bin/post.pl");
        Serve();
        Rig.RestartServer("apache");
        Unit = new RigUnit(Rig, "Resync_On_Reset=No", "GPP_P=from $MA", "Log_Resync_Success_Msg=Successful resync $SCHEME://$SERV:$PORT$PATH");
    }

    [TestMethod]
    [DataRow("/redirect301", "301 200")]
    [DataRow("/redirect302", "302 200")]
    [DataRow("/redirect303", "303 200")]
    [DataRow("/redirect307", "307 200")]
    [DataRow("/redirect308", "308 200")]
    [DataRow("/twice", "302 301 200")]
    [DataRow("[--uid unit --pwd \"secret word\"] /basic/profile.txt", "401 200")]
    [DataRow("[--uid unit --pwd \"secret word\"] /digest/profile.txt", "401 200")]
    [DataRow("/cgi-bin/chunks.pl", "200")]
    [DataRow("/profile.txt.gz", "200")]
    [DataRow("/old/profile.txt", "200")]
    [DataRow("/odd/profile.txt", "200")]
    [DataRow(":8080/profile.txt", "200 200")]
    public void TheProfileComesThrough(string rule, string statuses)
    {
        Serve();
        int before = Rig.AccessLog.Length;
        StringAssert.Contains(Resync(rule), "Successful resync");
        Assert.AreEqual($"{_served}", Unit.Parameter("GPP_A"));
        Assert.AreEqual(statuses, Statuses(before));
    }

    [TestMethod]
    [DataRow("/loop", (int)Fault.HttpRedirect, "302 302 302 302 302 302")]
    [DataRow("/basic/profile.txt", (int)Fault.HttpCredentialsWanted, "401")]
    [DataRow("[--uid unit --pwd wrong] /basic/profile.txt", (int)Fault.HttpCredentialsRefused, "401 401")]
    [DataRow("[--uid unit --pwd wrong] /digest/profile.txt", (int)Fault.HttpCredentialsRefused, "401 401")]
    [DataRow("/forbidden", (int)Fault.HttpStatus, "403")]
    [DataRow("/busy", (int)Fault.HttpStatus, "503")]
    [DataRow("/none.txt", (int)Fault.HttpNotFound, "404")]
    [DataRow("/page.html", (int)Fault.FormatHtml, "200")]
    [DataRow("/empty.txt", (int)Fault.FormatEmpty, "200")]
    [DataRow("/brotli/profile.txt", (int)Fault.HttpEncoding, "200")]
    public void TheProfileDoesNotCome(string rule, int fault, string statuses)
    {
        string kept = Unit.Parameter("GPP_A");
        int before = Rig.AccessLog.Length;
        string said = Resync(rule);
        StringAssert.Contains(said, "Resync failed: " + FaultText.Of((Fault)fault));
        StringAssert.Contains(said, $"(fault {fault})");
        Assert.IsFalse(said.Contains("secret word") || said.Contains("wrong]"), said);
        Assert.AreEqual(kept, Unit.Parameter("GPP_A"));
        Assert.AreEqual(statuses, Statuses(before));
    }

    [TestMethod]
    public void AnUnchangedFileIs304AndNoRestartComesOfIt()
    {
        Rig.Put("www/periodic.txt", "<flat-profile><GPP_C>first</GPP_C></flat-profile>");
        using var unit = new RigUnit(Rig, $"Profile_Rule={Host}/periodic.txt", "Resync_Periodic=1", "Web_Server_Port=81");
        unit.WaitForConsole("Successful resync", times: 3);
        string[] requests = Rig.AccessLog.Where(l => l.Contains("/periodic.txt")).ToArray();
        StringAssert.Contains(requests[0], "\" 200 ");
        Assert.IsTrue(requests.Skip(1).All(r => r.Contains("\" 304 ", StringComparison.Ordinal)), string.Join('\n', requests));
        Rig.Put("www/periodic.txt", "<flat-profile><GPP_C>second one</GPP_C></flat-profile>");
        unit.WaitForConsole("GPP_C +first +second one");
    }

    [TestMethod]
    public void APostBringsItsBodyToTheScript()
    {
        StringAssert.Contains(Resync("[--post p] /cgi-bin/post.pl"), "Successful resync");
        Assert.AreEqual("POST from 000e08abcdef", Unit.Parameter("GPP_A"));
    }

    private static string Resync(string rule)
    {
        int path = rule.LastIndexOf("] ", StringComparison.Ordinal) + 1;
        return Unit.Resync(Uri.EscapeDataString(rule[..path] + Host + rule[path..].Trim()));
    }

    private static string Statuses(int before) =>
        string.Join(' ', Rig.AccessLog[before..].Select(l => l.Split("\" ")[1].Split(' ')[0]));

    // Its own text each time: what it says must have come by this request.
    private static void Serve()
    {
        string profile = $"<flat-profile><GPP_A>{++_served}</GPP_A></flat-profile>\n";
        Rig.Put("www/profile.txt", profile);
        Rig.Put("www/page.html", "<html><body>Please log in</body></html>");
        Rig.Put("www/empty.txt", "");
        Shell.Run("gzip", "-k", "-f", Path.Combine(Rig.WebRoot, "profile.txt"));
    }

    private static string Configuration() => $"""
        Redirect 301 /redirect301 {Host}/profile.txt
        Redirect 302 /redirect302 http://192.168.77.200/profile.txt
        Redirect 303 /redirect303 {Host}/profile.txt
        Redirect 307 /redirect307 {Host}/profile.txt
        Redirect 308 /redirect308 {Host}/profile.txt
        Redirect 302 /twice {Host}/redirect301
        Redirect 302 /loop {Host}/loop
        Alias /basic {Rig.WebRoot}
        Alias /digest {Rig.WebRoot}
        Alias /old {Rig.WebRoot}
        Alias /odd {Rig.WebRoot}
        Alias /brotli {Rig.WebRoot}
        <Location /basic>
          AuthType Basic
          AuthName rig
          AuthUserFile {Rig.Folder}/basic-users
          Require valid-user
        </Location>
        <Location /digest>
          AuthType Digest
          AuthName rig
          AuthDigestProvider file
          AuthUserFile {Rig.Folder}/digest-users
          Require valid-user
        </Location>
        AddEncoding gzip .gz
        <Location /old>
          SetEnv force-response-1.0
          SetEnv nokeepalive
          SetEnv downgrade-1.0
        </Location>
        <Location /odd>
          Header set X-Empty ""
          Header set X-Long "{new string('x', 300)}"
          Header add Set-Cookie "a=b"
          Header add Set-Cookie "c=d"
        </Location>
        <Location /brotli>
          Header set Content-Encoding br
        </Location>
        LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
        LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
        Listen {RigNetwork.ServerAddress}:8080
        <VirtualHost {RigNetwork.ServerAddress}:8080>
          ProxyPass / http://192.168.77.200/
          ProxyVia full
        </VirtualHost>

        """;
}
