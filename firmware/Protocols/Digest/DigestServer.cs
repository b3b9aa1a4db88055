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

    /// <summary>What stands before the realm in a challenge.</summary>
    public const string ChallengeStart = "Digest realm=\"";

    private const int OldFormCount = 1;

    private readonly DigestNonces _nonces;
    private readonly DigestCredentials _credentials;
    private readonly DigestResponse _response;

    /// <summary>Makes a server with random bytes of its own; those who know them can make its nonces.</summary>
    public DigestServer(byte[] key)
        : this(key, new DigestResponse(), new AuthParameters())
    {
    }

    /// <summary>As the other one, with an arithmetic that is borrowed.</summary>
    internal DigestServer(byte[] key, DigestResponse response, AuthParameters parameters)
    {
        _nonces = new DigestNonces(key, response);
        _credentials = new DigestCredentials(parameters);
        _response = response;
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
        output.Append(ChallengeStart);
        output.Append(realm);
        AppendNonceOf(_nonces.Issue(), (int)(nowMs / 1000), scheme, isStale, output);
    }

    /// <summary>
    /// Appends what stands behind the realm in the challenge with the nonce of this serial and moment, in seconds, its closing quote first: the
    /// same bytes each time.
    /// </summary>
    public void AppendNonceOf(int serial, int seconds, AuthScheme scheme, bool isStale, TextBuffer output)
    {
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
    /// header stands, for SIP, whose proxies rewrite the request's. The text is borrowed: escapes in it are taken away.
    /// </summary>
    public DigestVerdict Check(
        byte[] text, int offset, int count, string method, byte[] uri, int uriOffset, int uriCount, TextBuffer realm, TextBuffer user, TextBuffer password, long nowMs)
    {
        DigestVerdict verdict = Open(text, offset, count, uri, uriOffset, uriCount, realm.Bytes, 0, realm.Length);
        return verdict != DigestVerdict.Right ? verdict
            : Prove(text, method, realm.Bytes, 0, realm.Length, user.Bytes, 0, user.Length, password.Bytes, 0, password.Length, nowMs);
    }

    /// <summary>As the other one, without a URI; realm, user and password stand in one buffer, the realm first.</summary>
    public DigestVerdict Check(byte[] text, int offset, int count, string method, TextBuffer known, int userAt, int passwordAt, long nowMs)
    {
        byte[] bytes = known.Bytes;
        DigestVerdict verdict = Open(text, offset, count, null, 0, 0, bytes, 0, userAt);
        return verdict != DigestVerdict.Right ? verdict
            : Prove(text, method, bytes, 0, userAt, bytes, userAt, passwordAt - userAt, bytes, passwordAt, known.Length - passwordAt, nowMs);
    }

    // Right: they are whole and for this realm.
    private DigestVerdict Open(byte[] text, int offset, int count, byte[] uri, int uriOffset, int uriCount, byte[] realm, int realmOffset, int realmCount)
    {
        DigestCredentials given = _credentials;
        if (!given.Read(text, offset, count))
        {
            return DigestVerdict.Absent;
        }

        bool isTarget = uri == null
            || ByteText.Equals(text, given.OffsetOf(DigestCredentials.Uri), given.CountOf(DigestCredentials.Uri), uri, uriOffset, uriCount);
        if (!isTarget || !given.IsWhole(TakesOldForm))
        {
            return DigestVerdict.Malformed;
        }

        return IsPart(text, DigestCredentials.Realm, realm, realmOffset, realmCount) ? DigestVerdict.Right : DigestVerdict.Absent;
    }

    private DigestVerdict Prove(
        byte[] text, string method, byte[] realm, int realmOffset, int realmCount, byte[] user, int userOffset, int userCount, byte[] password, int passwordOffset, int passwordCount, long nowMs)
    {
        DigestCredentials given = _credentials;
        int nonce = given.OffsetOf(DigestCredentials.Nonce);
        int nonceCount = given.CountOf(DigestCredentials.Nonce);
        _response.Begin(given.Scheme);
        _response.Add(user, userOffset, userCount);
        _response.Separate();
        _response.Add(realm, realmOffset, realmCount);
        _response.Separate();
        _response.Add(password, passwordOffset, passwordCount);
        _response.SetTarget(method, text, given.OffsetOf(DigestCredentials.Uri), given.CountOf(DigestCredentials.Uri));
        if (given.HasQop)
        {
            _response.TakeCount(text, given.OffsetOf(DigestCredentials.Count));
        }

        _response.Finish(text, nonce, nonceCount, given.HasQop ? text : null, given.OffsetOf(DigestCredentials.ClientNonce), given.CountOf(DigestCredentials.ClientNonce));
        bool isUser = IsPart(text, DigestCredentials.User, user, userOffset, userCount);
        if (!_response.Is(text, given.OffsetOf(DigestCredentials.Response), given.CountOf(DigestCredentials.Response)) || !isUser)
        {
            return DigestVerdict.Wrong;
        }

        return _nonces.Use(text, nonce, nonceCount, given.HasQop ? given.NonceCount : OldFormCount, nowMs) ? DigestVerdict.Right : DigestVerdict.Stale;
    }

    private bool IsPart(byte[] text, int part, byte[] wanted, int offset, int count)
    {
        return DigestResponse.AreEqual(text, _credentials.OffsetOf(part), _credentials.CountOf(part), wanted, offset, count);
    }
}
