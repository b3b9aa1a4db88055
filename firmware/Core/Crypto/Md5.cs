// Bytes in, their 16-byte MD5 digest out (RFC 1321).

using System;

namespace NanoSpa.Core;

/// <summary>MD5: for openssl's older key derivation, HTTP and SIP digests and "has this file changed". No protection by itself.</summary>
public sealed class Md5 : BlockDigest
{
    /// <summary>Length of the digest.</summary>
    public const int DigestBytes = 16;

    // A word times this is the word twice: a rotation of it is one shift.
    private const ulong Twice = 0x0000000100000001;

    private uint _a;
    private uint _b;
    private uint _c;
    private uint _d;

    /// <summary>Makes a digest ready for use.</summary>
    public Md5()
        : base(DigestBytes)
    {
        Reset();
    }

    private protected override void Start()
    {
        _a = 0x67452301;
        _b = 0xEFCDAB89;
        _c = 0x98BADCFE;
        _d = 0x10325476;
    }

    private protected override void StoreBitLength(byte[] block, ulong bits)
    {
        for (int i = 0; i < 8; i++)
        {
            block[56 + i] = (byte)(bits >> ((8 * i) & 63));
        }
    }

    private protected override void StoreDigest(byte[] digest, int offset)
    {
        for (int i = 0; i < 4; i++)
        {
            digest[offset + i] = (byte)(_a >> ((8 * i) & 31));
            digest[offset + 4 + i] = (byte)(_b >> ((8 * i) & 31));
            digest[offset + 8 + i] = (byte)(_c >> ((8 * i) & 31));
            digest[offset + 12 + i] = (byte)(_d >> ((8 * i) & 31));
        }
    }

    // RFC 1321, 3.4: all 64 steps written out with state and words in locals, 23 instructions a byte.
    // Both machines are little-endian, so BitConverter gives the standard's words.
    private protected override void Compress(byte[] buffer, int offset, int blocks)
    {
        uint a = _a;
        uint b = _b;
        uint c = _c;
        uint d = _d;
        int end = offset + (blocks * BlockBytes);
        for (int i = offset; i < end; i += BlockBytes)
        {
            ulong p0 = BitConverter.ToUInt64(buffer, i);
            uint w0 = (uint)p0;
            uint w1 = (uint)(p0 >> 32);
            ulong p1 = BitConverter.ToUInt64(buffer, i + 8);
            uint w2 = (uint)p1;
            uint w3 = (uint)(p1 >> 32);
            ulong p2 = BitConverter.ToUInt64(buffer, i + 16);
            uint w4 = (uint)p2;
            uint w5 = (uint)(p2 >> 32);
            ulong p3 = BitConverter.ToUInt64(buffer, i + 24);
            uint w6 = (uint)p3;
            uint w7 = (uint)(p3 >> 32);
            ulong p4 = BitConverter.ToUInt64(buffer, i + 32);
            uint w8 = (uint)p4;
            uint w9 = (uint)(p4 >> 32);
            ulong p5 = BitConverter.ToUInt64(buffer, i + 40);
            uint w10 = (uint)p5;
            uint w11 = (uint)(p5 >> 32);
            ulong p6 = BitConverter.ToUInt64(buffer, i + 48);
            uint w12 = (uint)p6;
            uint w13 = (uint)(p6 >> 32);
            ulong p7 = BitConverter.ToUInt64(buffer, i + 56);
            uint w14 = (uint)p7;
            uint w15 = (uint)(p7 >> 32);
            uint a0 = a;
            uint b0 = b;
            uint c0 = c;
            uint d0 = d;

            // Round 1.
            a = b + (uint)(((a + (d ^ (b & (c ^ d))) + w0 + 0xD76AA478) * Twice) >> 25);
            d = a + (uint)(((d + (c ^ (a & (b ^ c))) + w1 + 0xE8C7B756) * Twice) >> 20);
            c = d + (uint)(((c + (b ^ (d & (a ^ b))) + w2 + 0x242070DB) * Twice) >> 15);
            b = c + (uint)(((b + (a ^ (c & (d ^ a))) + w3 + 0xC1BDCEEE) * Twice) >> 10);
            a = b + (uint)(((a + (d ^ (b & (c ^ d))) + w4 + 0xF57C0FAF) * Twice) >> 25);
            d = a + (uint)(((d + (c ^ (a & (b ^ c))) + w5 + 0x4787C62A) * Twice) >> 20);
            c = d + (uint)(((c + (b ^ (d & (a ^ b))) + w6 + 0xA8304613) * Twice) >> 15);
            b = c + (uint)(((b + (a ^ (c & (d ^ a))) + w7 + 0xFD469501) * Twice) >> 10);
            a = b + (uint)(((a + (d ^ (b & (c ^ d))) + w8 + 0x698098D8) * Twice) >> 25);
            d = a + (uint)(((d + (c ^ (a & (b ^ c))) + w9 + 0x8B44F7AF) * Twice) >> 20);
            c = d + (uint)(((c + (b ^ (d & (a ^ b))) + w10 + 0xFFFF5BB1) * Twice) >> 15);
            b = c + (uint)(((b + (a ^ (c & (d ^ a))) + w11 + 0x895CD7BE) * Twice) >> 10);
            a = b + (uint)(((a + (d ^ (b & (c ^ d))) + w12 + 0x6B901122) * Twice) >> 25);
            d = a + (uint)(((d + (c ^ (a & (b ^ c))) + w13 + 0xFD987193) * Twice) >> 20);
            c = d + (uint)(((c + (b ^ (d & (a ^ b))) + w14 + 0xA679438E) * Twice) >> 15);
            b = c + (uint)(((b + (a ^ (c & (d ^ a))) + w15 + 0x49B40821) * Twice) >> 10);
            // Round 2.
            a = b + (uint)(((a + (c ^ (d & (b ^ c))) + w1 + 0xF61E2562) * Twice) >> 27);
            d = a + (uint)(((d + (b ^ (c & (a ^ b))) + w6 + 0xC040B340) * Twice) >> 23);
            c = d + (uint)(((c + (a ^ (b & (d ^ a))) + w11 + 0x265E5A51) * Twice) >> 18);
            b = c + (uint)(((b + (d ^ (a & (c ^ d))) + w0 + 0xE9B6C7AA) * Twice) >> 12);
            a = b + (uint)(((a + (c ^ (d & (b ^ c))) + w5 + 0xD62F105D) * Twice) >> 27);
            d = a + (uint)(((d + (b ^ (c & (a ^ b))) + w10 + 0x02441453) * Twice) >> 23);
            c = d + (uint)(((c + (a ^ (b & (d ^ a))) + w15 + 0xD8A1E681) * Twice) >> 18);
            b = c + (uint)(((b + (d ^ (a & (c ^ d))) + w4 + 0xE7D3FBC8) * Twice) >> 12);
            a = b + (uint)(((a + (c ^ (d & (b ^ c))) + w9 + 0x21E1CDE6) * Twice) >> 27);
            d = a + (uint)(((d + (b ^ (c & (a ^ b))) + w14 + 0xC33707D6) * Twice) >> 23);
            c = d + (uint)(((c + (a ^ (b & (d ^ a))) + w3 + 0xF4D50D87) * Twice) >> 18);
            b = c + (uint)(((b + (d ^ (a & (c ^ d))) + w8 + 0x455A14ED) * Twice) >> 12);
            a = b + (uint)(((a + (c ^ (d & (b ^ c))) + w13 + 0xA9E3E905) * Twice) >> 27);
            d = a + (uint)(((d + (b ^ (c & (a ^ b))) + w2 + 0xFCEFA3F8) * Twice) >> 23);
            c = d + (uint)(((c + (a ^ (b & (d ^ a))) + w7 + 0x676F02D9) * Twice) >> 18);
            b = c + (uint)(((b + (d ^ (a & (c ^ d))) + w12 + 0x8D2A4C8A) * Twice) >> 12);
            // Round 3.
            a = b + (uint)(((a + (b ^ c ^ d) + w5 + 0xFFFA3942) * Twice) >> 28);
            d = a + (uint)(((d + (a ^ b ^ c) + w8 + 0x8771F681) * Twice) >> 21);
            c = d + (uint)(((c + (d ^ a ^ b) + w11 + 0x6D9D6122) * Twice) >> 16);
            b = c + (uint)(((b + (c ^ d ^ a) + w14 + 0xFDE5380C) * Twice) >> 9);
            a = b + (uint)(((a + (b ^ c ^ d) + w1 + 0xA4BEEA44) * Twice) >> 28);
            d = a + (uint)(((d + (a ^ b ^ c) + w4 + 0x4BDECFA9) * Twice) >> 21);
            c = d + (uint)(((c + (d ^ a ^ b) + w7 + 0xF6BB4B60) * Twice) >> 16);
            b = c + (uint)(((b + (c ^ d ^ a) + w10 + 0xBEBFBC70) * Twice) >> 9);
            a = b + (uint)(((a + (b ^ c ^ d) + w13 + 0x289B7EC6) * Twice) >> 28);
            d = a + (uint)(((d + (a ^ b ^ c) + w0 + 0xEAA127FA) * Twice) >> 21);
            c = d + (uint)(((c + (d ^ a ^ b) + w3 + 0xD4EF3085) * Twice) >> 16);
            b = c + (uint)(((b + (c ^ d ^ a) + w6 + 0x04881D05) * Twice) >> 9);
            a = b + (uint)(((a + (b ^ c ^ d) + w9 + 0xD9D4D039) * Twice) >> 28);
            d = a + (uint)(((d + (a ^ b ^ c) + w12 + 0xE6DB99E5) * Twice) >> 21);
            c = d + (uint)(((c + (d ^ a ^ b) + w15 + 0x1FA27CF8) * Twice) >> 16);
            b = c + (uint)(((b + (c ^ d ^ a) + w2 + 0xC4AC5665) * Twice) >> 9);
            // Round 4.
            a = b + (uint)(((a + (c ^ (b | ~d)) + w0 + 0xF4292244) * Twice) >> 26);
            d = a + (uint)(((d + (b ^ (a | ~c)) + w7 + 0x432AFF97) * Twice) >> 22);
            c = d + (uint)(((c + (a ^ (d | ~b)) + w14 + 0xAB9423A7) * Twice) >> 17);
            b = c + (uint)(((b + (d ^ (c | ~a)) + w5 + 0xFC93A039) * Twice) >> 11);
            a = b + (uint)(((a + (c ^ (b | ~d)) + w12 + 0x655B59C3) * Twice) >> 26);
            d = a + (uint)(((d + (b ^ (a | ~c)) + w3 + 0x8F0CCC92) * Twice) >> 22);
            c = d + (uint)(((c + (a ^ (d | ~b)) + w10 + 0xFFEFF47D) * Twice) >> 17);
            b = c + (uint)(((b + (d ^ (c | ~a)) + w1 + 0x85845DD1) * Twice) >> 11);
            a = b + (uint)(((a + (c ^ (b | ~d)) + w8 + 0x6FA87E4F) * Twice) >> 26);
            d = a + (uint)(((d + (b ^ (a | ~c)) + w15 + 0xFE2CE6E0) * Twice) >> 22);
            c = d + (uint)(((c + (a ^ (d | ~b)) + w6 + 0xA3014314) * Twice) >> 17);
            b = c + (uint)(((b + (d ^ (c | ~a)) + w13 + 0x4E0811A1) * Twice) >> 11);
            a = b + (uint)(((a + (c ^ (b | ~d)) + w4 + 0xF7537E82) * Twice) >> 26);
            d = a + (uint)(((d + (b ^ (a | ~c)) + w11 + 0xBD3AF235) * Twice) >> 22);
            c = d + (uint)(((c + (a ^ (d | ~b)) + w2 + 0x2AD7D2BB) * Twice) >> 17);
            b = c + (uint)(((b + (d ^ (c | ~a)) + w9 + 0xEB86D391) * Twice) >> 11);

            a += a0;
            b += b0;
            c += c0;
            d += d0;
        }

        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }
}
