// The value of an Authorization header in, the parts of Digest credentials out (RFC 7616, 3.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Reads one header. The parts stay where they are in the text, which is borrowed: their escapes are taken away in it, and the response's digits
/// get lower case. A part that stands twice makes the whole unreadable.
/// </summary>
internal sealed class DigestCredentials
{
    /// <summary>The parts, as numbers for <see cref="OffsetOf"/> and <see cref="CountOf"/>.</summary>
    internal const int User = 0;
    internal const int Realm = 1;
    internal const int Nonce = 2;
    internal const int ClientNonce = 3;
    internal const int Response = 4;

    /// <summary>Eight hexadecimal digits, as they were sent.</summary>
    internal const int Count = 5;

    /// <summary>The request's target as the client says it, its escapes as they stand.</summary>
    internal const int Uri = 6;

    private const int Parts = 7;
    private const int Absent = -1;
    private const int MaxTextBytes = 128;
    private const int CountDigits = 8;

    private readonly AuthParameters _parameters;
    private readonly short[] _offsets = new short[Parts];
    private readonly short[] _counts = new short[Parts];
    private byte[] _text;
    private bool _namesAlgorithm;
    private bool _isOdd;

    /// <summary>Reads with parameters that are borrowed too.</summary>
    internal DigestCredentials(AuthParameters parameters)
    {
        _parameters = parameters;
    }

    /// <summary>DigestMd5 or DigestSha256; None for another one.</summary>
    internal AuthScheme Scheme { get; private set; }

    /// <summary>True with qop=auth.</summary>
    internal bool HasQop { get; private set; }

    /// <summary>Where a part starts in the text.</summary>
    internal int OffsetOf(int part)
    {
        return _offsets[part];
    }

    /// <summary>Length of a part; 0 when it was not given.</summary>
    internal int CountOf(int part)
    {
        return _counts[part] == Absent ? 0 : _counts[part];
    }

    /// <summary>False for another scheme than Digest, or a text that is too long: then nothing was read.</summary>
    internal bool Read(byte[] text, int offset, int count)
    {
        // credentials = "Digest" 1*SP 1#parameter
        Clear(text);
        _parameters.Open(text, offset, count);
        int start;
        int end = _parameters.TokenFrom(out start);
        if (offset + count > short.MaxValue || !ByteText.EqualsIgnoreCase(text, start, end - start, "digest"))
        {
            return false;
        }

        _parameters.MoveTo(end);
        while (_parameters.Next())
        {
            int part = PartOf();
            if (part >= 0)
            {
                Take(part);
            }
            else
            {
                TakeWord();
            }
        }

        // Digits of either case.
        int last = OffsetOf(Response) + CountOf(Response);
        for (int i = OffsetOf(Response); i < last; i++)
        {
            text[i] = ByteText.ToLower(text[i]);
        }

        return true;
    }

    /// <summary>True when every part is there and fits; <paramref name="takesOldForm"/>: qop, count and client nonce may be missing.</summary>
    internal bool IsWhole(bool takesOldForm)
    {
        bool fits = CountOf(User) <= MaxTextBytes && CountOf(Realm) <= MaxTextBytes && CountOf(Nonce) <= MaxTextBytes && CountOf(ClientNonce) <= MaxTextBytes
            && CountOf(Count) <= CountDigits;
        bool counts = HasQop ? CountOf(Count) == CountDigits && NonceCount > 0 && CountOf(ClientNonce) > 0 : takesOldForm;
        int digits = Scheme == AuthScheme.DigestSha256 ? DigestResponse.MaxBytes : 2 * Md5.DigestBytes;
        return fits && counts && !_isOdd && !_parameters.IsBroken && Scheme != AuthScheme.None && CountOf(Uri) > 0 && CountOf(Response) == digits;
    }

    /// <summary>The count as a number; -1 when it is none.</summary>
    internal int NonceCount
    {
        get
        {
            int value = 0;
            int end = OffsetOf(Count) + CountOf(Count);
            for (int i = OffsetOf(Count); i < end; i++)
            {
                int digit = ByteText.HexValue(_text[i]);
                if (digit < 0 || value > 0x7FFFFFF)
                {
                    return -1;
                }

                value = (value << 4) | digit;
            }

            return value;
        }
    }

    private void Clear(byte[] text)
    {
        _text = text;
        for (int i = 0; i < Parts; i++)
        {
            _offsets[i] = 0;
            _counts[i] = Absent;
        }

        _isOdd = false;
        _namesAlgorithm = false;
        HasQop = false;
        Scheme = AuthScheme.DigestMd5;
    }

    private int PartOf()
    {
        return _parameters.NameIs("username") ? User
            : _parameters.NameIs("realm") ? Realm
            : _parameters.NameIs("nonce") ? Nonce
            : _parameters.NameIs("cnonce") ? ClientNonce
            : _parameters.NameIs("response") ? Response
            : _parameters.NameIs("nc") ? Count
            : _parameters.NameIs("uri") ? Uri
            : -1;
    }

    private void Take(int part)
    {
        int offset = _parameters.ValueOffset;
        _isOdd |= _counts[part] != Absent;
        _offsets[part] = (short)offset;
        _counts[part] = (short)(part == Uri ? _parameters.ValueCount : _parameters.CopyValue(_text, offset));
    }

    private void TakeWord()
    {
        if (_parameters.NameIs("algorithm"))
        {
            _isOdd |= _namesAlgorithm;
            _namesAlgorithm = true;
            Scheme = _parameters.ValueIs("md5") ? AuthScheme.DigestMd5 : _parameters.ValueIs("sha-256") ? AuthScheme.DigestSha256 : AuthScheme.None;
        }
        else if (_parameters.NameIs("qop"))
        {
            _isOdd |= HasQop || !_parameters.ValueIs("auth");
            HasQop = true;
        }
    }
}
