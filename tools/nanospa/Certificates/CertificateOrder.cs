// What a certificate is to say: whose it is, from when to when, what for.

using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace NanoSpa.Tool.Certificates;

/// <summary>The inputs of <see cref="Signer"/>.</summary>
internal sealed record CertificateOrder
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    public X500DistinguishedName Subject { get; init; }

    /// <summary>DNS names and IPv4 addresses of the subjectAltName; empty: the certificate has none.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>The extended key usage's object identifier; null for an authority.</summary>
    public string Use { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset Until { get; init; }
}
