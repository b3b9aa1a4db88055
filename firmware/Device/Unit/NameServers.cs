// DNS parameters in, the addresses of the name servers to ask out (guide Appendix C, "Optional Network Configuration").

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// At most two name servers: the board's own first, then as far as there is room, in the order of DNS_Server_Order, Primary_DNS and
/// Secondary_DNS and those of the network's DHCP answer. DNS_Query_Mode says whether they are asked at once or one after the other.
/// </summary>
public sealed class NameServers
{
    /// <summary>How many are kept.</summary>
    public const int Count = 2;

    private const int DnsPort = 53;

    private readonly ParameterStore _store;
    private readonly uint _boardAddress;
    private readonly int _boardPort;
    private readonly uint[] _addresses = new uint[Count];
    private readonly int[] _ports = new int[Count];
    private readonly TextBuffer _text = new TextBuffer(64);
    private DhcpOptions _dhcp;

    /// <summary>A board that has no name server of its own gives 0.</summary>
    public NameServers(ParameterStore store, uint boardAddress, int boardPort)
    {
        _store = store;
        _boardAddress = boardAddress;
        _boardPort = boardPort;
    }

    /// <summary>The address in a slot, 0 when it is empty.</summary>
    public uint AddressOf(int slot)
    {
        return _addresses[slot];
    }

    /// <summary>The port in a slot.</summary>
    public int PortOf(int slot)
    {
        return _ports[slot];
    }

    /// <summary>What these servers have answered, for every resolver that asks them.</summary>
    public DnsCache Cache { get; } = new DnsCache();

    /// <summary>True when the order names DHCP and its answer could fill a slot.</summary>
    public bool NeedsAnswer { get; private set; }

    /// <summary>True when all servers are asked at once (DNS_Query_Mode).</summary>
    public bool InParallel { get; private set; }

    /// <summary>Where the network's answer is found; before, DHCP counts as silent.</summary>
    public void SetDhcp(DhcpOptions dhcp)
    {
        _dhcp = dhcp;
    }

    /// <summary>Reads the parameters and the network's answer again; what other servers have answered is forgotten.</summary>
    public void Configure()
    {
        uint first = _addresses[0];
        uint second = _addresses[1];
        Choose();
        if (_addresses[0] != first || _addresses[1] != second)
        {
            Cache.Clear();
        }
    }

    /// <summary>Gives them to a fetcher.</summary>
    public void Apply(Fetcher fetcher)
    {
        fetcher.AskInParallel = InParallel;
        for (int slot = 0; slot < Count; slot++)
        {
            fetcher.SetDnsServer(slot, _addresses[slot], _ports[slot]);
        }
    }

    private void Choose()
    {
        InParallel = !Is(ParameterIndex.DNS_Query_Mode, "Sequential");
        bool dhcpFirst = Is(ParameterIndex.DNS_Server_Order, "DHCP,Manual");
        bool dhcpLast = Is(ParameterIndex.DNS_Server_Order, "Manual,DHCP");
        int used = 0;
        if (_boardAddress != 0)
        {
            _addresses[used] = _boardAddress;
            _ports[used++] = _boardPort;
        }

        NeedsAnswer = dhcpFirst && used < Count;
        used = dhcpFirst ? TakeDhcp(used) : used;
        used = Take(ParameterIndex.Primary_DNS, used);
        used = Take(ParameterIndex.Secondary_DNS, used);
        NeedsAnswer |= dhcpLast && used < Count;
        used = dhcpLast ? TakeDhcp(used) : used;
        while (used < Count)
        {
            _addresses[used++] = 0;
        }
    }

    private bool Is(int parameter, string choice)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        return ByteText.EqualsIgnoreCase(_text.Bytes, 0, _text.Length, choice);
    }

    private int TakeDhcp(int used)
    {
        DhcpReply reply = _dhcp == null ? null : _dhcp.Reply;
        for (int i = 0; reply != null && used < Count && reply.NameServerOf(i) != 0; i++)
        {
            _addresses[used] = reply.NameServerOf(i);
            _ports[used++] = DnsPort;
        }

        return used;
    }

    private int Take(int parameter, int used)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        uint address;
        if (used < Count && Ipv4.TryParse(_text.Bytes, 0, _text.Length, out address) && address != 0)
        {
            _addresses[used] = address;
            _ports[used] = DnsPort;
            used++;
        }

        return used;
    }
}
