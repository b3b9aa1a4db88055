// The headers by which a browser tells where a request comes from in, whether another site made it out (RFC 6454; Fetch Metadata).

using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>Clients that are no browsers send neither header and are let through.</summary>
public static class CrossSite
{
    /// <summary>True when the browser says that the request was made by a page of another site.</summary>
    public static bool IsFromElsewhere(IWebExchange exchange)
    {
        string site = exchange.Header(WebHeader.FetchSite);
        if (site != null && site != "same-origin" && site != "none")
        {
            return true;
        }

        string origin = exchange.Header(WebHeader.Origin);
        string host = exchange.Header(WebHeader.Host);
        return origin != null && (host == null || !IsSame(origin, host));
    }

    // origin = "http://" host ; scheme and port of the unit's pages
    private static bool IsSame(string origin, string host)
    {
        byte[] text = Encoding.UTF8.GetBytes(origin);
        const string Scheme = "http://";
        int start = Scheme.Length;
        return ByteText.StartsWithIgnoreCase(text, 0, text.Length, Scheme) && ByteText.EqualsIgnoreCase(text, start, text.Length - start, host);
    }
}
