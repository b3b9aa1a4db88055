// A URL without a server in, the same URL with the server that DHCP or the requesting host gives out (guide "URL Syntax").

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Fills in missing servers. A request from the web means the requesting host. Otherwise the DHCP options are looked at in the order of
/// DHCP_Option_To_Use, the board's own before those the unit asked for: a host or an address gives the server alone, a URL with a path is used whole, macros and all.
/// </summary>
public sealed class DefaultServer
{
    private const int MaxOption = 255;

    private readonly ParameterStore _store;
    private readonly INetwork _network;
    private readonly DhcpOptions _dhcp;
    private readonly MacroExpander _expander;
    private readonly UrlParser _parser = new UrlParser();
    private readonly TextBuffer _order;
    private readonly TextBuffer _text;
    private readonly TextBuffer _expanded;
    private bool _keepsPath;

    /// <summary>Wires the sources. Of <paramref name="scratch"/> all is used, in a call, in which nothing is logged.</summary>
    public DefaultServer(ParameterStore store, INetwork network, DhcpOptions dhcp, MacroValues values, UnitScratch scratch)
    {
        _order = scratch.Line;
        _text = scratch.Input;
        _expanded = scratch.Output;
        _store = store;
        _network = network;
        _dhcp = dhcp;
        _expander = new MacroExpander(values);
    }

    /// <summary>Completes a URL; one that has a server stays as it is.</summary>
    /// <param name="url">The URL of a rule.</param>
    /// <param name="requester">The host that asked for this resync on the web; 0 when none did.</param>
    /// <param name="keepsPath">For a report: an option's path is that of the profile, which it must not overwrite.</param>
    /// <returns>UrlNoServer when nobody names one.</returns>
    public Fault Fill(FileUrl url, uint requester, bool keepsPath)
    {
        _keepsPath = keepsPath;
        if (url.Server.Length > 0)
        {
            return Fault.None;
        }

        if (requester != 0)
        {
            Ipv4.Append(requester, url.Server);
            return Fault.None;
        }

        Fault fault = FromOptions(url, false);
        return fault == Fault.UrlNoServer ? FromOptions(url, true) : fault;
    }

    /// <summary>Whether the network is to be asked before <see cref="Fill"/>: nobody else names the server.</summary>
    public bool NeedsAnswer(FileUrl url, uint requester)
    {
        if (url.Server.Length > 0 || requester != 0)
        {
            return false;
        }

        _order.Clear();
        _store.AppendTo(ParameterIndex.DHCP_Option_To_Use, _order);
        int position = 0;
        while (position <= _order.Length)
        {
            if (TakeFrom(NextCode(ref position), false))
            {
                return false;
            }
        }

        return true;
    }

    // The options in their order; of the network's answer then sname and siaddr, where older servers put the TFTP server.
    private Fault FromOptions(FileUrl url, bool asked)
    {
        _order.Clear();
        _store.AppendTo(ParameterIndex.DHCP_Option_To_Use, _order);
        int position = 0;
        while (position <= _order.Length)
        {
            if (TakeFrom(NextCode(ref position), asked))
            {
                return Use(url);
            }
        }

        DhcpReply reply = _dhcp.Reply;
        if (!asked || reply == null)
        {
            return Fault.UrlNoServer;
        }

        _text.Clear();
        _text.Append(reply.ServerName);
        if (_text.Length == 0 && reply.NextServer != 0)
        {
            Ipv4.Append(reply.NextServer, _text);
        }

        return _text.Length == 0 ? Fault.UrlNoServer : Use(url);
    }

    // order = number { "," number } ; anything else in it is passed over. 0 for what is no option's number.
    private int NextCode(ref int position)
    {
        byte[] order = _order.Bytes;
        int code = 0;
        for (; position < _order.Length && order[position] != (byte)','; position++)
        {
            byte next = order[position];
            if (next >= (byte)'0' && next <= (byte)'9' && code <= MaxOption)
            {
                code = (code * 10) + next - (byte)'0';
            }
        }

        position++;
        return code <= MaxOption ? code : 0;
    }

    private bool TakeFrom(int code, bool asked)
    {
        _text.Clear();
        if (code == 0)
        {
            return false;
        }

        if (asked)
        {
            return _dhcp.Reply != null && _dhcp.Reply.AppendText(code, _text);
        }

        string option = _network.DhcpOption(code);
        if (!string.IsNullOrEmpty(option))
        {
            _text.Append(option);
        }

        return _text.Length > 0;
    }

    private Fault Use(FileUrl url)
    {
        _expanded.Clear();
        Fault fault = _expander.Expand(_text.Bytes, 0, _text.Length, _expanded);
        if (fault != Fault.None)
        {
            return fault;
        }

        int length = _expanded.Length;
        fault = _parser.Check(_expanded.Bytes, 0, length);
        if (fault == Fault.UrlNoPath)
        {
            // A host alone: the rule keeps its own path, and its scheme unless the option names one.
            _expanded.Append((byte)'/');
            fault = _parser.Check(_expanded.Bytes, 0, _expanded.Length);
        }

        if (fault != Fault.None || _parser.ServerCount == 0)
        {
            return fault == Fault.None ? Fault.UrlNoServer : fault;
        }

        bool hasScheme = ByteText.IndexOf(_expanded.Bytes, 0, length, "://") > 0;
        if (hasScheme || _parser.Port != FileUrl.DefaultPort(_parser.Scheme))
        {
            url.Scheme = hasScheme ? _parser.Scheme : url.Scheme;
            url.Port = _parser.Port;
        }

        _parser.AppendServer(url.Server);
        if (_parser.PathCount > 1 && !_keepsPath)
        {
            url.Path.Clear();
            _parser.AppendPath(url.Path);
        }

        return Fault.None;
    }
}
