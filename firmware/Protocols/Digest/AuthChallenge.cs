// The values of WWW-Authenticate or Proxy-Authenticate headers to the strongest challenge in them (RFC 9110, 11.6.1; RFC 7616, 3.3).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Keeps one challenge: the strongest seen since <see cref="Reset"/>, the first among equals. A challenge with an unknown scheme or algorithm,
/// a qop list without auth, without realm or nonce, with a text that does not fit, or cut in a quoted text counts as none, and so does what follows a stray sign.
/// </summary>
public sealed class AuthChallenge
{
    /// <summary>Longest realm, nonce and opaque.</summary>
    public const int MaxTextBytes = 256;

    private readonly AuthParameters _parameters = new AuthParameters();

    /// <summary>What the challenge asks for.</summary>
    public AuthScheme Scheme { get; private set; }

    /// <summary>The realm, without quotes and escapes.</summary>
    public TextBuffer Realm { get; } = new TextBuffer(MaxTextBytes);

    /// <summary>The nonce, likewise.</summary>
    public TextBuffer Nonce { get; } = new TextBuffer(MaxTextBytes);

    /// <summary>What is to be given back unchanged; empty when there is none.</summary>
    public TextBuffer Opaque { get; } = new TextBuffer(MaxTextBytes);

    /// <summary>True when qop=auth is offered; false for the form of RFC 2069.</summary>
    public bool HasQop { get; private set; }

    /// <summary>True when the algorithm was named.</summary>
    public bool NamesAlgorithm { get; private set; }

    /// <summary>True when only the nonce was too old: the same user and password may do with this one.</summary>
    public bool IsStale { get; private set; }

    /// <summary>How often the nonce was used.</summary>
    internal int NonceCount { get; set; }

    /// <summary>Forgets the challenge.</summary>
    public void Reset()
    {
        Scheme = AuthScheme.None;
        Clear();
    }

    /// <summary>Takes one header's value: one challenge or several.</summary>
    public void Take(byte[] text, int offset, int count)
    {
        // value = *( "," OWS ) challenge *( OWS "," OWS challenge ) ; challenge = scheme [ 1*SP #( name BWS "=" BWS ( token / quoted ) ) ]
        int textEnd = offset + count;
        _parameters.Open(text, offset, count);
        while (_parameters.SkipCommas(_parameters.Position) < textEnd)
        {
            int start;
            int end = _parameters.TokenFrom(out start);
            if (end == start)
            {
                return;
            }

            AuthScheme scheme = ByteText.EqualsIgnoreCase(text, start, end - start, "basic") ? AuthScheme.Basic
                : ByteText.EqualsIgnoreCase(text, start, end - start, "digest") ? AuthScheme.DigestMd5
                : AuthScheme.None;
            TakeParameters(scheme, end);
        }
    }

    // Looked at first, kept in a second pass when it is worth it.
    private void TakeParameters(AuthScheme scheme, int start)
    {
        bool hasRealm = false;
        bool hasNonce = false;
        _parameters.MoveTo(start);
        while (_parameters.Next())
        {
            hasRealm |= _parameters.NameIs("realm");
            hasNonce |= _parameters.NameIs("nonce");
            if (scheme >= AuthScheme.DigestMd5)
            {
                scheme = Judge(scheme);
            }
        }

        if (scheme >= AuthScheme.DigestMd5 && !(hasRealm && hasNonce))
        {
            scheme = AuthScheme.None;
        }

        if (!_parameters.IsBroken && scheme > Scheme)
        {
            Scheme = scheme;
            Keep(start);
        }
    }

    private AuthScheme Judge(AuthScheme scheme)
    {
        if (_parameters.NameIs("algorithm"))
        {
            return _parameters.ValueIs("md5") ? AuthScheme.DigestMd5 : _parameters.ValueIs("sha-256") ? AuthScheme.DigestSha256 : AuthScheme.None;
        }

        bool isKept = _parameters.NameIs("realm") || _parameters.NameIs("nonce") || _parameters.NameIs("opaque");
        return (isKept && _parameters.ValueCount > MaxTextBytes) || (_parameters.NameIs("qop") && !_parameters.Lists("auth")) ? AuthScheme.None : scheme;
    }

    private void Keep(int position)
    {
        Clear();
        _parameters.MoveTo(position);
        while (_parameters.Next())
        {
            TextBuffer into = _parameters.NameIs("realm") ? Realm : _parameters.NameIs("nonce") ? Nonce : _parameters.NameIs("opaque") ? Opaque : null;
            if (into != null)
            {
                _parameters.CopyValue(into);
            }

            HasQop |= _parameters.NameIs("qop");
            NamesAlgorithm |= _parameters.NameIs("algorithm");
            IsStale |= _parameters.NameIs("stale") && _parameters.ValueIs("true");
        }
    }

    private void Clear()
    {
        Realm.Clear();
        Nonce.Clear();
        Opaque.Clear();
        HasQop = false;
        NamesAlgorithm = false;
        IsStale = false;
        NonceCount = 0;
    }
}
