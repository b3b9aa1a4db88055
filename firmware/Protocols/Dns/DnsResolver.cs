// Finds a name's IPv4 addresses: queries out, replies in (RFC 1035; A records over UDP).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A stub resolver for one name at a time. It asks one or two servers in turn, each at most three times, waiting
/// 1, 2 and 4 s; or both at once in each round. A server that fails or refuses is asked no more. What the cache knows is asked of nobody. Its faults are
/// DnsTimeout, DnsNoName, DnsNoAddress, DnsServerFailure, DnsNoServer and DnsBadName.
/// </summary>
public sealed class DnsResolver : DatagramEngine
{
    /// <summary>Bytes that <c>output</c> of the constructor must have.</summary>
    public const int OutputCapacity = 12 + DnsName.MaxBytes + 4;

    /// <summary>Most addresses that are kept of a reply.</summary>
    public const int MaxAddresses = DnsReplyReader.MaxAddresses;

    /// <summary>Name servers that can be set.</summary>
    public const int MaxServers = 2;

    private const int Tries = 3;
    private const int FirstWaitMs = 1000;

    private readonly byte[] _output;
    private readonly DnsCache _cache;
    private readonly DnsName _question = new DnsName();
    private readonly DnsReplyReader _reply = new DnsReplyReader();
    private readonly uint[] _servers = new uint[MaxServers];
    private readonly int[] _ports = new int[MaxServers];
    private readonly bool[] _failed = new bool[MaxServers];
    private int _id;
    private int _round;
    private int _server;

    /// <summary>Makes a resolver that writes its queries to <paramref name="output"/>, each time anew: between two of them it may be anybody's.</summary>
    public DnsResolver(byte[] output)
        : this(output, null)
    {
    }

    /// <summary>As the other one, with a cache that it shares with other resolvers; null for none.</summary>
    public DnsResolver(byte[] output, DnsCache cache)
    {
        _output = output;
        _cache = cache;
    }

    /// <summary>Whether all servers are asked at once in each round, and the first answer counts.</summary>
    public bool AskInParallel { get; set; }

    /// <summary>Addresses found, 1 to 8 when done.</summary>
    public int AddressCount
    {
        get { return Status == TransferStatus.Done ? _reply.AddressCount : 0; }
    }

    /// <summary>When the addresses found are good no more, in the clock's milliseconds.</summary>
    public long ValidUntilMs { get; private set; }

    /// <summary>The server the query goes to.</summary>
    public uint OutputAddress
    {
        get { return _servers[_server]; }
    }

    /// <summary>The server's port.</summary>
    public int OutputPort
    {
        get { return _ports[_server]; }
    }

    /// <summary>Address number <paramref name="index"/>, in the server's order.</summary>
    public uint AddressOf(int index)
    {
        return _reply.Addresses[index];
    }

    /// <summary>Sets a name server; address 0 takes it away.</summary>
    public void SetServer(int slot, uint address, int port)
    {
        _servers[slot] = address;
        _ports[slot] = port;
    }

    /// <summary>Asks for a name. <paramref name="id"/> is random, 0 to 65,535; late replies to an earlier try of it still count.</summary>
    public void Start(byte[] name, int offset, int count, int id, long nowMs)
    {
        Begin();
        _id = id & 0xFFFF;
        _round = 0;
        _server = -1;
        bool any = false;
        for (int i = 0; i < MaxServers; i++)
        {
            _failed[i] = _servers[i] == 0;
            any |= !_failed[i];
        }

        if (ByteText.EqualsIgnoreCase(name, offset, count, "localhost"))
        {
            // Never asked of a server (RFC 6761, 6.3).
            _reply.Addresses[0] = Ipv4.Loopback;
            _reply.AddressCount = 1;
            ValidUntilMs = long.MaxValue;
            End(Fault.None);
        }
        else if (!_question.FromText(name, offset, count))
        {
            End(Fault.DnsBadName);
        }
        else if (!any)
        {
            End(Fault.DnsNoServer);
        }
        else if (!TakeCached(nowMs))
        {
            AskOrGiveUp(nowMs);
        }
    }

    /// <summary>Has the cache forget the name that was asked for last: none of its addresses responds.</summary>
    public void Forget()
    {
        if (_cache != null)
        {
            _cache.Forget(_question);
        }
    }

    /// <summary>Takes one datagram. What is no reply of an asked server to this question is ignored.</summary>
    public void Receive(uint address, int port, byte[] message, int offset, int count, long nowMs)
    {
        int server = 0;
        while (server < MaxServers && (_servers[server] != address || _ports[server] != port || _failed[server]))
        {
            server++;
        }

        if (Status != TransferStatus.Busy || server == MaxServers || address == 0
            || !_reply.Read(message, offset, count, _id, _question))
        {
            return;
        }

        if (_reply.Fault == Fault.DnsServerFailure)
        {
            _failed[server] = true;
            if (server == _server && (!AskInParallel || AllFailed()))
            {
                AskOrGiveUp(nowMs);
            }
        }
        else if (_reply.Fault != Fault.None)
        {
            if (_cache != null)
            {
                _cache.KeepNone(_question, _reply.Fault, nowMs);
            }

            End(_reply.Fault);
        }
        else
        {
            if (_cache != null)
            {
                _cache.Keep(_question, _reply.Addresses, _reply.AddressCount, _reply.TtlSeconds, nowMs);
            }

            ValidUntilMs = nowMs + (_reply.TtlSeconds < DnsCache.LongestSeconds ? _reply.TtlSeconds * 1000L : DnsCache.LongestSeconds * 1000L);
            End(Fault.None);
        }
    }

    private bool TakeCached(long nowMs)
    {
        int slot = _cache == null ? -1 : _cache.Find(_question, nowMs);
        if (slot < 0)
        {
            return false;
        }

        _reply.AddressCount = _cache.CopyAddresses(slot, _reply.Addresses);
        if (_reply.AddressCount == 0)
        {
            End(_cache.FaultOf(slot));
        }
        else
        {
            ValidUntilMs = _cache.UntilMs(slot);
            End(Fault.None);
        }

        return true;
    }

    // query = id, RD, one question: name A IN. Its length.
    private int WriteQuery()
    {
        byte[] output = _output;
        Array.Clear(output, 0, 12);
        output[0] = (byte)(_id >> 8);
        output[1] = (byte)_id;
        output[2] = 1;
        output[5] = 1;
        Array.Copy(_question.Bytes, 0, output, 12, _question.Length);
        int length = 12 + _question.Length;
        output[length] = 0;
        output[length + 1] = 1;
        output[length + 2] = 0;
        output[length + 3] = 1;
        return length + 4;
    }

    // Servers in turn; past the last one the next, longer round begins.
    private protected override void AskOrGiveUp(long nowMs)
    {
        if (AllFailed())
        {
            End(Fault.DnsServerFailure);
            return;
        }

        do
        {
            _server++;
            if (_server == MaxServers)
            {
                _server = 0;
                _round++;
            }
        }
        while (_failed[_server]);

        if (_round == Tries)
        {
            End(Fault.DnsTimeout);
            return;
        }

        Send(WriteQuery(), AskInParallel && AnotherAfter(_server) ? nowMs : nowMs + (FirstWaitMs << (_round & 31)));
    }

    private bool AnotherAfter(int server)
    {
        for (int i = server + 1; i < MaxServers; i++)
        {
            if (!_failed[i])
            {
                return true;
            }
        }

        return false;
    }

    private bool AllFailed()
    {
        for (int i = 0; i < MaxServers; i++)
        {
            if (!_failed[i])
            {
                return false;
            }
        }

        return true;
    }
}
