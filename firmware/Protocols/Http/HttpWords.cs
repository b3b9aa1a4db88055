// The words of HTTP headers that matter here.

namespace NanoSpa.Protocols;

/// <summary>Compared with ByteText.EqualsIgnoreCase; constants stay in flash.</summary>
internal static class HttpWords
{
    // Header names.
    internal const string ContentLength = "content-length";

    internal const string TransferEncoding = "transfer-encoding";

    internal const string ContentEncoding = "content-encoding";

    internal const string Location = "location";

    internal const string EntityTag = "etag";

    internal const string LastModified = "last-modified";

    internal const string Challenge = "www-authenticate";

    internal const string ProxyChallenge = "proxy-authenticate";

    // Codings.
    internal const string Chunked = "chunked";

    internal const string Identity = "identity";

    internal const string Gzip = "gzip";

    internal const string XGzip = "x-gzip";
}
