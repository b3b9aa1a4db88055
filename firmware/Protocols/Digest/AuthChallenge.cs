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

    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private byte[] _text;
    private int _end;
    private int _nameOffset;
    private int _nameCount;
    private int _valueOffset;
    private int _valueCount;
    private bool _broken;

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
        _text = text;
        _end = offset + count;
        int position = SkipCommas(offset);
        while (position < _end)
        {
            int end = TokenEnd(position);
            if (end == position)
            {
                return;
            }

            AuthScheme scheme = ByteText.EqualsIgnoreCase(text, position, end - position, "basic") ? AuthScheme.Basic
                : ByteText.EqualsIgnoreCase(text, position, end - position, "digest") ? AuthScheme.DigestMd5
                : AuthScheme.None;
            position = TakeParameters(scheme, end);
        }
    }

    // Looked at first, kept in a second pass when it is worth it.
    private int TakeParameters(AuthScheme scheme, int start)
    {
        bool hasRealm = false;
        bool hasNonce = false;
        _broken = false;
        int position = start;
        int next;
        while ((next = NextParameter(position)) >= 0)
        {
            position = next;
            hasRealm |= NameIs("realm");
            hasNonce |= NameIs("nonce");
            if (scheme >= AuthScheme.DigestMd5)
            {
                scheme = Judge(scheme);
            }
        }

        if (scheme >= AuthScheme.DigestMd5 && !(hasRealm && hasNonce))
        {
            scheme = AuthScheme.None;
        }

        if (!_broken && scheme > Scheme)
        {
            Scheme = scheme;
            Keep(start);
        }

        return SkipCommas(position);
    }

    private AuthScheme Judge(AuthScheme scheme)
    {
        if (NameIs("algorithm"))
        {
            return ValueIs("md5") ? AuthScheme.DigestMd5 : ValueIs("sha-256") ? AuthScheme.DigestSha256 : AuthScheme.None;
        }

        bool isKept = NameIs("realm") || NameIs("nonce") || NameIs("opaque");
        return (isKept && _valueCount > MaxTextBytes) || (NameIs("qop") && !OffersAuth()) ? AuthScheme.None : scheme;
    }

    private void Keep(int position)
    {
        Clear();
        while ((position = NextParameter(position)) >= 0)
        {
            TextBuffer into = NameIs("realm") ? Realm : NameIs("nonce") ? Nonce : NameIs("opaque") ? Opaque : null;
            if (into != null)
            {
                AppendValue(into);
            }

            HasQop |= NameIs("qop");
            NamesAlgorithm |= NameIs("algorithm");
            IsStale |= NameIs("stale") && ValueIs("true");
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

    // Behind the next parameter; -1 when the challenge has no more: a word without an equals sign is the next scheme.
    private int NextParameter(int position)
    {
        int start = SkipCommas(position);
        int end = TokenEnd(start);
        int equals = SkipBlanks(end);
        if (end == start || equals == _end || _text[equals] != (byte)'=')
        {
            return -1;
        }

        _nameOffset = start;
        _nameCount = end - start;
        int value = SkipBlanks(equals + 1);
        if (value < _end && _text[value] == Quote)
        {
            return TakeQuoted(value + 1);
        }

        _valueOffset = value;
        while (value < _end && _text[value] != (byte)',' && !ByteText.IsWhiteSpace(_text[value]))
        {
            value++;
        }

        _valueCount = value - _valueOffset;
        return value;
    }

    private int TakeQuoted(int position)
    {
        _valueOffset = position;
        while (position < _end && _text[position] != Quote)
        {
            position += _text[position] == Backslash ? 2 : 1;
        }

        if (position >= _end)
        {
            _broken = true;
            _valueCount = _end - _valueOffset;
            return _end;
        }

        _valueCount = position - _valueOffset;
        return position + 1;
    }

    private void AppendValue(TextBuffer output)
    {
        int end = _valueOffset + _valueCount;
        output.Clear();
        for (int i = _valueOffset; i < end; i++)
        {
            if (_text[i] == Backslash && i + 1 < end)
            {
                i++;
            }

            output.Append(_text[i]);
        }
    }

    // qop = 1#( "auth" / "auth-int" / token )
    private bool OffersAuth()
    {
        int end = _valueOffset + _valueCount;
        int start = _valueOffset;
        for (int i = start; i <= end; i++)
        {
            if (i < end && _text[i] != (byte)',' && !ByteText.IsWhiteSpace(_text[i]))
            {
                continue;
            }

            if (ByteText.EqualsIgnoreCase(_text, start, i - start, "auth"))
            {
                return true;
            }

            start = i + 1;
        }

        return false;
    }

    private bool NameIs(string name)
    {
        return ByteText.EqualsIgnoreCase(_text, _nameOffset, _nameCount, name);
    }

    private bool ValueIs(string value)
    {
        return ByteText.EqualsIgnoreCase(_text, _valueOffset, _valueCount, value);
    }

    private int SkipCommas(int position)
    {
        while (position < _end && (_text[position] == (byte)',' || ByteText.IsWhiteSpace(_text[position])))
        {
            position++;
        }

        return position;
    }

    private int SkipBlanks(int position)
    {
        while (position < _end && ByteText.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }

    private int TokenEnd(int position)
    {
        while (position < _end && _text[position] != (byte)',' && _text[position] != (byte)'=' && _text[position] != Quote
            && !ByteText.IsWhiteSpace(_text[position]))
        {
            position++;
        }

        return position;
    }
}
