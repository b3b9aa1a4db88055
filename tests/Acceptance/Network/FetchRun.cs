// Runs one fetch over real sockets to its end and keeps what came of it.

using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal.Net;

namespace NanoSpa.Acceptance.Network;

/// <summary>A fetcher with short timeouts, its sink and its outcome.</summary>
internal sealed class FetchRun
{
    internal readonly Fetcher Fetcher;
    internal readonly MemorySink Body = new MemorySink();
    internal FetchStatus Status;
    internal readonly FetchRequest Request = new FetchRequest { Url = new FileUrl() };
    internal long ElapsedMs;

    internal FetchRun(int maxBodyBytes = 512 * 1024)
    {
        Fetcher = new Fetcher(new SocketNetwork(Ipv4.Loopback), new SystemRandom(), maxBodyBytes)
        {
            ConnectMs = 500,
            FirstByteMs = 400,
            IdleMs = 400,
            WholeMs = 3000,
            UserAgent = "Linksys/SPA-2102-5.2.12 (88012BA01234)",
        };
    }

    internal FetchRun Get(UrlScheme scheme, string server, int port, string path)
    {
        FileUrl url = Request.Url;
        url.Clear();
        url.Scheme = scheme;
        url.Server.Append(server);
        url.Port = port;
        url.Path.Append(path);
        Body.Reset();
        Stopwatch clock = Stopwatch.StartNew();
        Fetcher.Start(Request, Body, Environment.TickCount64);
        do
        {
            Status = Fetcher.Step(Environment.TickCount64, 10);
        }
        while (Status == FetchStatus.Busy && clock.ElapsedMilliseconds < 30000);
        ElapsedMs = clock.ElapsedMilliseconds;
        return this;
    }
}

/// <summary>Keeps what it is given; fails at a given length when asked to.</summary>
internal sealed class MemorySink : ISink
{
    internal readonly MemoryStream Bytes = new MemoryStream();
    internal int FailAt = int.MaxValue;

    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    public void Reset()
    {
        Bytes.SetLength(0);
        Fault = Fault.None;
        FaultOffset = 0;
    }

    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (Bytes.Length + count > FailAt)
        {
            Fault = Fault.FormatHtml;
            FaultOffset = FailAt;
            return DecodeStatus.Failed;
        }

        Bytes.Write(buffer, offset, count);
        return DecodeStatus.More;
    }

    public DecodeStatus Finish()
    {
        return DecodeStatus.Done;
    }
}
