// Whom a unit trusts and what it shows of itself, as PEM texts (RFC 7468): the board fills it in, every TLS handshake reads it.

namespace NanoSpa.Hal.Net;

/// <summary>The unit's list of authorities, and its client certificate (guide "Enabling HTTPS"). The platform's own store is never asked.</summary>
public sealed class TlsIdentity : ITrust
{
    private string _extra;

    /// <summary>The certificates of the trusted authorities, one after the other; null or empty trusts nobody.</summary>
    public string Authorities { get; set; }

    /// <summary>The client certificate, with any intermediate ones after it; null: the unit shows none.</summary>
    public string Certificate { get; set; }

    /// <summary>The private key of <see cref="Certificate"/>, without a password.</summary>
    public string CertificateKey { get; set; }

    /// <summary><see cref="Authorities"/> and the extra one; empty when there is neither.</summary>
    internal string AllAuthorities
    {
        get
        {
            string own = Authorities ?? "";
            return _extra == null ? own : own + "\n" + _extra;
        }
    }

    /// <inheritdoc/>
    public bool SetExtraAuthority(byte[] buffer, int offset, int count)
    {
        string text = AuthorityText.Of(buffer, offset, count);
        if (text == null || !Platform.IsCertificate(text))
        {
            return false;
        }

        _extra = text;
        return true;
    }

    /// <inheritdoc/>
    public void ClearExtraAuthority()
    {
        _extra = null;
    }
}
