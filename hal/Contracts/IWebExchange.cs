// One web request and its reply.

namespace NanoSpa.Hal;

/// <summary>
/// A request to the unit's web server: its body is pulled, the reply is pushed in pieces. Write no more than <see cref="Room"/> bytes at a time,
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

    /// <summary>The value of a request header; null when it was not sent.</summary>
    string Header(WebHeader which);

    /// <summary>
    /// Takes what has come of the body, at most <paramref name="count"/> bytes, without waiting: 0 when nothing has, -1 when there is no more
    /// to come. A request without a body answers -1 at once. Not after <see cref="Begin"/>: what was not read by then is dropped.
    /// </summary>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Adds a header to the reply, a second one of the same name too; before <see cref="Begin"/>.</summary>
    void AddHeader(string name, string value);

    /// <summary>Starts the reply; before the first write.</summary>
    void Begin(int status, string contentType);

    /// <summary>Bytes that can be written now without waiting; -1 when the client is gone.</summary>
    int Room { get; }

    /// <summary>Writes at most <see cref="Room"/> bytes of the body.</summary>
    void Write(byte[] buffer, int offset, int count);

    /// <summary>Ends the reply; what was written is still sent. Without <see cref="Begin"/> the request is dropped.</summary>
    void End();
}
