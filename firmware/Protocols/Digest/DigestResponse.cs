// User, password, method, URI and nonce in, the digest that proves them out (RFC 2617 and 7616, 3.4.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>The arithmetic that client and server share; it allocates nothing after its construction.</summary>
public sealed class DigestResponse
{
    /// <summary>Longest response: the hexadecimal digits of SHA-256.</summary>
    public const int MaxBytes = 2 * Sha256.DigestBytes;

    private readonly Md5 _md5 = new Md5();
    private readonly Sha256 _sha256 = new Sha256();
    private readonly byte[] _colon = { (byte)':' };
    private readonly byte[] _digest = new byte[Sha256.DigestBytes];
    private readonly TextBuffer _secretHash = new TextBuffer(MaxBytes);
    private readonly TextBuffer _targetHash = new TextBuffer(MaxBytes);
    private readonly TextBuffer _word = new TextBuffer(32);
    private BlockDigest _algorithm;

    /// <summary>H( user ":" realm ":" password ), with the algorithm that the following calls use too.</summary>
    public void SetSecret(AuthScheme scheme, TextBuffer user, TextBuffer realm, TextBuffer password)
    {
        _algorithm = scheme == AuthScheme.DigestSha256 ? _sha256 : _md5;
        _algorithm.Reset();
        _algorithm.Update(user.Bytes, 0, user.Length);
        Separate();
        _algorithm.Update(realm.Bytes, 0, realm.Length);
        Separate();
        _algorithm.Update(password.Bytes, 0, password.Length);
        _secretHash.Clear();
        AppendHash(_secretHash);
    }

    /// <summary>H( method ":" uri )</summary>
    public void SetTarget(string method, byte[] uri, int uriOffset, int uriCount)
    {
        _word.Clear();
        _word.Append(method);
        _algorithm.Reset();
        _algorithm.Update(_word.Bytes, 0, _word.Length);
        Separate();
        _algorithm.Update(uri, uriOffset, uriCount);
        _targetHash.Clear();
        AppendHash(_targetHash);
    }

    /// <summary>Appends H( secret ":" nonce ":" count ":" client nonce ":auth:" target ) in hexadecimal digits.</summary>
    /// <param name="nonce">The server's nonce.</param>
    /// <param name="nonceCount">Eight digits; null for the form of RFC 2069, without count, client nonce and qop.</param>
    /// <param name="clientNonce">The client's nonce.</param>
    /// <param name="output">Gets 32 or 64 digits.</param>
    public void Append(TextBuffer nonce, TextBuffer nonceCount, TextBuffer clientNonce, TextBuffer output)
    {
        _algorithm.Reset();
        _algorithm.Update(_secretHash.Bytes, 0, _secretHash.Length);
        Separate();
        _algorithm.Update(nonce.Bytes, 0, nonce.Length);
        Separate();
        if (nonceCount != null)
        {
            _algorithm.Update(nonceCount.Bytes, 0, nonceCount.Length);
            Separate();
            _algorithm.Update(clientNonce.Bytes, 0, clientNonce.Length);
            _word.Clear();
            _word.Append(":auth:");
            _algorithm.Update(_word.Bytes, 0, _word.Length);
        }

        _algorithm.Update(_targetHash.Bytes, 0, _targetHash.Length);
        AppendHash(output);
    }

    private void AppendHash(TextBuffer output)
    {
        _algorithm.Finish(_digest, 0);
        for (int i = 0; i < _algorithm.LengthBytes; i++)
        {
            output.AppendHex(_digest[i]);
        }
    }

    private void Separate()
    {
        _algorithm.Update(_colon, 0, 1);
    }
}
