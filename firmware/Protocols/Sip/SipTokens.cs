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

    private readonly DigestResponse _shared;
    private readonly byte[] _block = new byte[SecretBytes + 12];
    private int _count;

    /// <summary>Takes random bytes, <see cref="SecretBytes"/> of them; borrows the algorithm and room for what it gives.</summary>
    public SipTokens(byte[] secret, DigestResponse shared)
    {
        _shared = shared;
        Array.Copy(secret, 0, _block, 0, SecretBytes);
    }

    /// <summary>The number of a word that was never given before; it is all that has to be kept of it.</summary>
    public int Next()
    {
        return ++_count;
    }

    /// <summary>Appends the word of a number.</summary>
    public void Append(int number, TextBuffer output)
    {
        AppendOf(CounterKind, number, 0, output);
    }

    /// <summary>True when a text is the word of this number.</summary>
    public bool Is(int number, byte[] text, int offset, int count)
    {
        if (count != WordBytes)
        {
            return false;
        }

        byte[] digest = Digest(CounterKind, number, 0);
        int difference = 0;
        for (int i = 0; i < WordBytes / 2; i++)
        {
            difference |= HexLower(digest[i] >> 4) ^ text[offset + (2 * i)];
            difference |= HexLower(digest[i] & 15) ^ text[offset + (2 * i) + 1];
        }

        return difference == 0;
    }

    /// <summary>Appends the word that belongs to these numbers: the same ones give the same word. Kinds above 0 are the caller's.</summary>
    public void AppendOf(int kind, int first, int second, TextBuffer output)
    {
        byte[] digest = Digest(kind, first, second);
        for (int i = 0; i < WordBytes / 2; i++)
        {
            output.AppendHex(digest[i]);
        }
    }

    private static int HexLower(int digit)
    {
        return digit < 10 ? '0' + digit : 'a' + digit - 10;
    }

    private byte[] Digest(int kind, int first, int second)
    {
        Put(SecretBytes, kind);
        Put(SecretBytes + 4, first);
        Put(SecretBytes + 8, second);
        Md5 md5 = _shared.Md5;
        md5.Reset();
        md5.Update(_block, 0, _block.Length);
        md5.Finish(_shared.Work, 0);
        return _shared.Work;
    }

    private void Put(int offset, int value)
    {
        _block[offset] = (byte)(value >> 24);
        _block[offset + 1] = (byte)(value >> 16);
        _block[offset + 2] = (byte)(value >> 8);
        _block[offset + 3] = (byte)value;
    }
}
