// Certificates for a test: an authority, and what it signs. Nothing is written anywhere.

using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoSpa.Acceptance.Tls;

/// <summary>One authority with a key of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    internal TestAuthority(string name)
    {
        CertificateRequest request = new CertificateRequest("CN=" + name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.Now.AddYears(-2), DateTimeOffset.Now.AddYears(5));
    }

    internal string Pem => _certificate.ExportCertificatePem();

    /// <summary>Signs a certificate for a subject; without <paramref name="names"/> it carries no alternative names.</summary>
    internal TestCertificate Sign(string subject, string names, int fromDays = -1, int toDays = 10, string usage = "1.3.6.1.5.5.7.3.1", X509Extension extension = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = TestCertificate.Request(subject, names, key, usage);
        if (extension != null)
        {
            request.CertificateExtensions.Add(extension);
        }

        DateTimeOffset now = DateTimeOffset.Now;
        using X509Certificate2 made = request.Create(
            _certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_key),
            now.AddDays(fromDays),
            now.AddDays(toDays),
            RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}

/// <summary>A certificate and its key, as PEM.</summary>
internal sealed record TestCertificate(string Pem, string KeyPem)
{
    internal X509Certificate2 Load() => X509Certificate2.CreateFromPem(Pem, KeyPem);

    internal static TestCertificate SelfSigned(string subject, string names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 made = Request(subject, names, key, "1.3.6.1.5.5.7.3.1")
            .CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(10));
        return new TestCertificate(made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    internal static CertificateRequest Request(string subject, string names, ECDsa key, string usage)
    {
        CertificateRequest request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(usage) }, false));
        if (names != null)
        {
            SubjectAlternativeNameBuilder builder = new SubjectAlternativeNameBuilder();
            foreach (string name in names.Split(' '))
            {
                if (IPAddress.TryParse(name, out IPAddress address))
                {
                    builder.AddIpAddress(address);
                }
                else
                {
                    builder.AddDnsName(name);
                }
            }

            request.CertificateExtensions.Add(builder.Build());
        }

        return request;
    }
}
