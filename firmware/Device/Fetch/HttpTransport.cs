// The HTTP client on a connection of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Connects, sends the request as the connection takes it, hands what comes to the engine.</summary>
internal sealed class HttpTransport : ITransport
{
    private readonly IConnection _connection;
    private readonly HttpEngine _http;
    private readonly HttpRequest _request = new HttpRequest();
    private readonly byte[] _received;
    private ISink _body;
    private TextBuffer _postBody;
    private bool _connecting;
    private Fault _connectFault;
    private int _sentBytes;
    private long _connectEndMs;

    internal HttpTransport(IConnection connection, TextBuffer userAgent, TextBuffer output, byte[] received, TextBuffer detail, int maxBodyBytes)
    {
        _connection = connection;
        _request.UserAgent = userAgent;
        _received = received;
        _http = new HttpEngine(output, detail, maxBodyBytes);
    }

    public TransferStatus Status
    {
        get
        {
            return _connecting ? TransferStatus.Busy
                : _connectFault != Fault.None ? TransferStatus.Failed
                : _http.Status;
        }
    }

    public Fault Fault
    {
        get { return _connectFault != Fault.None ? _connectFault : _http.Fault; }
    }

    public int FaultOffset
    {
        get { return _http.FaultOffset; }
    }

    public bool WasUnanswered
    {
        get { return _connectFault != Fault.None || _http.Fault == Fault.HttpFirstByteTimeout; }
    }

    public int BodyBytes
    {
        get { return _http.BodyBytes; }
    }

    public long NextDeadlineMs
    {
        get { return _connecting ? _connectEndMs : _http.NextDeadlineMs; }
    }

    internal int ConnectMs { get; set; }

    /// <summary>The engine, for what it read of the reply's head.</summary>
    internal HttpEngine Engine
    {
        get { return _http; }
    }

    /// <summary>Takes what goes with the URL from a request, borrowed until the end.</summary>
    internal void SetRequest(FetchRequest request)
    {
        _postBody = request.PostBody;
        _request.PostBytes = _postBody == null ? -1 : _postBody.Length;
        _request.EntityTag = request.EntityTag;
        _request.LastModified = request.LastModified;
    }

    internal void SetTimes(int firstByteMs, int idleMs, int wholeMs)
    {
        _http.FirstByteMs = firstByteMs;
        _http.IdleMs = idleMs;
        _http.WholeMs = wholeMs;
    }

    public void Start(uint address, FileUrl url, ISink body, long nowMs)
    {
        _request.Url = url;
        _body = body;
        _connecting = true;
        _connectFault = Fault.None;
        _connectEndMs = nowMs + ConnectMs;
        _http.Cancel();
        _connection.Connect(address, Port(url), false, null);
    }

    public void Step(long nowMs, int waitMs)
    {
        if (_connecting)
        {
            StepConnecting(nowMs, waitMs);
            return;
        }

        _http.Step(nowMs);
        if (_http.Status == TransferStatus.Busy)
        {
            SendRequest();
            ReceiveReply(nowMs, _sentBytes < RequestBytes ? 0 : waitMs);
        }
    }

    public void Abort(Fault fault)
    {
        _connecting = false;
        _http.Abort(fault);
    }

    public void Close()
    {
        _connecting = false;
        _connectFault = Fault.None;
        _http.Cancel();
        _connection.Close();
    }

    private void StepConnecting(long nowMs, int waitMs)
    {
        if (_connection.State == ConnectionState.Connecting)
        {
            // Nothing can be read before the connection is open: this is the wait for it.
            _connection.Receive(_received, 0, _received.Length, waitMs);
        }

        switch (_connection.State)
        {
            case ConnectionState.Open:
                _connecting = false;
                _sentBytes = 0;
                _http.Start(_request, _body, nowMs);
                break;
            case ConnectionState.Connecting:
                if (nowMs >= _connectEndMs)
                {
                    FailConnecting(Fault.ConnectTimeout);
                }

                break;
            default:
                FailConnecting(_connection.Fault == Fault.None ? Fault.SocketFailed : _connection.Fault);
                break;
        }
    }

    private void FailConnecting(Fault fault)
    {
        _connecting = false;
        _connectFault = fault;
    }

    private int RequestBytes
    {
        get { return _http.Output.Length + (_postBody == null ? 0 : _postBody.Length); }
    }

    // The head, then the body. A server may answer and close before it has read everything: a send that fails counts only when nothing
    // can be read.
    private void SendRequest()
    {
        int headBytes = _http.Output.Length;
        bool inHead = _sentBytes < headBytes;
        TextBuffer part = inHead ? _http.Output : _postBody;
        int from = inHead ? _sentBytes : _sentBytes - headBytes;
        if (_sentBytes < RequestBytes)
        {
            int sent = _connection.Send(part.Bytes, from, part.Length - from);
            _sentBytes = sent < 0 ? RequestBytes : _sentBytes + sent;
        }
    }

    private void ReceiveReply(long nowMs, int waitMs)
    {
        int length = _connection.Receive(_received, 0, _received.Length, waitMs);
        if (length > 0)
        {
            _http.Receive(_received, 0, length, nowMs);
        }
        else if (length == -1)
        {
            _http.ReceiveEnd();
        }
        else if (length < 0)
        {
            _http.Abort(Fault.ConnectionLost);
        }
    }

    private static int Port(FileUrl url)
    {
        return url.Port != 0 ? url.Port : FileUrl.DefaultPort(url.Scheme);
    }
}
