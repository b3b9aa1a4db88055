// Nothing in; the four look-up tables and the S-box of one direction of AES out (FIPS 197, 5.1.1, 5.1.3, 5.3.2, 5.3.3).

namespace NanoSpa.Core;

/// <summary>
/// Tables of one direction, made once and shared: 4.25 KiB. A word of T0 holds the column that a byte in its first row
/// becomes, first row lowest; T1 to T3 are T0 rotated by one to three bytes.
/// </summary>
public sealed class AesTables
{
    private static byte[] _forwardSbox;
    private static AesTables _encryption;
    private static AesTables _decryption;

    internal readonly uint[] T0 = new uint[256];
    internal readonly uint[] T1 = new uint[256];
    internal readonly uint[] T2 = new uint[256];
    internal readonly uint[] T3 = new uint[256];
    internal readonly byte[] Sbox;

    private AesTables(byte[] sbox, bool inverse)
    {
        Sbox = sbox;
        for (int i = 0; i < 256; i++)
        {
            int x1 = sbox[i];
            int x2 = Double(x1);
            int x4 = Double(x2);
            int x8 = Double(x4);
            uint b0 = (uint)(inverse ? x8 ^ x4 ^ x2 : x2);
            uint b1 = (uint)(inverse ? x8 ^ x1 : x1);
            uint b2 = (uint)(inverse ? x8 ^ x4 ^ x1 : x1);
            uint b3 = (uint)(inverse ? x8 ^ x2 ^ x1 : x2 ^ x1);
            T0[i] = b0 | (b1 << 8) | (b2 << 16) | (b3 << 24);
            T1[i] = b3 | (b0 << 8) | (b1 << 16) | (b2 << 24);
            T2[i] = b2 | (b3 << 8) | (b0 << 16) | (b1 << 24);
            T3[i] = b1 | (b2 << 8) | (b3 << 16) | (b0 << 24);
        }
    }

    /// <summary>SubBytes, ShiftRows and MixColumns in one.</summary>
    public static AesTables ForEncryption()
    {
        if (_encryption == null)
        {
            _encryption = new AesTables(ForwardSbox(), false);
        }

        return _encryption;
    }

    /// <summary>Their inverses in one, for the equivalent inverse cipher.</summary>
    public static AesTables ForDecryption()
    {
        if (_decryption == null)
        {
            byte[] sbox = ForwardSbox();
            byte[] inverse = new byte[256];
            for (int i = 0; i < 256; i++)
            {
                inverse[sbox[i]] = (byte)i;
            }

            _decryption = new AesTables(inverse, true);
        }

        return _decryption;
    }

    /// <summary>The S-box of SubBytes, which key expansion needs in both directions.</summary>
    public static byte[] ForwardSbox()
    {
        if (_forwardSbox == null)
        {
            _forwardSbox = MakeSbox();
        }

        return _forwardSbox;
    }

    // FIPS 197, 5.1.1. While p runs through all non-zero elements by multiplying with 3, q = 1/p by dividing by 3.
    private static byte[] MakeSbox()
    {
        byte[] sbox = new byte[256];
        int p = 1;
        int q = 1;
        do
        {
            p ^= Double(p);
            q ^= q << 1;
            q ^= q << 2;
            q = (byte)(q ^ (q << 4));
            q ^= (q & 0x80) != 0 ? 0x09 : 0;
            int affine = q ^ (q << 1) ^ (q << 2) ^ (q << 3) ^ (q << 4);
            sbox[p] = (byte)(affine ^ (affine >> 8) ^ 0x63);
        }
        while (p != 1);
        sbox[0] = 0x63;
        return sbox;
    }

    // FIPS 197, 4.2.1: the product with x modulo x^8 + x^4 + x^3 + x + 1.
    private static int Double(int value)
    {
        return (byte)((value << 1) ^ ((value & 0x80) != 0 ? 0x1B : 0));
    }
}
