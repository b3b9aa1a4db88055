// The ways of proving who asks, weakest first.

namespace NanoSpa.Protocols;

/// <summary>An authentication scheme with its algorithm; of several that a server offers the greatest is used.</summary>
public enum AuthScheme
{
    /// <summary>None that the unit knows.</summary>
    None = 0,

    /// <summary>RFC 7617.</summary>
    Basic = 1,

    /// <summary>RFC 2617.</summary>
    DigestMd5 = 2,

    /// <summary>RFC 7616.</summary>
    DigestSha256 = 3,
}
