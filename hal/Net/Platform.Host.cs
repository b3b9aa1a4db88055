// What .NET has and the device has not, and the other way round: error codes, the listener's prefixes, the own address. Host.

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>The few calls that differ between the two platforms; Platform.Device.cs has the same members.</summary>
internal static class Platform
{
    /// <summary>The code of a socket exception. On Unix ErrorCode is the system's own number, so the mapped one is asked.</summary>
    internal static SocketError ErrorOf(SocketException exception)
    {
        return exception.SocketErrorCode;
    }

    /// <summary>
    /// The address that the default route sends from; without such a route that of the first interface that is up and has one, the
    /// loopback apart. 0 when there is none.
    /// </summary>
    internal static uint LocalAddress()
    {
        uint routed = RoutedAddress();
        return routed != 0 ? routed : FirstAddress();
    }

    // A UDP socket is connected to a documentation address (RFC 5737), which sends nothing.
    private static uint RoutedAddress()
    {
        Socket socket = null;
        try
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(new IPAddress(new byte[] { 192, 0, 2, 1 }), 9));
            return SocketAddresses.ToNumber(((IPEndPoint)socket.LocalEndPoint).Address);
        }
        catch (SocketException)
        {
            // No route, so no address that it would send from.
            return 0;
        }
        finally
        {
            socket?.Close();
        }
    }

    /// <summary>Whether the platform can read a certificate in a PEM text.</summary>
    internal static bool IsCertificate(string pem)
    {
        try
        {
            X509Certificate2Collection certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static uint FirstAddress()
    {
        try
        {
            foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
            {
                uint address = AddressOf(candidate);
                if (address != 0)
                {
                    return address;
                }
            }
        }
        catch (NetworkInformationException)
        {
            // A system that does not tell its interfaces has none for the unit.
            return 0;
        }

        return 0;
    }

    private static uint AddressOf(NetworkInterface candidate)
    {
        // Bridges and virtual cables may not know whether they are up.
        bool up = candidate.OperationalStatus == OperationalStatus.Up || candidate.OperationalStatus == OperationalStatus.Unknown;
        if (!up || candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback)
        {
            return 0;
        }

        foreach (UnicastIPAddressInformation unicast in candidate.GetIPProperties().UnicastAddresses)
        {
            if (unicast.Address.AddressFamily == AddressFamily.InterNetwork)
            {
                return SocketAddresses.ToNumber(unicast.Address);
            }
        }

        return 0;
    }

    /// <summary>
    /// A listener for a host text: 127.0.0.1 answers on the loopback only, to that address and to localhost as Host header;
    /// any other text listens on every address and answers whatever the Host header says.
    /// </summary>
    internal static HttpListener CreateListener(string host, int port)
    {
        HttpListener listener = new HttpListener();
        if (host == "127.0.0.1" || host == "localhost")
        {
            listener.Prefixes.Add("http://127.0.0.1:" + port + "/");
            listener.Prefixes.Add("http://localhost:" + port + "/");
        }
        else
        {
            listener.Prefixes.Add("http://*:" + port + "/");
        }

        return listener;
    }

    /// <summary>Drops a reply in the middle, also while another thread is writing it.</summary>
    internal static void Abort(HttpListenerResponse response)
    {
        response.Abort();
    }

    /// <summary>True for the exceptions that a closing listener or a lost client may throw.</summary>
    internal static bool IsWebFault(System.Exception exception)
    {
        return exception is HttpListenerException
            || exception is SocketException
            || exception is System.IO.IOException
            || exception is System.ObjectDisposedException
            || exception is System.InvalidOperationException
            || exception is ProtocolViolationException;
    }
}
