// What the device has and .NET has not, and the other way round: error codes, the listener's address, the own address. Device.

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Hal.Net;

/// <summary>The few calls that differ between the two platforms; Platform.Host.cs has the same members.</summary>
internal static class Platform
{
    /// <summary>The code of a socket exception.</summary>
    internal static SocketError ErrorOf(SocketException exception)
    {
        return (SocketError)exception.ErrorCode;
    }

    /// <summary>The address of the first interface that has one, one with a gateway before the others; 0 while none has.</summary>
    internal static uint LocalAddress()
    {
        uint found = 0;
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            uint address = Parse(candidate.IPv4Address);
            if (address == 0 || candidate.NetworkInterfaceType == NetworkInterfaceType.WirelessAP)
            {
                continue;
            }

            if (Parse(candidate.IPv4GatewayAddress) != 0)
            {
                return address;
            }

            found = found != 0 ? found : address;
        }

        return found;
    }

    /// <summary>A listener on the unit's address of now; the device looks at no Host header, so <paramref name="host"/> says nothing here.</summary>
    internal static HttpListener CreateListener(string host, int port)
    {
        return new HttpListener("http", port, IPAddress.GetDefaultLocalAddress());
    }

    /// <summary>Whether the platform can read a certificate in a PEM text. What mbedTLS says no to is a plain exception.</summary>
    internal static bool IsCertificate(string pem)
    {
        try
        {
            return new X509Certificate(pem).Subject != null;
        }
        catch (System.Exception)
        {
            return false;
        }
    }

    /// <summary>Drops a reply in the middle, also while another thread is writing it.</summary>
    internal static void Abort(HttpListenerResponse response)
    {
        response.Close();
    }

    /// <summary>The device throws plain exceptions from its listener as well: all of them end one request, none the unit.</summary>
    internal static bool IsWebFault(System.Exception exception)
    {
        return true;
    }

    private static uint Parse(string text)
    {
        uint address = 0;
        if (text != null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Ipv4.TryParse(bytes, 0, bytes.Length, out address);
        }

        return address;
    }
}
