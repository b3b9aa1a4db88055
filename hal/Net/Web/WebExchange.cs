// One web request: the worker's thread hands the body over in small pieces, the firmware writes the reply into a ring, the worker sends the ring.

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
    private const int InboxBytes = 512;
    private const int MostReplyHeaders = 8;

    // Life of a request, in this order.
    private const int Idle = 0;
    private const int Arriving = 1;
    private const int Offered = 2;
    private const int Taken = 3;
    private const int Ended = 4;

    private readonly object _lock = new object();
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly WebRequestHead _head = new WebRequestHead();
    private readonly byte[] _inbox = new byte[InboxBytes];
    private readonly string[] _replyNames = new string[MostReplyHeaders];
    private readonly string[] _replyValues = new string[MostReplyHeaders];
    private readonly byte[] _ring = new byte[RingBytes];
    private int _tail;
    private int _used;
    private int _life;
    private int _inboxCount;
    private int _inboxTaken;
    private bool _bodyEnded;
    private int _replyHeaders;
    private bool _begun;
    private bool _gone;
    private bool _shut;
    private bool _suspended;
    private int _status;
    private string _contentType;
    private long _startedAtMs;
    private long _movedAtMs;
    private HttpListenerResponse _response;

    /// <inheritdoc/>
    public string Method
    {
        get { return _head.Method; }
    }

    /// <inheritdoc/>
    public string RawUrl
    {
        get { return _head.RawUrl; }
    }

    /// <inheritdoc/>
    public uint RemoteAddress
    {
        get { return _head.RemoteAddress; }
    }

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

    internal bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _life != Idle;
            }
        }
    }

    internal bool IsEnding
    {
        get
        {
            lock (_lock)
            {
                return _life == Ended && !_gone;
            }
        }
    }

    private bool IsSuspended
    {
        get
        {
            lock (_lock)
            {
                return _suspended;
            }
        }
    }

    /// <inheritdoc/>
    public string Header(WebHeader which)
    {
        return _head.Header(which);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int taken;
        lock (_lock)
        {
            if (_gone || _life != Taken)
            {
                return -1;
            }

            taken = _inboxCount - _inboxTaken;
            taken = taken < count ? taken : count;
            if (taken == 0)
            {
                return _bodyEnded ? -1 : 0;
            }

            Array.Copy(_inbox, _inboxTaken, buffer, offset, taken);
            _inboxTaken += taken;
        }

        _wake.Set();
        return taken;
    }

    /// <inheritdoc/>
    public void AddHeader(string name, string value)
    {
        lock (_lock)
        {
            _replyNames[_replyHeaders] = name;
            _replyValues[_replyHeaders++] = value;
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

        _wake.Set();
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
            _suspended = false;
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

    /// <summary>Drops what goes on; the worker stays, and refuses what comes until the exchange is resumed.</summary>
    internal void Suspend()
    {
        lock (_lock)
        {
            _suspended = true;
            _life = Idle;
        }

        Drop();
    }

    /// <summary>Serves again.</summary>
    internal void Resume()
    {
        lock (_lock)
        {
            _suspended = false;
        }
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

    /// <summary>Drops the client when nothing has moved for so long although there is something to take, to send or to answer, or when it is slow for ever.</summary>
    internal void DropIfStalled(long nowMs, int stallMs, int lifeMs)
    {
        lock (_lock)
        {
            if (_life == Idle || _gone || (nowMs - _movedAtMs < stallMs && nowMs - _startedAtMs < lifeMs))
            {
                return;
            }
        }

        Drop();
    }

    /// <summary>The worker's side: offers the request, hands over its body and sends the reply, until it has ended or the client is gone.</summary>
    internal void Serve(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        Arrive(response);

        // What is dropped from here on has this status, if it has any: an unanswered request is no success.
        response.StatusCode = WebRequestHead.Unavailable;
        response.KeepAlive = false;
        HttpListenerRequest request = context.Request;
        int refused = IsSuspended ? WebRequestHead.Unavailable : _head.Read(request);
        if (refused != 0)
        {
            response.StatusCode = refused;
            response.Close();
            return;
        }

        Offer();
        if (_head.BodyBytes > 0)
        {
            HandOver(request.InputStream, _head.BodyBytes);
        }

        SendReply(response);
    }

    /// <summary>The worker's side: the request is over. While the firmware still holds it, it waits for the firmware to end it.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            _gone = true;
            _response = null;
            if (_life < Taken)
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

    private void Arrive(HttpListenerResponse response)
    {
        lock (_lock)
        {
            _tail = 0;
            _used = 0;
            _inboxCount = 0;
            _inboxTaken = 0;
            _replyHeaders = 0;
            _begun = false;
            _gone = _shut || _suspended;
            _response = response;
            _startedAtMs = Environment.TickCount64;
            _movedAtMs = _startedAtMs;
            _life = Arriving;
        }
    }

    private void Offer()
    {
        lock (_lock)
        {
            _bodyEnded = _head.BodyBytes == 0;
            _movedAtMs = Environment.TickCount64;
            _life = _suspended ? Idle : Offered;
        }
    }

    // The inbox is the worker's while it is empty, the firmware's while it is not.
    private void HandOver(Stream body, int left)
    {
        while (left > 0 && IsInboxWanted())
        {
            int count = body.Read(_inbox, 0, left < InboxBytes ? left : InboxBytes);
            left = count > 0 ? left - count : 0;
            lock (_lock)
            {
                _inboxTaken = 0;
                _inboxCount = count > 0 ? count : 0;
                _bodyEnded = left == 0;
                _gone |= count <= 0;
                _movedAtMs = Environment.TickCount64;
            }
        }
    }

    // Waits until the firmware has taken what is there. False when it wants no more.
    private bool IsInboxWanted()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_gone || _begun || _life == Ended)
                {
                    return false;
                }

                if (_inboxTaken == _inboxCount)
                {
                    return true;
                }
            }

            _wake.WaitOne();
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
                if (_gone || (_life == Ended && !_begun))
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
            response.StatusCode = _status;
            response.ContentType = _contentType;
            for (int i = 0; i < _replyHeaders; i++)
            {
                response.Headers.Add(_replyNames[i], _replyValues[i]);
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
