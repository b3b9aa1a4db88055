// How a file is fetched (guide "URL Syntax").

namespace NanoSpa.Core;

/// <summary>The schemes of a rule's URL.</summary>
public enum UrlScheme
{
    Tftp = 0,
    Http = 1,
    Https = 2,
}
