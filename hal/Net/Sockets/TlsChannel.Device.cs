// TLS over a connected socket: the handshake, then plain bytes in and out without blocking. The device's SslStream (mbedTLS).

using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>One TLS session; TlsChannel.Host.cs has the same members.</summary>
internal sealed class TlsChannel
{
    // A writable socket takes a piece at once; this is for one that is not.
    private const int SendMs = 2000;

    private readonly Socket _socket;
    private SslStream _stream;

    internal TlsChannel(Socket socket)
    {
        _socket = socket;
    }

    /// <summary>Always null: the device shows nothing of the server's certificate, so mbedTLS alone compares the name.</summary>
    internal string PeerName
    {
        get { return null; }
    }

    /// <summary>
    /// Shakes hands; blocks the interpreter for as long as the server takes. TlsNoAuthority, TlsIdentityBad (one of the unit's own texts),
    /// ConnectionLost (the wire broke), SocketFailed (no memory or no free session), TlsHandshake for every refusal: the pinned API does
    /// not tell them apart.
    /// </summary>
    internal Fault Open(string serverName, TlsIdentity identity)
    {
        string authorities = identity.AllAuthorities;
        if (authorities.Length == 0)
        {
            return Fault.TlsNoAuthority;
        }

        X509Certificate own = null;
        X509Certificate trusted;
        try
        {
            trusted = new X509Certificate(authorities);
            if (identity.Certificate != null)
            {
                own = new X509Certificate2(identity.Certificate, identity.CertificateKey, "");
            }
        }
        catch (OutOfMemoryException)
        {
            return Fault.SocketFailed;
        }
        catch (Exception)
        {
            // ArgumentException for a text that is no certificate; the API names no type.
            return Fault.TlsIdentityBad;
        }

        return Shake(serverName, own, trusted);
    }

    /// <summary>The bytes taken; the caller has found the socket writable.</summary>
    internal int Send(byte[] buffer, int offset, int count)
    {
        try
        {
            _socket.SendTimeout = SendMs;
            _stream.Write(buffer, offset, count);
            return count;
        }
        catch (Exception)
        {
            // SocketException, IOException or ObjectDisposedException: what went out of a record that was not finished is unknown.
            return -1;
        }
    }

    /// <summary>
    /// As <see cref="IConnection.Receive"/>; bytes that are decrypted already are found first. A record of which only a part has come is
    /// waited for like any byte: SslStream goes by the socket's ReceiveTimeout, and keeps the part. The end is always a good one: mbedTLS
    /// tells close_notify from a cut wire, SslStream does not.
    /// </summary>
    internal int Receive(byte[] buffer, int offset, int count, int waitMs, out Fault fault)
    {
        fault = Fault.None;
        try
        {
            if (!_stream.DataAvailable && !_socket.Poll(waitMs * 1000, SelectMode.SelectRead))
            {
                return 0;
            }

            _socket.ReceiveTimeout = waitMs > 0 ? waitMs : 1;
            int length = _stream.Read(buffer, offset, count);
            return length > 0 ? length : -1;
        }
        catch (SocketException exception)
        {
            if (Platform.ErrorOf(exception) == SocketError.TimedOut)
            {
                return 0;
            }

            fault = Fault.ConnectionLost;
            return -2;
        }
        catch (Exception)
        {
            // IOException or ObjectDisposedException; the API names no type, and an exception here would end the unit.
            fault = Fault.ConnectionLost;
            return -2;
        }
    }

    /// <summary>Says close_notify when the handshake was done, and gives the session back.</summary>
    internal void Close()
    {
        if (_stream != null)
        {
            _stream.Close();
        }
    }

    private Fault Shake(string serverName, X509Certificate own, X509Certificate trusted)
    {
        try
        {
            _stream = new SslStream(_socket);
            _stream.SslVerification = SslVerification.CertificateRequired;
            _stream.AuthenticateAsClient(serverName, own, trusted, SslProtocols.Tls12 | SslProtocols.Tls13);
            return Fault.None;
        }
        catch (SocketException exception)
        {
            SocketError error = Platform.ErrorOf(exception);
            bool isWire = error == SocketError.ConnectionReset || error == SocketError.ConnectionAborted || error == SocketError.TimedOut;
            return isWire ? Fault.ConnectionLost : Fault.TlsHandshake;
        }
        catch (OutOfMemoryException)
        {
            return Fault.SocketFailed;
        }
        catch (InvalidOperationException)
        {
            return Fault.SocketFailed;
        }
        catch (Exception)
        {
            // What else mbedTLS says no with is no type of the API.
            return Fault.TlsHandshake;
        }
    }
}
