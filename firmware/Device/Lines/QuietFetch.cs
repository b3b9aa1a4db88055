// What a fetch does in; the same told on, and the bell silenced before a TLS connection is opened (its handshake may stop the main loop).

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>Sees every address before it is tried, those of redirects too.</summary>
internal sealed class QuietFetch : IFetchObserver
{
    private readonly IFetchObserver _next;
    private readonly LineBank _lines;
    private readonly IClock _clock;

    /// <summary>Tells <paramref name="next"/> everything.</summary>
    internal QuietFetch(IFetchObserver next, LineBank lines, IClock clock)
    {
        _next = next;
        _lines = lines;
        _clock = clock;
    }

    /// <inheritdoc/>
    public void AddressTried(FileUrl url, uint address)
    {
        if (url.Scheme == UrlScheme.Https)
        {
            _lines.Quiet(_clock.NowMs);
        }

        _next.AddressTried(url, address);
    }

    /// <inheritdoc/>
    public void AddressFailed(uint address, Fault fault)
    {
        _next.AddressFailed(address, fault);
    }

    /// <inheritdoc/>
    public void Redirected(int statusCode, FileUrl target)
    {
        _next.Redirected(statusCode, target);
    }
}
