// A whole unit on a bench: simulated network, stepped clock, RAM flash; servers for TFTP, HTTP, DNS and syslog.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Starts the unit, starts it anew when it restarts, and lets time pass.</summary>
internal sealed class UnitBench
{
    public const uint Server = 0xC0A801C8;
    public const uint NameServer = 0xC0A80101;
    private const uint Own = 0xC0A80164;
    private readonly Dictionary<string, uint[]> _names = [];
    private readonly int _storeBytes;

    public UnitBench(int storeBytes = 20 * 1024, string rcTemplate = null, int seed = 1)
    {
        Identity.CustomizationTemplate = rcTemplate;
        _storeBytes = storeBytes;
        Network = new LoopbackNetwork(Clock, Own, seed);
        Tftp = new LoopbackTftpServer(Network, Server);
        Flash = new MemoryFlash(storeBytes * 2);
        Network.Serve(Server, 514, (_, _, line) => Syslog.Add(Encoding.ASCII.GetString(line)));
        Network.Serve(NameServer, 53, AnswerName);
        Network.ServeStream(Server, 80, request =>
        {
            string path = request.Split(' ')[1];
            Requests.Add(request);
            return Http.TryGetValue(path, out byte[] body) ? StreamReply.Http(200, "OK", body) : StreamReply.Http(404, "Not Found", []);
        });
        Start();
    }

    public SteppedClock Clock { get; } = new();

    public LoopbackNetwork Network { get; }

    public LoopbackTftpServer Tftp { get; }

    public Dictionary<string, byte[]> Http { get; } = [];

    /// <summary>The HTTP requests, head and body.</summary>
    public List<string> Requests { get; } = [];

    public MemoryFlash Flash { get; }

    public VirtualIdentity Identity { get; } = new();

    public VirtualPower Power { get; } = new();

    public VirtualTrust Trust { get; } = new();

    public WebClient Web { get; } = new();

    public VirtualLine[] Lines { get; } = { new VirtualLine(), new VirtualLine() };

    public List<string> Syslog { get; } = [];

    /// <summary>What the unit's console showed, debug lines of all levels among it.</summary>
    public LineConsole Console { get; } = new();

    /// <summary>How resyncs ended.</summary>
    public ResyncWatch Watch { get; } = new();

    public Device.Unit Unit { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>Seed of the next start's random numbers.</summary>
    public int Seed { get; set; } = 7;

    public List<string> Queries { get; } = [];

    public void Name(string name, params uint[] addresses) => _names[name] = addresses;

    public void Set(string name, string value)
    {
        byte[] nameBytes = Encoding.ASCII.GetBytes(name);
        byte[] valueBytes = Encoding.ASCII.GetBytes(value);
        ParameterTransaction transaction = Unit.Store.Begin();
        transaction.Set(Catalogue.Find(nameBytes, 0, nameBytes.Length), valueBytes, 0, valueBytes.Length);
        if (transaction.Commit() != Fault.None)
        {
            throw new InvalidOperationException(name);
        }
    }

    /// <summary>Switches the power off and on.</summary>
    public void PowerCycle()
    {
        Unit.Stop();
        Power.RestartCold();
        Power.Restarted();
        Start();
    }

    /// <summary>Lets time pass, moving the clock from deadline to deadline while the unit is idle.</summary>
    public void Run(double seconds) => RunUntil(() => false, seconds);

    /// <summary>The same, but stops when <paramref name="done"/> says so; whether it did.</summary>
    public bool RunUntil(Func<bool> done, double seconds)
    {
        long endMs = Clock.NowMs + (long)(seconds * 1000);
        while (!done())
        {
            switch (Unit.Step(20))
            {
                case UnitStatus.Restarting:
                    Unit.Stop();
                    Restarts++;
                    Power.Restarted();
                    Start();
                    break;
                case UnitStatus.Idle when Clock.NowMs >= endMs:
                    return false;
                case UnitStatus.Idle:
                    Clock.AdvanceTo(Math.Min(endMs, Math.Max(Clock.NowMs + 1, Math.Min(Unit.NextDeadlineMs, Clock.NowMs + 500))));
                    Network.Run();
                    break;
            }
        }

        return true;
    }

    public string[] Messages() => Syslog.Select(l => l[(l.IndexOf("SPA2102", StringComparison.Ordinal) is var at && at < 0 ? 0 : at)..]).ToArray();

    private void Start()
    {
        Unit = new Device.Unit(new UnitParts
        {
            Clock = Clock,
            WallClock = Clock,
            Random = new SystemRandom(Seed),
            Network = Network,
            Web = Web,
            Trust = Trust,
            Flash = Flash,
            Power = Power,
            Lines = new ISlic[] { Lines[0], Lines[1] },
            Identity = Identity,
            Console = Console,
            Observer = Watch,
            StoreBytes = _storeBytes,
        });
        Unit.Load();
        Unit.Start();
    }

    /// <summary>A name server for A queries: id, flags, one question, and an answer for names it knows.</summary>
    public void AnswerName(uint from, int port, byte[] query)
    {
        var name = new StringBuilder();
        int at = 12;
        for (; at < query.Length - 4 && query[at] != 0; at += query[at] + 1)
        {
            // A bad link may have changed a length: no answer then.
            if (at + query[at] >= query.Length - 4)
            {
                return;
            }

            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }

        Queries.Add(name.ToString());
        bool known = _names.TryGetValue(name.ToString(), out uint[] addresses);
        addresses ??= [];
        byte[] answers = addresses.SelectMany(a => new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte)(a >> 24), (byte)(a >> 16), (byte)(a >> 8), (byte)a }).ToArray();
        byte[] reply = [query[0], query[1], 0x81, (byte)(known ? 0x80 : 0x83), 0, 1, 0, (byte)addresses.Length, 0, 0, 0, 0, .. query[12..(at + 5)], .. answers];
        Network.Send(NameServer, 53, from, port, reply);
    }
}
