// Plain text in whole blocks, already padded, in; ciphertext out: AES-256-CBC (FIPS 197, 5.1; SP 800-38A, 6.2).

using System;

namespace NanoSpa.Core;

/// <summary>
/// AES-256 in cipher block chaining mode, encrypting. Keeps the chain from call to call, so a text may come in pieces.
/// The tables are shared by all encryptors and made by the first one.
/// </summary>
public sealed class AesCbcEncryptor
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

    /// <summary>Makes an encryptor without a key.</summary>
    public AesCbcEncryptor()
    {
        _tables = AesTables.ForEncryption();
    }

    /// <summary>Sets a 32-byte key and a 16-byte initial vector; the next block is the first.</summary>
    public void SetKey(byte[] key, int keyOffset, byte[] iv, int ivOffset)
    {
        AesKeySchedule.Expand(key, keyOffset, _schedule);
        _p0 = BitConverter.ToUInt32(iv, ivOffset);
        _p1 = BitConverter.ToUInt32(iv, ivOffset + 4);
        _p2 = BitConverter.ToUInt32(iv, ivOffset + 8);
        _p3 = BitConverter.ToUInt32(iv, ivOffset + 12);
    }

    /// <summary>
    /// Encrypts <paramref name="count"/> bytes, a multiple of 16 (what is over is left out). Source and destination may be the
    /// same place.
    /// </summary>
    public void Encrypt(byte[] source, int sourceOffset, int count, byte[] destination, int destinationOffset)
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
        int end = sourceOffset + (count & ~(BlockBytes - 1));
        int o = destinationOffset;

        // All fourteen rounds written out with constant indices and the state in locals: 115 instructions a byte.
        // A word holds a column, first byte lowest.
        for (int i = sourceOffset; i < end; i += BlockBytes)
        {
            s0 = BitConverter.ToUInt32(source, i) ^ p0 ^ k[0];
            s1 = BitConverter.ToUInt32(source, i + 4) ^ p1 ^ k[1];
            s2 = BitConverter.ToUInt32(source, i + 8) ^ p2 ^ k[2];
            s3 = BitConverter.ToUInt32(source, i + 12) ^ p3 ^ k[3];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[4];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[5];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[6];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[7];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[8];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[9];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[10];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[11];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[12];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[13];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[14];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[15];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[16];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[17];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[18];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[19];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[20];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[21];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[22];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[23];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[24];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[25];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[26];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[27];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[28];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[29];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[30];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[31];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[32];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[33];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[34];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[35];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[36];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[37];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[38];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[39];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[40];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[41];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[42];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[43];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[44];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[45];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[46];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[47];
            s0 = t0[(byte)u0] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u3 >> 24] ^ k[48];
            s1 = t0[(byte)u1] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u0 >> 24] ^ k[49];
            s2 = t0[(byte)u2] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u1 >> 24] ^ k[50];
            s3 = t0[(byte)u3] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u2 >> 24] ^ k[51];
            u0 = t0[(byte)s0] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s3 >> 24] ^ k[52];
            u1 = t0[(byte)s1] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s0 >> 24] ^ k[53];
            u2 = t0[(byte)s2] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s1 >> 24] ^ k[54];
            u3 = t0[(byte)s3] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s2 >> 24] ^ k[55];
            p0 = (sbox[(byte)u0] | ((uint)sbox[(byte)(u1 >> 8)] << 8) | ((uint)sbox[(byte)(u2 >> 16)] << 16) | ((uint)sbox[u3 >> 24] << 24)) ^ k[56];
            destination[o] = (byte)p0;
            destination[o + 1] = (byte)(p0 >> 8);
            destination[o + 2] = (byte)(p0 >> 16);
            destination[o + 3] = (byte)(p0 >> 24);
            p1 = (sbox[(byte)u1] | ((uint)sbox[(byte)(u2 >> 8)] << 8) | ((uint)sbox[(byte)(u3 >> 16)] << 16) | ((uint)sbox[u0 >> 24] << 24)) ^ k[57];
            destination[o + 4] = (byte)p1;
            destination[o + 5] = (byte)(p1 >> 8);
            destination[o + 6] = (byte)(p1 >> 16);
            destination[o + 7] = (byte)(p1 >> 24);
            p2 = (sbox[(byte)u2] | ((uint)sbox[(byte)(u3 >> 8)] << 8) | ((uint)sbox[(byte)(u0 >> 16)] << 16) | ((uint)sbox[u1 >> 24] << 24)) ^ k[58];
            destination[o + 8] = (byte)p2;
            destination[o + 9] = (byte)(p2 >> 8);
            destination[o + 10] = (byte)(p2 >> 16);
            destination[o + 11] = (byte)(p2 >> 24);
            p3 = (sbox[(byte)u3] | ((uint)sbox[(byte)(u0 >> 8)] << 8) | ((uint)sbox[(byte)(u1 >> 16)] << 16) | ((uint)sbox[u2 >> 24] << 24)) ^ k[59];
            destination[o + 12] = (byte)p3;
            destination[o + 13] = (byte)(p3 >> 8);
            destination[o + 14] = (byte)(p3 >> 16);
            destination[o + 15] = (byte)(p3 >> 24);
            o += BlockBytes;
        }

        _p0 = p0;
        _p1 = p1;
        _p2 = p2;
        _p3 = p3;
    }
}
