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

    // The block of ciphertext before, or the initial vector: its first and its last eight bytes.
    private ulong _first;
    private ulong _last;

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
        _first = BitConverter.ToUInt64(iv, ivOffset);
        _last = BitConverter.ToUInt64(iv, ivOffset + 8);
    }

    /// <summary>
    /// Decrypts <paramref name="count"/> bytes, a multiple of 16 (what is over is left out). Source and destination may be the
    /// same place.
    /// </summary>
    public void Decrypt(byte[] source, int sourceOffset, int count, byte[] destination, int destinationOffset)
    {
        uint[] k = _schedule;
        uint k0 = k[0];
        uint k1 = k[1];
        uint k2 = k[2];
        uint k3 = k[3];
        uint k4 = k[4];
        uint k5 = k[5];
        uint k6 = k[6];
        uint k7 = k[7];
        uint k8 = k[8];
        uint k9 = k[9];
        uint k10 = k[10];
        uint k11 = k[11];
        uint k12 = k[12];
        uint k13 = k[13];
        uint k14 = k[14];
        uint k15 = k[15];
        uint k16 = k[16];
        uint k17 = k[17];
        uint k18 = k[18];
        uint k19 = k[19];
        uint k20 = k[20];
        uint k21 = k[21];
        uint k22 = k[22];
        uint k23 = k[23];
        uint k24 = k[24];
        uint k25 = k[25];
        uint k26 = k[26];
        uint k27 = k[27];
        uint k28 = k[28];
        uint k29 = k[29];
        uint k30 = k[30];
        uint k31 = k[31];
        uint k32 = k[32];
        uint k33 = k[33];
        uint k34 = k[34];
        uint k35 = k[35];
        uint k36 = k[36];
        uint k37 = k[37];
        uint k38 = k[38];
        uint k39 = k[39];
        uint k40 = k[40];
        uint k41 = k[41];
        uint k42 = k[42];
        uint k43 = k[43];
        uint k44 = k[44];
        uint k45 = k[45];
        uint k46 = k[46];
        uint k47 = k[47];
        uint k48 = k[48];
        uint k49 = k[49];
        uint k50 = k[50];
        uint k51 = k[51];
        uint k52 = k[52];
        uint k53 = k[53];
        uint k54 = k[54];
        uint k55 = k[55];
        uint k56 = k[56];
        uint k57 = k[57];
        uint k58 = k[58];
        uint k59 = k[59];
        uint[] t0 = _tables.T0;
        uint[] t1 = _tables.T1;
        uint[] t2 = _tables.T2;
        uint[] t3 = _tables.T3;
        byte[] sbox = _tables.Sbox;
        ulong first = _first;
        ulong last = _last;
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

        // All fourteen rounds written out with state and round keys in locals: 105 instructions a byte, and 250 a call for the keys.
        // A word holds a column, first byte lowest.
        for (int i = sourceOffset; i < end; i += BlockBytes)
        {
            ulong c = BitConverter.ToUInt64(source, i);
            ulong d = BitConverter.ToUInt64(source, i + 8);
            s0 = (uint)c ^ k0;
            s1 = (uint)(c >> 32) ^ k1;
            s2 = (uint)d ^ k2;
            s3 = (uint)(d >> 32) ^ k3;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k4;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k5;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k6;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k7;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k8;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k9;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k10;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k11;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k12;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k13;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k14;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k15;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k16;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k17;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k18;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k19;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k20;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k21;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k22;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k23;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k24;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k25;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k26;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k27;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k28;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k29;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k30;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k31;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k32;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k33;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k34;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k35;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k36;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k37;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k38;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k39;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k40;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k41;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k42;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k43;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k44;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k45;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k46;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k47;
            s0 = t0[(byte)u0] ^ t1[(byte)(u3 >> 8)] ^ t2[(byte)(u2 >> 16)] ^ t3[u1 >> 24] ^ k48;
            s1 = t0[(byte)u1] ^ t1[(byte)(u0 >> 8)] ^ t2[(byte)(u3 >> 16)] ^ t3[u2 >> 24] ^ k49;
            s2 = t0[(byte)u2] ^ t1[(byte)(u1 >> 8)] ^ t2[(byte)(u0 >> 16)] ^ t3[u3 >> 24] ^ k50;
            s3 = t0[(byte)u3] ^ t1[(byte)(u2 >> 8)] ^ t2[(byte)(u1 >> 16)] ^ t3[u0 >> 24] ^ k51;
            u0 = t0[(byte)s0] ^ t1[(byte)(s3 >> 8)] ^ t2[(byte)(s2 >> 16)] ^ t3[s1 >> 24] ^ k52;
            u1 = t0[(byte)s1] ^ t1[(byte)(s0 >> 8)] ^ t2[(byte)(s3 >> 16)] ^ t3[s2 >> 24] ^ k53;
            u2 = t0[(byte)s2] ^ t1[(byte)(s1 >> 8)] ^ t2[(byte)(s0 >> 16)] ^ t3[s3 >> 24] ^ k54;
            u3 = t0[(byte)s3] ^ t1[(byte)(s2 >> 8)] ^ t2[(byte)(s1 >> 16)] ^ t3[s0 >> 24] ^ k55;
            w = (uint)first ^ k56;
            destination[o] = (byte)(sbox[(byte)u0] ^ w);
            destination[o + 1] = (byte)(sbox[(byte)(u3 >> 8)] ^ (w >> 8));
            destination[o + 2] = (byte)(sbox[(byte)(u2 >> 16)] ^ (w >> 16));
            destination[o + 3] = (byte)(sbox[u1 >> 24] ^ (w >> 24));
            w = (uint)(first >> 32) ^ k57;
            destination[o + 4] = (byte)(sbox[(byte)u1] ^ w);
            destination[o + 5] = (byte)(sbox[(byte)(u0 >> 8)] ^ (w >> 8));
            destination[o + 6] = (byte)(sbox[(byte)(u3 >> 16)] ^ (w >> 16));
            destination[o + 7] = (byte)(sbox[u2 >> 24] ^ (w >> 24));
            w = (uint)last ^ k58;
            destination[o + 8] = (byte)(sbox[(byte)u2] ^ w);
            destination[o + 9] = (byte)(sbox[(byte)(u1 >> 8)] ^ (w >> 8));
            destination[o + 10] = (byte)(sbox[(byte)(u0 >> 16)] ^ (w >> 16));
            destination[o + 11] = (byte)(sbox[u3 >> 24] ^ (w >> 24));
            w = (uint)(last >> 32) ^ k59;
            destination[o + 12] = (byte)(sbox[(byte)u3] ^ w);
            destination[o + 13] = (byte)(sbox[(byte)(u2 >> 8)] ^ (w >> 8));
            destination[o + 14] = (byte)(sbox[(byte)(u1 >> 16)] ^ (w >> 16));
            destination[o + 15] = (byte)(sbox[u0 >> 24] ^ (w >> 24));
            first = c;
            last = d;
            o += BlockBytes;
        }

        _first = first;
        _last = last;
    }
}
