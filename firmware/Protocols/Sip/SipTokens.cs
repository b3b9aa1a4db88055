// A secret in, words out that nobody can guess: branches, tags, Call-IDs, nonces (RFC 3261 section 19.3).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Words of hexadecimal digits: a keyed digest of numbers. The secret is new with every start of the unit.</summary>
public sealed class SipTokens
{
    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 16;

    /// <summary>Length of a word.</summary>
    public const int WordBytes = 16;

    private const int CounterKind = 0;

    private readonly Md5 _md5 = new Md5();
    private readonly byte[] _block = new byte[SecretBytes + 12];
    private readonly byte[] _digest = new byte[Md5.DigestBytes];
    private int _count;

    /// <summary>Takes random bytes, <see cref="SecretBytes"/> of them.</summary>
    public SipTokens(byte[] secret)
    {
        Array.Copy(secret, 0, _block, 0, SecretBytes);
    }

    /// <summary>Appends a word that was never given before.</summary>
    public void Append(TextBuffer output)
    {
        _count++;
        AppendOf(CounterKind, _count, 0, output);
    }

    /// <summary>Appends the word that belongs to these numbers: the same ones give the same word. Kinds above 0 are the caller's.</summary>
    public void AppendOf(int kind, int first, int second, TextBuffer output)
    {
        Put(SecretBytes, kind);
        Put(SecretBytes + 4, first);
        Put(SecretBytes + 8, second);
        _md5.Reset();
        _md5.Update(_block, 0, _block.Length);
        _md5.Finish(_digest, 0);
        for (int i = 0; i < WordBytes / 2; i++)
        {
            output.AppendHex(_digest[i]);
        }
    }

    private void Put(int offset, int value)
    {
        _block[offset] = (byte)(value >> 24);
        _block[offset + 1] = (byte)(value >> 16);
        _block[offset + 2] = (byte)(value >> 8);
        _block[offset + 3] = (byte)value;
    }
}
