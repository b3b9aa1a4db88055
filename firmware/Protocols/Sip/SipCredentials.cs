// Responses 401 and 407 in, Authorization headers out, for the lines in turn (RFC 3261 section 22, RFC 7616, RFC 8760).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Holds the last challenge that any line got. The line that got it uses it again with a higher count; another line sends without
/// and is challenged anew: one round trip an hour buys the memory of a second one.
/// </summary>
public sealed class SipCredentials
{
    private readonly Authenticator _authenticator = new Authenticator();
    private readonly SipTokens _tokens;
    private SipAccount _holder;
    private bool _isProxy;

    /// <summary>Takes client nonces from the tokens.</summary>
    public SipCredentials(SipTokens tokens)
    {
        _tokens = tokens;
    }

    /// <summary>True when the challenge taken last says that only the nonce was too old.</summary>
    public bool IsStale
    {
        get { return _authenticator.Challenge.IsStale; }
    }

    /// <summary>True when a request of this line can be answered for.</summary>
    public bool IsFor(SipAccount account)
    {
        return _holder == account;
    }

    /// <summary>Forgets a challenge.</summary>
    public void Forget()
    {
        _holder = null;
    }

    /// <summary>Takes the strongest digest challenge of a 401 or 407. False when it has none that the unit can answer.</summary>
    public bool Take(SipMessage response, SipAccount account)
    {
        AuthChallenge challenge = _authenticator.Challenge;
        _isProxy = response.StatusCode == 407;
        SipHeader header = _isProxy ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate;
        challenge.Reset();
        for (int index = response.Find(header, -1); index >= 0; index = response.Find(header, index))
        {
            challenge.Take(response.Bytes, response.OffsetOf(index), response.CountOf(index));
        }

        // Basic is none in SIP (section 22): it would give the password away.
        _holder = challenge.Scheme >= AuthScheme.DigestMd5 ? account : null;
        _authenticator.ClientNonce.Clear();
        _tokens.Append(_authenticator.ClientNonce);
        return _holder != null;
    }

    /// <summary>Appends the header line of a request without its end.</summary>
    public void Append(string method, TextBuffer uri, TextBuffer output)
    {
        output.Append(_isProxy ? "Proxy-Authorization: " : "Authorization: ");
        _authenticator.Append(method, uri.Bytes, 0, uri.Length, _holder.AuthUser, _holder.Password, output);
    }
}
