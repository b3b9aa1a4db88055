// Redirects, credentials, unchanged files, https and failover over the simulated network: where each fetch goes and how it ends.

using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class FollowTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Digest = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256";

    private readonly SimulatedWeb _web = new SimulatedWeb();

    [TestMethod]
    [DataRow(301)]
    [DataRow(302)]
    [DataRow(303)]
    [DataRow(307)]
    [DataRow(308)]
    public void ARedirectToAnotherHostIsResolvedAndFollowed(int status)
    {
        _web.Names["b.example.net"] = new[] { SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Redirect(status, "http://b.example.net:81/x?y#z"));
        _web.Serve(SimulatedWeb.Second, 81, (_, _) => Ok);
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"), _web.Fetcher.Fault.ToString());
        StringAssert.StartsWith(_web.Requests[1], "GET /x?y HTTP/1.1\r\nHost: b.example.net:81\r\n");
        Assert.AreEqual(SimulatedWeb.Second, _web.Fetcher.ServerAddress);
        Assert.AreEqual("try 1, " + status + " http://b.example.net:81/x?y, try 3", string.Join(", ", _web.Told));
    }

    [TestMethod]
    [DataRow("", Fault.HttpRedirectMissing)]
    [DataRow("http://user:secret@b/", Fault.HttpRedirectBad)]
    [DataRow("ftp://b/", Fault.HttpRedirectScheme)]
    [DataRow("/again", Fault.HttpRedirect)]
    [DataRow("http://192.168.0.9/", Fault.ConnectRefused)]
    [DataRow("http://nowhere.example.net/", Fault.DnsNoName)]
    public void ARedirectThatLeadsNowhereHasItsFault(string location, Fault expected)
    {
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Redirect(302, location));
        Assert.AreEqual(FetchStatus.Failed, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"));
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.HasCount(expected == Fault.HttpRedirect ? 6 : 1, _web.Requests);
        Assert.IsFalse(_web.Fetcher.Detail.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.AreEqual(0, _web.Body.Bytes.Length);
    }

    [TestMethod]
    public void FiveRedirectsAreFollowedAndTheErrorBehindThemSaysWhere()
    {
        _web.Serve(SimulatedWeb.First, 80, (number, _) => number < 6 ? Redirect(302, "/" + number) : "HTTP/1.1 404 Not Found\r\n\r\n");
        _web.Get(UrlScheme.Http, "192.168.0.1", "/a");
        Assert.AreEqual(Fault.HttpNotFound, _web.Fetcher.Fault);
        Assert.IsTrue(_web.Fetcher.NotFound);
        Assert.AreEqual("404 Not Found at http://192.168.0.1/5", _web.Fetcher.Detail.ToString());
    }

    [TestMethod]
    [DataRow(301, "GET")]
    [DataRow(302, "GET")]
    [DataRow(303, "GET")]
    [DataRow(307, "POST")]
    [DataRow(308, "POST")]
    public void APostKeepsItsBodyOnlyWhereTheStatusSaysSo(int status, string method)
    {
        _web.Serve(SimulatedWeb.First, 80, (number, _) => number == 1 ? Redirect(status, "/b") : Ok);
        _web.Request.PostBody = SimulatedWeb.Text("mac=1");
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"));
        StringAssert.StartsWith(_web.Requests[0], "POST /a ");
        StringAssert.StartsWith(_web.Requests[1], method + " /b ");
        Assert.AreEqual(method == "POST", _web.Requests[1].EndsWith("mac=1", StringComparison.Ordinal));
    }

    [TestMethod]
    public void ServersOutsideTheAllowedDomainsAreNotAskedBehindARedirectEither()
    {
        _web.OnlyDomain = "example.net";
        _web.Names["a.example.net"] = new[] { SimulatedWeb.First };
        _web.Names["evil.example.org"] = new[] { SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Redirect(302, "//evil.example.org/"));
        _web.Serve(SimulatedWeb.Second, 80, (_, _) => Ok);
        _web.Get(UrlScheme.Http, "a.example.net", "/a");
        Assert.AreEqual(Fault.ServerRestricted, _web.Fetcher.Fault);
        Assert.AreEqual("at http://evil.example.org/", _web.Fetcher.Detail.ToString());
        Assert.HasCount(1, _web.Requests);
    }

    [TestMethod]
    // What the server asks for, and how the answer begins.
    [DataRow(401, "WWW-Authenticate: Basic realm=\"r\"", "Authorization: Basic dTpw\r\n")]
    [DataRow(401, "WWW-Authenticate: Basic realm=\"r\"\r\nWWW-Authenticate: " + Digest, "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\"")]
    [DataRow(407, "Proxy-Authenticate: Basic realm=\"r\"", "Proxy-Authorization: Basic dTpw\r\n")]
    public void CredentialsAreGivenWhenTheyAreAskedFor(int status, string challenge, string answer)
    {
        _web.Credentials("u", "p");
        _web.Serve(SimulatedWeb.First, 80, (number, _) => number == 1 ? Ask(status, challenge) : Ok);
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"), _web.Fetcher.Fault.ToString());
        Assert.IsFalse(_web.Requests[0].Contains("uthorization", StringComparison.Ordinal));
        StringAssert.Contains(_web.Requests[1], "\r\n" + answer);
        Assert.AreEqual("ok", System.Text.Encoding.ASCII.GetString(_web.Body.Bytes.ToArray()));
    }

    [TestMethod]
    [DataRow("u", null, "Authorization: Basic dTo=\r\n")]
    [DataRow(null, "p", "Authorization: Basic OnA=\r\n")]
    public void AUserOrAPasswordAloneWillDo(string user, string password, string answer)
    {
        _web.Request.UserId = user == null ? null : SimulatedWeb.Text(user);
        _web.Request.Password = password == null ? null : SimulatedWeb.Text(password);
        _web.Serve(SimulatedWeb.First, 80, (number, _) => number == 1 ? Ask(401, "WWW-Authenticate: Basic") : Ok);
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"), _web.Fetcher.Fault.ToString());
        StringAssert.Contains(_web.Requests[1], "\r\n" + answer);
    }

    [TestMethod]
    [DataRow("", "", "Basic", 1, Fault.HttpCredentialsWanted)]
    [DataRow("u", "p", "Negotiate", 1, Fault.HttpAuthScheme)]
    [DataRow("u", "p", "Basic", 2, Fault.HttpCredentialsRefused)]
    [DataRow("u", "p", Digest, 2, Fault.HttpCredentialsRefused)]
    [DataRow("u", "p", Digest + ", stale=true", 3, Fault.HttpCredentialsRefused)]
    [DataRow("u\r\nX: y", "p", "Basic", 1, Fault.UrlSyntax)]
    public void CredentialsThatAreNotGoodEnoughEndTheFetch(string user, string password, string challenge, int requests, Fault expected)
    {
        _web.Credentials(user, password);
        _web.Serve(SimulatedWeb.First, 80, (_, _) => Ask(401, "WWW-Authenticate: " + challenge));
        Assert.AreEqual(FetchStatus.Failed, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"));
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.HasCount(requests, _web.Requests);
    }

    [TestMethod]
    [DataRow("http://192.168.0.3/", Fault.HttpCredentialsElsewhere)]
    [DataRow("http://192.168.0.1:81/", Fault.HttpCredentialsElsewhere)]
    [DataRow("https://192.168.0.1/", Fault.HttpCredentialsElsewhere)]
    [DataRow("/other", Fault.None)]
    public void CredentialsStayWithTheFirstServer(string location, Fault expected)
    {
        _web.Network.Tls = new LoopbackTls();
        _web.Credentials("u", "p");
        string Script(int number, string request) => number == 1 ? Redirect(302, location) : request.Contains("\r\nAuthorization: ", StringComparison.Ordinal) ? Ok : Ask(401, "WWW-Authenticate: Basic");
        foreach ((uint address, int port) in new[] { (SimulatedWeb.First, 80), (SimulatedWeb.First, 81), (SimulatedWeb.First, 443), (SimulatedWeb.Second, 80) })
        {
            _web.Serve(address, port, Script);
        }

        _web.Get(UrlScheme.Http, "192.168.0.1", "/a");
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.AreEqual(expected == Fault.None ? 1 : 0, _web.Requests.Count(request => request.Contains("uthorization", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void AnUnchangedFileIsSuccessWithoutABody()
    {
        _web.Serve(SimulatedWeb.First, 80, (_, request) => request.Contains("If-None-Match: \"v1\"\r\n", StringComparison.Ordinal)
            ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: then\r\nContent-Length: 2\r\n\r\nok");
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"));
        Assert.IsFalse(_web.Fetcher.NotModified);
        Assert.AreEqual("\"v1\" then", _web.Fetcher.EntityTag + " " + _web.Fetcher.LastModified);
        _web.Request.EntityTag = SimulatedWeb.Text("\"v1\"");
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Http, "192.168.0.1", "/a"));
        Assert.IsTrue(_web.Fetcher.NotModified);
        Assert.AreEqual(0, _web.Body.Bytes.Length);
    }

    [TestMethod]
    public void HttpsGoesToItsPortWithTheServersName()
    {
        _web.Network.Tls = new LoopbackTls();
        _web.Names["a.example.net"] = new[] { SimulatedWeb.First };
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Ok);
        Assert.AreEqual(FetchStatus.Done, _web.Get(UrlScheme.Https, "a.example.net", "/a"), _web.Fetcher.Fault.ToString());
        Assert.AreEqual("a.example.net", _web.Network.LastServerName);
        StringAssert.Contains(_web.Requests[0], "\r\nHost: a.example.net\r\n");
    }

    [TestMethod]
    [DataRow("a.example.net", Fault.None, 1)]
    [DataRow("b.example.net", Fault.TlsServerAddress, 0)]
    [DataRow("unknown.example.net", Fault.DnsNoName, 0)]
    [DataRow("", Fault.DnsBadName, 0)]
    public void ACertificatesNameMustLeadToTheAddressBeforeAnythingIsSent(string peerName, Fault expected, int requests)
    {
        _web.Network.Tls = new LoopbackTls { PeerName = peerName };
        _web.Names["a.example.net"] = new[] { SimulatedWeb.Second, SimulatedWeb.First };
        _web.Names["b.example.net"] = new[] { SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Ok);
        _web.Get(UrlScheme.Https, "192.168.0.1", "/a");
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.HasCount(requests, _web.Requests);
        Assert.AreEqual(expected == Fault.None ? "200 OK" : peerName, _web.Fetcher.Detail.ToString());
    }

    [TestMethod]
    public void HttpsIsNotLeftForHttp()
    {
        _web.Network.Tls = new LoopbackTls();
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Redirect(302, "http://192.168.0.1/"));
        _web.Get(UrlScheme.Https, "192.168.0.1", "/a");
        Assert.AreEqual(Fault.HttpRedirectDowngrade, _web.Fetcher.Fault);
        Assert.HasCount(1, _web.Requests);
    }

    [TestMethod]
    public void AStalledHandshakeIsBoundedAndTheNextAddressIsTried()
    {
        _web.Network.Tls = new LoopbackTls { Stalls = true };
        _web.Names["a.example.net"] = new[] { SimulatedWeb.First, SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Ok);
        long startMs = _web.Clock.NowMs;
        _web.Get(UrlScheme.Https, "a.example.net", "/a");
        Assert.AreEqual("try 1, 1 ConnectTimeout, try 3", string.Join(", ", _web.Told));
        Assert.AreEqual(Fault.ConnectRefused, _web.Fetcher.Fault, "the last reason counts");
        Assert.IsInRange(10000L, 10500L, _web.Clock.NowMs - startMs);
    }

    [TestMethod]
    public void ARefusedCertificateIsAnAnswer()
    {
        _web.Network.Tls = new LoopbackTls { Fault = Fault.TlsServerAddress };
        _web.Names["a.example.net"] = new[] { SimulatedWeb.First, SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 443, (_, _) => Ok);
        _web.Get(UrlScheme.Https, "a.example.net", "/a");
        Assert.AreEqual("try 1", string.Join(", ", _web.Told));
        Assert.AreEqual(Fault.TlsServerAddress, _web.Fetcher.Fault);
    }

    [TestMethod]
    [DataRow(true, "try 9, 9 ConnectRefused, try 1, 1 HttpFirstByteTimeout, try 3", Fault.None)]
    [DataRow(false, "try 9, 9 ConnectRefused, try 1", Fault.HttpStatus)]
    public void AddressesAreTriedInOrderUntilOneAnswers(bool silent, string told, Fault expected)
    {
        _web.Names["a.example.net"] = new[] { 0xC0A80009u, SimulatedWeb.First, SimulatedWeb.Second };
        _web.Serve(SimulatedWeb.First, 80, (_, _) => silent ? null : "HTTP/1.1 503 Busy\r\n\r\n");
        _web.Serve(SimulatedWeb.Second, 80, (_, _) => Ok);
        _web.Get(UrlScheme.Http, "a.example.net", "/a");
        Assert.AreEqual(expected, _web.Fetcher.Fault);
        Assert.AreEqual(told, string.Join(", ", _web.Told));
    }

    private static string Redirect(int status, string location)
    {
        return "HTTP/1.1 " + status + " Moved\r\n" + (location.Length > 0 ? "Location: " + location + "\r\n" : "") + "Content-Length: 4\r\n\r\nbody";
    }

    private static string Ask(int status, string challenge)
    {
        return "HTTP/1.1 " + status + " Who\r\n" + challenge + "\r\nContent-Length: 4\r\n\r\nbody";
    }
}
