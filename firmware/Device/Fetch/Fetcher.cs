// One file from a URL to a sink: name to addresses, then TFTP or HTTP with each address in turn, over the HAL's sockets.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Fetches one file at a time; made once, used for all. Each <see cref="Step"/> takes at most one datagram or one read, so a slow sink
/// never holds the main loop for more than that. The next address is tried when connecting fails or nothing at all is answered: the
/// sink has seen no byte then. After a TFTP transfer, Step still answers the server's repeats until <see cref="NextDeadlineMs"/>.
/// </summary>
public sealed class Fetcher
{
    /// <summary>Longest wait for a connection to one address.</summary>
    public int ConnectMs = 10000;

    /// <summary>Longest wait for the first byte of an HTTP reply.</summary>
    public int FirstByteMs = 20000;

    /// <summary>Longest wait between bytes of an HTTP reply.</summary>
    public int IdleMs = 20000;

    /// <summary>Longest time from Start to the end, all addresses together.</summary>
    public int WholeMs = 300000;

    // One byte more than the longest TFTP datagram, so that a longer one is seen.
    private const int ReceiveBytes = TftpReader.LongestDatagramBytes + 1;
    private const int DetailBytes = 192;

    private readonly IRandom _random;
    private readonly IDatagramPort _port;
    private readonly IConnection _connection;
    private readonly TextBuffer _output = new TextBuffer(HttpGetEngine.OutputCapacity);
    private readonly TextBuffer _userAgent = new TextBuffer(UserAgentText.MaxBytes);
    private readonly byte[] _received = new byte[ReceiveBytes];
    private readonly uint[] _addresses = new uint[DnsResolver.MaxAddresses];
    private readonly DnsResolver _resolver;
    private readonly TftpReader _tftp;
    private readonly HttpGetEngine _http;
    private FetchPhase _phase;
    private FetchStatus _status = FetchStatus.Failed;
    private FileUrl _url;
    private ISink _body;
    private int _addressCount;
    private int _addressIndex;
    private int _sentBytes;
    private long _connectEndMs;
    private long _wholeEndMs;

    /// <summary>Makes a fetcher with one datagram port and one connection of the network; bodies above <paramref name="maxBodyBytes"/> are refused.</summary>
    public Fetcher(INetwork network, IRandom random, int maxBodyBytes)
    {
        _random = random;
        _port = network.CreateDatagramPort();
        _connection = network.CreateConnection();
        Detail = new TextBuffer(DetailBytes);
        _resolver = new DnsResolver(_output.Bytes);
        _tftp = new TftpReader(_output.Bytes, Detail, maxBodyBytes);
        _http = new HttpGetEngine(_output, Detail, maxBodyBytes);
    }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Where the fault was: an offset in the HTTP reply or the TFTP file, or in the sink's own input when the fault is the sink's.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>The server's own error text or status line, printable ASCII, at most 192 bytes.</summary>
    public TextBuffer Detail { get; }

    /// <summary>True when the server says that there is no such file.</summary>
    public bool NotFound
    {
        get { return Fault == Fault.TftpNotFound || Fault == Fault.HttpNotFound; }
    }

    /// <summary>The address asked last; 0 before one is known.</summary>
    public uint ServerAddress { get; private set; }

    /// <summary>Bytes of the file delivered to the sink.</summary>
    public int BytesReceived
    {
        get { return _url == null ? 0 : _url.Scheme == UrlScheme.Tftp ? _tftp.BodyBytes : _http.BodyBytes; }
    }

    /// <summary>The User-Agent header's value (<see cref="UserAgentText"/>); empty sends none.</summary>
    public string UserAgent
    {
        set
        {
            _userAgent.Clear();
            _userAgent.Append(value);
        }
    }

    /// <summary>When <see cref="Step"/> has something to do even if nothing comes in; long.MaxValue when nothing.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs;
            switch (_phase)
            {
                case FetchPhase.Resolving:
                    nextMs = _resolver.NextDeadlineMs;
                    break;
                case FetchPhase.Tftp:
                    nextMs = _tftp.NextDeadlineMs;
                    break;
                case FetchPhase.Connecting:
                    nextMs = _connectEndMs;
                    break;
                case FetchPhase.Http:
                    nextMs = _http.NextDeadlineMs;
                    break;
                case FetchPhase.Dallying:
                    return _tftp.NextDeadlineMs;
                default:
                    return long.MaxValue;
            }

            return nextMs < _wholeEndMs ? nextMs : _wholeEndMs;
        }
    }

    /// <summary>Sets name server 0 or 1; address 0 takes it away. Not while a name is being resolved.</summary>
    public void SetDnsServer(int slot, uint address, int port)
    {
        _resolver.SetServer(slot, address, port);
    }

    /// <summary>
    /// Starts a fetch and drops the one before. The URL is borrowed until the end; the sink is ready (reset) and is finished by the fetch.
    /// What is wrong at once is told by the first <see cref="Step"/>.
    /// </summary>
    public void Start(FileUrl url, ISink body, long nowMs)
    {
        Cancel();
        _url = url;
        _body = body;
        _wholeEndMs = nowMs + WholeMs;
        _status = FetchStatus.Busy;
        if (url.Scheme == UrlScheme.Https)
        {
            Fail(Fault.TlsUnsupported, 0);
        }
        else if (url.Server.Length == 0)
        {
            Fail(Fault.UrlNoServer, 0);
        }
        else if (url.Path.Length == 0)
        {
            Fail(Fault.UrlNoPath, 0);
        }
        else if (Ipv4.TryParse(url.Server.Bytes, 0, url.Server.Length, out _addresses[0]))
        {
            _addressCount = 1;
            TryAddress(nowMs);
        }
        else
        {
            StartResolving(nowMs);
        }
    }

    /// <summary>Goes on. Waits on the active socket, at most <paramref name="maxWaitMs"/> and never past the next deadline.</summary>
    public FetchStatus Step(long nowMs, int maxWaitMs)
    {
        if (_status == FetchStatus.Busy && nowMs >= _wholeEndMs)
        {
            GiveUp(Fault.FetchTooSlow);
        }

        long untilMs = NextDeadlineMs - nowMs;
        int waitMs = untilMs >= maxWaitMs ? maxWaitMs : untilMs > 0 ? (int)untilMs : 0;
        switch (_phase)
        {
            case FetchPhase.Resolving:
                StepResolving(nowMs, waitMs);
                break;
            case FetchPhase.Tftp:
            case FetchPhase.Dallying:
                StepTftp(nowMs, waitMs);
                break;
            case FetchPhase.Connecting:
                StepConnecting(nowMs, waitMs);
                break;
            case FetchPhase.Http:
                StepHttp(nowMs, waitMs);
                break;
        }

        return _status;
    }

    /// <summary>Drops everything and closes the sockets; does no harm when nothing is under way.</summary>
    public void Cancel()
    {
        CloseAll();
        _status = FetchStatus.Failed;
        _addressCount = 0;
        _addressIndex = 0;
        _tftp.Cancel();
        _http.Cancel();
        _resolver.Cancel();
        Detail.Clear();
        ServerAddress = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    private void StartResolving(long nowMs)
    {
        _phase = FetchPhase.Resolving;
        _resolver.Start(_url.Server.Bytes, 0, _url.Server.Length, _random.Next(65536), nowMs);
        if (_resolver.Status == TransferStatus.Busy && !_port.Open(0))
        {
            Fail(Fault.SocketFailed, 0);
        }
    }

    private void StepResolving(long nowMs, int waitMs)
    {
        _resolver.Step(nowMs);
        SendQuery();
        if (_resolver.Status == TransferStatus.Busy)
        {
            int length = _port.Receive(_received, 0, ReceiveBytes, waitMs);
            if (length >= 0)
            {
                _resolver.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
                SendQuery();
            }
        }

        if (_resolver.Status == TransferStatus.Failed)
        {
            Fail(_resolver.Fault, 0);
        }
        else if (_resolver.Status == TransferStatus.Done)
        {
            _addressCount = _resolver.AddressCount;
            for (int i = 0; i < _addressCount; i++)
            {
                _addresses[i] = _resolver.AddressOf(i);
            }

            TryAddress(nowMs);
        }
    }

    private void SendQuery()
    {
        if (_resolver.OutputBytes > 0)
        {
            _port.Send(_resolver.OutputAddress, _resolver.OutputPort, _output.Bytes, 0, _resolver.OutputBytes);
            _resolver.OutputSent();
        }
    }

    private void TryAddress(long nowMs)
    {
        CloseAll();
        ServerAddress = _addresses[_addressIndex];
        int port = _url.Port != 0 ? _url.Port : FileUrl.DefaultPort(_url.Scheme);
        if (_url.Scheme == UrlScheme.Http)
        {
            _phase = FetchPhase.Connecting;
            _connectEndMs = nowMs + ConnectMs;
            _connection.Connect(ServerAddress, port, false, null);
        }
        else if (!_port.Open(0))
        {
            Fail(Fault.SocketFailed, 0);
        }
        else
        {
            _phase = FetchPhase.Tftp;
            _tftp.Start(ServerAddress, port, _url.Path.Bytes, 0, _url.Path.Length, _body, nowMs);
        }
    }

    // Only while the sink has seen nothing.
    private void TryNextAddress(Fault fault, long nowMs)
    {
        _addressIndex++;
        if (_addressIndex < _addressCount)
        {
            TryAddress(nowMs);
        }
        else
        {
            Fail(fault, 0);
        }
    }

    private void StepTftp(long nowMs, int waitMs)
    {
        _tftp.Step(nowMs);
        SendTftp();
        if (_tftp.Status == TransferStatus.Busy || _tftp.IsDallying)
        {
            int length = _port.Receive(_received, 0, ReceiveBytes, waitMs);
            if (length >= 0)
            {
                _tftp.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
                SendTftp();
            }
        }

        if (_tftp.Status == TransferStatus.Failed)
        {
            if (_tftp.Fault == Fault.TftpTimeout && !_tftp.Heard)
            {
                TryNextAddress(Fault.TftpTimeout, nowMs);
            }
            else
            {
                Fail(_tftp.Fault, _tftp.FaultOffset);
            }
        }
        else if (_tftp.Status == TransferStatus.Done)
        {
            _status = FetchStatus.Done;
            _phase = FetchPhase.Dallying;
            if (!_tftp.IsDallying)
            {
                CloseAll();
            }
        }
    }

    private void SendTftp()
    {
        if (_tftp.OutputBytes > 0)
        {
            _port.Send(ServerAddress, _tftp.OutputPort, _tftp.Output, 0, _tftp.OutputBytes);
            _tftp.OutputSent();
        }
    }

    private void StepConnecting(long nowMs, int waitMs)
    {
        if (_connection.State == ConnectionState.Connecting)
        {
            // Nothing can be read yet: this is the wait.
            _connection.Receive(_received, 0, ReceiveBytes, waitMs);
        }

        switch (_connection.State)
        {
            case ConnectionState.Open:
                StartHttp(nowMs);
                break;
            case ConnectionState.Connecting:
                if (nowMs >= _connectEndMs)
                {
                    TryNextAddress(Fault.ConnectTimeout, nowMs);
                }

                break;
            default:
                TryNextAddress(_connection.Fault == Fault.None ? Fault.SocketFailed : _connection.Fault, nowMs);
                break;
        }
    }

    private void StartHttp(long nowMs)
    {
        _phase = FetchPhase.Http;
        _sentBytes = 0;
        _http.FirstByteMs = FirstByteMs;
        _http.IdleMs = IdleMs;
        _http.WholeMs = WholeMs;
        int port = _url.Port != 0 ? _url.Port : FileUrl.DefaultPort(_url.Scheme);
        _http.Start(_url.Path.Bytes, 0, _url.Path.Length, _url.Server, port, _userAgent, _body, nowMs);
    }

    private void StepHttp(long nowMs, int waitMs)
    {
        _http.Step(nowMs);
        if (_http.Status == TransferStatus.Busy)
        {
            SendRequest();
            ReceiveReply(nowMs, _sentBytes < _output.Length ? 0 : waitMs);
        }

        if (_http.Status == TransferStatus.Done)
        {
            CloseAll();
            _status = FetchStatus.Done;
        }
        else if (_http.Status == TransferStatus.Failed)
        {
            if (_http.Fault == Fault.HttpFirstByteTimeout)
            {
                TryNextAddress(Fault.HttpFirstByteTimeout, nowMs);
            }
            else
            {
                Fail(_http.Fault, _http.FaultOffset);
            }
        }
    }

    // A server may answer and close before it has read everything: what it said is read before a failed send counts.
    private void SendRequest()
    {
        int rest = _output.Length - _sentBytes;
        if (rest > 0)
        {
            int sent = _connection.Send(_output.Bytes, _sentBytes, rest);
            _sentBytes = sent < 0 ? _output.Length : _sentBytes + sent;
        }
    }

    private void ReceiveReply(long nowMs, int waitMs)
    {
        int length = _connection.Receive(_received, 0, ReceiveBytes, waitMs);
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

    private void GiveUp(Fault fault)
    {
        if (_phase == FetchPhase.Tftp)
        {
            _tftp.Abort(fault);
            SendTftp();
        }

        Fail(fault, 0);
    }

    private void Fail(Fault fault, int offset)
    {
        CloseAll();
        _status = FetchStatus.Failed;
        Fault = fault;
        FaultOffset = offset;
    }

    private void CloseAll()
    {
        _phase = FetchPhase.Idle;
        _port.Close();
        _connection.Close();
    }
}
