// A network of this machine's own: a switch, the unit's host, the servers' host and a PC, each a network namespace.

using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace NanoSpa.Acceptance.Rig;

/// <summary>192.168.77.0/24. Nothing leaves it; names carry the process, so that runs beside each other do not meet.</summary>
internal sealed class RigNetwork : IDisposable
{
    public const string UnitAddress = "192.168.77.100";
    public const string ServerAddress = "192.168.77.200";
    public const string SecondServerAddress = "192.168.77.201";
    public const string ThirdServerAddress = "192.168.77.202";
    public const string UnitMac = "00:0e:08:ab:cd:ef";
    private const string PcAddress = "192.168.77.50";

    private static int _made;
    private readonly string _prefix = $"nanospa{Environment.ProcessId}-{Interlocked.Increment(ref _made)}";
    private readonly string _resolvConf;

    /// <summary>Makes the network; <paramref name="folder"/> takes its resolv.conf.</summary>
    public RigNetwork(string folder)
    {
        _resolvConf = Path.Combine(folder, "resolv.conf");
        File.WriteAllText(_resolvConf, $"nameserver {ServerAddress}\n");
        foreach (string name in new[] { Switch, Unit, Servers, Pc })
        {
            Shell.Run("ip", "netns", "add", name);
        }

        Batch(Switch, "link add br0 type bridge forward_delay 0 stp_state 0", "link set br0 up");
        Plug(Unit, "unit", UnitAddress);
        Plug(Servers, "servers", ServerAddress, SecondServerAddress, ThirdServerAddress);
        Plug(Pc, "pc", PcAddress);
        Batch(Unit, $"link set eth0 address {UnitMac}");
    }

    public string Switch => _prefix + "switch";

    public string Unit => _prefix + "unit";

    public string Servers => _prefix + "servers";

    public string Pc => _prefix + "pc";

    /// <summary>What to put before a command that is to run in a namespace, with the rig's own name server.</summary>
    public string[] Prefix(string name) =>
        ["ip", "netns", "exec", name, "sh", "-c", "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", _resolvConf];

    /// <summary>Takes the unit's cable out of the switch and puts a wire between them that can be made bad.</summary>
    public LossyWire PutWireBeforeUnit(int seed)
    {
        Batch(Switch, "link set unit nomaster", "link add wire type veth peer name port", "link set port master br0 up", "link set wire up");
        return new LossyWire(Switch, IndexOf("unit"), IndexOf("wire"), seed);
    }

    /// <summary>Ends what still runs in the namespaces and takes them away.</summary>
    public void Dispose()
    {
        foreach (string name in new[] { Unit, Servers, Pc, Switch })
        {
            string left = Shell.Try("", "ip", "netns", "pids", name).Output;
            foreach (string pid in left.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Shell.Try("", "kill", "-9", pid);
            }

            Shell.Try("", "ip", "netns", "del", name);
        }
    }

    // A cable from the switch to a host, and the host's addresses.
    private void Plug(string host, string port, params string[] addresses)
    {
        Batch(Switch, $"link add {port} type veth peer name eth0 netns {host}", $"link set {port} master br0 up");
        Batch(host, "link set lo up", "link set eth0 up");
        foreach (string address in addresses)
        {
            Batch(host, $"addr add {address}/24 dev eth0");
        }
    }

    // Such as "5: wire@if4: <BROADCAST..."
    private int IndexOf(string port) =>
        int.Parse(Shell.Run("ip", "-n", Switch, "-o", "link", "show", "dev", port).Split(':')[0], CultureInfo.InvariantCulture);

    private static void Batch(string name, params string[] lines)
    {
        (int status, _, string errors) = Shell.Try(string.Join('\n', lines) + "\n", "ip", "-n", name, "-batch", "-");
        if (status != 0)
        {
            throw new InvalidOperationException($"ip -n {name}: {errors}");
        }
    }
}
