// A port number that nobody uses just now.

using System.Net;
using System.Net.Sockets;

namespace NanoSpa.Acceptance.Network;

/// <summary>Asks the system for a free port and lets it go again.</summary>
internal static class FreePort
{
    internal static int Tcp()
    {
        TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
