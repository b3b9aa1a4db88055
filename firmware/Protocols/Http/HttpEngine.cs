// Fetches or sends one file: a GET, POST or PUT request out, the reply's bytes in, its body to a sink (RFC 9110, RFC 9112).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// An HTTP/1.1 client for one request at a time, without connection and clock. The caller sends <see cref="Output"/> and behind it the
/// request's body, gives what it receives to <see cref="Receive"/> and the end of it to <see cref="ReceiveEnd"/>, and lets time pass with
/// <see cref="Step"/>.
/// 200 is success, so is 304 when the request was conditional, and 201, 202 and 204 when it brought a file; 404 and 410 are <see cref="Core.Fault.HttpNotFound"/>, another 304
/// <see cref="Core.Fault.HttpNotModified"/>, 301, 302, 303, 307 and 308 <see cref="Core.Fault.HttpRedirect"/>, 401 and 407
/// <see cref="Core.Fault.HttpCredentialsWanted"/>, the rest <see cref="Core.Fault.HttpStatus"/>. Any cutting of the reply gives the same outcome.
/// </summary>
public sealed class HttpEngine
{
    /// <summary>Bytes that <c>output</c> of the constructor should have: a full path twice (for digests), a server name, texts of a challenge and room for encoding.</summary>
    public const int OutputCapacity = 4096;

    /// <summary>Bytes at the end of the output where the lines of a reply's head stand, from its first byte to its end.</summary>
    public const int ReplyLineBytes = HttpHeadReader.KeptLineBytes;

    /// <summary>Longest wait for the first byte of the reply.</summary>
    public int FirstByteMs = 20000;

    /// <summary>Longest wait between bytes of the reply.</summary>
    public int IdleMs = 20000;

    /// <summary>Longest time from the request to the end of the body.</summary>
    public int WholeMs = 300000;

    // What the body is framed by.
    private const int InHead = 0;
    private const int InLength = 1;
    private const int InChunks = 2;
    private const int UntilClose = 3;

    private readonly HttpHeadReader _head;
    private readonly HttpChunkReader _chunks = new HttpChunkReader();
    private readonly int _maxBodyBytes;
    private HttpRequest _request;
    private ISink _body;
    private int _part;
    private int _rest;
    private long _quietEndMs;
    private long _wholeEndMs;

    /// <summary>Makes an engine that writes its request to <paramref name="output"/>, which it may share with engines that do not run at the same time.</summary>
    public HttpEngine(TextBuffer output, TextBuffer detail, int maxBodyBytes)
    {
        Output = output;
        Detail = detail;
        _head = new HttpHeadReader(detail, output.Bytes);
        _maxBodyBytes = maxBodyBytes;
    }

    /// <summary>Where it stands.</summary>
    public TransferStatus Status { get; private set; }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset in the reply of what was wrong; of a sink's fault, the offset in the sink's own input.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Status code and reason as the server sent them, printable ASCII.</summary>
    public TextBuffer Detail { get; }

    /// <summary>Holds the challenge of the last 401 or 407 until the next one. The first one, or who asks for it before, takes the memory.</summary>
    public Authenticator Authenticator
    {
        get { return _head.Authenticator; }
    }

    /// <summary>Where a redirect goes, as the server wrote it; empty when it does not say.</summary>
    public TextBuffer Location
    {
        get { return _head.Location; }
    }

    /// <summary>
    /// The request's head; its body follows on the wire as it stands, and may take the head's place here once that was sent, but for the last
    /// <see cref="ReplyLineBytes"/>: the reply may begin while it is sent.
    /// </summary>
    public TextBuffer Output { get; }

    /// <summary>The status code, 0 before there is one.</summary>
    public int StatusCode
    {
        get { return _head.StatusCode; }
    }

    /// <summary>True after Done when the server says that the file is the one it was told of: the sink has seen nothing, its end neither.</summary>
    public bool NotModified
    {
        get { return Status == TransferStatus.Done && _head.StatusCode == 304; }
    }

    /// <summary>The reply's ETag, printable ASCII; empty when it has none or one longer than 128 bytes.</summary>
    public TextBuffer EntityTag
    {
        get { return _head.EntityTag; }
    }

    /// <summary>The reply's Last-Modified, likewise.</summary>
    public TextBuffer LastModified
    {
        get { return _head.LastModified; }
    }

    /// <summary>Bytes of the body delivered to the sink.</summary>
    public int BodyBytes { get; private set; }

    /// <summary>Bytes of the reply received, head and framing included.</summary>
    public int ReplyBytes { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do; long.MaxValue when nothing.</summary>
    public long NextDeadlineMs
    {
        get { return Status != TransferStatus.Busy ? long.MaxValue : _quietEndMs < _wholeEndMs ? _quietEndMs : _wholeEndMs; }
    }

    /// <summary>
    /// Writes the request's head; the body sink is ready (reset). A server name or header that could break the request, or a head that
    /// does not fit, is <see cref="Core.Fault.UrlSyntax"/>.
    /// </summary>
    /// <param name="request">Borrowed until the end.</param>
    /// <param name="body">Takes the reply's body; null for what is sent for its own sake.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(HttpRequest request, ISink body, long nowMs)
    {
        Cancel();
        _head.Reset();
        _chunks.Reset();
        Detail.Clear();
        _request = request;
        _body = body;
        _part = InHead;
        Status = TransferStatus.Busy;
        _quietEndMs = nowMs + FirstByteMs;
        _wholeEndMs = nowMs + WholeMs;
        if (!HttpRequestWriter.Write(request, request.AnsweredStatus == 0 ? null : Authenticator, Output))
        {
            Fail(Fault.UrlSyntax, 0);
        }
    }

    /// <summary>Gives up.</summary>
    public void Cancel()
    {
        Status = TransferStatus.Idle;
        Fault = Fault.None;
        FaultOffset = 0;
        BodyBytes = 0;
        ReplyBytes = 0;
    }

    /// <summary>Ends the transfer from outside, for example because the connection broke.</summary>
    public void Abort(Fault fault)
    {
        Fail(fault, ReplyBytes);
    }

    /// <summary>Lets time pass.</summary>
    public void Step(long nowMs)
    {
        if (Status != TransferStatus.Busy)
        {
            return;
        }

        if (nowMs >= _wholeEndMs)
        {
            Fail(Fault.FetchTooSlow, ReplyBytes);
        }
        else if (nowMs >= _quietEndMs)
        {
            Fail(ReplyBytes == 0 ? Fault.HttpFirstByteTimeout : Fault.HttpIdleTimeout, ReplyBytes);
        }
    }

    /// <summary>Says that the connection took more of the request's body: the server's time to answer starts anew.</summary>
    public void BodySent(long nowMs)
    {
        if (ReplyBytes == 0)
        {
            _quietEndMs = nowMs + FirstByteMs;
        }
    }

    /// <summary>Takes bytes of the reply. Bytes behind the end of the body are ignored.</summary>
    public void Receive(byte[] buffer, int offset, int count, long nowMs)
    {
        if (Status != TransferStatus.Busy || count == 0)
        {
            return;
        }

        _quietEndMs = nowMs + IdleMs;
        int end = offset + count;
        while (offset < end && Status == TransferStatus.Busy)
        {
            int taken = TakeSome(buffer, offset, end - offset);
            offset += taken;
            ReplyBytes += taken;
            if (Status == TransferStatus.Busy && _part == InHead)
            {
                AfterHead();
            }
        }
    }

    /// <summary>Says that the server has closed.</summary>
    public void ReceiveEnd()
    {
        if (Status != TransferStatus.Busy)
        {
            return;
        }

        if (_part == UntilClose)
        {
            FinishBody();
        }
        else
        {
            Fail(Fault.HttpTruncated, ReplyBytes);
        }
    }

    private int TakeSome(byte[] buffer, int offset, int count)
    {
        switch (_part)
        {
            case InHead:
                return _head.Take(buffer, offset, count);
            case InLength:
                int length = Deliver(buffer, offset, count < _rest ? count : _rest);
                _rest -= length;
                if (_rest == 0 && Status == TransferStatus.Busy)
                {
                    FinishBody();
                }

                return length;
            case InChunks:
                return TakeChunked(buffer, offset, count);
            default:
                return Deliver(buffer, offset, count);
        }
    }

    private int TakeChunked(byte[] buffer, int offset, int count)
    {
        int data = _chunks.DataBytes;
        if (data > 0)
        {
            int length = Deliver(buffer, offset, count < data ? count : data);
            _chunks.TookData(length);
            return length;
        }

        int taken = _chunks.Take(buffer, offset, count);
        if (_chunks.Fault != Fault.None)
        {
            Fail(_chunks.Fault, ReplyBytes + taken);
        }
        else if (_chunks.Ended)
        {
            FinishBody();
        }

        return taken;
    }

    // What the status code says comes before what the headers say of a body that is not wanted.
    private void AfterHead()
    {
        if (_head.Fault != Fault.None)
        {
            Fail(_head.Fault, _head.FaultOffset);
        }
        else if (_head.Ended && _head.StatusCode == 304 && _request.IsConditional)
        {
            Status = TransferStatus.Done;
        }
        else if (_head.Ended && _request.IsUpload && IsTaken(_head.StatusCode))
        {
            Status = TransferStatus.Done;
        }
        else if (_head.Ended && _head.StatusCode != 200)
        {
            Fail(FaultOf(_head.StatusCode), ReplyBytes);
        }
        else if (_head.Ended && _head.IsEncoded)
        {
            Fail(Fault.HttpEncoding, ReplyBytes);
        }
        else if (_head.Ended)
        {
            StartBody();
        }
    }

    // Chunks win over a length (RFC 9112, 6.3); without both the body ends with the connection.
    private void StartBody()
    {
        if (_head.IsChunked)
        {
            _part = InChunks;
        }
        else if (_head.ContentLength < 0)
        {
            _part = UntilClose;
        }
        else if (_head.ContentLength > _maxBodyBytes)
        {
            Fail(Fault.FetchTooLarge, ReplyBytes);
        }
        else
        {
            _part = InLength;
            _rest = _head.ContentLength;
            if (_rest == 0)
            {
                FinishBody();
            }
        }
    }

    private int Deliver(byte[] buffer, int offset, int count)
    {
        int room = _maxBodyBytes - BodyBytes;
        int length = count < room ? count : room;
        if (length > 0 && _body.Write(buffer, offset, length) == DecodeStatus.Failed)
        {
            Fail(_body.Fault, _body.FaultOffset);
            return length;
        }

        BodyBytes += length;
        if (length < count)
        {
            Fail(Fault.FetchTooLarge, ReplyBytes + length);
        }

        return length;
    }

    private void FinishBody()
    {
        if (_body.Finish() == DecodeStatus.Done)
        {
            Status = TransferStatus.Done;
        }
        else
        {
            Fail(_body.Fault, _body.FaultOffset);
        }
    }

    private void Fail(Fault fault, int offset)
    {
        Status = TransferStatus.Failed;
        Fault = fault;
        FaultOffset = offset;
    }

    // RFC 9110, 15.3.1 to 15.3.5.
    private static bool IsTaken(int status)
    {
        return status == 200 || status == 201 || status == 202 || status == 204;
    }

    private static Fault FaultOf(int status)
    {
        return status == 404 || status == 410 ? Fault.HttpNotFound
            : status == 304 ? Fault.HttpNotModified
            : status == 401 || status == 407 ? Fault.HttpCredentialsWanted
            : HttpHeadReader.IsRedirect(status) ? Fault.HttpRedirect
            : Fault.HttpStatus;
    }
}
