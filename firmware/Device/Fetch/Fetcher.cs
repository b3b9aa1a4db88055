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
    private readonly TextBuffer _output = new TextBuffer(HttpEngine.OutputCapacity);
    private readonly TextBuffer _userAgent = new TextBuffer(UserAgentText.MaxBytes);
    private readonly byte[] _received = new byte[ReceiveBytes];
    private readonly uint[] _addresses = new uint[DnsResolver.MaxAddresses];
    private readonly DnsResolver _resolver;
    private readonly TftpTransport _tftp;
    private readonly HttpTransport _http;

    // Whose turn it is: null while a name is looked up and when nothing is under way.
    private ITransport _transport;
    private FetchStatus _status = FetchStatus.Failed;
    private FileUrl _url;
    private ISink _body;
    private int _addressCount;
    private int _addressIndex;
    private long _wholeEndMs;

    /// <summary>Makes a fetcher with one datagram port and one connection of the network; bodies above <paramref name="maxBodyBytes"/> are refused.</summary>
    public Fetcher(INetwork network, IRandom random, int maxBodyBytes)
    {
        _random = random;
        _port = network.CreateDatagramPort();
        Detail = new TextBuffer(DetailBytes);
        _resolver = new DnsResolver(_output.Bytes);
        _tftp = new TftpTransport(_port, _output.Bytes, _received, Detail, maxBodyBytes);
        _http = new HttpTransport(network.CreateConnection(), _userAgent, _output, _received, Detail, maxBodyBytes);
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
    public int BytesReceived { get; private set; }

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
            long nextMs = _transport == null ? _resolver.NextDeadlineMs : _transport.NextDeadlineMs;
            return _status == FetchStatus.Busy && nextMs > _wholeEndMs ? _wholeEndMs : nextMs;
        }
    }

    /// <summary>Whether the name servers are asked at once instead of one after the other.</summary>
    public bool AskInParallel
    {
        set { _resolver.AskInParallel = value; }
    }

    /// <summary>Sets name server 0 or 1; address 0 takes it away. Not while a name is being resolved.</summary>
    public void SetDnsServer(int slot, uint address, int port)
    {
        _resolver.SetServer(slot, address, port);
    }

    /// <summary>
    /// Starts a fetch and drops the one before. URL and POST body are borrowed until the end; the sink is ready (reset) and is finished by the fetch.
    /// What is wrong at once is told by the first <see cref="Step"/>.
    /// </summary>
    /// <param name="url">Where the file lies.</param>
    /// <param name="postBody">What to POST for it, with http; null for a GET. With tftp it is <see cref="Core.Fault.PostScheme"/>.</param>
    /// <param name="body">Takes the file.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(FileUrl url, TextBuffer postBody, ISink body, long nowMs)
    {
        Cancel();
        _url = url;
        _http.PostBody = postBody;
        _body = body;
        _wholeEndMs = nowMs + WholeMs;
        _status = FetchStatus.Busy;
        if (url.Scheme == UrlScheme.Https)
        {
            Fail(Fault.TlsUnsupported, 0);
        }
        else if (postBody != null && url.Scheme == UrlScheme.Tftp)
        {
            Fail(Fault.PostScheme, 0);
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
        long untilMs = NextDeadlineMs - nowMs;
        int waitMs = untilMs >= maxWaitMs ? maxWaitMs : untilMs > 0 ? (int)untilMs : 0;
        if (_status != FetchStatus.Busy)
        {
            if (_transport != null)
            {
                _transport.Step(nowMs, waitMs);
            }
        }
        else if (nowMs >= _wholeEndMs)
        {
            if (_transport != null)
            {
                _transport.Abort(Fault.FetchTooSlow);
            }

            Fail(Fault.FetchTooSlow, BytesReceived);
        }
        else if (_transport == null)
        {
            StepResolving(nowMs, waitMs);
        }
        else
        {
            StepTransport(nowMs, waitMs);
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
        Detail.Clear();
        ServerAddress = 0;
        BytesReceived = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    private void StartResolving(long nowMs)
    {
        _resolver.Start(_url.Server.Bytes, 0, _url.Server.Length, _random.Next(65536), nowMs);
        if (_resolver.Status == TransferStatus.Failed)
        {
            Fail(_resolver.Fault, 0);
        }
        else if (!_port.Open(0))
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
        if (_url.Scheme == UrlScheme.Tftp)
        {
            _transport = _tftp;
        }
        else
        {
            _http.ConnectMs = ConnectMs;
            _http.SetTimes(FirstByteMs, IdleMs, WholeMs);
            _transport = _http;
        }

        _transport.Start(ServerAddress, _url, _body, nowMs);
    }

    private void StepTransport(long nowMs, int waitMs)
    {
        _transport.Step(nowMs, waitMs);
        BytesReceived = _transport.BodyBytes;
        if (_transport.Status == TransferStatus.Done)
        {
            _status = FetchStatus.Done;
            if (_transport != _tftp)
            {
                CloseAll();
            }
        }
        else if (_transport.Status == TransferStatus.Failed)
        {
            if (_transport.WasUnanswered && _addressIndex + 1 < _addressCount)
            {
                _addressIndex++;
                TryAddress(nowMs);
            }
            else
            {
                Fail(_transport.Fault, _transport.FaultOffset);
            }
        }
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
        _transport = null;
        _resolver.Cancel();
        _tftp.Close();
        _http.Close();
    }
}
