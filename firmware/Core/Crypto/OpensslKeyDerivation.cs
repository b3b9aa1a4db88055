// A passphrase and a salt in, an AES-256 key and initial vector out (openssl's EVP_BytesToKey with one iteration).

using System;

namespace NanoSpa.Core;

/// <summary>D1 = H(passphrase salt), Dn = H(Dn-1 passphrase salt); the key and the vector are the beginning of D1 D2 ...</summary>
public sealed class OpensslKeyDerivation
{
    /// <summary>Length of a salt.</summary>
    public const int SaltBytes = 8;

    /// <summary>Length of what is derived: a 32-byte key, then a 16-byte vector.</summary>
    public const int MaterialBytes = AesCbcDecryptor.KeyBytes + AesCbcDecryptor.BlockBytes;

    private readonly Md5 _md5 = new Md5();
    private readonly Sha256 _sha256 = new Sha256();
    private readonly byte[] _digest = new byte[Sha256.DigestBytes];

    /// <summary>Writes <see cref="MaterialBytes"/> bytes to the start of <paramref name="material"/>.</summary>
    public void Derive(OpensslDigest digest, byte[] passphrase, int offset, int count, byte[] salt, int saltOffset, byte[] material)
    {
        BlockDigest hash = digest == OpensslDigest.Md5 ? _md5 : _sha256;
        int digestBytes = hash.LengthBytes;
        int done = 0;
        hash.Reset();
        while (done < MaterialBytes)
        {
            if (done > 0)
            {
                hash.Update(_digest, 0, digestBytes);
            }

            hash.Update(passphrase, offset, count);
            hash.Update(salt, saltOffset, SaltBytes);
            hash.Finish(_digest, 0);
            int taken = digestBytes < MaterialBytes - done ? digestBytes : MaterialBytes - done;
            Array.Copy(_digest, 0, material, done, taken);
            done += taken;
        }

        Array.Clear(_digest, 0, _digest.Length);
    }
}
