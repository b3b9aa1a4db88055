// TLS over a connected socket: the handshake, then plain bytes in and out without blocking. .NET's SslStream (OpenSSL).

using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>One TLS session; TlsChannel.Device.cs has the same members.</summary>
internal sealed class TlsChannel
{
    private const int ReadBytes = 4096;

    private readonly TlsWire _wire;
    private readonly byte[] _read = new byte[ReadBytes];
    private readonly TlsServerCheck _check = new TlsServerCheck();
    private SslStream _stream;
    private Task<int> _pending;
    private int _readOffset;
    private int _readEnd;

    internal TlsChannel(Socket socket)
    {
        _wire = new TlsWire(socket);
    }

    /// <summary>The certificate's host name when a dotted address could not be compared with it; null otherwise.</summary>
    internal string PeerName => _check.PeerName;

    /// <summary>Shakes hands; blocks until it is done or the socket is closed by another thread.</summary>
    internal Fault Open(string serverName, TlsIdentity identity)
    {
        if (identity.AllAuthorities.Length == 0)
        {
            return Fault.TlsNoAuthority;
        }

        SslClientAuthenticationOptions options;
        try
        {
            options = Options(serverName, identity);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // ArgumentException: the key is not the certificate's.
            return Fault.TlsIdentityBad;
        }

        try
        {
            _stream = new SslStream(_wire, leaveInnerStreamOpen: true);
            _stream.AuthenticateAsClient(options);
            return Fault.None;
        }
        catch (AuthenticationException exception)
        {
            return _check.Fault != Fault.None ? _check.Fault : TlsFaults.OfHandshake(exception);
        }
        catch (ArgumentException)
        {
            // A server name that SslStream can not say: no certificate has it.
            return Fault.TlsWrongName;
        }
        catch (Exception exception) when (IsPlatforms(exception) || exception is CryptographicException)
        {
            return TlsFaults.OfHandshake(exception);
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
        catch (Exception exception) when (IsPlatforms(exception))
        {
            return -1;
        }
    }

    /// <summary>
    /// As <see cref="IConnection.Receive"/>. One read is always under way and is waited for; the end is good only after the server's
    /// close_notify (RFC 8446 section 6.1): when the wire ended first, the reply was cut.
    /// </summary>
    internal int Receive(byte[] buffer, int offset, int count, int waitMs, out Fault fault)
    {
        fault = Fault.None;
        try
        {
            if (_readOffset == _readEnd)
            {
                _pending ??= _stream.ReadAsync(_read, 0, ReadBytes);
                if (!_pending.IsCompleted && ((IAsyncResult)_pending).AsyncWaitHandle.WaitOne(waitMs) == false)
                {
                    return 0;
                }

                _readOffset = 0;
                _readEnd = _pending.GetAwaiter().GetResult();
                _pending = null;
            }
        }
        catch (Exception exception) when (IsPlatforms(exception))
        {
            fault = TlsFaults.OfRead(exception);
            return -2;
        }

        int length = Math.Min(count, _readEnd - _readOffset);
        if (length == 0)
        {
            fault = _wire.Ended ? Fault.TlsTruncated : Fault.None;
            return _wire.Ended ? -2 : -1;
        }

        Array.Copy(_read, _readOffset, buffer, offset, length);
        _readOffset += length;
        return length;
    }

    /// <summary>Nothing of the session stays; a read under way ends with an exception that nobody waits for.</summary>
    internal void Close()
    {
        _pending?.ContinueWith(static read => read.Exception, TaskContinuationOptions.OnlyOnFaulted);
        _pending = null;
        _stream?.Dispose();
        _wire.Dispose();
    }

    // ObjectDisposedException among them: another thread has closed the session.
    private static bool IsPlatforms(Exception exception) => exception is IOException or SocketException or InvalidOperationException;

    private SslClientAuthenticationOptions Options(string serverName, TlsIdentity identity)
    {
        X509ChainPolicy policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPem(identity.AllAuthorities);
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            ClientCertificateContext = Own(identity),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => _check.Accepts(serverName, (X509Certificate2)certificate, chain),
        };
    }

    private static SslStreamCertificateContext Own(TlsIdentity identity)
    {
        if (identity.Certificate == null)
        {
            return null;
        }

        X509Certificate2Collection others = new X509Certificate2Collection();
        others.ImportFromPem(identity.Certificate);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(identity.Certificate, identity.CertificateKey), others, offline: true);
    }
}
