// A web listener whose client is the test.

using System.Collections.Generic;
using System.Text;
using NanoSpa.Hal;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Queues requests and collects the replies; can be a slow client.</summary>
internal sealed class WebClient : IWebListener
{
    private readonly Queue<Exchange> _requests = new();

    public string Problem => null;

    public bool IsStarted { get; private set; }

    public Exchange Ask(string url, string method = "GET", int room = 100, uint from = 0xC0A80132)
    {
        var exchange = new Exchange(method, url, from) { Room = room };
        _requests.Enqueue(exchange);
        return exchange;
    }

    public bool Start(int port)
    {
        IsStarted = true;
        return true;
    }

    public IWebExchange Accept() => _requests.TryDequeue(out Exchange next) ? next : null;

    public void Stop() => IsStarted = false;

    /// <summary>One request and what came back.</summary>
    internal sealed class Exchange(string method, string url, uint from) : IWebExchange
    {
        private readonly List<byte> _body = [];

        public string Method => method;

        public string RawUrl => url;

        public uint RemoteAddress => from;

        public int Room { get; set; }

        public int Status { get; private set; }

        public bool Ended { get; private set; }

        public string Body => Encoding.UTF8.GetString(_body.ToArray());

        public void Begin(int status, string contentType) => Status = status;

        public void Write(byte[] buffer, int offset, int count) => _body.AddRange(buffer[offset..(offset + count)]);

        public void End() => Ended = true;
    }
}
