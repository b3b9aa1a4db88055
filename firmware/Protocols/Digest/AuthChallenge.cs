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

    // What servers send fits; the first challenge that does not takes room for the longest there are, once.
    private const int FirstBytes = 160;

    private readonly AuthParameters _parameters;

    /// <summary>Makes one that holds no challenge.</summary>
    public AuthChallenge()
        : this(new AuthParameters())
    {
    }

    internal AuthChallenge(AuthParameters parameters)
    {
        _parameters = parameters;
    }

    /// <summary>What the challenge asks for.</summary>
    public AuthScheme Scheme { get; private set; }

    /// <summary>Realm, nonce and opaque one behind the other, without quotes and escapes.</summary>
    public byte[] Bytes { get; private set; } = new byte[FirstBytes];

    /// <summary>Length of the realm, with which the bytes begin.</summary>
    public int RealmCount { get; private set; }

    /// <summary>Length of the nonce, which follows.</summary>
    public int NonceCount { get; private set; }

    /// <summary>Length of what is to be given back unchanged, which comes last; 0 when there is none.</summary>
    public int OpaqueCount { get; private set; }

    /// <summary>True when qop=auth is offered; false for the form of RFC 2069.</summary>
    public bool HasQop { get; private set; }

    /// <summary>True when the algorithm was named.</summary>
    public bool NamesAlgorithm { get; private set; }

    /// <summary>True when only the nonce was too old: the same user and password may do with this one.</summary>
    public bool IsStale { get; private set; }

    /// <summary>True when a text holds control bytes.</summary>
    public bool HasControls
    {
        get
        {
            int end = RealmCount + NonceCount + OpaqueCount;
            for (int i = 0; i < end; i++)
            {
                if (Bytes[i] < 0x20 || Bytes[i] == 0x7F)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>How often the nonce was used.</summary>
    internal int Uses { get; set; }

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

        return (IsKept() && _parameters.ValueCount > MaxTextBytes) || (_parameters.NameIs("qop") && !_parameters.Lists("auth")) ? AuthScheme.None : scheme;
    }

    private bool IsKept()
    {
        return _parameters.NameIs("realm") || _parameters.NameIs("nonce") || _parameters.NameIs("opaque");
    }

    private void Keep(int position)
    {
        Clear();
        _parameters.MoveTo(position);
        while (_parameters.Next())
        {
            HasQop |= _parameters.NameIs("qop");
            NamesAlgorithm |= _parameters.NameIs("algorithm");
            IsStale |= _parameters.NameIs("stale") && _parameters.ValueIs("true");
        }

        // Of a Basic challenge nothing is sent back.
        if (Scheme >= AuthScheme.DigestMd5)
        {
            RealmCount = Copy(position, "realm", 0);
            NonceCount = Copy(position, "nonce", RealmCount);
            OpaqueCount = Copy(position, "opaque", RealmCount + NonceCount);
        }
    }

    // Of a text that stands twice the last one counts, whatever stood before.
    private int Copy(int position, string name, int offset)
    {
        int count = 0;
        _parameters.MoveTo(position);
        while (_parameters.Next())
        {
            if (_parameters.NameIs(name))
            {
                Reserve(offset, _parameters.ValueCount);
                count = _parameters.CopyValue(Bytes, offset);
            }
        }

        return count;
    }

    private void Reserve(int offset, int count)
    {
        if (offset + count > Bytes.Length)
        {
            byte[] longest = new byte[3 * MaxTextBytes];
            System.Array.Copy(Bytes, 0, longest, 0, offset);
            Bytes = longest;
        }
    }

    private void Clear()
    {
        RealmCount = 0;
        NonceCount = 0;
        OpaqueCount = 0;
        HasQop = false;
        NamesAlgorithm = false;
        IsStale = false;
        Uses = 0;
    }
}
