// Credentials as clients send them in, the server's verdict out; the client is the firmware's own, but for the RFC's examples.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class DigestServerTests
{
    private readonly DigestServer _server = new DigestServer(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 });
    private readonly Authenticator _client = new Authenticator();
    private readonly TextBuffer _realm = TextOf("SPA-2102 admin");
    private readonly TextBuffer _user = TextOf("admin");
    private readonly TextBuffer _password = TextOf("s3cret");
    private readonly TextBuffer _challenge = new TextBuffer(DigestServer.MaxChallengeBytes);
    private readonly TextBuffer _sent = new TextBuffer(1024);

    [TestMethod]
    [DataRow((int)AuthScheme.DigestSha256, "admin", "s3cret", "/admin/x", "GET", (int)DigestVerdict.Right)]
    [DataRow((int)AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", (int)DigestVerdict.Right)]
    [DataRow((int)AuthScheme.DigestSha256, "admin", "s3cre", "/admin/x", "GET", (int)DigestVerdict.Wrong)]
    [DataRow((int)AuthScheme.DigestMd5, "admin", "", "/admin/x", "GET", (int)DigestVerdict.Wrong)]
    [DataRow((int)AuthScheme.DigestMd5, "user", "s3cret", "/admin/x", "GET", (int)DigestVerdict.Wrong)]
    [DataRow((int)AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "POST", (int)DigestVerdict.Wrong)]
    [DataRow((int)AuthScheme.DigestMd5, "admin", "s3cret", "/admin/y", "GET", (int)DigestVerdict.Malformed)]
    public void OnlyTheRightPasswordForTheRequestLetsIn(int scheme, string user, string password, string uri, string method, int verdict)
    {
        Answer((AuthScheme)scheme, user, password, uri, method, 0);
        Assert.AreEqual(verdict, Verdict(0));
    }

    [TestMethod]
    public void ACountIsGoodOnceAndInAnyOrderOfAFew()
    {
        string[] sent = new string[5];
        for (int i = 0; i < sent.Length; i++)
        {
            Answer(AuthScheme.DigestSha256, "admin", "s3cret", "/admin/x", "GET", 0);
            sent[i] = _sent.ToString();
        }

        int[] order = { 0, 3, 1, 4, 2 };
        for (int i = 0; i < order.Length; i++)
        {
            Assert.AreEqual((int)DigestVerdict.Right, Check(sent[order[i]], 1000));
            Assert.AreEqual((int)DigestVerdict.Stale, Check(sent[order[i]], 1000));
        }
    }

    [TestMethod]
    [DataRow(300999L, (int)DigestVerdict.Right)]
    [DataRow(301000L, (int)DigestVerdict.Stale)]
    public void ANonceHasALife(long nowMs, int verdict)
    {
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        Assert.AreEqual(verdict, Check(_sent.ToString(), nowMs));
    }

    [TestMethod]
    public void ANonceThatWasForgottenIsNotGoodAgain()
    {
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        string recorded = _sent.ToString();
        Assert.AreEqual((int)DigestVerdict.Right, Check(recorded, 0));
        for (int i = 0; i < 5; i++)
        {
            NewChallenge(AuthScheme.DigestMd5, 0);
            Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
            Assert.AreEqual((int)DigestVerdict.Right, Verdict(0));
        }

        Assert.AreEqual((int)DigestVerdict.Stale, Check(recorded, 0));
    }

    [TestMethod]
    public void ChallengesThatNobodyAnswersForgetNothing()
    {
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        Assert.AreEqual((int)DigestVerdict.Right, Verdict(0));
        for (int i = 0; i < 1000; i++)
        {
            _challenge.Clear();
            _server.AppendChallenge(AuthScheme.DigestMd5, _realm, false, 0, _challenge);
        }

        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        Assert.AreEqual((int)DigestVerdict.Right, Verdict(0));
    }

    [TestMethod]
    public void ANonceOfAnotherStartIsStaleNotWrong()
    {
        DigestServer before = new DigestServer(new byte[16]);
        _client.Challenge.Reset();
        _challenge.Clear();
        before.AppendChallenge(AuthScheme.DigestSha256, _realm, false, 0, _challenge);
        Assert.IsFalse(_challenge.Overflowed);
        _client.Challenge.Take(_challenge.Bytes, 0, _challenge.Length);
        Answer(AuthScheme.DigestSha256, "admin", "s3cret", "/admin/x", "GET", 0);
        Assert.AreEqual((int)DigestVerdict.Stale, Verdict(0));
    }

    [TestMethod]
    public void AStaleChallengeSaysSo()
    {
        _challenge.Clear();
        _server.AppendChallenge(AuthScheme.DigestSha256, _realm, true, 0, _challenge);
        _client.Challenge.Take(_challenge.Bytes, 0, _challenge.Length);
        Assert.IsTrue(_client.Challenge.IsStale);
        Assert.AreEqual("SPA-2102 admin", Encoding.UTF8.GetString(_client.Challenge.Bytes, 0, _client.Challenge.RealmCount));
        Assert.IsTrue(_client.Challenge.HasQop);
    }

    [TestMethod]
    [DataRow("", (int)DigestVerdict.Absent)]
    [DataRow("Basic YWRtaW46czNjcmV0", (int)DigestVerdict.Absent)]
    [DataRow("Digest", (int)DigestVerdict.Malformed)]
    [DataRow("Digest username=\"admin\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth-int, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=0000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=0000000g, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000000, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", algorithm=SHA-512, response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"elsewhere\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Absent)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Wrong)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin, nonce=x", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", username=\"admin\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", uri=\"/admin/x\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", qop=auth, response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", algorithm=MD5, algorithm=MD5, response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", algorithm=SHA-256, algorithm=MD5, response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"\", realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102\\ \\admin\", username=\"\\admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Wrong)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth, nc=00000001, cnonce=\"a\", qop=auth-int, response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    [DataRow("Digest realm=\"SPA-2102 admin\", username=\"admin\", nonce=\"x\", uri=\"/admin/x\", qop=auth-int, algorithm=MD5, nc=00000001, cnonce=\"a\", response=\"0123456789abcdef0123456789abcdef\"", (int)DigestVerdict.Malformed)]
    public void OddCredentialsLetNobodyIn(string sent, int verdict)
    {
        Assert.AreEqual(verdict, Check(sent, 0));
    }

    [TestMethod]
    public void TheOldFormIsTakenOnceWhereAsked()
    {
        _challenge.Clear();
        _server.AppendChallenge(AuthScheme.DigestMd5, _realm, false, 0, _challenge);
        string text = _challenge.ToString();
        int qop = text.IndexOf("qop=");
        byte[] without = Encoding.UTF8.GetBytes(text.Substring(0, qop) + text.Substring(qop + 12));
        _client.Challenge.Take(without, 0, without.Length);
        Assert.IsFalse(_client.Challenge.HasQop);
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        Assert.AreEqual((int)DigestVerdict.Malformed, Verdict(0));
        _server.TakesOldForm = true;
        Assert.AreEqual((int)DigestVerdict.Right, Verdict(0));
        Assert.AreEqual((int)DigestVerdict.Stale, Verdict(0));
    }

    [TestMethod]
    public void TheResponseMayBeInCapitals()
    {
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "/admin/x", "GET", 0);
        string sent = _sent.ToString();
        int start = sent.IndexOf("response=\"") + 10;
        string response = sent.Substring(start, 32);
        Assert.AreEqual((int)DigestVerdict.Right, Check(sent.Substring(0, start) + response.ToUpper() + sent.Substring(start + 32), 0));
    }

    // As SIP answers a repeated request, and proxies rewrite the request's URI on its way.
    [TestMethod]
    public void AChallengeCanBeWrittenAgainAndAnsweredForAnotherUri()
    {
        int serial = _server.IssueNonce();
        TextBuffer again = new TextBuffer(DigestServer.MaxChallengeBytes);
        _challenge.Clear();
        WriteAgain(serial, _challenge);
        _server.AppendChallenge(AuthScheme.DigestMd5, _realm, false, 7000, again);
        Assert.AreNotEqual(_challenge.ToString(), again.ToString());
        again.Clear();
        WriteAgain(serial, again);
        Assert.AreEqual(_challenge.ToString(), again.ToString());
        _client.Challenge.Reset();
        _client.Challenge.Take(again.Bytes, 0, again.Length);
        Answer(AuthScheme.DigestMd5, "admin", "s3cret", "sip:elsewhere", "GET", 7000);
        byte[] text = Encoding.UTF8.GetBytes(_sent.ToString());
        Assert.AreEqual((int)DigestVerdict.Malformed, Check(_sent.ToString(), 7000));
        Assert.AreEqual((int)DigestVerdict.Right, (int)_server.Check(text, 0, text.Length, "GET", null, 0, 0, _realm, _user, _password, 7000));
    }

    private void WriteAgain(int serial, TextBuffer output)
    {
        output.Append(DigestServer.ChallengeStart);
        output.Append(_realm);
        _server.AppendNonceOf(serial, 7, AuthScheme.DigestMd5, false, output);
    }

    private void NewChallenge(AuthScheme scheme, long nowMs)
    {
        _challenge.Clear();
        _server.AppendChallenge(scheme, _realm, false, nowMs, _challenge);
        _client.Challenge.Reset();
        _client.Challenge.Take(_challenge.Bytes, 0, _challenge.Length);
    }

    private void Answer(AuthScheme scheme, string user, string password, string uri, string method, long nowMs)
    {
        if (_client.Challenge.Scheme == AuthScheme.None)
        {
            NewChallenge(scheme, nowMs);
        }

        byte[] target = Encoding.UTF8.GetBytes(uri);
        _client.ClientNonce.Clear();
        _client.ClientNonce.Append("0a4f113b");
        _sent.Clear();
        _client.Append(method, target, 0, target.Length, TextOf(user), TextOf(password), _sent);
    }

    private int Verdict(long nowMs)
    {
        return Check(_sent.ToString(), nowMs);
    }

    private int Check(string sent, long nowMs)
    {
        byte[] text = Encoding.UTF8.GetBytes(sent);
        byte[] uri = Encoding.UTF8.GetBytes("/admin/x");
        return (int)_server.Check(text, 0, text.Length, "GET", uri, 0, uri.Length, _realm, _user, _password, nowMs);
    }

    private static TextBuffer TextOf(string text)
    {
        TextBuffer buffer = new TextBuffer(64);
        buffer.Append(text);
        return buffer;
    }
}
