// User, password, method, URI and nonce in, the digest that proves them out (RFC 2617 and 7616, 3.4.1).

using System;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The arithmetic that clients and servers share: one may be lent to all that never reckon at once. It keeps nothing from one response to the next.
/// </summary>
public sealed class DigestResponse
{
    /// <summary>Longest response: the hexadecimal digits of SHA-256.</summary>
    public const int MaxBytes = 2 * Sha256.DigestBytes;

    private const int SecretAt = Sha256.DigestBytes;
    private const int TargetAt = SecretAt + MaxBytes;
    private const int CountAt = TargetAt + MaxBytes;
    private const int CountDigits = 8;
    private const int ColonAt = CountAt + CountDigits;

    // A digest; the digits of the secret's, later the response; those of the target's; the count's; a colon.
    private readonly byte[] _work = new byte[ColonAt + 1];
    private BlockDigest _algorithm;

    /// <summary>Makes one with its algorithms.</summary>
    public DigestResponse()
    {
        _work[ColonAt] = (byte)':';
    }

    /// <summary>MD5, for others too as long as no response is being reckoned.</summary>
    public Md5 Md5 { get; } = new Md5();

    /// <summary>SHA-256, likewise.</summary>
    public Sha256 Sha256 { get; } = new Sha256();

    /// <summary>Room for a digest of either, likewise.</summary>
    internal byte[] Work
    {
        get { return _work; }
    }

    /// <summary>Digits of a response by the algorithm chosen.</summary>
    internal int DigitCount
    {
        get { return 2 * _algorithm.LengthBytes; }
    }

    /// <summary>Begins H( user ":" realm ":" password ), with the algorithm that the following calls use too.</summary>
    public void Begin(AuthScheme scheme)
    {
        _algorithm = scheme == AuthScheme.DigestSha256 ? Sha256 : Md5;
        _algorithm.Reset();
    }

    /// <summary>User, realm or password, with <see cref="Separate"/> between them.</summary>
    public void Add(byte[] text, int offset, int count)
    {
        _algorithm.Update(text, offset, count);
    }

    /// <summary>The colon between two of them.</summary>
    public void Separate()
    {
        _algorithm.Update(_work, ColonAt, 1);
    }

    /// <summary>Ends the secret and adds H( method ":" uri ).</summary>
    public void SetTarget(string method, byte[] uri, int uriOffset, int uriCount)
    {
        PutDigits(SecretAt);
        byte[] word = Encoding.UTF8.GetBytes(method);
        _algorithm.Reset();
        _algorithm.Update(word, 0, word.Length);
        Separate();
        _algorithm.Update(uri, uriOffset, uriCount);
        PutDigits(TargetAt);
    }

    /// <summary>Sets the count of the nonce's uses, for a response with qop, and appends its eight digits.</summary>
    public void PutCount(int count, TextBuffer output)
    {
        for (int i = 0; i < CountDigits; i++)
        {
            _work[CountAt + i] = Digit((count >> (28 - (4 * i))) & 15);
        }

        output.Append(_work, CountAt, CountDigits);
    }

    /// <summary>Sets the count's digits as they were sent.</summary>
    internal void TakeCount(byte[] digits, int offset)
    {
        Array.Copy(digits, offset, _work, CountAt, CountDigits);
    }

    /// <summary>
    /// Reckons H( secret ":" nonce ":" count ":" client nonce ":auth:" target ); without a client nonce (null) the form of RFC 2069, without
    /// count and qop.
    /// </summary>
    public void Finish(byte[] nonce, int nonceOffset, int nonceCount, byte[] client, int clientOffset, int clientCount)
    {
        _algorithm.Reset();
        _algorithm.Update(_work, SecretAt, DigitCount);
        Separate();
        _algorithm.Update(nonce, nonceOffset, nonceCount);
        Separate();
        if (client != null)
        {
            _algorithm.Update(_work, CountAt, CountDigits);
            Separate();
            _algorithm.Update(client, clientOffset, clientCount);
            byte[] word = Encoding.UTF8.GetBytes(":auth:");
            _algorithm.Update(word, 0, word.Length);
        }

        _algorithm.Update(_work, TargetAt, DigitCount);
        PutDigits(SecretAt);
    }

    /// <summary>Appends the 32 or 64 digits that <see cref="Finish"/> has reckoned.</summary>
    public void AppendTo(TextBuffer output)
    {
        output.Append(_work, SecretAt, DigitCount);
    }

    /// <summary>True when these digits are the response. Takes a time that does not depend on where they differ.</summary>
    internal bool Is(byte[] text, int offset, int count)
    {
        return AreEqual(text, offset, count, _work, SecretAt, DigitCount);
    }

    /// <summary>Compares in a time that does not depend on where they differ: every byte of the second is looked at, whatever the first holds.</summary>
    internal static bool AreEqual(byte[] given, int givenOffset, int givenCount, byte[] wanted, int wantedOffset, int wantedCount)
    {
        int difference = givenCount ^ wantedCount;
        for (int i = 0; i < wantedCount; i++)
        {
            difference |= (i < givenCount ? given[givenOffset + i] : 0) ^ wanted[wantedOffset + i];
        }

        return difference == 0;
    }

    private void PutDigits(int at)
    {
        _algorithm.Finish(_work, 0);
        for (int i = 0; i < _algorithm.LengthBytes; i++)
        {
            _work[at + (2 * i)] = Digit(_work[i] >> 4);
            _work[at + (2 * i) + 1] = Digit(_work[i] & 15);
        }
    }

    private static byte Digit(int value)
    {
        return (byte)(value < 10 ? '0' + value : 'a' + value - 10);
    }
}
