// What one unit's sockets did: requests and their moments, bytes, and whether anything moved since the last look.

using System.Collections.Generic;
using NanoSpa.Hal;

namespace NanoSpa.Tool.Fleet;

/// <summary>Written by the unit's own thread, read by others when that one is done with the unit.</summary>
internal sealed class FleetTraffic(IClock clock)
{
    private readonly List<long> _requestsMs = [];

    /// <summary>When each request was sent: a connection to a server, or a TFTP read request without its repeats.</summary>
    public IReadOnlyList<long> RequestsMs => _requestsMs;

    public long SentBytes { get; private set; }

    public long ReceivedBytes { get; private set; }

    /// <summary>Grows with everything that happens on a socket.</summary>
    public int Activity { get; private set; }

    /// <summary>When the fetch under way opened its first socket; -1 while there is none.</summary>
    public long FetchStartMs { get; set; } = -1;

    public void Opened()
    {
        Activity++;
        if (FetchStartMs < 0)
        {
            FetchStartMs = clock.NowMs;
        }
    }

    public void Requested()
    {
        Activity++;
        _requestsMs.Add(clock.NowMs);
    }

    public void Sent(int count)
    {
        Activity++;
        SentBytes += count;
    }

    public void Received(int count)
    {
        Activity++;
        ReceivedBytes += count;
    }

    public void Changed() => Activity++;
}
