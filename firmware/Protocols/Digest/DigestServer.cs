// Requests with credentials in, who they are of out; challenges for the others (RFC 7616, 3.3 and 3.4). For the web pages and for SIP.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Checks Digest credentials with MD5 and SHA-256, qop=auth. Passwords are compared in a time that does not depend on where they differ. It
/// keeps nothing of a challenge, only the counts of a few nonces that were answered well; it allocates nothing after its construction.
/// </summary>
public sealed class DigestServer
{
    /// <summary>Bytes of the key that its nonces are made with.</summary>
    public const int KeyBytes = 16;

    /// <summary>Longest challenge with a realm of 64 bytes.</summary>
    public const int MaxChallengeBytes = 224;

    /// <summary>How long a nonce is good.</summary>
    public const int NonceLifeSeconds = 300;

    private const int OldFormCount = 1;

    private readonly DigestNonces _nonces;
    private readonly DigestCredentials _credentials = new DigestCredentials();
    private readonly DigestResponse _response = new DigestResponse();
    private readonly TextBuffer _expected = new TextBuffer(DigestResponse.MaxBytes);

    /// <summary>Makes a server with random bytes of its own; those who know them can make its nonces.</summary>
    public DigestServer(byte[] key)
    {
        _nonces = new DigestNonces(key);
    }

    /// <summary>True to take the form of RFC 2069, without qop, each nonce once. SIP has to (RFC 3261, 22.4).</summary>
    public bool TakesOldForm { get; set; }

    /// <summary>The serial of a new nonce, for a challenge that may have to be written again.</summary>
    public int IssueNonce()
    {
        return _nonces.Issue();
    }

    /// <summary>Appends a challenge with a new nonce: the value of a WWW-Authenticate header. The realm needs no escapes.</summary>
    public void AppendChallenge(AuthScheme scheme, TextBuffer realm, bool isStale, long nowMs, TextBuffer output)
    {
        AppendChallengeOf(_nonces.Issue(), (int)(nowMs / 1000), scheme, realm, isStale, output);
    }

    /// <summary>Appends the challenge with the nonce of this serial and moment, in seconds: the same bytes each time.</summary>
    public void AppendChallengeOf(int serial, int seconds, AuthScheme scheme, TextBuffer realm, bool isStale, TextBuffer output)
    {
        output.Append("Digest realm=\"");
        output.Append(realm);
        output.Append("\", nonce=\"");
        _nonces.Append(serial, seconds, output);
        output.Append("\", qop=\"auth\", algorithm=");
        output.Append(scheme == AuthScheme.DigestSha256 ? "SHA-256" : "MD5");
        if (isStale)
        {
            output.Append(", stale=true");
        }
    }

    /// <summary>
    /// Looks at the value of an Authorization header. The method and the URI are the request's own, as they came; without a URI (null) that of the
    /// header stands, for SIP, whose proxies rewrite the request's.
    /// </summary>
    public DigestVerdict Check(
        byte[] text, int offset, int count, string method, byte[] uri, int uriOffset, int uriCount, TextBuffer realm, TextBuffer user, TextBuffer password, long nowMs)
    {
        if (!_credentials.Read(text, offset, count))
        {
            return DigestVerdict.Absent;
        }

        bool isTarget = uri == null || ByteText.Equals(text, _credentials.UriOffset, _credentials.UriCount, uri, uriOffset, uriCount);
        if (!isTarget || !_credentials.IsWhole(TakesOldForm))
        {
            return DigestVerdict.Malformed;
        }

        if (!AreEqual(_credentials.Realm, realm))
        {
            return DigestVerdict.Absent;
        }

        _response.SetSecret(_credentials.Scheme, user, realm, password);
        _response.SetTarget(method, text, _credentials.UriOffset, _credentials.UriCount);
        _expected.Clear();
        _response.Append(_credentials.Nonce, _credentials.HasQop ? _credentials.Count : null, _credentials.ClientNonce, _expected);
        bool isUser = AreEqual(_credentials.User, user);
        if (!AreEqual(_credentials.Response, _expected) || !isUser)
        {
            return DigestVerdict.Wrong;
        }

        return _nonces.Use(_credentials.Nonce, _credentials.HasQop ? _credentials.NonceCount : OldFormCount, nowMs) ? DigestVerdict.Right : DigestVerdict.Stale;
    }

    // Every byte of the second is looked at, whatever the first holds.
    private static bool AreEqual(TextBuffer given, TextBuffer wanted)
    {
        int difference = given.Length ^ wanted.Length;
        for (int i = 0; i < wanted.Length; i++)
        {
            difference |= given.Bytes[i < given.Bytes.Length ? i : 0] ^ wanted.Bytes[i];
        }

        return difference == 0;
    }
}
