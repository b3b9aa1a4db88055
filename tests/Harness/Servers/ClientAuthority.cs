// A certificate that a client showed and an authority's PEM text in, whether the one signed the other out.

using System.Security.Cryptography.X509Certificates;

namespace NanoSpa.Harness.Servers;

/// <summary>What servers of the tests ask of a client's certificate.</summary>
public static class ClientAuthority
{
    /// <summary>True when the chain ends at this authority; no certificate is no signature.</summary>
    public static bool HasSigned(X509Certificate2 shown, string authorityPem)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authorityPem);
        return shown != null && chain.Build(shown);
    }
}
