// A challenge, a user and a password in, the value of an Authorization header out (RFC 7617; RFC 2617 and 7616, 3.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Answers <see cref="Challenge"/> for HTTP and SIP: Basic, or Digest with MD5 or SHA-256, with qop=auth or in the form of RFC 2069.
/// The nonce count goes up with each answer to the same challenge.
/// </summary>
public sealed class Authenticator
{
    /// <summary>Longest client nonce.</summary>
    public const int MaxClientNonceBytes = 64;

    private const byte Colon = (byte)':';

    private readonly DigestResponse _response;

    /// <summary>Makes one with a challenge and an arithmetic of its own.</summary>
    public Authenticator()
        : this(new DigestResponse(), new AuthChallenge())
    {
    }

    /// <summary>Makes one that borrows the arithmetic; without a challenge (null) it is to be given one before each answer.</summary>
    internal Authenticator(DigestResponse response, AuthChallenge challenge)
    {
        _response = response;
        Challenge = challenge;
    }

    /// <summary>What is to be answered.</summary>
    public AuthChallenge Challenge { get; internal set; }

    /// <summary>Random text of letters and digits, new for each challenge; the caller's to fill. Not needed for Basic.</summary>
    public TextBuffer ClientNonce { get; } = new TextBuffer(MaxClientNonceBytes);

    /// <summary>
    /// Appends the answer, from the scheme's name on. The user and password are in UTF-8; the user holds no control bytes. There must be a
    /// challenge. <paramref name="uri"/> may lie in <paramref name="output"/>.
    /// </summary>
    public void Append(string method, byte[] uri, int uriOffset, int uriCount, TextBuffer user, TextBuffer password, TextBuffer output)
    {
        if (Challenge.Scheme == AuthScheme.Basic)
        {
            output.Append("Basic ");
            Base64Text.Append(user, Colon, password, output);
            return;
        }

        Challenge.Uses++;
        BeginSecret(user.Bytes, 0, user.Length);
        _response.Add(password.Bytes, 0, password.Length);
        AppendDigest(method, uri, uriOffset, uriCount, user.Bytes, 0, user.Length, output);
    }

    /// <summary>The first half of the secret; the password is <see cref="AddPassword"/>'s.</summary>
    internal void BeginSecret(byte[] user, int offset, int count)
    {
        _response.Begin(Challenge.Scheme);
        _response.Add(user, offset, count);
        _response.Separate();
        _response.Add(Challenge.Bytes, 0, Challenge.RealmCount);
        _response.Separate();
    }

    /// <summary>The rest of the secret.</summary>
    internal void AddPassword(byte[] password, int offset, int count)
    {
        _response.Add(password, offset, count);
    }

    /// <summary>Appends the answer for a secret that was added, with the count that the challenge says.</summary>
    internal void AppendDigest(string method, byte[] uri, int uriOffset, int uriCount, byte[] user, int userOffset, int userCount, TextBuffer output)
    {
        AuthChallenge challenge = Challenge;
        int nonceEnd = challenge.RealmCount + challenge.NonceCount;
        output.Append("Digest username=");
        AppendQuoted(user, userOffset, userCount, output);
        output.Append(", realm=");
        AppendQuoted(challenge.Bytes, 0, challenge.RealmCount, output);
        output.Append(", nonce=");
        AppendQuoted(challenge.Bytes, challenge.RealmCount, challenge.NonceCount, output);
        output.Append(", uri=");
        AppendQuoted(uri, uriOffset, uriCount, output);
        if (challenge.NamesAlgorithm)
        {
            output.Append(challenge.Scheme == AuthScheme.DigestSha256 ? ", algorithm=SHA-256" : ", algorithm=MD5");
        }

        if (challenge.HasQop)
        {
            output.Append(", qop=auth, nc=");
            _response.PutCount(challenge.Uses, output);
            output.Append(", cnonce=");
            AppendQuoted(ClientNonce.Bytes, 0, ClientNonce.Length, output);
        }

        if (challenge.OpaqueCount > 0)
        {
            output.Append(", opaque=");
            AppendQuoted(challenge.Bytes, nonceEnd, challenge.OpaqueCount, output);
        }

        output.Append(", response=\"");
        _response.SetTarget(method, uri, uriOffset, uriCount);
        _response.Finish(challenge.Bytes, challenge.RealmCount, challenge.NonceCount, challenge.HasQop ? ClientNonce.Bytes : null, 0, ClientNonce.Length);
        _response.AppendTo(output);
        output.Append((byte)'"');
    }

    private static void AppendQuoted(byte[] text, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        output.Append((byte)'"');
        for (int i = offset; i < end; i++)
        {
            if (text[i] == (byte)'"' || text[i] == (byte)'\\')
            {
                output.Append((byte)'\\');
            }

            output.Append(text[i]);
        }

        output.Append((byte)'"');
    }
}
