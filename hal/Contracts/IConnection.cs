// One TCP (or TLS) connection, never blocking longer than asked.

using NanoSpa.Core;

namespace NanoSpa.Hal;

/// <summary>
/// A client connection that is polled. <see cref="Connect"/> starts and returns at once; the caller bounds the wait with its own
/// deadline and calls <see cref="Close"/>.
/// </summary>
public interface IConnection
{
    /// <summary>Starts connecting. With <paramref name="tls"/>, the server's certificate is checked for <paramref name="serverName"/>.</summary>
    void Connect(uint address, int port, bool tls, string serverName);

    /// <summary>Where it stands now. Polling it does not block.</summary>
    ConnectionState State { get; }

    /// <summary>Why it failed: one of the connection faults, None otherwise.</summary>
    Fault Fault { get; }

    /// <summary>
    /// Null unless the TLS connection is open and its certificate could not be compared with the server's name because that is a dotted
    /// address which the certificate does not carry: then the certificate's host name. Nothing may be sent before the caller has found
    /// the address among the DNS addresses of that name (guide "Enabling HTTPS").
    /// </summary>
    string PeerName { get; }

    /// <summary>The bytes taken, 0 when none can be taken now, -1 when the connection is broken.</summary>
    int Send(byte[] buffer, int offset, int count);

    /// <summary>
    /// Waits at most <paramref name="waitMs"/> (0 = do not wait). The bytes received, 0 when there are none yet,
    /// -1 when the peer has closed in good order, -2 when the connection is broken.
    /// </summary>
    int Receive(byte[] buffer, int offset, int count, int waitMs);

    /// <summary>Closes at once, also while connecting; closing twice does no harm.</summary>
    void Close();
}
