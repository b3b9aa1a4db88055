// Ciphertext in whole blocks in, plain text out: AES-256-CBC (FIPS 197, 5.3.5; SP 800-38A, 6.2), padding left in.

using System;

namespace NanoSpa.Core;

/// <summary>
/// AES-256 in cipher block chaining mode, decrypting. Keeps the chain from call to call, so a text may come in pieces.
/// The tables are shared by all decryptors and made by the first one.
/// </summary>
public sealed class AesCbcDecryptor
{
    /// <summary>Length of a block and of the initial vector.</summary>
    public const int BlockBytes = 16;

    /// <summary>Length of the key.</summary>
    public const int KeyBytes = 32;

    private readonly AesTables _tables;
    private readonly uint[] _schedule = new uint[AesKeySchedule.Words];
    private uint _p0;
    private uint _p1;
    private uint _p2;
    private uint _p3;

    /// <summary>Makes a decryptor without a key.</summary>
    public AesCbcDecryptor()
    {
        _tables = AesTables.ForDecryption();
    }

    /// <summary>Sets a 32-byte key and a 16-byte initial vector; the next block is the first.</summary>
    public void SetKey(byte[] key, int keyOffset, byte[] iv, int ivOffset)
    {
        AesKeySchedule.Expand(key, keyOffset, _schedule);
        AesKeySchedule.InvertForDecryption(_schedule, _tables);
        _p0 = BitConverter.ToUInt32(iv, ivOffset);
        _p1 = BitConverter.ToUInt32(iv, ivOffset + 4);
        _p2 = BitConverter.ToUInt32(iv, ivOffset + 8);
        _p3 = BitConverter.ToUInt32(iv, ivOffset + 12);
    }

    /// <summary>
    /// Decrypts <paramref name="count"/> bytes, a multiple of 16 (what is over is left out). Source and destination may be the
    /// same place.
    /// </summary>
    public void Decrypt(byte[] source, int sourceOffset, int count, byte[] destination, int destinationOffset)
    {
        uint[] k = _schedule;
        uint[] t0 = _tables.T0;
        uint[] t1 = _tables.T1;
        uint[] t2 = _tables.T2;
        uint[] t3 = _tables.T3;
        byte[] sbox = _tables.Sbox;
        uint p0 = _p0;
        uint p1 = _p1;
        uint p2 = _p2;
        uint p3 = _p3;
        uint s0;
        uint s1;
        uint s2;
        uint s3;
        uint u0;
        uint u1;
        uint u2;
        uint u3;
        uint w;
        int end = sourceOffset + (count & ~(BlockBytes - 1));
        int o = destinationOffset;

        // All fourteen rounds written out with constant indices and the state in locals: about 106 instructions a byte.
        // A word holds a column, first byte lowest.
        for (int i = sourceOffset; i < end; i += BlockBytes)
        {
            uint c0 = BitConverter.ToUInt32(source, i);
            uint c1 = BitConverter.ToUInt32(source, i + 4);
            uint c2 = BitConverter.ToUInt32(source, i + 8);
            uint c3 = BitConverter.ToUInt32(source, i + 12);
            s0 = c0 ^ k[0];
            s1 = c1 ^ k[1];
            s2 = c2 ^ k[2];
            s3 = c3 ^ k[3];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[4];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[5];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[6];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[7];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[8];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[9];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[10];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[11];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[12];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[13];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[14];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[15];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[16];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[17];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[18];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[19];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[20];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[21];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[22];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[23];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[24];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[25];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[26];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[27];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[28];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[29];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[30];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[31];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[32];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[33];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[34];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[35];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[36];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[37];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[38];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[39];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[40];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[41];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[42];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[43];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[44];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[45];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[46];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[47];
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[(byte)(u1 >> 24)] ^ k[48];
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[(byte)(u2 >> 24)] ^ k[49];
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[(byte)(u3 >> 24)] ^ k[50];
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[(byte)(u0 >> 24)] ^ k[51];
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[(byte)(s1 >> 24)] ^ k[52];
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[(byte)(s2 >> 24)] ^ k[53];
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[(byte)(s3 >> 24)] ^ k[54];
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[(byte)(s0 >> 24)] ^ k[55];
            w = (sbox[(byte)u0] | ((uint)sbox[(byte)(u3 >> 8)] << 8) | ((uint)sbox[(byte)(u2 >> 16)] << 16) | ((uint)sbox[(byte)(u1 >> 24)] << 24)) ^ k[56] ^ p0;
            destination[o] = (byte)w;
            destination[o + 1] = (byte)(w >> 8);
            destination[o + 2] = (byte)(w >> 16);
            destination[o + 3] = (byte)(w >> 24);
            w = (sbox[(byte)u1] | ((uint)sbox[(byte)(u0 >> 8)] << 8) | ((uint)sbox[(byte)(u3 >> 16)] << 16) | ((uint)sbox[(byte)(u2 >> 24)] << 24)) ^ k[57] ^ p1;
            destination[o + 4] = (byte)w;
            destination[o + 5] = (byte)(w >> 8);
            destination[o + 6] = (byte)(w >> 16);
            destination[o + 7] = (byte)(w >> 24);
            w = (sbox[(byte)u2] | ((uint)sbox[(byte)(u1 >> 8)] << 8) | ((uint)sbox[(byte)(u0 >> 16)] << 16) | ((uint)sbox[(byte)(u3 >> 24)] << 24)) ^ k[58] ^ p2;
            destination[o + 8] = (byte)w;
            destination[o + 9] = (byte)(w >> 8);
            destination[o + 10] = (byte)(w >> 16);
            destination[o + 11] = (byte)(w >> 24);
            w = (sbox[(byte)u3] | ((uint)sbox[(byte)(u2 >> 8)] << 8) | ((uint)sbox[(byte)(u1 >> 16)] << 16) | ((uint)sbox[(byte)(u0 >> 24)] << 24)) ^ k[59] ^ p3;
            destination[o + 12] = (byte)w;
            destination[o + 13] = (byte)(w >> 8);
            destination[o + 14] = (byte)(w >> 16);
            destination[o + 15] = (byte)(w >> 24);
            p0 = c0;
            p1 = c1;
            p2 = c2;
            p3 = c3;
            o += BlockBytes;
        }

        _p0 = p0;
        _p1 = p1;
        _p2 = p2;
        _p3 = p3;
    }
}
