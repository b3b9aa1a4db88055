// One web request and its reply.

namespace NanoSpa.Hal;

/// <summary>
/// A request to the unit's web server. The reply is pushed in pieces: write no more than <see cref="Room"/> bytes at a time,
/// a slow client only makes the room stay small.
/// </summary>
public interface IWebExchange
{
    /// <summary>GET, POST, …, in upper case.</summary>
    string Method { get; }

    /// <summary>Path and query as they were sent, still percent-encoded.</summary>
    string RawUrl { get; }

    /// <summary>The client's IPv4 address.</summary>
    uint RemoteAddress { get; }

    /// <summary>Starts the reply; before the first write.</summary>
    void Begin(int status, string contentType);

    /// <summary>Bytes that can be written now without waiting; -1 when the client is gone.</summary>
    int Room { get; }

    /// <summary>Writes at most <see cref="Room"/> bytes of the body.</summary>
    void Write(byte[] buffer, int offset, int count);

    /// <summary>Ends the reply; what was written is still sent.</summary>
    void End();
}
