// Bytes in, their 16-byte MD5 digest out (RFC 1321).

using System;

namespace NanoSpa.Core;

/// <summary>MD5: for openssl's older key derivation, HTTP and SIP digests and "has this file changed". No protection by itself.</summary>
public sealed class Md5 : BlockDigest
{
    /// <summary>Length of the digest.</summary>
    public const int DigestBytes = 16;

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
            uint w0 = BitConverter.ToUInt32(buffer, i);
            uint w1 = BitConverter.ToUInt32(buffer, i + 4);
            uint w2 = BitConverter.ToUInt32(buffer, i + 8);
            uint w3 = BitConverter.ToUInt32(buffer, i + 12);
            uint w4 = BitConverter.ToUInt32(buffer, i + 16);
            uint w5 = BitConverter.ToUInt32(buffer, i + 20);
            uint w6 = BitConverter.ToUInt32(buffer, i + 24);
            uint w7 = BitConverter.ToUInt32(buffer, i + 28);
            uint w8 = BitConverter.ToUInt32(buffer, i + 32);
            uint w9 = BitConverter.ToUInt32(buffer, i + 36);
            uint w10 = BitConverter.ToUInt32(buffer, i + 40);
            uint w11 = BitConverter.ToUInt32(buffer, i + 44);
            uint w12 = BitConverter.ToUInt32(buffer, i + 48);
            uint w13 = BitConverter.ToUInt32(buffer, i + 52);
            uint w14 = BitConverter.ToUInt32(buffer, i + 56);
            uint w15 = BitConverter.ToUInt32(buffer, i + 60);
            uint a0 = a;
            uint b0 = b;
            uint c0 = c;
            uint d0 = d;

            // Round 1.
            a += (d ^ (b & (c ^ d))) + w0 + 0xD76AA478;
            a = b + ((a << 7) | (a >> 25));
            d += (c ^ (a & (b ^ c))) + w1 + 0xE8C7B756;
            d = a + ((d << 12) | (d >> 20));
            c += (b ^ (d & (a ^ b))) + w2 + 0x242070DB;
            c = d + ((c << 17) | (c >> 15));
            b += (a ^ (c & (d ^ a))) + w3 + 0xC1BDCEEE;
            b = c + ((b << 22) | (b >> 10));
            a += (d ^ (b & (c ^ d))) + w4 + 0xF57C0FAF;
            a = b + ((a << 7) | (a >> 25));
            d += (c ^ (a & (b ^ c))) + w5 + 0x4787C62A;
            d = a + ((d << 12) | (d >> 20));
            c += (b ^ (d & (a ^ b))) + w6 + 0xA8304613;
            c = d + ((c << 17) | (c >> 15));
            b += (a ^ (c & (d ^ a))) + w7 + 0xFD469501;
            b = c + ((b << 22) | (b >> 10));
            a += (d ^ (b & (c ^ d))) + w8 + 0x698098D8;
            a = b + ((a << 7) | (a >> 25));
            d += (c ^ (a & (b ^ c))) + w9 + 0x8B44F7AF;
            d = a + ((d << 12) | (d >> 20));
            c += (b ^ (d & (a ^ b))) + w10 + 0xFFFF5BB1;
            c = d + ((c << 17) | (c >> 15));
            b += (a ^ (c & (d ^ a))) + w11 + 0x895CD7BE;
            b = c + ((b << 22) | (b >> 10));
            a += (d ^ (b & (c ^ d))) + w12 + 0x6B901122;
            a = b + ((a << 7) | (a >> 25));
            d += (c ^ (a & (b ^ c))) + w13 + 0xFD987193;
            d = a + ((d << 12) | (d >> 20));
            c += (b ^ (d & (a ^ b))) + w14 + 0xA679438E;
            c = d + ((c << 17) | (c >> 15));
            b += (a ^ (c & (d ^ a))) + w15 + 0x49B40821;
            b = c + ((b << 22) | (b >> 10));
            // Round 2.
            a += (c ^ (d & (b ^ c))) + w1 + 0xF61E2562;
            a = b + ((a << 5) | (a >> 27));
            d += (b ^ (c & (a ^ b))) + w6 + 0xC040B340;
            d = a + ((d << 9) | (d >> 23));
            c += (a ^ (b & (d ^ a))) + w11 + 0x265E5A51;
            c = d + ((c << 14) | (c >> 18));
            b += (d ^ (a & (c ^ d))) + w0 + 0xE9B6C7AA;
            b = c + ((b << 20) | (b >> 12));
            a += (c ^ (d & (b ^ c))) + w5 + 0xD62F105D;
            a = b + ((a << 5) | (a >> 27));
            d += (b ^ (c & (a ^ b))) + w10 + 0x02441453;
            d = a + ((d << 9) | (d >> 23));
            c += (a ^ (b & (d ^ a))) + w15 + 0xD8A1E681;
            c = d + ((c << 14) | (c >> 18));
            b += (d ^ (a & (c ^ d))) + w4 + 0xE7D3FBC8;
            b = c + ((b << 20) | (b >> 12));
            a += (c ^ (d & (b ^ c))) + w9 + 0x21E1CDE6;
            a = b + ((a << 5) | (a >> 27));
            d += (b ^ (c & (a ^ b))) + w14 + 0xC33707D6;
            d = a + ((d << 9) | (d >> 23));
            c += (a ^ (b & (d ^ a))) + w3 + 0xF4D50D87;
            c = d + ((c << 14) | (c >> 18));
            b += (d ^ (a & (c ^ d))) + w8 + 0x455A14ED;
            b = c + ((b << 20) | (b >> 12));
            a += (c ^ (d & (b ^ c))) + w13 + 0xA9E3E905;
            a = b + ((a << 5) | (a >> 27));
            d += (b ^ (c & (a ^ b))) + w2 + 0xFCEFA3F8;
            d = a + ((d << 9) | (d >> 23));
            c += (a ^ (b & (d ^ a))) + w7 + 0x676F02D9;
            c = d + ((c << 14) | (c >> 18));
            b += (d ^ (a & (c ^ d))) + w12 + 0x8D2A4C8A;
            b = c + ((b << 20) | (b >> 12));
            // Round 3.
            a += (b ^ c ^ d) + w5 + 0xFFFA3942;
            a = b + ((a << 4) | (a >> 28));
            d += (a ^ b ^ c) + w8 + 0x8771F681;
            d = a + ((d << 11) | (d >> 21));
            c += (d ^ a ^ b) + w11 + 0x6D9D6122;
            c = d + ((c << 16) | (c >> 16));
            b += (c ^ d ^ a) + w14 + 0xFDE5380C;
            b = c + ((b << 23) | (b >> 9));
            a += (b ^ c ^ d) + w1 + 0xA4BEEA44;
            a = b + ((a << 4) | (a >> 28));
            d += (a ^ b ^ c) + w4 + 0x4BDECFA9;
            d = a + ((d << 11) | (d >> 21));
            c += (d ^ a ^ b) + w7 + 0xF6BB4B60;
            c = d + ((c << 16) | (c >> 16));
            b += (c ^ d ^ a) + w10 + 0xBEBFBC70;
            b = c + ((b << 23) | (b >> 9));
            a += (b ^ c ^ d) + w13 + 0x289B7EC6;
            a = b + ((a << 4) | (a >> 28));
            d += (a ^ b ^ c) + w0 + 0xEAA127FA;
            d = a + ((d << 11) | (d >> 21));
            c += (d ^ a ^ b) + w3 + 0xD4EF3085;
            c = d + ((c << 16) | (c >> 16));
            b += (c ^ d ^ a) + w6 + 0x04881D05;
            b = c + ((b << 23) | (b >> 9));
            a += (b ^ c ^ d) + w9 + 0xD9D4D039;
            a = b + ((a << 4) | (a >> 28));
            d += (a ^ b ^ c) + w12 + 0xE6DB99E5;
            d = a + ((d << 11) | (d >> 21));
            c += (d ^ a ^ b) + w15 + 0x1FA27CF8;
            c = d + ((c << 16) | (c >> 16));
            b += (c ^ d ^ a) + w2 + 0xC4AC5665;
            b = c + ((b << 23) | (b >> 9));
            // Round 4.
            a += (c ^ (b | ~d)) + w0 + 0xF4292244;
            a = b + ((a << 6) | (a >> 26));
            d += (b ^ (a | ~c)) + w7 + 0x432AFF97;
            d = a + ((d << 10) | (d >> 22));
            c += (a ^ (d | ~b)) + w14 + 0xAB9423A7;
            c = d + ((c << 15) | (c >> 17));
            b += (d ^ (c | ~a)) + w5 + 0xFC93A039;
            b = c + ((b << 21) | (b >> 11));
            a += (c ^ (b | ~d)) + w12 + 0x655B59C3;
            a = b + ((a << 6) | (a >> 26));
            d += (b ^ (a | ~c)) + w3 + 0x8F0CCC92;
            d = a + ((d << 10) | (d >> 22));
            c += (a ^ (d | ~b)) + w10 + 0xFFEFF47D;
            c = d + ((c << 15) | (c >> 17));
            b += (d ^ (c | ~a)) + w1 + 0x85845DD1;
            b = c + ((b << 21) | (b >> 11));
            a += (c ^ (b | ~d)) + w8 + 0x6FA87E4F;
            a = b + ((a << 6) | (a >> 26));
            d += (b ^ (a | ~c)) + w15 + 0xFE2CE6E0;
            d = a + ((d << 10) | (d >> 22));
            c += (a ^ (d | ~b)) + w6 + 0xA3014314;
            c = d + ((c << 15) | (c >> 17));
            b += (d ^ (c | ~a)) + w13 + 0x4E0811A1;
            b = c + ((b << 21) | (b >> 11));
            a += (c ^ (b | ~d)) + w4 + 0xF7537E82;
            a = b + ((a << 6) | (a >> 26));
            d += (b ^ (a | ~c)) + w11 + 0xBD3AF235;
            d = a + ((d << 10) | (d >> 22));
            c += (a ^ (d | ~b)) + w2 + 0x2AD7D2BB;
            c = d + ((c << 15) | (c >> 17));
            b += (d ^ (c | ~a)) + w9 + 0xEB86D391;
            b = c + ((b << 21) | (b >> 11));

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
