// The PC's own name server, as DHCP would give one to a unit.

using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Tool.Unit;

/// <summary>Reads what the PC asks when it looks a name up.</summary>
internal static class HostDns
{
    /// <summary>The first IPv4 name server of an interface that is up; 0 when there is none.</summary>
    public static uint First()
    {
        try
        {
            IPAddress server = NetworkInterface.GetAllNetworkInterfaces()
                .Where(i => i.OperationalStatus == OperationalStatus.Up)
                .SelectMany(i => i.GetIPProperties().DnsAddresses)
                .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork);
            byte[] text = Encoding.ASCII.GetBytes(server?.ToString() ?? "");
            return Ipv4.TryParse(text, 0, text.Length, out uint address) ? address : 0;
        }
        catch (NetworkInformationException)
        {
            // A PC that does not tell its servers has none for the unit: --dns says one.
            return 0;
        }
    }
}
