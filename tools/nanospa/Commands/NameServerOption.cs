// The option --dns: which name server a unit asks first.

using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>Shared by the commands that run units against servers.</summary>
internal static class NameServerOption
{
    public static Option<string> Create() => new("--dns") { Description = "name server as HOST[:PORT]; without it, the PC's own" };

    /// <summary>The option's address and port; the PC's own when it was not given, address 0 when the PC has none.</summary>
    public static (uint Address, int Port) Read(string text)
    {
        const int DefaultPort = 53;
        if (text == null)
        {
            return (HostDns.First(), DefaultPort);
        }

        string host = text;
        int port = DefaultPort;
        int colon = text.LastIndexOf(':');
        if (colon >= 0)
        {
            host = text[..colon];
            port = RunOptions.Port("--dns", text[(colon + 1)..]);
        }

        return (Resolved(host), port);
    }

    // The name of a name server is looked up by the PC: the unit itself needs an address to begin with.
    private static uint Resolved(string host)
    {
        if (!IPAddress.TryParse(host, out _))
        {
            try
            {
                IPAddress[] found = System.Net.Dns.GetHostAddresses(host, AddressFamily.InterNetwork);
                host = found.Length > 0 ? found[0].ToString() : host;
            }
            catch (SocketException unknown)
            {
                throw new UsageException($"--dns: '{host}' is no address, and this PC cannot look it up: {unknown.Message}");
            }
        }

        return IdentityOptions.Address("--dns", host);
    }
}
