// An Authorization header, user and password in, whether it is theirs out (RFC 7616, 3.4; RFC 3261 section 22.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The server's side of the digest. The uri of the credentials need not be the Request-URI, which proxies rewrite on the way. MD5, with qop=auth or in the form of RFC 2069, whose nonce is then good once. A parameter that stands
/// twice makes the credentials unreadable.
/// </summary>
public sealed class SipVerifier
{
    private const int HashDigits = 2 * Md5.DigestBytes;
    private const int CountDigits = 8;

    private readonly Md5 _md5 = new Md5();
    private readonly byte[] _digest = new byte[Md5.DigestBytes];
    private readonly byte[] _colon = { (byte)':' };
    private readonly TextBuffer _secret = new TextBuffer(HashDigits);
    private readonly TextBuffer _target = new TextBuffer(HashDigits);
    private readonly TextBuffer _response = new TextBuffer(HashDigits);
    private readonly TextBuffer _unescaped = new TextBuffer(128);
    private readonly string[] _names = { "username", "realm", "nonce", "uri", "response", "algorithm", "qop", "nc", "cnonce" };
    private readonly int[] _offsets = new int[9];
    private readonly int[] _counts = new int[9];
    private readonly SipNonces _nonces;

    private enum Part
    {
        UserName = 0,
        Realm = 1,
        Nonce = 2,
        Uri = 3,
        Response = 4,
        Algorithm = 5,
        Qop = 6,
        NonceCount = 7,
        ClientNonce = 8,
    }

    /// <summary>Verifies credentials for these nonces.</summary>
    public SipVerifier(SipNonces nonces)
    {
        _nonces = nonces;
    }

    /// <summary>Judges one header's value; the method is (<paramref name="text"/>, <paramref name="methodOffset"/>, <paramref name="methodCount"/>).</summary>
    public SipVerdict Verify(byte[] text, int offset, int count, int methodOffset, int methodCount, TextBuffer realm, TextBuffer user, TextBuffer password, long nowMs)
    {
        if (!Read(text, offset, offset + count) || !Is(text, Part.Realm, realm))
        {
            return SipVerdict.None;
        }

        int nonceCount = NonceCount(text);
        int serial = _nonces.SerialOf(text, At(Part.Nonce), CountOf(Part.Nonce));
        bool isOurs = serial != 0 && nonceCount > 0 && (CountOf(Part.Algorithm) <= 0 || ByteText.EqualsIgnoreCase(text, At(Part.Algorithm), CountOf(Part.Algorithm), "MD5"));
        Respond(text, methodOffset, methodCount, realm, user, password);
        if (!isOurs || !Is(text, Part.UserName, user) || !IsSame(text, At(Part.Response), CountOf(Part.Response)))
        {
            // A nonce from before a restart deserves another try, with the right password or not.
            return serial == 0 ? SipVerdict.None : SipVerdict.Wrong;
        }

        return _nonces.IsStale(text, At(Part.Nonce), nowMs) ? SipVerdict.Stale
            : _nonces.Use(serial, nonceCount) ? SipVerdict.Right : SipVerdict.Replayed;
    }

    // credentials = "Digest" LWS name "=" ( token / quoted-string ) *( "," name "=" ... )
    private bool Read(byte[] text, int offset, int end)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] = -1;
        }

        int at = SipText.TokenEnd(text, offset, end);
        if (!ByteText.EqualsIgnoreCase(text, offset, at - offset, "Digest"))
        {
            return false;
        }

        while (at < end)
        {
            at = SipText.SkipBlanks(text, at, end);
            int nameEnd = SipText.TokenEnd(text, at, end);
            int equals = SipText.SkipBlanks(text, nameEnd, end);
            if (nameEnd == at || equals == end || text[equals] != (byte)'=')
            {
                return false;
            }

            int value = SipText.SkipBlanks(text, equals + 1, end);
            int comma = SipText.Find(text, value, end, (byte)',', (byte)',');
            if (comma < 0 || !Keep(text, at, nameEnd, value, SipText.TrimEnd(text, value, comma)))
            {
                return false;
            }

            at = comma + 1;
        }

        return CountOf(Part.UserName) >= 0 && CountOf(Part.Realm) >= 0 && CountOf(Part.Nonce) > 0 && CountOf(Part.Uri) > 0 && CountOf(Part.Response) == HashDigits;
    }

    private bool Keep(byte[] text, int name, int nameEnd, int value, int end)
    {
        int index = 0;
        while (index < _names.Length && !ByteText.EqualsIgnoreCase(text, name, nameEnd - name, _names[index]))
        {
            index++;
        }

        if (index == _names.Length)
        {
            return true;
        }

        if (_counts[index] >= 0)
        {
            return false;
        }

        bool isQuoted = end - value >= 2 && text[value] == (byte)'"' && text[end - 1] == (byte)'"';
        _offsets[index] = isQuoted ? value + 1 : value;
        _counts[index] = isQuoted ? end - value - 2 : end - value;
        return true;
    }

    // 1 without qop, 0 when qop or the count is not to be understood.
    private int NonceCount(byte[] text)
    {
        if (CountOf(Part.Qop) < 0)
        {
            return 1;
        }

        if (!ByteText.EqualsIgnoreCase(text, At(Part.Qop), CountOf(Part.Qop), "auth") || CountOf(Part.NonceCount) != CountDigits || CountOf(Part.ClientNonce) < 0)
        {
            return 0;
        }

        long value = 0;
        for (int i = 0; i < CountDigits; i++)
        {
            int digit = ByteText.HexValue(text[At(Part.NonceCount) + i]);
            if (digit < 0)
            {
                return 0;
            }

            value = (value << 4) | (uint)digit;
        }

        return value > int.MaxValue ? 0 : (int)value;
    }

    // H( H( user ":" realm ":" password ) ":" nonce ":" [ nc ":" cnonce ":" qop ":" ] H( method ":" uri ) )
    private void Respond(byte[] text, int methodOffset, int methodCount, TextBuffer realm, TextBuffer user, TextBuffer password)
    {
        _md5.Reset();
        _md5.Update(user.Bytes, 0, user.Length);
        Separate();
        _md5.Update(realm.Bytes, 0, realm.Length);
        Separate();
        _md5.Update(password.Bytes, 0, password.Length);
        Finish(_secret);
        _md5.Reset();
        _md5.Update(text, methodOffset, methodCount);
        Separate();
        Update(text, Part.Uri);
        Finish(_target);
        _md5.Reset();
        _md5.Update(_secret.Bytes, 0, _secret.Length);
        Separate();
        Update(text, Part.Nonce);
        Separate();
        if (CountOf(Part.Qop) >= 0)
        {
            Update(text, Part.NonceCount);
            Separate();
            Update(text, Part.ClientNonce);
            Separate();
            Update(text, Part.Qop);
            Separate();
        }

        _md5.Update(_target.Bytes, 0, _target.Length);
        Finish(_response);
    }

    private void Update(byte[] text, Part part)
    {
        if (CountOf(part) > 0)
        {
            _md5.Update(text, At(part), CountOf(part));
        }
    }

    private void Finish(TextBuffer hash)
    {
        _md5.Finish(_digest, 0);
        hash.Clear();
        for (int i = 0; i < Md5.DigestBytes; i++)
        {
            hash.AppendHex(_digest[i]);
        }
    }

    // Takes the same time wherever the first difference is. Digits of either case.
    private bool IsSame(byte[] text, int offset, int count)
    {
        int difference = count ^ _response.Length;
        for (int i = 0; i < count && i < _response.Length; i++)
        {
            difference |= ByteText.ToLower(text[offset + i]) ^ _response.Bytes[i];
        }

        return difference == 0;
    }

    private bool Is(byte[] text, Part part, TextBuffer wanted)
    {
        int end = At(part) + CountOf(part);
        _unescaped.Clear();
        for (int i = At(part); i < end; i++)
        {
            if (text[i] == (byte)'\\' && i + 1 < end)
            {
                i++;
            }

            _unescaped.Append(text[i]);
        }

        return !_unescaped.Overflowed && ByteText.Equals(_unescaped.Bytes, 0, _unescaped.Length, wanted.Bytes, 0, wanted.Length);
    }

    private void Separate()
    {
        _md5.Update(_colon, 0, 1);
    }

    private int At(Part part)
    {
        return _offsets[(int)part];
    }

    private int CountOf(Part part)
    {
        return _counts[(int)part];
    }
}
