// An order in, an RSA certificate of X.509 version 3 out (RFC 5280), signed by an authority or by itself.

using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoSpa.Tool.Certificates;

/// <summary>RSA as the guide has it, with 2048 bits; signatures are PKCS#1 with SHA-256.</summary>
internal static class Signer
{
    private const int KeyBits = 2048;
    private const int SerialBytes = 16;

    /// <summary>A new key, to be disposed by the caller.</summary>
    public static RSA NewKey() => RSA.Create(KeyBits);

    /// <summary>With <paramref name="authority"/> null the certificate is signed with its own key.</summary>
    public static X509Certificate2 Sign(CertificateOrder order, RSA key, X509Certificate2 authority)
    {
        var request = new CertificateRequest(order.Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        bool isAuthority = order.Use == null;
        var ownId = new X509SubjectKeyIdentifierExtension(request.PublicKey, false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(ownId);
        if (!isAuthority)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(order.Use)], false));
        }

        AddNames(request, order);
        using RSA signingKey = authority?.GetRSAPrivateKey();
        if (authority != null)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        }

        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return request.Create(
            authority?.SubjectName ?? order.Subject,
            X509SignatureGenerator.CreateForRSA(signingKey ?? key, RSASignaturePadding.Pkcs1),
            order.From,
            order.Until,
            serial);
    }

    private static void AddNames(CertificateRequest request, CertificateOrder order)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (string name in order.AlternativeNames)
        {
            if (IPAddress.TryParse(name, out IPAddress address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }

        if (order.AlternativeNames.Count > 0)
        {
            request.CertificateExtensions.Add(names.Build());
        }
    }
}
