// The unit's web server as the firmware sees it: exchanges that are polled.

namespace NanoSpa.Hal;

/// <summary>Listens for web requests and hands them over one at a time; nothing calls back into the firmware.</summary>
public interface IWebListener
{
    /// <summary>Starts listening on a port. False when it cannot be had; <see cref="Problem"/> says why.</summary>
    bool Start(int port);

    /// <summary>Why <see cref="Start"/> failed, for people; null when it did not.</summary>
    string Problem { get; }

    /// <summary>The next request, or null when there is none. Never blocks. The caller ends it with <see cref="IWebExchange.End"/>.</summary>
    IWebExchange Accept();

    /// <summary>Stops listening and drops open requests.</summary>
    void Stop();
}
