// One thread of the web listener: takes a request of the platform, offers it, sends the reply, and again.

using System;
using System.Net;

namespace NanoSpa.Hal.Net;

/// <summary>Runs until its exchange is shut or the listener stops.</summary>
internal sealed class WebWorker
{
    private readonly HttpListener _listener;
    private readonly WebExchange _exchange;
    private readonly object _turn;

    internal WebWorker(HttpListener listener, WebExchange exchange, object turn)
    {
        _listener = listener;
        _exchange = exchange;
        _turn = turn;
    }

    internal void Run()
    {
        while (!_exchange.IsShut)
        {
            HttpListenerContext context = Next();
            if (context != null)
            {
                Serve(context);
            }
        }
    }

    // Only one worker waits in the platform at a time; the others wait for their turn.
    private HttpListenerContext Next()
    {
        lock (_turn)
        {
            if (_exchange.IsShut)
            {
                return null;
            }

            try
            {
                return _listener.GetContext();
            }
            catch (Exception exception) when (Platform.IsWebFault(exception))
            {
                // The listener was stopped, or one client broke while its request was read: the loop's condition tells which.
                return null;
            }
        }
    }

    private void Serve(HttpListenerContext context)
    {
        try
        {
            _exchange.Serve(context);
        }
        catch (Exception exception) when (Platform.IsWebFault(exception))
        {
            // The client is gone or was dropped: the firmware sees Room = -1 until it ends the exchange.
            Platform.Abort(context.Response);
        }

        _exchange.Release();
    }
}
