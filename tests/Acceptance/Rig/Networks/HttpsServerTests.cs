// Apache's certificates as they go wrong: what a unit says to each, and that it keeps its configuration.

using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Rig;

[TestClass]
public sealed class HttpsServerTests : RigTests<HttpsServerTests>
{
    private const int FirstPort = 9000;
    private static readonly string[] Servers = ["good", "slash", "other", "expired", "early", "self", "wrong", "lies"];

    [ClassInitialize]
    public static void Up(TestContext context)
    {
        if (Rig == null)
        {
            return;
        }

        var authority = new RigAuthority(Rig, "own");
        string[] files =
        [
            authority.Server("good", "--name", "my.server.com"),
            authority.Server("slash", "--common-name", "my.server.com/mailto:admin@telco.net"),
            new RigAuthority(Rig, "other").Server("other", "--name", "my.server.com"),
            authority.Server("expired", "--name", "my.server.com", "--expired"),
            authority.Server("early", "--name", "my.server.com", "--not-yet-valid"),
            authority.Server("self", "--name", "my.server.com", "--self-signed"),
            authority.Server("wrong", "--name", "elsewhere.example.net"),
            authority.Server("lies", "--name", "many.telco.com"),
        ];
        Rig.Put("hosts", ServerTexts.Hosts.Replace("many.telco.com", "few.telco.com") + RigNetwork.ThirdServerAddress + " many.telco.com\n");
        Rig.RestartServer("dnsmasq");
        Rig.Put("apache-tls.conf", string.Concat(files.Select((f, i) => ServerTexts.TlsHost(FirstPort + i, f, "Redirect /down http://my.server.com/profile.txt"))));
        Rig.RestartServer("apache");
        Rig.Put("www/profile.txt", "<flat-profile><GPP_A>fetched</GPP_A></flat-profile>");
        Unit = RigUnit.With(Rig, ["--ca", authority.Certificate], "Resync_On_Reset=No", "GPP_A=kept");
    }

    [TestMethod]
    [DataRow("my.server.com", "other", "profile.txt", (int)Fault.TlsUnknownAuthority)]
    [DataRow("my.server.com", "self", "profile.txt", (int)Fault.TlsSelfSigned)]
    [DataRow("my.server.com", "expired", "profile.txt", (int)Fault.TlsExpired)]
    [DataRow("my.server.com", "early", "profile.txt", (int)Fault.TlsNotYetValid)]
    [DataRow("my.server.com", "wrong", "profile.txt", (int)Fault.TlsWrongName)]
    [DataRow("192.168.77.200", "lies", "profile.txt", (int)Fault.TlsServerAddress)]
    [DataRow("my.server.com", "good", "down", (int)Fault.HttpRedirectDowngrade)]
    public void IsRefusedAndTheConfigurationKept(string host, string server, string path, int fault)
    {
        string before = Unit.Parameter("GPP_A");
        int requests = Rig.AccessLog.Length;
        string said = Unit.Resync(Url(host, server, path));
        StringAssert.Contains(said, $"Resync failed: {FaultText.Of((Fault)fault)}");
        StringAssert.Contains(said, $"(fault {fault})");
        Assert.AreEqual(before, Unit.Parameter("GPP_A"));
        Assert.HasCount(path == "down" ? requests + 1 : requests, Rig.AccessLog, "a refused server gets no request");
    }

    [TestMethod]
    [DataRow("my.server.com", "good")]
    [DataRow("my.server.com", "slash")]
    [DataRow("192.168.77.200", "good")]
    public void IsAccepted(string host, string server)
    {
        StringAssert.Contains(Unit.Resync(Url(host, server, "profile.txt")), "Successful resync https://192.168.77.200");
        Assert.AreEqual("fetched", Unit.Parameter("GPP_A"));
    }

    private static string Url(string host, string server, string path) => $"https://{host}:{FirstPort + System.Array.IndexOf(Servers, server)}/{path}";
}
