// DNS parameters in, the addresses of the name servers to ask out (guide Appendix C, "Optional Network Configuration").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>At most two name servers: the board's own first, then Primary_DNS and Secondary_DNS as far as there is room.</summary>
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

    /// <summary>Reads the parameters again.</summary>
    public void Configure()
    {
        int used = 0;
        if (_boardAddress != 0)
        {
            _addresses[used] = _boardAddress;
            _ports[used++] = _boardPort;
        }

        used = Take(ParameterIndex.Primary_DNS, used);
        used = Take(ParameterIndex.Secondary_DNS, used);
        while (used < Count)
        {
            _addresses[used++] = 0;
        }
    }

    /// <summary>Gives them to a fetcher.</summary>
    public void Apply(Fetcher fetcher)
    {
        for (int slot = 0; slot < Count; slot++)
        {
            fetcher.SetDnsServer(slot, _addresses[slot], _ports[slot]);
        }
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
