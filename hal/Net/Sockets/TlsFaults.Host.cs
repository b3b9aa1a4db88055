// What went wrong in a TLS session in, its fault out: OpenSSL says it in words alone, which it never translates. Host.

using System;
using System.Net.Sockets;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>Reads the reasons of OpenSSL's error texts along the chain of inner exceptions.</summary>
internal static class TlsFaults
{
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
            string text = inner.Message;
            if (text.Contains("alert protocol version")
                || text.Contains("unsupported protocol"))
            {
                return Fault.TlsVersion;
            }

            if (text.Contains(" alert "))
            {
                return Fault.TlsRefused;
            }

            if (inner is SocketException)
            {
                return Fault.ConnectionLost;
            }
        }

        return Fault.None;
    }
}
