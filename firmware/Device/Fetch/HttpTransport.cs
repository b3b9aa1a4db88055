// The HTTP client on a connection of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Connects, sends the request as the connection takes it, hands what comes to the engine. A file is pulled piece by piece into the buffer
/// where the head stood, a text is sent from where it stands. An upload is done when the server has said so and all of it was sent.
/// </summary>
internal sealed class HttpTransport : ITransport
{
    // Between two looks at a connection that takes nothing.
    private const int SendWaitMs = 20;

    private readonly IConnection _connection;
    private readonly HttpEngine _http;
    private readonly HttpFollower _follower;
    private readonly byte[] _received;
    private ISink _body;
    private TextBuffer _piece;
    private bool _connecting;
    private bool _awaitsPeer;
    private Fault _connectFault;
    private int _sentBytes;
    private bool _isSent;
    private bool _isBroken;
    private long _connectEndMs;

    internal HttpTransport(IConnection connection, HttpFollower follower, TextBuffer output, byte[] received, TextBuffer detail, int maxBodyBytes)
    {
        _connection = connection;
        _follower = follower;
        _received = received;
        _http = new HttpEngine(output, detail, maxBodyBytes);
    }

    public TransferStatus Status
    {
        get
        {
            return _connecting || _awaitsPeer || IsSendingOn ? TransferStatus.Busy
                : _connectFault != Fault.None ? TransferStatus.Failed
                : _http.Status;
        }
    }

    public Fault Fault
    {
        get { return _connectFault != Fault.None ? _connectFault : _http.Fault; }
    }

    public bool WasUnanswered
    {
        get { return IsNoResponse(_connectFault) || _http.Fault == Fault.HttpFirstByteTimeout; }
    }

    public int BodyBytes
    {
        get { return _http.BodyBytes; }
    }

    public long NextDeadlineMs
    {
        get { return _connecting ? _connectEndMs : _awaitsPeer ? long.MaxValue : _http.NextDeadlineMs; }
    }

    /// <summary>The name in the server's certificate to be compared with its address before anything is sent; null when there is nothing to compare.</summary>
    internal string PeerName
    {
        get { return _awaitsPeer ? _connection.PeerName : null; }
    }

    internal int ConnectMs { get; set; }

    /// <summary>The engine, for what it read of the reply's head.</summary>
    internal HttpEngine Engine
    {
        get { return _http; }
    }

    /// <summary>Says that the name belongs to the address: the request is sent.</summary>
    internal void AcceptPeer(long nowMs)
    {
        _awaitsPeer = false;
        StartRequest(nowMs);
    }

    internal void SetTimes(int firstByteMs, int idleMs, int wholeMs)
    {
        _http.FirstByteMs = firstByteMs;
        _http.IdleMs = idleMs;
        _http.WholeMs = wholeMs;
    }

    public void Start(uint address, FileUrl url, ISink body, long nowMs)
    {
        _body = body;
        _connecting = true;
        _connectFault = Fault.None;
        _connectEndMs = nowMs + ConnectMs;
        _http.Cancel();
        bool tls = url.Scheme == UrlScheme.Https;
        _connection.Connect(address, url.EffectivePort, tls, tls ? url.Server.ToString() : null);
    }

    public void Step(long nowMs, int waitMs)
    {
        if (_connecting)
        {
            StepConnecting(nowMs, waitMs);
            return;
        }

        if (_awaitsPeer)
        {
            return;
        }

        _http.Step(nowMs);
        if (_http.Status == TransferStatus.Busy || IsSendingOn)
        {
            bool progressed = SendRequest(nowMs);
            if (_http.Status == TransferStatus.Busy || IsSendingOn)
            {
                ReceiveReply(nowMs, _isSent ? waitMs : progressed ? 0 : waitMs < SendWaitMs ? waitMs : SendWaitMs);
            }

            EndBroken();
        }
    }

    public void Abort(Fault fault)
    {
        _connecting = false;
        _awaitsPeer = false;
        _http.Abort(fault);
    }

    public void Close()
    {
        _connecting = false;
        _awaitsPeer = false;
        _connectFault = Fault.None;
        _http.Cancel();
        _connection.Close();
    }

    private void StepConnecting(long nowMs, int waitMs)
    {
        if (_connection.State == ConnectionState.Connecting)
        {
            // Nothing can be read before the connection is open: this is the wait for it.
            _connection.Receive(_received, 0, Fetcher.InputBytes, waitMs);
        }

        switch (_connection.State)
        {
            case ConnectionState.Open:
                _connecting = false;
                _awaitsPeer = _connection.PeerName != null;
                if (!_awaitsPeer)
                {
                    StartRequest(nowMs);
                }

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

    private void StartRequest(long nowMs)
    {
        _piece = _http.Output;
        _sentBytes = 0;
        _isSent = false;
        _isBroken = false;
        if (_follower.Body != null)
        {
            _follower.Body.Rewind();
        }

        _http.Start(_follower.Next, _body, nowMs);
    }

    private void FailConnecting(Fault fault)
    {
        _connecting = false;
        _connectFault = fault;
    }

    // A server may say that all is well before it has read everything.
    private bool IsSendingOn
    {
        get { return _http.Status == TransferStatus.Done && _follower.Next.IsUpload && !_isSent; }
    }

    // The head, then the body. A server may answer and close before it has read everything: a send that fails counts only when nothing
    // can be read. True when the connection took something.
    private bool SendRequest(long nowMs)
    {
        if (!_isSent && _sentBytes == _piece.Length)
        {
            NextPiece(nowMs);
        }

        if (_isSent)
        {
            return false;
        }

        int sent = _connection.Send(_piece.Bytes, _sentBytes, _piece.Length - _sentBytes);
        _isBroken = sent < 0;
        bool isLast = _follower.Body == null && (_follower.Post == null || _follower.Post == _piece);
        _isSent = _isBroken || (isLast && _sentBytes + sent == _piece.Length);
        _sentBytes += sent > 0 ? sent : 0;
        return sent > 0;
    }

    // The piece before it was taken whole.
    private void NextPiece(long nowMs)
    {
        _sentBytes = 0;
        _http.BodySent(nowMs);
        if (_follower.Post != null)
        {
            _piece = _follower.Post;
            _isSent = _piece.Length == 0;
            return;
        }

        IBodySource body = _follower.Body;
        _piece.Clear();
        int read = body.Read(_piece.Bytes, 0, _piece.Bytes.Length - HttpEngine.ReplyLineBytes);
        if (read < 0)
        {
            _http.Abort(body.Fault);
        }

        _piece.Length = read > 0 ? read : 0;
        _isSent = read <= 0;
    }

    private void ReceiveReply(long nowMs, int waitMs)
    {
        int length = _connection.Receive(_received, 0, Fetcher.InputBytes, waitMs);
        if (length > 0)
        {
            _http.Receive(_received, 0, length, nowMs);
            StopWithoutHead();
        }
        else if (length == -1)
        {
            _http.ReceiveEnd();
        }
        else if (length < 0 && _http.Status == TransferStatus.Busy)
        {
            _http.Abort(_connection.Fault == Fault.None ? Fault.ConnectionLost : _connection.Fault);
        }
    }

    // The reply's body is decoded where the request's head stood, and the lines of its own head stand at the end of it. A server that sends
    // either wants no more of the head.
    private void StopWithoutHead()
    {
        bool isOverwritten = _http.BodyBytes > 0 || _piece.Length > _piece.Bytes.Length - HttpEngine.ReplyLineBytes;
        _isSent |= isOverwritten && _piece == _http.Output && _sentBytes < _piece.Length;
    }

    // An upload that the server did not read to its end has not arrived, whatever the server says.
    private void EndBroken()
    {
        if (_isBroken && _http.Status == TransferStatus.Done && _follower.Next.IsUpload)
        {
            _http.Abort(Fault.ConnectionLost);
        }
    }

    // A server whose certificate is refused has responded: another address of it is no better.
    private static bool IsNoResponse(Fault fault)
    {
        return fault == Fault.ConnectTimeout || fault == Fault.ConnectRefused || fault == Fault.ConnectUnreachable || fault == Fault.ConnectionLost
            || fault == Fault.SocketFailed;
    }
}
