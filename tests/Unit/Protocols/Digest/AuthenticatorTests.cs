// Challenges in, answers out: the RFCs' examples, what servers send, and what is no challenge.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class AuthenticatorTests
{
    private const string Rfc7616 = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
        + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private const string Rfc7616Answer = "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
        + "uri=\"/dir/index.html\"";

    private const string ClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private const string Rfc7616Choices = ", qop=auth, nc=00000001, cnonce=\"" + ClientNonce + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private const string Md5Answer = Rfc7616Answer + ", algorithm=MD5" + Rfc7616Choices + ", response=\"8ca523f5e9506fed4657c9700eebdbec\"";

    private const string Sha256Answer = Rfc7616Answer + ", algorithm=SHA-256" + Rfc7616Choices
        + ", response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"";

    private readonly Authenticator _authenticator = new Authenticator();
    private readonly TextBuffer _output = new TextBuffer(1024);

    [TestMethod]
    // RFC 7616, 3.9.1: two header lines, the stronger one is answered in either order.
    [DataRow("Digest " + Rfc7616 + ", algorithm=SHA-256\nDigest " + Rfc7616 + ", algorithm=MD5", "Mufasa", "Circle of Life", Sha256Answer)]
    [DataRow("Digest " + Rfc7616 + ", algorithm=MD5\nDigest " + Rfc7616 + ", algorithm=SHA-256", "Mufasa", "Circle of Life", Sha256Answer)]
    [DataRow("Digest " + Rfc7616 + ", algorithm=MD5", "Mufasa", "Circle of Life", Md5Answer)]
    // One line, odd cases, white space, a quoted algorithm, challenges that are none before, between and behind.
    [DataRow(",, NTLM TlRMTVNT==, bASIC realm=\"a, Digest b\" ,dIGEST ALGORITHM = \"md5\" , " + Rfc7616 + ", Negotiate", "Mufasa", "Circle of Life", Md5Answer)]
    [DataRow("Digest " + Rfc7616 + ", algorithm=SHA-256, Basic realm=x", "Mufasa", "Circle of Life", Sha256Answer)]
    [DataRow("Digest " + Rfc7616 + ", algorithm=SHA-512-256, Digest " + Rfc7616 + ", algorithm=MD5", "Mufasa", "Circle of Life", Md5Answer)]
    // The challenge of RFC 2617, 3.5: no algorithm named; the answer reckoned with another implementation.
    [DataRow("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"", "Mufasa", "Circle Of Life",
        "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\", qop=auth, nc=00000001, "
        + "cnonce=\"" + ClientNonce + "\", response=\"69ada8382d0875945f2657b3332e75fa\"")]
    // The form of RFC 2069: no qop.
    [DataRow("Digest realm=\"http-auth@example.org\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"", "Mufasa", "Circle of Life",
        Rfc7616Answer + ", response=\"7b2cc3b30e75b4777ea31027084363fd\"")]
    // Escapes are taken away to be hashed and put back to be sent.
    [DataRow("Digest realm=\"r\\\"x\\\\y\", nonce=n1, qop=auth", "a\"b", "p",
        "Digest username=\"a\\\"b\", realm=\"r\\\"x\\\\y\", nonce=\"n1\", uri=\"/dir/index.html\", qop=auth, nc=00000001, cnonce=\"" + ClientNonce
        + "\", response=\"a4583a625893a2877e41a20cefeb8e31\"")]
    // RFC 7617, 2 and 2.1.
    [DataRow("Basic realm=\"WallyWorld\"", "Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")]
    [DataRow("Basic realm=\"foo\", charset=\"UTF-8\"", "test", "123\u00a3", "Basic dGVzdDoxMjPCow==")]
    [DataRow("Basic", "a", "bc", "Basic YTpiYw==")]
    [DataRow("Basic realm=\"x\", Digest realm=\"y\", nonce=\"n\", qop=\"auth-int\"", "ab", "", "Basic YWI6")]
    public void TheStrongestChallengeIsAnswered(string challenges, string user, string password, string answer)
    {
        Take(challenges);
        Assert.AreEqual(answer, Answer(user, password));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Negotiate")]
    [DataRow("NTLM YWJj==")]
    [DataRow("Bearer realm=\"Basic\"")]
    [DataRow("Digest")]
    [DataRow("Digest realm=\"a\"")]
    [DataRow("Digest nonce=\"a\"")]
    [DataRow("Digest realm=\"a\", nonce=\"b")]
    [DataRow("Digest realm=\"a\", nonce=\"b\\")]
    [DataRow("Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\"")]
    [DataRow("Digest realm=\"a\", nonce=\"b\", algorithm=MD5-sess")]
    [DataRow("=,=\"Basic\"")]
    public void WhatIsNoChallengeIsNotAnswered(string challenges)
    {
        Take(challenges);
        Assert.AreEqual((int)AuthScheme.None, (int)_authenticator.Challenge.Scheme);
    }

    [TestMethod]
    [DataRow("Digest realm=\"a\", nonce=\"b\", stale=true", true)]
    [DataRow("Digest realm=\"a\", nonce=\"b\", STALE=\"TRUE\"", true)]
    [DataRow("Digest realm=\"a\", nonce=\"b\", stale=false", false)]
    [DataRow("Digest realm=\"a\", nonce=\"stale=true\"", false)]
    [DataRow("Basic realm=\"a\", stale=true\nDigest realm=\"a\", nonce=\"b\"", false)]
    public void StaleIsToldOfTheChallengeThatIsKept(string challenges, bool stale)
    {
        Take(challenges);
        Assert.AreEqual(stale, _authenticator.Challenge.IsStale);
    }

    [TestMethod]
    [DataRow("realm")]
    [DataRow("nonce")]
    [DataRow("opaque")]
    public void ATextThatDoesNotFitMakesNoChallenge(string name)
    {
        Take("Digest realm=\"a\", nonce=\"b\", " + name + "=\"" + new string('x', 256) + "\"");
        Assert.AreEqual((int)AuthScheme.DigestMd5, (int)_authenticator.Challenge.Scheme);
        Take("Digest realm=\"a\", nonce=\"b\", " + name + "=\"" + new string('x', 257) + "\"");
        Assert.AreEqual((int)AuthScheme.None, (int)_authenticator.Challenge.Scheme);
    }

    [TestMethod]
    public void TheLongestTextsAreSentBackAndShortOnesAfterThem()
    {
        string realm = new string('r', 256);
        string nonce = new string('n', 256);
        string opaque = new string('o', 256);
        Take("Digest realm=\"" + realm + "\", opaque=\"" + opaque + "\", nonce=\"" + nonce + "\"");
        string answer = Answer("u", "p");
        Assert.IsTrue(answer.IndexOf("realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=") > 0 && answer.IndexOf(", opaque=\"" + opaque + "\", ") > 0, answer);
        Take("Digest realm=\"a\", nonce=\"b\"");
        Assert.IsTrue(Answer("u", "p").IndexOf("realm=\"a\", nonce=\"b\", uri=") > 0);
    }

    [TestMethod]
    public void TheCountGoesUpUntilThereIsANewChallenge()
    {
        Take("Digest realm=\"a\", nonce=\"b\", qop=auth");
        for (int i = 1; i <= 17; i++)
        {
            string answer = Answer("u", "p");
            Assert.IsTrue(answer.IndexOf(", nc=000000" + i.ToString("x2") + ",") > 0, answer);
        }

        Take("Digest realm=\"a\", nonce=\"c\", qop=auth");
        Assert.IsTrue(Answer("u", "p").IndexOf(", nc=00000001,") > 0);
    }

    private void Take(string challenges)
    {
        _authenticator.Challenge.Reset();
        foreach (string line in challenges.Split('\n'))
        {
            byte[] bytes = Encoding.UTF8.GetBytes("x" + line + "\"");
            _authenticator.Challenge.Take(bytes, 1, bytes.Length - 2);
        }
    }

    private string Answer(string user, string password)
    {
        byte[] uri = Encoding.UTF8.GetBytes("/dir/index.html");
        _authenticator.ClientNonce.Clear();
        _authenticator.ClientNonce.Append(ClientNonce);
        _output.Clear();
        _authenticator.Append("GET", uri, 0, uri.Length, Text(user), Text(password), _output);
        return _output.ToString();
    }

    private static TextBuffer Text(string text)
    {
        TextBuffer buffer = new TextBuffer(64);
        buffer.Append(text);
        return buffer;
    }
}
