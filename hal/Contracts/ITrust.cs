// Whom the board's TLS trusts besides its own list of authorities.

namespace NanoSpa.Hal;

/// <summary>Takes one more authority (Custom_CA_URL); connections that are opened afterwards go by it. Nothing of it outlives a restart of the board.</summary>
public interface ITrust
{
    /// <summary>
    /// Trusts the authorities of a certificate file, DER or PEM, in place of those set before. False when there is no certificate in it
    /// that the board can read: then those set before stay.
    /// </summary>
    bool SetExtraAuthority(byte[] buffer, int offset, int count);

    /// <summary>Trusts the board's own list alone again.</summary>
    void ClearExtraAuthority();
}
