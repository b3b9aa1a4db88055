// A file and a passphrase in, what `openssl enc -aes-256-cbc -k` makes of it out; by the platform's own cryptography.

using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace NanoSpa.Tool.Server;

/// <summary>The built-in server's encryption. Apart from the firmware's engine on purpose: each proves the other.</summary>
internal static class OpensslFile
{
    public static byte[] Encrypt(byte[] plain, string passphrase)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(8);
        byte[] material = KeyAndVector(Encoding.UTF8.GetBytes(passphrase), salt);
        using Aes aes = Aes.Create();
        aes.Key = material[..32];
        using var file = new MemoryStream();
        file.Write(Encoding.ASCII.GetBytes("Salted__"));
        file.Write(salt);
        file.Write(aes.EncryptCbc(plain, material[32..48]));
        return file.ToArray();
    }

    // EVP_BytesToKey with SHA-256 and one iteration, openssl's default since 1.1.0.
    private static byte[] KeyAndVector(byte[] passphrase, byte[] salt)
    {
        var material = new byte[64];
        byte[] first = SHA256.HashData([.. passphrase, .. salt]);
        first.CopyTo(material, 0);
        SHA256.HashData([.. first, .. passphrase, .. salt]).CopyTo(material, 32);
        return material;
    }
}
