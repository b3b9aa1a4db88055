// The platform's HttpListener as an IWebListener: worker threads talk to the clients, the firmware only polls.

using System;
using System.Net;
using System.Threading;

namespace NanoSpa.Hal.Net;

/// <summary>
/// A fixed number of workers, each with one exchange that is reused. A worker waits for a request, offers it, and then sends what the
/// firmware writes. A client that gives and takes nothing for <see cref="StallMs"/> is dropped, so it can hold a worker no longer; when all are
/// held, after <see cref="CrowdedStallMs"/>.
/// </summary>
public sealed class WebListener : IWebListener
{
    /// <summary>Requests served at the same time; each costs a ring buffer.</summary>
    public const int Workers = 3;

    /// <summary>Longest time a client may take nothing of what it is sent, or the firmware may leave a request alone.</summary>
    public const int StallMs = 30000;

    /// <summary>The same while every worker is busy: the next one would have to wait.</summary>
    public const int CrowdedStallMs = 2000;

    /// <summary>Longest time that stopping waits for replies that have ended and are on their way.</summary>
    public const int EndMs = 500;

    /// <summary>Longest life of a request, however steadily its client is slow.</summary>
    public const int LifeMs = 120000;

    private readonly string _host;
    private readonly bool _keepsPort;
    private readonly WebExchange[] _exchanges = new WebExchange[Workers];
    private readonly Thread[] _threads = new Thread[Workers];
    private readonly object _turn = new object();
    private HttpListener _listener;
    private int _next;
    private int _port;
    private bool _isServing;

    /// <summary>Makes a listener for a host text: 127.0.0.1 for the loopback only, 0.0.0.0 or any other for every address.</summary>
    public WebListener(string host)
        : this(host, false)
    {
    }

    /// <summary>
    /// As the other one. One that keeps its port goes on listening after <see cref="Stop"/> and answers 503 until it is started again, or closed: for a
    /// program in which one unit follows another, as .NET's listener sends an empty 200 to connections without a request when it closes.
    /// </summary>
    public WebListener(string host, bool keepsPort)
    {
        _host = host;
        _keepsPort = keepsPort;
        for (int i = 0; i < Workers; i++)
        {
            _exchanges[i] = new WebExchange();
        }
    }

    /// <inheritdoc/>
    public string Problem { get; private set; }

    /// <inheritdoc/>
    public bool Start(int port)
    {
        Stop();
        Problem = null;
        if (_listener != null && _port == port)
        {
            for (int i = 0; i < Workers; i++)
            {
                _exchanges[i].Resume();
            }

            _isServing = true;
            return true;
        }

        Close();
        HttpListener listener = null;
        try
        {
            listener = Platform.CreateListener(_host, port);
            listener.Start();
        }
        catch (Exception exception) when (Platform.IsWebFault(exception))
        {
            Problem = exception.Message;
            if (listener != null)
            {
                listener.Abort();
            }

            return false;
        }

        _listener = listener;
        _port = port;
        _isServing = true;
        for (int i = 0; i < Workers; i++)
        {
            _exchanges[i].Open();
            WebWorker worker = new WebWorker(listener, _exchanges[i], _turn);
            _threads[i] = new Thread(worker.Run);
            _threads[i].Start();
        }

        return true;
    }

    /// <inheritdoc/>
    public IWebExchange Accept()
    {
        if (!_isServing)
        {
            return null;
        }

        long nowMs = Environment.TickCount64;
        int stallMs = IsCrowded() ? CrowdedStallMs : StallMs;
        WebExchange taken = null;
        for (int i = 0; i < Workers; i++)
        {
            _next = _next + 1 < Workers ? _next + 1 : 0;
            WebExchange exchange = _exchanges[_next];
            exchange.DropIfStalled(nowMs, stallMs, LifeMs);
            if (taken == null && exchange.TryTake())
            {
                taken = exchange;
            }
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Stop()
    {
        if (!_isServing)
        {
            return;
        }

        LetEnd();
        _isServing = false;
        if (!_keepsPort)
        {
            Close();
            return;
        }

        for (int i = 0; i < Workers; i++)
        {
            _exchanges[i].Suspend();
        }
    }

    /// <summary>True between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    public bool IsServing
    {
        get { return _isServing; }
    }

    /// <summary>Gives the port back.</summary>
    public void Close()
    {
        if (_listener == null)
        {
            return;
        }

        _isServing = false;
        for (int i = 0; i < Workers; i++)
        {
            _exchanges[i].Shut();
        }

        _listener.Abort();
        _listener = null;
        for (int i = 0; i < Workers; i++)
        {
            _threads[i].Join(2000);
            _threads[i] = null;
        }
    }

    // A reply that the firmware has ended is on its way to the client still: a restart is asked for right behind its page.
    private void LetEnd()
    {
        long limitMs = Environment.TickCount64 + EndMs;
        for (int i = 0; i < Workers; i++)
        {
            while (_exchanges[i].IsEnding && Environment.TickCount64 < limitMs)
            {
                Thread.Sleep(5);
            }
        }
    }

    private bool IsCrowded()
    {
        for (int i = 0; i < Workers; i++)
        {
            if (!_exchanges[i].IsBusy)
            {
                return false;
            }
        }

        return true;
    }
}
