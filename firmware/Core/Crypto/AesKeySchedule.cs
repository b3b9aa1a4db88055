// A 32-byte key in, the 60 words of AES-256's round keys out (FIPS 197, 5.2 and 5.3.5).

using System;

namespace NanoSpa.Core;

/// <summary>Expands keys. A word holds four bytes of the standard's key column, first byte lowest.</summary>
public static class AesKeySchedule
{
    /// <summary>Words of a schedule: 15 round keys of four.</summary>
    public const int Words = 60;

    private const int KeyWords = 8;

    /// <summary>Fills <paramref name="schedule"/> for encryption.</summary>
    public static void Expand(byte[] key, int keyOffset, uint[] schedule)
    {
        byte[] sbox = AesTables.ForwardSbox();
        for (int i = 0; i < KeyWords; i++)
        {
            schedule[i] = BitConverter.ToUInt32(key, keyOffset + (4 * i));
        }

        uint roundConstant = 1;
        for (int i = KeyWords; i < Words; i++)
        {
            uint word = schedule[i - 1];
            if ((i & 7) == 0)
            {
                word = Substitute(sbox, (word >> 8) | (word << 24)) ^ roundConstant;
                roundConstant <<= 1;
            }
            else if ((i & 7) == 4)
            {
                word = Substitute(sbox, word);
            }

            schedule[i] = schedule[i - KeyWords] ^ word;
        }
    }

    /// <summary>
    /// Turns an expanded schedule into that of the equivalent inverse cipher: round keys in reverse order, all but the
    /// first and the last through InvMixColumns.
    /// </summary>
    internal static void InvertForDecryption(uint[] schedule, AesTables tables)
    {
        for (int low = 0, high = Words - 4; low < high; low += 4, high -= 4)
        {
            for (int i = 0; i < 4; i++)
            {
                uint word = schedule[low + i];
                schedule[low + i] = schedule[high + i];
                schedule[high + i] = word;
            }
        }

        byte[] sbox = AesTables.ForwardSbox();
        uint[] t0 = tables.T0;
        uint[] t1 = tables.T1;
        uint[] t2 = tables.T2;
        uint[] t3 = tables.T3;

        // A decryption table undoes the S-box first, so the S-box before it leaves InvMixColumns alone.
        for (int i = 4; i < Words - 4; i++)
        {
            uint word = schedule[i];
            schedule[i] = t0[sbox[(byte)word]] ^ t1[sbox[(byte)(word >> 8)]] ^ t2[sbox[(byte)(word >> 16)]] ^ t3[sbox[word >> 24]];
        }
    }

    private static uint Substitute(byte[] sbox, uint word)
    {
        return sbox[(byte)word]
            | ((uint)sbox[(byte)(word >> 8)] << 8)
            | ((uint)sbox[(byte)(word >> 16)] << 16)
            | ((uint)sbox[(byte)(word >> 24)] << 24);
    }
}
