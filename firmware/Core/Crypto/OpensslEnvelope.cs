// The layout of a file made by openssl enc: "Salted__", 8 bytes of salt, AES-256-CBC with PKCS#7 padding (RFC 5652, 6.3).

namespace NanoSpa.Core;

/// <summary>Layout and padding of an openssl envelope.</summary>
public static class OpensslEnvelope
{
    /// <summary>Length of the magic before the salt.</summary>
    public const int MagicBytes = 8;

    /// <summary>Length of magic and salt, before the first block.</summary>
    public const int HeaderBytes = MagicBytes + OpensslKeyDerivation.SaltBytes;

    /// <summary>Longest passphrase, in bytes.</summary>
    public const int MaxPassphraseBytes = 256;

    /// <summary>One byte of the magic.</summary>
    public static byte MagicAt(int index)
    {
        switch (index)
        {
            case 0: return (byte)'S';
            case 1: return (byte)'a';
            case 2: return (byte)'l';
            case 3: return (byte)'t';
            case 4: return (byte)'e';
            case 5: return (byte)'d';
            default: return (byte)'_';
        }
    }

    /// <summary>
    /// Length of the padding of the text that ends at <paramref name="end"/>, 1 to 16, or 0 when it is wrong. The last block must
    /// be in the buffer.
    /// </summary>
    public static int PaddingBytes(byte[] buffer, int end)
    {
        int padding = buffer[end - 1];
        if (padding < 1 || padding > AesCbcDecryptor.BlockBytes)
        {
            return 0;
        }

        for (int i = end - padding; i < end; i++)
        {
            if (buffer[i] != padding)
            {
                return 0;
            }
        }

        return padding;
    }
}
