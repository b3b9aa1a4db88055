// The value of an Authorization header in, the parts of Digest credentials out (RFC 7616, 3.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Reads one header; parts that were not given are empty. A part that stands twice makes the whole unreadable.</summary>
internal sealed class DigestCredentials
{
    private const int MaxTextBytes = 128;
    private const int CountDigits = 8;

    private readonly AuthParameters _parameters = new AuthParameters();
    private bool _isOdd;

    internal TextBuffer User { get; } = new TextBuffer(MaxTextBytes);

    internal TextBuffer Realm { get; } = new TextBuffer(MaxTextBytes);

    internal TextBuffer Nonce { get; } = new TextBuffer(MaxTextBytes);

    internal TextBuffer ClientNonce { get; } = new TextBuffer(MaxTextBytes);

    internal TextBuffer Response { get; } = new TextBuffer(DigestResponse.MaxBytes);

    /// <summary>Eight hexadecimal digits, as they were sent.</summary>
    internal TextBuffer Count { get; } = new TextBuffer(CountDigits);

    /// <summary>Where the request's target as the client says it starts in the text that was read; it is not copied.</summary>
    internal int UriOffset { get; private set; }

    /// <summary>Bytes of that target, escapes as they stand.</summary>
    internal int UriCount { get; private set; }

    /// <summary>DigestMd5 or DigestSha256; None for another one.</summary>
    internal AuthScheme Scheme { get; private set; }

    /// <summary>True with qop=auth.</summary>
    internal bool HasQop { get; private set; }

    /// <summary>False for another scheme than Digest: then nothing was read.</summary>
    internal bool Read(byte[] text, int offset, int count)
    {
        // credentials = "Digest" 1*SP 1#parameter
        Clear();
        _parameters.Open(text, offset, count);
        int start;
        int end = _parameters.TokenFrom(out start);
        if (!ByteText.EqualsIgnoreCase(text, start, end - start, "digest"))
        {
            return false;
        }

        _parameters.MoveTo(end);
        while (_parameters.Next())
        {
            TextBuffer into = BufferOf();
            if (into != null)
            {
                _isOdd |= into.Length > 0;
                _parameters.CopyValue(into);
            }
            else
            {
                TakeWord();
            }
        }

        // Digits of either case.
        for (int i = 0; i < Response.Length; i++)
        {
            Response.Bytes[i] = ByteText.ToLower(Response.Bytes[i]);
        }

        return true;
    }

    /// <summary>True when every part is there and fits; <paramref name="takesOldForm"/>: qop, count and client nonce may be missing.</summary>
    internal bool IsWhole(bool takesOldForm)
    {
        bool fits = !(User.Overflowed || Realm.Overflowed || Nonce.Overflowed || ClientNonce.Overflowed || Response.Overflowed || Count.Overflowed);
        bool counts = HasQop ? Count.Length == CountDigits && NonceCount > 0 && ClientNonce.Length > 0 : takesOldForm;
        int digits = Scheme == AuthScheme.DigestSha256 ? DigestResponse.MaxBytes : 2 * Md5.DigestBytes;
        return fits && counts && !_isOdd && !_parameters.IsBroken && Scheme != AuthScheme.None && UriCount > 0 && Response.Length == digits;
    }

    /// <summary>The count as a number; -1 when it is none.</summary>
    internal int NonceCount
    {
        get
        {
            int value = 0;
            for (int i = 0; i < Count.Length; i++)
            {
                int digit = ByteText.HexValue(Count.Bytes[i]);
                if (digit < 0 || value > 0x7FFFFFF)
                {
                    return -1;
                }

                value = (value << 4) | digit;
            }

            return value;
        }
    }

    private void Clear()
    {
        User.Clear();
        Realm.Clear();
        Nonce.Clear();
        ClientNonce.Clear();
        Response.Clear();
        Count.Clear();
        _isOdd = false;
        UriOffset = 0;
        UriCount = 0;
        HasQop = false;
        Scheme = AuthScheme.DigestMd5;
    }

    private TextBuffer BufferOf()
    {
        return _parameters.NameIs("username") ? User
            : _parameters.NameIs("realm") ? Realm
            : _parameters.NameIs("nonce") ? Nonce
            : _parameters.NameIs("cnonce") ? ClientNonce
            : _parameters.NameIs("response") ? Response
            : _parameters.NameIs("nc") ? Count
            : null;
    }

    private void TakeWord()
    {
        if (_parameters.NameIs("uri"))
        {
            _isOdd |= UriCount > 0;
            UriOffset = _parameters.ValueOffset;
            UriCount = _parameters.ValueCount;
        }
        else if (_parameters.NameIs("algorithm"))
        {
            Scheme = _parameters.ValueIs("md5") ? AuthScheme.DigestMd5 : _parameters.ValueIs("sha-256") ? AuthScheme.DigestSha256 : AuthScheme.None;
        }
        else if (_parameters.NameIs("qop"))
        {
            _isOdd |= HasQop || !_parameters.ValueIs("auth");
            HasQop = true;
        }
    }
}
