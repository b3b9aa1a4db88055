// Bytes in, their 32-byte SHA-256 digest out (FIPS 180-4, 6.2).

namespace NanoSpa.Core;

/// <summary>SHA-256: for openssl's key derivation and for digests of firmware files.</summary>
public sealed class Sha256 : BlockDigest
{
    /// <summary>Length of the digest.</summary>
    public const int DigestBytes = 32;

    // FIPS 180-4, 4.2.2.
    private static readonly uint[] RoundConstants =
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

    private readonly uint[] _state = new uint[8];

    /// <summary>Makes a digest ready for use.</summary>
    public Sha256()
        : base(DigestBytes)
    {
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

    // FIPS 180-4, 6.2.2: sixteen rounds written out, four times a block; state and schedule in locals, about 105 instructions a byte.
    private protected override void Compress(byte[] buffer, int offset, int blocks)
    {
        uint[] state = _state;
        uint[] k = RoundConstants;
        uint t;
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
                t = h + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[r] + w0;
                d += t;
                h = t + (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10))) + ((a & b) | (c & (a | b)));
                t = g + (((d >> 6) | (d << 26)) ^ ((d >> 11) | (d << 21)) ^ ((d >> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[r + 1] + w1;
                c += t;
                g = t + (((h >> 2) | (h << 30)) ^ ((h >> 13) | (h << 19)) ^ ((h >> 22) | (h << 10))) + ((h & a) | (b & (h | a)));
                t = f + (((c >> 6) | (c << 26)) ^ ((c >> 11) | (c << 21)) ^ ((c >> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[r + 2] + w2;
                b += t;
                f = t + (((g >> 2) | (g << 30)) ^ ((g >> 13) | (g << 19)) ^ ((g >> 22) | (g << 10))) + ((g & h) | (a & (g | h)));
                t = e + (((b >> 6) | (b << 26)) ^ ((b >> 11) | (b << 21)) ^ ((b >> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[r + 3] + w3;
                a += t;
                e = t + (((f >> 2) | (f << 30)) ^ ((f >> 13) | (f << 19)) ^ ((f >> 22) | (f << 10))) + ((f & g) | (h & (f | g)));
                t = d + (((a >> 6) | (a << 26)) ^ ((a >> 11) | (a << 21)) ^ ((a >> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + k[r + 4] + w4;
                h += t;
                d = t + (((e >> 2) | (e << 30)) ^ ((e >> 13) | (e << 19)) ^ ((e >> 22) | (e << 10))) + ((e & f) | (g & (e | f)));
                t = c + (((h >> 6) | (h << 26)) ^ ((h >> 11) | (h << 21)) ^ ((h >> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + k[r + 5] + w5;
                g += t;
                c = t + (((d >> 2) | (d << 30)) ^ ((d >> 13) | (d << 19)) ^ ((d >> 22) | (d << 10))) + ((d & e) | (f & (d | e)));
                t = b + (((g >> 6) | (g << 26)) ^ ((g >> 11) | (g << 21)) ^ ((g >> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + k[r + 6] + w6;
                f += t;
                b = t + (((c >> 2) | (c << 30)) ^ ((c >> 13) | (c << 19)) ^ ((c >> 22) | (c << 10))) + ((c & d) | (e & (c | d)));
                t = a + (((f >> 6) | (f << 26)) ^ ((f >> 11) | (f << 21)) ^ ((f >> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + k[r + 7] + w7;
                e += t;
                a = t + (((b >> 2) | (b << 30)) ^ ((b >> 13) | (b << 19)) ^ ((b >> 22) | (b << 10))) + ((b & c) | (d & (b | c)));
                t = h + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[r + 8] + w8;
                d += t;
                h = t + (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10))) + ((a & b) | (c & (a | b)));
                t = g + (((d >> 6) | (d << 26)) ^ ((d >> 11) | (d << 21)) ^ ((d >> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[r + 9] + w9;
                c += t;
                g = t + (((h >> 2) | (h << 30)) ^ ((h >> 13) | (h << 19)) ^ ((h >> 22) | (h << 10))) + ((h & a) | (b & (h | a)));
                t = f + (((c >> 6) | (c << 26)) ^ ((c >> 11) | (c << 21)) ^ ((c >> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[r + 10] + w10;
                b += t;
                f = t + (((g >> 2) | (g << 30)) ^ ((g >> 13) | (g << 19)) ^ ((g >> 22) | (g << 10))) + ((g & h) | (a & (g | h)));
                t = e + (((b >> 6) | (b << 26)) ^ ((b >> 11) | (b << 21)) ^ ((b >> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[r + 11] + w11;
                a += t;
                e = t + (((f >> 2) | (f << 30)) ^ ((f >> 13) | (f << 19)) ^ ((f >> 22) | (f << 10))) + ((f & g) | (h & (f | g)));
                t = d + (((a >> 6) | (a << 26)) ^ ((a >> 11) | (a << 21)) ^ ((a >> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + k[r + 12] + w12;
                h += t;
                d = t + (((e >> 2) | (e << 30)) ^ ((e >> 13) | (e << 19)) ^ ((e >> 22) | (e << 10))) + ((e & f) | (g & (e | f)));
                t = c + (((h >> 6) | (h << 26)) ^ ((h >> 11) | (h << 21)) ^ ((h >> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + k[r + 13] + w13;
                g += t;
                c = t + (((d >> 2) | (d << 30)) ^ ((d >> 13) | (d << 19)) ^ ((d >> 22) | (d << 10))) + ((d & e) | (f & (d | e)));
                t = b + (((g >> 6) | (g << 26)) ^ ((g >> 11) | (g << 21)) ^ ((g >> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + k[r + 14] + w14;
                f += t;
                b = t + (((c >> 2) | (c << 30)) ^ ((c >> 13) | (c << 19)) ^ ((c >> 22) | (c << 10))) + ((c & d) | (e & (c | d)));
                t = a + (((f >> 6) | (f << 26)) ^ ((f >> 11) | (f << 21)) ^ ((f >> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + k[r + 15] + w15;
                e += t;
                a = t + (((b >> 2) | (b << 30)) ^ ((b >> 13) | (b << 19)) ^ ((b >> 22) | (b << 10))) + ((b & c) | (d & (b | c)));
                r += 16;
                if (r == 64)
                {
                    break;
                }

                // The next sixteen words of the schedule replace these in place.
                w0 += ((w1 >> 7 | w1 << 25) ^ (w1 >> 18 | w1 << 14) ^ (w1 >> 3)) + w9 + ((w14 >> 17 | w14 << 15) ^ (w14 >> 19 | w14 << 13) ^ (w14 >> 10));
                w1 += ((w2 >> 7 | w2 << 25) ^ (w2 >> 18 | w2 << 14) ^ (w2 >> 3)) + w10 + ((w15 >> 17 | w15 << 15) ^ (w15 >> 19 | w15 << 13) ^ (w15 >> 10));
                w2 += ((w3 >> 7 | w3 << 25) ^ (w3 >> 18 | w3 << 14) ^ (w3 >> 3)) + w11 + ((w0 >> 17 | w0 << 15) ^ (w0 >> 19 | w0 << 13) ^ (w0 >> 10));
                w3 += ((w4 >> 7 | w4 << 25) ^ (w4 >> 18 | w4 << 14) ^ (w4 >> 3)) + w12 + ((w1 >> 17 | w1 << 15) ^ (w1 >> 19 | w1 << 13) ^ (w1 >> 10));
                w4 += ((w5 >> 7 | w5 << 25) ^ (w5 >> 18 | w5 << 14) ^ (w5 >> 3)) + w13 + ((w2 >> 17 | w2 << 15) ^ (w2 >> 19 | w2 << 13) ^ (w2 >> 10));
                w5 += ((w6 >> 7 | w6 << 25) ^ (w6 >> 18 | w6 << 14) ^ (w6 >> 3)) + w14 + ((w3 >> 17 | w3 << 15) ^ (w3 >> 19 | w3 << 13) ^ (w3 >> 10));
                w6 += ((w7 >> 7 | w7 << 25) ^ (w7 >> 18 | w7 << 14) ^ (w7 >> 3)) + w15 + ((w4 >> 17 | w4 << 15) ^ (w4 >> 19 | w4 << 13) ^ (w4 >> 10));
                w7 += ((w8 >> 7 | w8 << 25) ^ (w8 >> 18 | w8 << 14) ^ (w8 >> 3)) + w0 + ((w5 >> 17 | w5 << 15) ^ (w5 >> 19 | w5 << 13) ^ (w5 >> 10));
                w8 += ((w9 >> 7 | w9 << 25) ^ (w9 >> 18 | w9 << 14) ^ (w9 >> 3)) + w1 + ((w6 >> 17 | w6 << 15) ^ (w6 >> 19 | w6 << 13) ^ (w6 >> 10));
                w9 += ((w10 >> 7 | w10 << 25) ^ (w10 >> 18 | w10 << 14) ^ (w10 >> 3)) + w2 + ((w7 >> 17 | w7 << 15) ^ (w7 >> 19 | w7 << 13) ^ (w7 >> 10));
                w10 += ((w11 >> 7 | w11 << 25) ^ (w11 >> 18 | w11 << 14) ^ (w11 >> 3)) + w3 + ((w8 >> 17 | w8 << 15) ^ (w8 >> 19 | w8 << 13) ^ (w8 >> 10));
                w11 += ((w12 >> 7 | w12 << 25) ^ (w12 >> 18 | w12 << 14) ^ (w12 >> 3)) + w4 + ((w9 >> 17 | w9 << 15) ^ (w9 >> 19 | w9 << 13) ^ (w9 >> 10));
                w12 += ((w13 >> 7 | w13 << 25) ^ (w13 >> 18 | w13 << 14) ^ (w13 >> 3)) + w5 + ((w10 >> 17 | w10 << 15) ^ (w10 >> 19 | w10 << 13) ^ (w10 >> 10));
                w13 += ((w14 >> 7 | w14 << 25) ^ (w14 >> 18 | w14 << 14) ^ (w14 >> 3)) + w6 + ((w11 >> 17 | w11 << 15) ^ (w11 >> 19 | w11 << 13) ^ (w11 >> 10));
                w14 += ((w15 >> 7 | w15 << 25) ^ (w15 >> 18 | w15 << 14) ^ (w15 >> 3)) + w7 + ((w12 >> 17 | w12 << 15) ^ (w12 >> 19 | w12 << 13) ^ (w12 >> 10));
                w15 += ((w0 >> 7 | w0 << 25) ^ (w0 >> 18 | w0 << 14) ^ (w0 >> 3)) + w8 + ((w13 >> 17 | w13 << 15) ^ (w13 >> 19 | w13 << 13) ^ (w13 >> 10));
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
}
