// A small HTTP server on loopback for tests: paths to files that can be changed while it runs.

using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace NanoSpa.Tool.Tests;

/// <summary>Serves bytes by path, remembers the requests; a path it does not know is 404.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public FileServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    public ConcurrentQueue<(string Path, string UserAgent)> Requests { get; } = new();

    /// <summary>What was sent with POST, and its Content-Type.</summary>
    public ConcurrentQueue<(string Path, string Type, string Body)> Posts { get; } = new();

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Requests.Enqueue((context.Request.RawUrl, context.Request.UserAgent));
                if (context.Request.HttpMethod == "POST")
                {
                    using var reader = new StreamReader(context.Request.InputStream);
                    Posts.Enqueue((context.Request.RawUrl, context.Request.ContentType, await reader.ReadToEndAsync()));
                }

                bool found = Files.TryGetValue(context.Request.RawUrl, out byte[] body);
                context.Response.StatusCode = found ? 200 : 404;
                context.Response.Close(found ? body : [], willBlock: false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                continue;
            }
        }
    }
}
