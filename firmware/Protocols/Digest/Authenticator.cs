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
    private const int NonceCountDigits = 8;

    private readonly DigestResponse _response = new DigestResponse();
    private readonly TextBuffer _count = new TextBuffer(NonceCountDigits);

    /// <summary>What is to be answered.</summary>
    public AuthChallenge Challenge { get; } = new AuthChallenge();

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

        Challenge.NonceCount++;
        _count.Clear();
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            _count.AppendHex((byte)((Challenge.NonceCount >> shift) & 0xFF));
        }

        _response.SetSecret(Challenge.Scheme, user, Challenge.Realm, password);
        _response.SetTarget(method, uri, uriOffset, uriCount);
        output.Append("Digest username=");
        AppendQuoted(user.Bytes, 0, user.Length, output);
        output.Append(", realm=");
        AppendQuoted(Challenge.Realm.Bytes, 0, Challenge.Realm.Length, output);
        output.Append(", nonce=");
        AppendQuoted(Challenge.Nonce.Bytes, 0, Challenge.Nonce.Length, output);
        output.Append(", uri=");
        AppendQuoted(uri, uriOffset, uriCount, output);
        AppendChoices(output);
        output.Append(", response=\"");
        _response.Append(Challenge.Nonce, Challenge.HasQop ? _count : null, ClientNonce, output);
        output.Append((byte)'"');
    }

    private void AppendChoices(TextBuffer output)
    {
        if (Challenge.NamesAlgorithm)
        {
            output.Append(Challenge.Scheme == AuthScheme.DigestSha256 ? ", algorithm=SHA-256" : ", algorithm=MD5");
        }

        if (Challenge.HasQop)
        {
            output.Append(", qop=auth, nc=");
            output.Append(_count);
            output.Append(", cnonce=");
            AppendQuoted(ClientNonce.Bytes, 0, ClientNonce.Length, output);
        }

        if (Challenge.Opaque.Length > 0)
        {
            output.Append(", opaque=");
            AppendQuoted(Challenge.Opaque.Bytes, 0, Challenge.Opaque.Length, output);
        }
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
