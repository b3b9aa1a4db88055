// A web listener whose client is the test.

using System;
using System.Collections.Generic;
using System.Text;
using NanoSpa.Hal;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Queues requests and collects the replies; can be a slow client.</summary>
internal sealed class WebClient : IWebListener
{
    private readonly Queue<Exchange> _requests = new();

    public string Problem => null;

    public Exchange Ask(string url, string method = "GET", int room = 100, uint from = 0xC0A80132)
    {
        return Send(new Exchange(method, url, from) { Room = room });
    }

    /// <summary>Sends a form: its fields as a browser encodes them.</summary>
    public Exchange Post(string url, string form, int room = 4096)
    {
        var exchange = new Exchange("POST", url, 0xC0A80132) { Room = room };
        exchange.Headers[WebHeader.ContentType] = "application/x-www-form-urlencoded";
        exchange.Pending.Enqueue(Encoding.ASCII.GetBytes(form));
        return Send(exchange);
    }

    public Exchange Send(Exchange exchange)
    {
        _requests.Enqueue(exchange);
        return exchange;
    }

    public bool Start(int port) => true;

    public IWebExchange Accept() => _requests.TryDequeue(out Exchange next) ? next : null;

    public void Stop()
    {
    }

    /// <summary>One request and what came back.</summary>
    internal sealed class Exchange(string method, string url, uint from) : IWebExchange
    {
        private readonly List<byte> _body = [];

        public string Method => method;

        public string RawUrl => url;

        public uint RemoteAddress => from;

        /// <summary>What the request carries.</summary>
        public Dictionary<WebHeader, string> Headers { get; } = [];

        /// <summary>Pieces of the body that have come; an empty one stands for a pause of one look.</summary>
        public Queue<byte[]> Pending { get; } = [];

        /// <summary>True while more of the body is to come.</summary>
        public bool IsSending { get; set; }

        /// <summary>The reply's headers, one a line.</summary>
        public string ReplyHeaders { get; private set; } = "";

        public string ContentType { get; private set; }

        public int Room { get; set; }

        public int Status { get; private set; }

        public bool Ended { get; private set; }

        public string Body => Encoding.UTF8.GetString(_body.ToArray());

        public string Header(WebHeader which) => Headers.GetValueOrDefault(which);

        public int Read(byte[] buffer, int offset, int count)
        {
            if (!Pending.TryDequeue(out byte[] piece))
            {
                return IsSending ? 0 : -1;
            }

            int taken = Math.Min(count, piece.Length);
            Array.Copy(piece, 0, buffer, offset, taken);
            if (taken < piece.Length)
            {
                byte[][] rest = [piece[taken..], .. Pending];
                Pending.Clear();
                foreach (byte[] next in rest)
                {
                    Pending.Enqueue(next);
                }
            }

            return taken;
        }

        public void AddHeader(string name, string value) => ReplyHeaders += name + ": " + value + "\n";

        public void Begin(int status, string contentType)
        {
            Status = status;
            ContentType = contentType;
        }

        public void Write(byte[] buffer, int offset, int count) => _body.AddRange(buffer[offset..(offset + count)]);

        public void End() => Ended = true;
    }
}
