// One web request: the firmware writes the reply into a ring, the worker's thread sends the ring to the client.

using System;
using System.IO;
using System.Net;
using System.Threading;

namespace NanoSpa.Hal.Net;

/// <summary>
/// Two sides, one lock. The firmware calls the members of IWebExchange and Accept's; the worker calls Serve and Release. Bytes between
/// the ring's tail and head are left alone by the firmware, so the worker sends them without the lock.
/// </summary>
internal sealed class WebExchange : IWebExchange
{
    private const int RingBytes = 4096;
    private const int LongestUrl = 2048;
    private const int UriTooLong = 414;

    // Life of a request, in this order.
    private const int Idle = 0;
    private const int Offered = 1;
    private const int Taken = 2;
    private const int Ended = 3;

    private readonly object _lock = new object();
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly byte[] _ring = new byte[RingBytes];
    private int _tail;
    private int _used;
    private int _life;
    private bool _begun;
    private bool _gone;
    private bool _shut;
    private int _status;
    private string _contentType;
    private long _movedAtMs;
    private HttpListenerResponse _response;

    /// <inheritdoc/>
    public string Method { get; private set; }

    /// <inheritdoc/>
    public string RawUrl { get; private set; }

    /// <inheritdoc/>
    public uint RemoteAddress { get; private set; }

    /// <inheritdoc/>
    public int Room
    {
        get
        {
            lock (_lock)
            {
                return _gone || _life != Taken ? -1 : RingBytes - _used;
            }
        }
    }

    internal bool IsShut
    {
        get
        {
            lock (_lock)
            {
                return _shut;
            }
        }
    }

    /// <inheritdoc/>
    public void Begin(int status, string contentType)
    {
        lock (_lock)
        {
            _status = status;
            _contentType = contentType;
            _begun = true;
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            if (_gone || _life != Taken || count > RingBytes - _used)
            {
                return;
            }

            if (_used == 0)
            {
                _movedAtMs = Environment.TickCount64;
            }

            int head = _tail + _used;
            head = head >= RingBytes ? head - RingBytes : head;
            int first = RingBytes - head < count ? RingBytes - head : count;
            Array.Copy(buffer, offset, _ring, head, first);
            Array.Copy(buffer, offset + first, _ring, 0, count - first);
            _used += count;
        }

        _wake.Set();
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_lock)
        {
            if (_life != Taken)
            {
                return;
            }

            _life = Ended;
            _movedAtMs = Environment.TickCount64;
        }

        _wake.Set();
    }

    /// <summary>Ready for a worker.</summary>
    internal void Open()
    {
        lock (_lock)
        {
            _shut = false;
            _life = Idle;
        }
    }

    /// <summary>Drops what goes on and ends the worker.</summary>
    internal void Shut()
    {
        lock (_lock)
        {
            _shut = true;
        }

        Drop();
    }

    /// <summary>Takes the request for the firmware, if there is one.</summary>
    internal bool TryTake()
    {
        lock (_lock)
        {
            if (_life != Offered)
            {
                return false;
            }

            _life = Taken;
            return true;
        }
    }

    /// <summary>Drops the client when nothing has moved for so long although there is something to send or to answer.</summary>
    internal void DropIfStalled(long nowMs, int stallMs)
    {
        lock (_lock)
        {
            if (_life == Idle || _gone || nowMs - _movedAtMs < stallMs)
            {
                return;
            }
        }

        Drop();
    }

    /// <summary>The worker's side: offers the request and sends the reply until it has ended or the client is gone.</summary>
    internal void Serve(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        HttpListenerResponse response = context.Response;
        response.KeepAlive = false;
        string url = request.RawUrl;
        if (url.Length > LongestUrl)
        {
            response.StatusCode = UriTooLong;
            response.Close();
            return;
        }

        Method = request.HttpMethod;
        RawUrl = url;
        RemoteAddress = SocketAddresses.ToNumber(request.RemoteEndPoint.Address);
        Offer(response);
        SendReply(response);
    }

    /// <summary>The worker's side: the request is over. While the firmware still holds it, it waits for the firmware to end it.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            _gone = true;
            _response = null;
            if (_life == Offered)
            {
                _life = Idle;
            }
        }

        while (IsHeld())
        {
            _wake.WaitOne();
        }

        lock (_lock)
        {
            _life = Idle;
        }
    }

    private void Offer(HttpListenerResponse response)
    {
        lock (_lock)
        {
            _tail = 0;
            _used = 0;
            _begun = false;
            _gone = _shut;
            _response = response;
            _movedAtMs = Environment.TickCount64;
            _life = Offered;
        }
    }

    private void SendReply(HttpListenerResponse response)
    {
        Stream output = null;
        while (true)
        {
            int offset;
            int count;
            bool last;
            lock (_lock)
            {
                if (_gone)
                {
                    Platform.Abort(response);
                    return;
                }

                offset = _tail;
                count = RingBytes - _tail < _used ? RingBytes - _tail : _used;
                last = _life == Ended;
            }

            if (output == null && (count > 0 || last))
            {
                output = StartReply(response);
            }

            if (count > 0)
            {
                output.Write(_ring, offset, count);
                Advance(count);
            }
            else if (last)
            {
                output.Close();
                response.Close();
                return;
            }
            else
            {
                _wake.WaitOne();
            }
        }
    }

    // Neither a length nor chunks are asked for: .NET chunks by itself, the device closes at the end.
    private Stream StartReply(HttpListenerResponse response)
    {
        lock (_lock)
        {
            response.StatusCode = _begun ? _status : 500;
            if (_begun && _contentType != null)
            {
                response.ContentType = _contentType;
            }
        }

        return response.OutputStream;
    }

    private void Advance(int count)
    {
        lock (_lock)
        {
            _tail = _tail + count == RingBytes ? 0 : _tail + count;
            _used -= count;
            _movedAtMs = Environment.TickCount64;
        }
    }

    private bool IsHeld()
    {
        lock (_lock)
        {
            return _life == Taken && !_shut;
        }
    }

    // The worker may be inside a write to the client: aborting the reply is what ends that.
    private void Drop()
    {
        HttpListenerResponse response;
        lock (_lock)
        {
            _gone = true;
            response = _response;
            _response = null;
        }

        _wake.Set();
        if (response != null)
        {
            Platform.Abort(response);
        }
    }
}
