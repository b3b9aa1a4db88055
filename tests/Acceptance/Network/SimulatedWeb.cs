// A simulated network with a name server and scripted web servers, a fetcher in it, and what the fetcher told on its way.

using System;
using System.Collections.Generic;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Network;

/// <summary>Names resolve by <see cref="Names"/>; each server's requests and replies are kept.</summary>
internal sealed class SimulatedWeb : IFetchObserver, IServerFilter
{
    internal const uint First = 0xC0A80001;
    internal const uint Second = 0xC0A80003;
    private const uint NameServer = 0xC0A80035;

    internal readonly SteppedClock Clock = new SteppedClock();
    internal readonly LoopbackNetwork Network;
    internal readonly Fetcher Fetcher;
    internal readonly FetchRequest Request = new FetchRequest { Url = new FileUrl() };
    internal readonly MemorySink Body = new MemorySink();
    internal readonly Dictionary<string, uint[]> Names = new Dictionary<string, uint[]>();
    internal readonly List<string> Requests = new List<string>();
    internal readonly List<string> Told = new List<string>();
    internal string OnlyDomain = "";

    internal SimulatedWeb(int seed = 1)
    {
        Network = new LoopbackNetwork(Clock, 0xC0A80002, seed);
        Network.Serve(NameServer, 53, (address, port, query) => Network.Send(NameServer, 53, address, port, Resolve(query)));
        Fetcher = new Fetcher(Network, new SystemRandom(1), 512 * 1024) { Observer = this, Filter = this };
        Fetcher.SetDnsServer(0, NameServer, 53);
    }

    /// <summary>Puts a server on an address and port: from the request's number and text to a whole reply, or null for silence.</summary>
    internal void Serve(uint address, int port, Func<int, string, string> script)
    {
        Network.ServeStream(address, port, request =>
        {
            Requests.Add(request);
            string reply = script(Requests.Count, request);
            return new StreamReply(Encoding.Latin1.GetBytes(reply ?? "")) { Ending = reply == null ? StreamEnding.Silence : StreamEnding.Close };
        });
    }

    internal FetchStatus Get(UrlScheme scheme, string server, string path)
    {
        Start(scheme, server, path);
        return RunToEnd();
    }

    internal void Start(UrlScheme scheme, string server, string path)
    {
        Request.Url.Clear();
        Request.Url.Scheme = scheme;
        Request.Url.Server.Append(server);
        Request.Url.Path.Append(path);
        Body.Reset();
        Fetcher.Start(Request, Body, Clock.NowMs);
    }

    internal FetchStatus RunToEnd()
    {
        FetchStatus status;
        do
        {
            status = Fetcher.Step(Clock.NowMs, 100);
        }
        while (status == FetchStatus.Busy);
        return status;
    }

    internal void Credentials(string user, string password)
    {
        Request.UserId = Text(user);
        Request.Password = Text(password);
    }

    internal static TextBuffer Text(string text)
    {
        TextBuffer buffer = new TextBuffer(256);
        buffer.Append(text);
        return buffer;
    }

    public void AddressTried(FileUrl url, uint address) => Told.Add("try " + (address & 0xFF));

    public void AddressFailed(uint address, Fault fault) => Told.Add((address & 0xFF) + " " + fault);

    public void Redirected(int statusCode, FileUrl target)
    {
        TextBuffer text = Text("");
        target.AppendTo(text);
        Told.Add(statusCode + " " + text);
    }

    public bool Allows(byte[] server, int offset, int count) => Encoding.ASCII.GetString(server, offset, count).EndsWith(OnlyDomain, StringComparison.Ordinal);

    // One question in, its A records out; a name that is not known has none.
    private byte[] Resolve(byte[] query)
    {
        StringBuilder name = new StringBuilder();
        int position = 12;
        for (; query[position] != 0; position += query[position] + 1)
        {
            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(query, position + 1, query[position]));
        }

        uint[] addresses = Names.GetValueOrDefault(name.ToString().ToLowerInvariant());
        List<byte> reply = new List<byte>(query[..(position + 5)]);
        reply[2] = 0x81;
        reply[3] = (byte)(addresses == null ? 0x83 : 0x80);
        reply[7] = (byte)(addresses == null ? 0 : addresses.Length);
        foreach (uint address in addresses ?? Array.Empty<uint>())
        {
            reply.AddRange(new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4 });
            reply.AddRange(new[] { (byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address });
        }

        return reply.ToArray();
    }
}
