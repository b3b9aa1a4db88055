// The request headers that the firmware looks at.

namespace NanoSpa.Hal;

/// <summary>Which header; see <see cref="IWebExchange.Header"/>.</summary>
public enum WebHeader
{
    /// <summary>RFC 9110, 11.6.2.</summary>
    Authorization = 0,

    /// <summary>RFC 9110, 8.3.</summary>
    ContentType = 1,

    /// <summary>RFC 6454, 7.</summary>
    Origin = 2,

    /// <summary>Sec-Fetch-Site (W3C, Fetch Metadata Request Headers).</summary>
    FetchSite = 3,

    /// <summary>RFC 9110, 7.2.</summary>
    Host = 4,
}
