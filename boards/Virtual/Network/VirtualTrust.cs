// Whom a simulated unit trusts: keeps the extra authority, looks at no certificate's inside.

using System;
using System.Text;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Takes what begins as a PEM certificate.</summary>
public sealed class VirtualTrust : ITrust
{
    /// <summary>The extra authority's text; null when there is none.</summary>
    public string Authority { get; private set; }

    public bool SetExtraAuthority(byte[] buffer, int offset, int count)
    {
        string text = Encoding.Latin1.GetString(buffer, offset, count);
        bool isCertificate = text.StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);
        Authority = isCertificate ? text : Authority;
        return isCertificate;
    }

    public void ClearExtraAuthority() => Authority = null;
}
