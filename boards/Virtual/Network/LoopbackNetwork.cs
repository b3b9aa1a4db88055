// A network in memory: ports, connections and scripted servers under a stepped clock, with seeded faults.

using System;
using System.Collections.Generic;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Takes a datagram that came to a simulated server's port.</summary>
public delegate void DatagramService(uint fromAddress, int fromPort, byte[] datagram);

/// <summary>
/// Everything that happens is an event with a moment, done in order of moments by <see cref="Run"/>. Whoever waits on a port or connection
/// moves the clock: to the next event or to the end of its wait. The same seed gives the same run.
/// </summary>
public sealed class LoopbackNetwork : INetwork
{
    private readonly Random _random;
    private readonly PriorityQueue<Action, (long MomentMs, long Order)> _events = new PriorityQueue<Action, (long, long)>();
    private readonly Dictionary<(uint Address, int Port), DatagramService> _datagrams = new Dictionary<(uint, int), DatagramService>();
    private readonly Dictionary<(uint Address, int Port), Func<string, StreamReply>> _streams = new Dictionary<(uint, int), Func<string, StreamReply>>();
    private readonly Dictionary<int, string> _options = new Dictionary<int, string>();
    private long _order;
    private int _nextPort = 49152;

    public LoopbackNetwork(SteppedClock clock, uint localAddress, int seed)
    {
        Clock = clock;
        LocalAddress = localAddress;
        _random = new Random(seed);
    }

    /// <summary>The clock that waits move.</summary>
    public SteppedClock Clock { get; }

    /// <summary>What the link does.</summary>
    public LinkFaults Faults { get; } = new LinkFaults();

    /// <summary>How TLS handshakes go; null: the unit trusts no authority.</summary>
    public LoopbackTls Tls { get; set; }

    /// <summary>The server name of the last connection attempt; null without TLS.</summary>
    public string LastServerName { get; internal set; }

    /// <summary>Datagrams sent by anyone.</summary>
    public int DatagramsSent { get; private set; }

    /// <inheritdoc/>
    public uint LocalAddress { get; set; }

    /// <inheritdoc/>
    public string DhcpOption(int code) => _options.GetValueOrDefault(code);

    /// <summary>Gives a DHCP option its text.</summary>
    public void SetDhcpOption(int code, string text) => _options[code] = text;

    /// <inheritdoc/>
    public IDatagramPort CreateDatagramPort() => new LoopbackDatagramPort(this);

    /// <inheritdoc/>
    public IConnection CreateConnection() => new LoopbackConnection(this);

    /// <summary>Puts a service on an address and port; null takes it away. Datagrams to where nothing is are lost.</summary>
    public void Serve(uint address, int port, DatagramService service)
    {
        if (service == null)
        {
            _datagrams.Remove((address, port));
        }
        else
        {
            _datagrams[(address, port)] = service;
        }
    }

    /// <summary>Puts a stream server on an address and port: from a request up to its empty line to a reply.</summary>
    public void ServeStream(uint address, int port, Func<string, StreamReply> service) => _streams[(address, port)] = service;

    /// <summary>A port number not in use.</summary>
    public int NewPort() => _nextPort++;

    /// <summary>Sends a datagram; the link's faults decide whether, when and how often it comes.</summary>
    public void Send(uint fromAddress, int fromPort, uint toAddress, int toPort, byte[] datagram)
    {
        DatagramsSent++;
        int copies = Chance(Faults.LossPercent) ? 0 : Chance(Faults.DuplicatePercent) ? 2 : 1;
        for (int i = 0; i < copies; i++)
        {
            long delayMs = DelayMs() + (Chance(Faults.ReorderPercent) ? Faults.HoldMs : 0);
            byte[] delivered = datagram.Length > 0 && Chance(Faults.CorruptPercent) ? Corrupted(datagram) : datagram;
            After(delayMs, () => Deliver(fromAddress, fromPort, toAddress, toPort, delivered));
        }
    }

    /// <summary>Does something later: servers use it for their own timers.</summary>
    public void After(long delayMs, Action action)
    {
        _events.Enqueue(action, (Clock.NowMs + delayMs, _order++));
    }

    /// <summary>Does all that is due now.</summary>
    public void Run()
    {
        while (_events.TryPeek(out _, out (long MomentMs, long Order) when) && when.MomentMs <= Clock.NowMs)
        {
            _events.Dequeue()();
        }
    }

    /// <summary>Moves the clock by at most <paramref name="waitMs"/>, event by event, until <paramref name="ready"/> says so.</summary>
    internal void Wait(int waitMs, Func<bool> ready)
    {
        long endMs = Clock.NowMs + Math.Max(0, waitMs);
        Run();
        while (!ready() && Clock.NowMs < endMs)
        {
            bool any = _events.TryPeek(out _, out (long MomentMs, long Order) when);
            Clock.AdvanceTo(any && when.MomentMs < endMs ? when.MomentMs : endMs);
            Run();
        }
    }

    internal Func<string, StreamReply> FindStream(uint address, int port) => _streams.GetValueOrDefault((address, port));

    internal long DelayMs() => _random.Next(Faults.MinDelayMs, Faults.MaxDelayMs + 1);

    private byte[] Corrupted(byte[] datagram)
    {
        byte[] copy = (byte[])datagram.Clone();
        copy[_random.Next(copy.Length)] ^= (byte)(1 << _random.Next(8));
        return copy;
    }

    private bool Chance(int percent) => percent > 0 && _random.Next(100) < percent;

    private void Deliver(uint fromAddress, int fromPort, uint toAddress, int toPort, byte[] datagram)
    {
        if (_datagrams.TryGetValue((toAddress, toPort), out DatagramService service))
        {
            service(fromAddress, fromPort, datagram);
        }
    }
}
