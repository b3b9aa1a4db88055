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

    /// <summary>Shakes hands; blocks the interpreter for as long as the server takes. mbedTLS tells one error for every refusal.</summary>
    internal Fault Open(string serverName, TlsIdentity identity)
    {
        if (identity.Authorities == null || identity.Authorities.Length == 0)
        {
            return Fault.TlsNoAuthority;
        }

        try
        {
            X509Certificate own = identity.Certificate == null ? null : new X509Certificate2(identity.Certificate, identity.CertificateKey, "");
            _stream = new SslStream(_socket);
            _stream.SslVerification = SslVerification.CertificateRequired;
            _stream.AuthenticateAsClient(serverName, own, new X509Certificate(identity.Authorities), SslProtocols.Tls12 | SslProtocols.Tls13);
            return Fault.None;
        }
        catch (Exception)
        {
            return Fault.TlsHandshake;
        }
    }

    /// <summary>The bytes taken; the caller has found the socket writable.</summary>
    internal int Send(byte[] buffer, int offset, int count)
    {
        try
        {
            _stream.Write(buffer, offset, count);
            return count;
        }
        catch (Exception)
        {
            return -1;
        }
    }

    /// <summary>As <see cref="IConnection.Receive"/>; bytes that are decrypted already are found first.</summary>
    internal int Receive(byte[] buffer, int offset, int count, int waitMs, out Fault fault)
    {
        fault = Fault.None;
        try
        {
            if (!_stream.DataAvailable && !_socket.Poll(waitMs * 1000, SelectMode.SelectRead))
            {
                return 0;
            }

            int length = _stream.Read(buffer, offset, count);
            return length > 0 ? length : -1;
        }
        catch (Exception)
        {
            fault = Fault.ConnectionLost;
            return -2;
        }
    }

    internal void Close()
    {
        if (_stream != null)
        {
            _stream.Close();
        }
    }
}
