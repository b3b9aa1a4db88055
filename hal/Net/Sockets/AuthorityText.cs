// A file with a certificate in, PEM text out (RFC 7468; DER as in RFC 5280).

using System;
using System.Text;

namespace NanoSpa.Hal.Net;

/// <summary>Brings both forms into the one that both platforms read.</summary>
internal static class AuthorityText
{
    private const byte DerSequence = 0x30;

    /// <summary>The text of a PEM file as it is, DER wrapped; null when it is neither. Whether it is a certificate is the platform's to say.</summary>
    internal static string Of(byte[] buffer, int offset, int count)
    {
        if (count > 0 && buffer[offset] == DerSequence)
        {
            return "-----BEGIN CERTIFICATE-----\n" + Convert.ToBase64String(buffer, offset, count) + "\n-----END CERTIFICATE-----\n";
        }

        for (int i = offset; i < offset + count; i++)
        {
            bool isText = (buffer[i] >= (byte)' ' && buffer[i] < 0x7F) || buffer[i] == (byte)'\t' || buffer[i] == (byte)'\r' || buffer[i] == (byte)'\n';
            if (!isText)
            {
                return null;
            }
        }

        return count > 0 ? Encoding.UTF8.GetString(buffer, offset, count) : null;
    }
}
