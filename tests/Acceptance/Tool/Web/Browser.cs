// Debian's headless Chromium, driven by the DevTools protocol over a WebSocket.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace NanoSpa.Tool.Tests;

/// <summary>One tab of one browser with a profile folder of its own; ended with the test.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StateFolder _profile = new();
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly string _session;
    private int _id;
    private bool _loaded;

    public Browser()
    {
        _process = Process.Start(new ProcessStartInfo("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--remote-debugging-port=0", "--user-data-dir=" + _profile.Path, "about:blank"]) { RedirectStandardError = true });
        _process.BeginErrorReadLine();

        // The browser writes its port and the path of its socket there when it listens.
        string place = Path.Combine(_profile.Path, "DevToolsActivePort");
        string[] lines = [];
        bool listens = SpinWait.SpinUntil(() => File.Exists(place) && (lines = File.ReadAllLines(place)).Length > 1, Patience);
        if (!listens)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException("the browser does not listen");
        }

        using var limit = new CancellationTokenSource(Patience);
        _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), limit.Token).Wait();
        string target = Ask("Target.createTarget", new { url = "about:blank" }).GetProperty("targetId").GetString();
        _session = Ask("Target.attachToTarget", new { targetId = target, flatten = true }).GetProperty("sessionId").GetString();
        Ask("Page.enable", new { });
        Ask("Fetch.enable", new { handleAuthRequests = true });
        SetSize(1000, 800);
    }

    /// <summary>User and password that challenges are answered with; null gives up at the first.</summary>
    public (string User, string Password)? Login { get; set; }

    public void SetSize(int width, int height) =>
        Ask("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });

    /// <summary>Goes to an address and waits until it is there.</summary>
    public void Open(string url)
    {
        _loaded = false;
        Ask("Page.navigate", new { url });
        Wait(() => _loaded);
    }

    /// <summary>The value of an expression in the page.</summary>
    public string Eval(string script)
    {
        JsonElement answer = Ask("Runtime.evaluate", new { expression = script, returnByValue = true });
        return answer.TryGetProperty("exceptionDetails", out JsonElement wrong) ? throw new InvalidOperationException(script + ": " + wrong)
            : answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value.ToString() : null;
    }

    /// <summary>Types into a field, as a person who replaces what is there.</summary>
    public void Type(string name, string text)
    {
        Eval($"document.querySelector('[name=\"{name}\"]').focus(); document.querySelector('[name=\"{name}\"]').select()");
        Ask("Input.insertText", new { text });
    }

    /// <summary>Clicks what a selector names with the mouse, and waits for the page that follows when there is one.</summary>
    public void Click(string selector, bool leadsOn = true)
    {
        string[] place = Eval($"(()=>{{let e=document.querySelector('{selector}');e.scrollIntoView({{block:'center'}});let r=e.getBoundingClientRect();return (r.x+r.width/2)+' '+(r.y+r.height/2)}})()").Split(' ');
        double x = double.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture);
        double y = double.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture);
        _loaded = false;
        Ask("Input.dispatchMouseEvent", new { type = "mousePressed", x, y, button = "left", clickCount = 1 });
        Ask("Input.dispatchMouseEvent", new { type = "mouseReleased", x, y, button = "left", clickCount = 1 });
        Wait(() => _loaded || !leadsOn);
    }

    /// <summary>Waits until an expression is true, over reloads.</summary>
    public void Until(string script)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (Eval($"document.readyState == 'complete' && ({script})") is "True" or "true")
            {
                return;
            }

            Take(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException(script + "\n" + Eval("location.href + ' ' + document.documentElement.outerHTML"));
    }

    /// <summary>Keeps a picture of the whole page with the test's results.</summary>
    public string Picture(string name, int width)
    {
        SetSize(width, 400);
        int height = (int)double.Parse(Eval("document.documentElement.scrollHeight"), System.Globalization.CultureInfo.InvariantCulture);
        SetSize(width, Math.Min(height, 4000));
        string folder = Path.Combine(AppContext.BaseDirectory, "screenshots");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, name + ".png");
        File.WriteAllBytes(file, Ask("Page.captureScreenshot", new { format = "png" }).GetProperty("data").GetBytesFromBase64());
        return file;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try
        {
            _profile.Dispose();
        }
        catch (IOException)
        {
            // A helper of the browser may still write into its folder, which lies among the system's temporary files.
            Debug.WriteLine("left behind: " + _profile.Path);
        }
    }

    private void Wait(Func<bool> done)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!done())
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException("the page did not load");
            }

            Take(TimeSpan.FromMilliseconds(100));
        }
    }

    private JsonElement Ask(string method, object parameters)
    {
        int id = Send(method, parameters);
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            JsonElement? message = Take(Patience);
            if (message is { } answer && answer.TryGetProperty("id", out JsonElement answered) && answered.GetInt32() == id)
            {
                return answer.TryGetProperty("result", out JsonElement result) ? result : throw new InvalidOperationException(method + ": " + answer);
            }
        }

        throw new TimeoutException(method);
    }

    private int Send(string method, object parameters)
    {
        var message = new Dictionary<string, object> { ["id"] = ++_id, ["method"] = method, ["params"] = parameters };
        if (_session != null)
        {
            message["sessionId"] = _session;
        }

        using var limit = new CancellationTokenSource(Patience);
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, limit.Token).Wait();
        return _id;
    }

    private System.Threading.Tasks.Task<JsonElement> _receiving;

    // The next message, or null when none came in time; events are acted on here.
    private JsonElement? Take(TimeSpan patience)
    {
        _receiving ??= Receive();
        if (!_receiving.Wait(patience))
        {
            return null;
        }

        JsonElement message = _receiving.Result;
        _receiving = null;
        if (message.TryGetProperty("method", out JsonElement name))
        {
            Act(name.GetString(), message.GetProperty("params"));
        }

        return message;
    }

    private void Act(string happened, JsonElement details)
    {
        switch (happened)
        {
            case "Page.loadEventFired":
                _loaded = true;
                break;
            case "Fetch.requestPaused":
                Send("Fetch.continueRequest", new { requestId = details.GetProperty("requestId").GetString() });
                break;
            case "Fetch.authRequired":
                object answer = Login is { } login ? new { response = "ProvideCredentials", username = login.User, password = login.Password } : new { response = "CancelAuth" };
                Send("Fetch.continueWithAuth", new { requestId = details.GetProperty("requestId").GetString(), authChallengeResponse = answer });
                break;
        }
    }

    private async System.Threading.Tasks.Task<JsonElement> Receive()
    {
        using var whole = new MemoryStream();
        byte[] buffer = new byte[65536];
        WebSocketReceiveResult piece;
        do
        {
            piece = await _socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            whole.Write(buffer, 0, piece.Count);
        }
        while (!piece.EndOfMessage);
        return JsonDocument.Parse(Encoding.UTF8.GetString(whole.ToArray())).RootElement;
    }
}
