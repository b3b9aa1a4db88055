// What went wrong in a TLS session in, its fault out: by the numbers of OpenSSL and of the alerts themselves, never by words. Host.

using System;
using System.Net.Sockets;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>
/// .NET keeps OpenSSL's error code in the innermost exception's HResult: the library number above, the reason below. For an alert of
/// the server the reason is its number plus 1000 (OpenSSL SSL_AD_REASON_OFFSET), decrypted already, so that TLS 1.3's are told too.
/// </summary>
internal static class TlsFaults
{
    // Library 20 is "SSL routines"; OpenSSL 3 has it from bit 23 on, 1.1 from bit 24 on.
    private const int SslLibrary = 20;
    private const int ReasonMask = 0xFFF;
    private const int UnsupportedProtocol = 258;
    private const int FirstAlert = 1000;
    private const int LastAlert = FirstAlert + 255;

    // RFC 8446 section 6.2.
    private const int ProtocolVersionAlert = FirstAlert + 70;

    /// <summary>For an exception of the handshake.</summary>
    internal static Fault OfHandshake(Exception exception)
    {
        Fault fault = Find(exception);
        return fault == Fault.None ? Fault.TlsHandshake : fault;
    }

    /// <summary>For an exception after it: under TLS 1.3 a refused client certificate shows at the first read.</summary>
    internal static Fault OfRead(Exception exception)
    {
        Fault fault = Find(exception);
        return fault == Fault.None ? Fault.TlsTruncated : fault;
    }

    private static Fault Find(Exception exception)
    {
        for (Exception inner = exception; inner != null; inner = inner.InnerException)
        {
            if (inner is SocketException)
            {
                return Fault.ConnectionLost;
            }

            int reason = ReasonOf(inner.HResult);
            if (reason is UnsupportedProtocol or ProtocolVersionAlert)
            {
                return Fault.TlsVersion;
            }

            if (reason is >= FirstAlert and <= LastAlert)
            {
                return Fault.TlsRefused;
            }
        }

        return Fault.None;
    }

    // The HResults of .NET's own exceptions have the highest bit set, OpenSSL's codes have not. 0: no code of OpenSSL's.
    private static int ReasonOf(int code) => code > 0 && (code >> 23 == SslLibrary || code >> 24 == SslLibrary) ? code & ReasonMask : 0;
}
