// A server's certificate and chain in, the one reason to refuse it out (RFC 6125, RFC 5280; guide "Enabling HTTPS"). Host.

using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>Authority first, then dates, then the name: the first that is wrong is told.</summary>
internal sealed class TlsServerCheck
{
    private const string CommonName = "2.5.4.3";
    private const string AlternativeName = "2.5.29.17";

    /// <summary>Why the certificate is refused.</summary>
    internal Fault Fault { get; private set; }

    /// <summary>The certificate's host name when the server is known by an address that the certificate does not carry.</summary>
    internal string PeerName { get; private set; }

    internal bool Accepts(string serverName, X509Certificate2 certificate, X509Chain chain)
    {
        try
        {
            Fault = certificate == null || chain == null ? Fault.TlsHandshake : OfChain(certificate, chain);
            if (Fault == Fault.None)
            {
                Fault = OfName(serverName, certificate);
            }
        }
        catch (CryptographicException)
        {
            // The platform decodes names and dates where they are read: what it can not decode is no certificate to trust.
            PeerName = null;
            Fault = Fault.TlsCertificate;
        }

        return Fault == Fault.None;
    }

    private static Fault OfChain(X509Certificate2 certificate, X509Chain chain)
    {
        X509ChainStatusFlags all = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus status in chain.ChainStatus)
        {
            all |= status.Status;
        }

        if ((all & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0)
        {
            bool isOwnIssuer = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
            return isOwnIssuer ? Fault.TlsSelfSigned : Fault.TlsUnknownAuthority;
        }

        if ((all & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
        {
            return Fault.TlsCertificate;
        }

        if (all == X509ChainStatusFlags.NoError)
        {
            return Fault.None;
        }

        return chain.ChainElements.Any(element => element.Certificate.NotBefore > DateTime.Now) ? Fault.TlsNotYetValid : Fault.TlsExpired;
    }

    private Fault OfName(string serverName, X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension names = AlternativeNames(certificate);
        string[] hosts = names == null ? Array.Empty<string>() : names.EnumerateDnsNames().ToArray();
        if (IPAddress.TryParse(serverName, out IPAddress address))
        {
            if (names != null && names.EnumerateIPAddresses().Contains(address))
            {
                return Fault.None;
            }

            PeerName = hosts.Length > 0 ? hosts[0] : CommonNameOf(certificate);
            return string.IsNullOrEmpty(PeerName) ? Fault.TlsWrongName : Fault.None;
        }

        string[] candidates = hosts.Length > 0 ? hosts : new string[] { CommonNameOf(certificate) };
        return candidates.Any(pattern => Matches(pattern, serverName)) ? Fault.None : Fault.TlsWrongName;
    }

    private static X509SubjectAlternativeNameExtension AlternativeNames(X509Certificate2 certificate)
    {
        X509Extension found = certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == AlternativeName);
        return found == null ? null : new X509SubjectAlternativeNameExtension(found.RawData, found.Critical);
    }

    private static string CommonNameOf(X509Certificate2 certificate)
    {
        foreach (X500RelativeDistinguishedName part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            {
                string text = part.GetSingleElementValue() ?? "";
                int slash = text.IndexOf('/');
                return slash < 0 ? text : text[..slash];
            }
        }

        return "";
    }

    // A star stands for the whole leftmost label, and leaves at least two labels to be compared.
    private static bool Matches(string pattern, string name)
    {
        string wanted = pattern.ToLowerInvariant();
        string given = name.ToLowerInvariant();
        if (wanted.IndexOf('*') != 0)
        {
            return wanted.Length > 0 && wanted == given;
        }

        int dot = given.IndexOf('.');
        return dot > 0 && wanted.IndexOf('.') == 1 && wanted.IndexOf('.', 2) > 0 && given.Substring(dot) == wanted.Substring(1);
    }
}
