// The words of HTTP headers that matter here, in lower case, as bytes.

namespace NanoSpa.Protocols;

/// <summary>Compared with PlainText.EqualsIgnoreCase. Literal arrays: a static initialiser may call nothing on the device.</summary>
internal static class HttpWords
{
    // Header names.
    internal static readonly byte[] ContentLength =
    {
        (byte)'c', (byte)'o', (byte)'n', (byte)'t', (byte)'e', (byte)'n', (byte)'t', (byte)'-', (byte)'l', (byte)'e',
        (byte)'n', (byte)'g', (byte)'t', (byte)'h',
    };

    internal static readonly byte[] TransferEncoding =
    {
        (byte)'t', (byte)'r', (byte)'a', (byte)'n', (byte)'s', (byte)'f', (byte)'e', (byte)'r', (byte)'-', (byte)'e',
        (byte)'n', (byte)'c', (byte)'o', (byte)'d', (byte)'i', (byte)'n', (byte)'g',
    };

    internal static readonly byte[] ContentEncoding =
    {
        (byte)'c', (byte)'o', (byte)'n', (byte)'t', (byte)'e', (byte)'n', (byte)'t', (byte)'-', (byte)'e', (byte)'n',
        (byte)'c', (byte)'o', (byte)'d', (byte)'i', (byte)'n', (byte)'g',
    };

    internal static readonly byte[] Location =
    {
        (byte)'l', (byte)'o', (byte)'c', (byte)'a', (byte)'t', (byte)'i', (byte)'o', (byte)'n',
    };

    // Codings.
    internal static readonly byte[] Chunked =
    {
        (byte)'c', (byte)'h', (byte)'u', (byte)'n', (byte)'k', (byte)'e', (byte)'d',
    };

    internal static readonly byte[] Identity =
    {
        (byte)'i', (byte)'d', (byte)'e', (byte)'n', (byte)'t', (byte)'i', (byte)'t', (byte)'y',
    };

    internal static readonly byte[] Gzip =
    {
        (byte)'g', (byte)'z', (byte)'i', (byte)'p',
    };

    internal static readonly byte[] XGzip =
    {
        (byte)'x', (byte)'-', (byte)'g', (byte)'z', (byte)'i', (byte)'p',
    };
}
