// One file from a URL to a sink, or from a source to a URL: name to addresses, then TFTP or HTTP with each in turn, over the HAL's sockets.

using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Fetches or sends one file at a time; made once, used for all. Each <see cref="Step"/> takes at most one datagram or one read, so a slow sink
/// never holds the main loop for more than that. The next address is tried when connecting fails or nothing at all is answered: the
/// sink has seen no byte then. A server that answers, be it with an error, has the last word. After a TFTP transfer, Step still answers the server's repeats until <see cref="NextDeadlineMs"/>.
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

    /// <summary>Bytes read at once: one more than the longest TFTP datagram, so that a longer one is seen.</summary>
    public const int InputBytes = TftpReader.LongestDatagramBytes + 1;

    /// <summary>
    /// The start of the output, which stays the fetcher's while a file comes in: a TFTP acknowledgement is sent again. What is behind it nobody else
    /// fills from <see cref="Start"/> on until the first byte of a file is written to the sink, nor ever when one is sent.
    /// </summary>
    public const int AnswerBytes = 16;

    /// <summary>Bytes of the output: a request, or what an answer and a profile's reader need at once.</summary>
    public const int OutputBytes = AnswerBytes + HttpEngine.OutputCapacity;

    private const int DetailBytes = 192;

    private readonly TextBuffer _userAgent = new TextBuffer(UserAgentText.MaxBytes);
    private readonly uint[] _addresses = new uint[DnsResolver.MaxAddresses];
    private readonly HttpFollower _follower;
    private readonly CountedSource _sent = new CountedSource();
    private readonly INetwork _network;
    private readonly TextBuffer _output;
    private readonly int _maxBodyBytes;

    // Each taken with the first URL of its kind: most units know one.
    private TftpTransport _tftp;
    private HttpTransport _http;

    // Whose turn it is: null while a server is looked up and when nothing is under way.
    private ITransport _transport;
    private FetchStatus _status = FetchStatus.Failed;
    private ISink _body;
    private bool _lookingUp;
    private bool _isUpload;
    private bool _wasLookedUp;
    private int _addressCount;
    private int _addressIndex;
    private long _wholeEndMs;

    // The first name and the first upload by TFTP take their parts, with the port and the buffers of the others.
    private readonly IDatagramPort _port;
    private readonly IRandom _random;
    private readonly DnsCache _cache;
    private readonly byte[] _input;
    private readonly uint[] _dnsAddresses = new uint[DnsResolver.MaxServers];
    private readonly int[] _dnsPorts = new int[DnsResolver.MaxServers];
    private bool _asksInParallel;
    private NameLookup _lookup;
    private TftpTransport _tftpUpload;

    /// <summary>Makes a fetcher with one datagram port and one connection of the network; bodies above <paramref name="maxBodyBytes"/> are refused.</summary>
    public Fetcher(INetwork network, IRandom random, int maxBodyBytes)
        : this(network, random, maxBodyBytes, null)
    {
    }

    /// <summary>As the other one, with a cache for names that it shares with others; null for none.</summary>
    public Fetcher(INetwork network, IRandom random, int maxBodyBytes, DnsCache cache)
        : this(network, random, maxBodyBytes, cache, new TextBuffer(OutputBytes), new byte[InputBytes])
    {
    }

    /// <summary>
    /// As the other one, with buffers that others fill too: <paramref name="output"/> of <see cref="OutputBytes"/> (see <see cref="AnswerBytes"/>),
    /// and <paramref name="input"/> of <see cref="InputBytes"/> at least, which is filled and done with in a step.
    /// </summary>
    public Fetcher(INetwork network, IRandom random, int maxBodyBytes, DnsCache cache, TextBuffer output, byte[] input)
    {
        _port = network.CreateDatagramPort();
        _random = random;
        _cache = cache;
        _network = network;
        _output = output;
        _maxBodyBytes = maxBodyBytes;
        _input = input;
        Detail = new TextBuffer(DetailBytes);
        _follower = new HttpFollower(random, _userAgent, _sent);
    }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>The server's own error text or status line, and behind a redirect the URL it came from; printable ASCII, at most 192 bytes.</summary>
    public TextBuffer Detail { get; }

    /// <summary>True when the server says that there is no such file.</summary>
    public bool NotFound
    {
        get { return Fault == Fault.TftpNotFound || Fault == Fault.HttpNotFound; }
    }

    /// <summary>True after Done when the server says that the file is the one the request named: the sink has seen nothing, its end neither.</summary>
    public bool NotModified { get; private set; }

    /// <summary>The ETag of the file that was fetched; empty when it came without or with one longer than 128 bytes.</summary>
    public TextBuffer EntityTag
    {
        get { return _http == null ? TextBuffer.None : _http.Engine.EntityTag; }
    }

    /// <summary>The Last-Modified of the file that was fetched, likewise.</summary>
    public TextBuffer LastModified
    {
        get { return _http == null ? TextBuffer.None : _http.Engine.LastModified; }
    }

    /// <summary>The address asked last; 0 before one is known.</summary>
    public uint ServerAddress { get; private set; }

    /// <summary>Bytes of the file delivered to the sink.</summary>
    public int BytesReceived { get; private set; }

    /// <summary>Length of what was sent, after Done.</summary>
    public int BytesSent
    {
        get { return _isUpload && _status == FetchStatus.Done ? _sent.CountBytes() : 0; }
    }

    /// <summary>What is fetched from now: the request's URL, after a redirect its target.</summary>
    public FileUrl Url
    {
        get { return _follower.Next.Url; }
    }

    /// <summary>Told of the way a fetch takes; null: no one.</summary>
    public IFetchObserver Observer { get; set; }

    /// <summary>Says which servers may be asked; null: all. One it does not allow is <see cref="Core.Fault.ServerRestricted"/>.</summary>
    public IServerFilter Filter { get; set; }

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
            long nextMs = _lookingUp ? _lookup.NextDeadlineMs : _transport == null ? long.MaxValue : _transport.NextDeadlineMs;
            return _status == FetchStatus.Busy && nextMs > _wholeEndMs ? _wholeEndMs : nextMs;
        }
    }

    /// <summary>Whether the name servers are asked at once instead of one after the other.</summary>
    public bool AskInParallel
    {
        set
        {
            _asksInParallel = value;
            SetUpLookup();
        }
    }

    /// <summary>Sets name server 0 or 1; address 0 takes it away. Not while a name is being resolved.</summary>
    public void SetDnsServer(int slot, uint address, int port)
    {
        _dnsAddresses[slot] = address;
        _dnsPorts[slot] = port;
        SetUpLookup();
    }

    /// <summary>
    /// Starts a transfer and drops the one before. The request is borrowed until the end; the sink is ready (reset) and is finished by the fetch.
    /// What is wrong at once is told by the first <see cref="Step"/>.
    /// </summary>
    /// <param name="request">What to fetch. A POST with tftp is <see cref="Core.Fault.PostScheme"/>.</param>
    /// <param name="body">Takes the file; null when one is sent.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(FetchRequest request, ISink body, long nowMs)
    {
        Cancel();
        FileUrl url = request.Url;
        _isUpload = request.Upload != null;
        if (_isUpload)
        {
            _sent.Open(request.Upload);
        }

        _follower.Start(request);
        _body = body;
        _wholeEndMs = nowMs + (request.WholeMs > 0 ? request.WholeMs : WholeMs);
        _status = FetchStatus.Busy;
        if (request.PostBody != null && url.Scheme == UrlScheme.Tftp)
        {
            Fail(Fault.PostScheme);
        }
        else if (url.Server.Length == 0)
        {
            Fail(Fault.UrlNoServer);
        }
        else if (url.Path.Length == 0)
        {
            Fail(Fault.UrlNoPath);
        }
        else
        {
            StartAt(nowMs);
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

            Fail(Fault.FetchTooSlow);
        }
        else if (_lookingUp)
        {
            StepLookup(nowMs, waitMs);
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
        NotModified = false;
        EntityTag.Clear();
        LastModified.Clear();
        ServerAddress = 0;
        BytesReceived = 0;
        Fault = Fault.None;
    }

    private void StartAt(long nowMs)
    {
        FileUrl url = Url;
        Detail.Clear();
        if (Filter != null && !Filter.Allows(url.Server.Bytes, 0, url.Server.Length))
        {
            if (_follower.Redirects == 0)
            {
                Detail.Append(url.Server);
            }

            Fail(Fault.ServerRestricted);
        }
        else if (Ipv4.TryParse(url.Server.Bytes, 0, url.Server.Length, out _addresses[0]))
        {
            _wasLookedUp = false;
            _addressCount = 1;
            _addressIndex = 0;
            TryAddress(nowMs);
        }
        else
        {
            CloseAll();
            LookUp(url.Server.Bytes, url.Server.Length, nowMs);
        }
    }

    private void StepLookup(long nowMs, int waitMs)
    {
        _lookup.Step(nowMs, waitMs);
        if (_lookup.Status == TransferStatus.Failed)
        {
            Fail(_lookup.Fault);
        }
        else if (_lookup.Status == TransferStatus.Done && _transport != null)
        {
            EndPeerCheck(nowMs);
        }
        else if (_lookup.Status == TransferStatus.Done)
        {
            _wasLookedUp = true;
            _addressCount = _lookup.CopyAddresses(_addresses);
            _addressIndex = 0;
            TryAddress(nowMs);
        }
    }

    private void StartPeerCheck(long nowMs)
    {
        byte[] name = Encoding.UTF8.GetBytes(_http.PeerName);
        _wasLookedUp = false;
        Detail.Clear();
        Detail.Append(name, 0, name.Length);
        LookUp(name, name.Length, nowMs);
    }

    private void LookUp(byte[] name, int count, long nowMs)
    {
        if (_lookup == null)
        {
            _lookup = new NameLookup(_port, _random, _output.Bytes, _input, _cache);
            SetUpLookup();
        }

        _lookingUp = true;
        _lookup.Start(name, 0, count, nowMs);
    }

    private void SetUpLookup()
    {
        if (_lookup != null)
        {
            _lookup.AskInParallel = _asksInParallel;
            _lookup.SetServer(0, _dnsAddresses[0], _dnsPorts[0]);
            _lookup.SetServer(1, _dnsAddresses[1], _dnsPorts[1]);
        }
    }

    private void EndPeerCheck(long nowMs)
    {
        bool found = _lookup.Found(ServerAddress);
        _lookup.Close();
        _lookingUp = false;
        if (found)
        {
            Detail.Clear();
            _http.AcceptPeer(nowMs);
        }
        else
        {
            Fail(Fault.TlsServerAddress);
        }
    }

    private void TryAddress(long nowMs)
    {
        CloseAll();
        ServerAddress = _addresses[_addressIndex];
        if (Observer != null)
        {
            Observer.AddressTried(Url, ServerAddress);
        }

        if (Url.Scheme == UrlScheme.Tftp)
        {
            _transport = _isUpload ? TakeUpload() : TakeTftp();
        }
        else
        {
            TakeHttp();
            _http.ConnectMs = ConnectMs;
            _http.SetTimes(FirstByteMs, IdleMs, WholeMs);
            _transport = _http;
        }

        _transport.Start(ServerAddress, Url, _body, nowMs);
    }

    private TftpTransport TakeTftp()
    {
        return _tftp ?? (_tftp = new TftpTransport(_port, new TftpReader(_output.Bytes, Detail, _maxBodyBytes), _input));
    }

    private TftpTransport TakeUpload()
    {
        return _tftpUpload ?? (_tftpUpload = new TftpTransport(_port, new TftpWriter(_output.Bytes, Detail), _input, _sent));
    }

    private void TakeHttp()
    {
        _http = _http ?? new HttpTransport(_network.CreateConnection(), _follower, _output, _input, Detail, _maxBodyBytes);
    }

    private void StepTransport(long nowMs, int waitMs)
    {
        _transport.Step(nowMs, waitMs);
        BytesReceived = _transport.BodyBytes;
        if (_transport.Status == TransferStatus.Done)
        {
            _status = FetchStatus.Done;
            if (_transport == _http)
            {
                NotModified = _http.Engine.NotModified;
                CloseAll();
            }
        }
        else if (_transport.Status == TransferStatus.Failed)
        {
            AfterFailure(nowMs);
        }
        else if (_transport == _http && _http.PeerName != null)
        {
            StartPeerCheck(nowMs);
        }
    }

    private void AfterFailure(long nowMs)
    {
        if (_transport.WasUnanswered && _addressIndex + 1 < _addressCount)
        {
            if (Observer != null)
            {
                Observer.AddressFailed(ServerAddress, _transport.Fault);
            }

            _addressIndex++;
            TryAddress(nowMs);
        }
        else if (_transport != _http)
        {
            ForgetName();
            Fail(_transport.Fault);
        }
        else
        {
            ForgetName();
            FollowReply(nowMs);
        }
    }

    // Not when the server's own name was looked up in between, which is another one.
    private void ForgetName()
    {
        if (_transport.WasUnanswered && _wasLookedUp)
        {
            _lookup.Forget();
        }
    }

    private void FollowReply(long nowMs)
    {
        int statusCode = _http.Engine.StatusCode;
        switch (_follower.After(_http.Fault, _http.Engine))
        {
            case FollowUp.Again:
                TryAddress(nowMs);
                break;
            case FollowUp.Elsewhere:
                if (Observer != null)
                {
                    Observer.Redirected(statusCode, Url);
                }

                StartAt(nowMs);
                break;
            default:
                Fail(_follower.Fault);
                break;
        }
    }

    // The rule does not name where redirects have led to.
    private void TellWhere()
    {
        if (_follower.Redirects > 0)
        {
            int from = Detail.Length;
            Detail.Append(from > 0 ? " at " : "at ");
            Url.AppendTo(Detail);
            PlainText.Clean(Detail, from);
        }
    }

    private void Fail(Fault fault)
    {
        CloseAll();
        _status = FetchStatus.Failed;
        Fault = fault;
        TellWhere();
    }

    private void CloseAll()
    {
        _transport = null;
        _lookingUp = false;
        if (_lookup != null)
        {
            _lookup.Close();
        }

        if (_tftp != null)
        {
            _tftp.Close();
        }

        if (_tftpUpload != null)
        {
            _tftpUpload.Close();
        }

        if (_http != null)
        {
            _http.Close();
        }
    }
}
