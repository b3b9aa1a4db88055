// Bytes in, their 32-byte SHA-256 digest out (FIPS 180-4, 6.2).

namespace NanoSpa.Core;

/// <summary>SHA-256: for openssl's key derivation and for digests of firmware files.</summary>
public sealed class Sha256 : BlockDigest
{
    /// <summary>Length of the digest.</summary>
    public const int DigestBytes = 32;

    // A word times this is the word twice: each of its rotations is one shift.
    private const ulong Twice = 0x0000000100000001;

    // Made with the first digest: most of the time there is none.
    private static uint[] _roundConstants;

    private readonly uint[] _state = new uint[8];

    /// <summary>Makes a digest ready for use.</summary>
    public Sha256()
        : base(DigestBytes)
    {
        _roundConstants = _roundConstants ?? MakeRoundConstants();
        Reset();
    }

    // FIPS 180-4, 5.3.3.
    private protected override void Start()
    {
        _state[0] = 0x6A09E667;
        _state[1] = 0xBB67AE85;
        _state[2] = 0x3C6EF372;
        _state[3] = 0xA54FF53A;
        _state[4] = 0x510E527F;
        _state[5] = 0x9B05688C;
        _state[6] = 0x1F83D9AB;
        _state[7] = 0x5BE0CD19;
    }

    private protected override void StoreBitLength(byte[] block, ulong bits)
    {
        for (int i = 0; i < 8; i++)
        {
            block[63 - i] = (byte)(bits >> ((8 * i) & 63));
        }
    }

    private protected override void StoreDigest(byte[] digest, int offset)
    {
        for (int i = 0; i < 8; i++)
        {
            uint word = _state[i];
            digest[offset + (4 * i)] = (byte)(word >> 24);
            digest[offset + (4 * i) + 1] = (byte)(word >> 16);
            digest[offset + (4 * i) + 2] = (byte)(word >> 8);
            digest[offset + (4 * i) + 3] = (byte)word;
        }
    }

    // FIPS 180-4, 6.2.2: sixteen rounds written out, four times a block; state and schedule in locals, 109 instructions a byte.
    private protected override void Compress(byte[] buffer, int offset, int blocks)
    {
        uint[] state = _state;
        uint[] k = _roundConstants;
        uint t;
        ulong x;
        ulong y;
        uint a = state[0];
        uint b = state[1];
        uint c = state[2];
        uint d = state[3];
        uint e = state[4];
        uint f = state[5];
        uint g = state[6];
        uint h = state[7];
        int end = offset + (blocks * BlockBytes);
        for (int i = offset; i < end; i += BlockBytes)
        {
            uint w0 = ((uint)buffer[i] << 24) | ((uint)buffer[i + 1] << 16) | ((uint)buffer[i + 2] << 8) | buffer[i + 3];
            uint w1 = ((uint)buffer[i + 4] << 24) | ((uint)buffer[i + 5] << 16) | ((uint)buffer[i + 6] << 8) | buffer[i + 7];
            uint w2 = ((uint)buffer[i + 8] << 24) | ((uint)buffer[i + 9] << 16) | ((uint)buffer[i + 10] << 8) | buffer[i + 11];
            uint w3 = ((uint)buffer[i + 12] << 24) | ((uint)buffer[i + 13] << 16) | ((uint)buffer[i + 14] << 8) | buffer[i + 15];
            uint w4 = ((uint)buffer[i + 16] << 24) | ((uint)buffer[i + 17] << 16) | ((uint)buffer[i + 18] << 8) | buffer[i + 19];
            uint w5 = ((uint)buffer[i + 20] << 24) | ((uint)buffer[i + 21] << 16) | ((uint)buffer[i + 22] << 8) | buffer[i + 23];
            uint w6 = ((uint)buffer[i + 24] << 24) | ((uint)buffer[i + 25] << 16) | ((uint)buffer[i + 26] << 8) | buffer[i + 27];
            uint w7 = ((uint)buffer[i + 28] << 24) | ((uint)buffer[i + 29] << 16) | ((uint)buffer[i + 30] << 8) | buffer[i + 31];
            uint w8 = ((uint)buffer[i + 32] << 24) | ((uint)buffer[i + 33] << 16) | ((uint)buffer[i + 34] << 8) | buffer[i + 35];
            uint w9 = ((uint)buffer[i + 36] << 24) | ((uint)buffer[i + 37] << 16) | ((uint)buffer[i + 38] << 8) | buffer[i + 39];
            uint w10 = ((uint)buffer[i + 40] << 24) | ((uint)buffer[i + 41] << 16) | ((uint)buffer[i + 42] << 8) | buffer[i + 43];
            uint w11 = ((uint)buffer[i + 44] << 24) | ((uint)buffer[i + 45] << 16) | ((uint)buffer[i + 46] << 8) | buffer[i + 47];
            uint w12 = ((uint)buffer[i + 48] << 24) | ((uint)buffer[i + 49] << 16) | ((uint)buffer[i + 50] << 8) | buffer[i + 51];
            uint w13 = ((uint)buffer[i + 52] << 24) | ((uint)buffer[i + 53] << 16) | ((uint)buffer[i + 54] << 8) | buffer[i + 55];
            uint w14 = ((uint)buffer[i + 56] << 24) | ((uint)buffer[i + 57] << 16) | ((uint)buffer[i + 58] << 8) | buffer[i + 59];
            uint w15 = ((uint)buffer[i + 60] << 24) | ((uint)buffer[i + 61] << 16) | ((uint)buffer[i + 62] << 8) | buffer[i + 63];
            uint a0 = a;
            uint b0 = b;
            uint c0 = c;
            uint d0 = d;
            uint e0 = e;
            uint f0 = f;
            uint g0 = g;
            uint h0 = h;

            int r = 0;
            while (true)
            {
                x = e * Twice;
                t = h + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (g ^ (e & (f ^ g))) + k[r] + w0;
                d += t;
                x = a * Twice;
                h = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((a & b) | (c & (a | b)));
                x = d * Twice;
                t = g + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (f ^ (d & (e ^ f))) + k[r + 1] + w1;
                c += t;
                x = h * Twice;
                g = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((h & a) | (b & (h | a)));
                x = c * Twice;
                t = f + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (e ^ (c & (d ^ e))) + k[r + 2] + w2;
                b += t;
                x = g * Twice;
                f = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((g & h) | (a & (g | h)));
                x = b * Twice;
                t = e + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (d ^ (b & (c ^ d))) + k[r + 3] + w3;
                a += t;
                x = f * Twice;
                e = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((f & g) | (h & (f | g)));
                x = a * Twice;
                t = d + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (c ^ (a & (b ^ c))) + k[r + 4] + w4;
                h += t;
                x = e * Twice;
                d = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((e & f) | (g & (e | f)));
                x = h * Twice;
                t = c + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (b ^ (h & (a ^ b))) + k[r + 5] + w5;
                g += t;
                x = d * Twice;
                c = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((d & e) | (f & (d | e)));
                x = g * Twice;
                t = b + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (a ^ (g & (h ^ a))) + k[r + 6] + w6;
                f += t;
                x = c * Twice;
                b = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((c & d) | (e & (c | d)));
                x = f * Twice;
                t = a + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (h ^ (f & (g ^ h))) + k[r + 7] + w7;
                e += t;
                x = b * Twice;
                a = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((b & c) | (d & (b | c)));
                x = e * Twice;
                t = h + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (g ^ (e & (f ^ g))) + k[r + 8] + w8;
                d += t;
                x = a * Twice;
                h = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((a & b) | (c & (a | b)));
                x = d * Twice;
                t = g + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (f ^ (d & (e ^ f))) + k[r + 9] + w9;
                c += t;
                x = h * Twice;
                g = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((h & a) | (b & (h | a)));
                x = c * Twice;
                t = f + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (e ^ (c & (d ^ e))) + k[r + 10] + w10;
                b += t;
                x = g * Twice;
                f = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((g & h) | (a & (g | h)));
                x = b * Twice;
                t = e + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (d ^ (b & (c ^ d))) + k[r + 11] + w11;
                a += t;
                x = f * Twice;
                e = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((f & g) | (h & (f | g)));
                x = a * Twice;
                t = d + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (c ^ (a & (b ^ c))) + k[r + 12] + w12;
                h += t;
                x = e * Twice;
                d = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((e & f) | (g & (e | f)));
                x = h * Twice;
                t = c + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (b ^ (h & (a ^ b))) + k[r + 13] + w13;
                g += t;
                x = d * Twice;
                c = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((d & e) | (f & (d | e)));
                x = g * Twice;
                t = b + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (a ^ (g & (h ^ a))) + k[r + 14] + w14;
                f += t;
                x = c * Twice;
                b = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((c & d) | (e & (c | d)));
                x = f * Twice;
                t = a + (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (h ^ (f & (g ^ h))) + k[r + 15] + w15;
                e += t;
                x = b * Twice;
                a = t + (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((b & c) | (d & (b | c)));
                r += 16;
                if (r == 64)
                {
                    break;
                }

                // The next sixteen words of the schedule replace these in place.
                x = w1 * Twice;
                y = w14 * Twice;
                w0 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w1 >> 3)) + w9 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w14 >> 10));
                x = w2 * Twice;
                y = w15 * Twice;
                w1 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w2 >> 3)) + w10 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w15 >> 10));
                x = w3 * Twice;
                y = w0 * Twice;
                w2 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w3 >> 3)) + w11 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w0 >> 10));
                x = w4 * Twice;
                y = w1 * Twice;
                w3 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w4 >> 3)) + w12 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w1 >> 10));
                x = w5 * Twice;
                y = w2 * Twice;
                w4 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w5 >> 3)) + w13 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w2 >> 10));
                x = w6 * Twice;
                y = w3 * Twice;
                w5 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w6 >> 3)) + w14 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w3 >> 10));
                x = w7 * Twice;
                y = w4 * Twice;
                w6 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w7 >> 3)) + w15 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w4 >> 10));
                x = w8 * Twice;
                y = w5 * Twice;
                w7 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w8 >> 3)) + w0 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w5 >> 10));
                x = w9 * Twice;
                y = w6 * Twice;
                w8 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w9 >> 3)) + w1 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w6 >> 10));
                x = w10 * Twice;
                y = w7 * Twice;
                w9 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w10 >> 3)) + w2 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w7 >> 10));
                x = w11 * Twice;
                y = w8 * Twice;
                w10 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w11 >> 3)) + w3 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w8 >> 10));
                x = w12 * Twice;
                y = w9 * Twice;
                w11 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w12 >> 3)) + w4 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w9 >> 10));
                x = w13 * Twice;
                y = w10 * Twice;
                w12 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w13 >> 3)) + w5 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w10 >> 10));
                x = w14 * Twice;
                y = w11 * Twice;
                w13 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w14 >> 3)) + w6 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w11 >> 10));
                x = w15 * Twice;
                y = w12 * Twice;
                w14 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w15 >> 3)) + w7 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w12 >> 10));
                x = w0 * Twice;
                y = w13 * Twice;
                w15 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w0 >> 3)) + w8 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w13 >> 10));
            }

            a += a0;
            b += b0;
            c += c0;
            d += d0;
            e += e0;
            f += f0;
            g += g0;
            h += h0;
        }

        state[0] = a;
        state[1] = b;
        state[2] = c;
        state[3] = d;
        state[4] = e;
        state[5] = f;
        state[6] = g;
        state[7] = h;
    }

    // FIPS 180-4, 4.2.2.
    private static uint[] MakeRoundConstants()
    {
        return new uint[]
        {
            0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
            0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
            0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
            0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
            0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
            0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
            0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
            0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
        };
    }
}
