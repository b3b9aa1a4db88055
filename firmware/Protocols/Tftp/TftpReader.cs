// Reads one file: datagrams in, the file's bytes to a sink, datagrams out (RFC 1350, 2347, 2348, 2349).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A TFTP client for one transfer at a time, without socket and clock. After each <see cref="Start"/>, <see cref="Receive"/> and
/// <see cref="Step"/> the caller sends what <see cref="OutputBytes"/> says, if anything, and calls <see cref="OutputSent"/>.
/// Invariants: a block is delivered once and in order; a block is acknowledged only after the sink took it; at most
/// <see cref="Tries"/> sends without progress. After Done it still answers a repeated last block until <see cref="NextDeadlineMs"/>.
/// </summary>
public sealed class TftpReader
{
    /// <summary>Sends of one packet before giving up: at 0, 1, 3, 7 and 15 s, given up at 23 s.</summary>
    public const int Tries = 5;

    /// <summary>Bytes that <c>output</c> of the constructor must have.</summary>
    public const int OutputCapacity = TftpPacket.MaxRequestBytes;

    /// <summary>Longest datagram a server may send; a receive buffer needs one byte more, so that a longer one is seen.</summary>
    public const int LongestDatagramBytes = TftpPacket.HeaderBytes + TftpPacket.AskedBlockBytes;

    internal const int FirstWaitMs = 1000;
    internal const int LongestWaitMs = 8000;

    // A block repeated sooner than this after its ACK is a copy the network made: answering it would make a server that sends a
    // block for every ACK send everything twice from then on (RFC 1123, 4.2.3.1). A real retransmission comes later.
    private const int RepeatGapMs = 200;

    // Longer than the usual retransmission of servers (1 to 5 s).
    private const int DallyMs = 6000;

    private readonly byte[] _output;
    private readonly byte[] _error = new byte[TftpPacket.HeaderBytes + 1];
    private readonly TftpOptions _options = new TftpOptions();
    private readonly int _maxBodyBytes;
    private byte[] _path;
    private int _pathOffset;
    private int _pathBytes;
    private ISink _body;
    private uint _server;
    private int _requestPort;
    private int _transferPort;
    private bool _withOptions;
    private int _blockBytes;
    private int _block;
    private int _outputLength;
    private int _sends;
    private int _waitMs;
    private long _resendAtMs;
    private long _answeredAtMs;
    private long _dallyEndMs;

    /// <summary>Makes a reader that writes its datagrams to <paramref name="output"/>, which it may share with engines that do not run at the same time.</summary>
    public TftpReader(byte[] output, TextBuffer detail, int maxBodyBytes)
    {
        _output = output;
        Detail = detail;
        _maxBodyBytes = maxBodyBytes;
    }

    /// <summary>Where it stands.</summary>
    public TransferStatus Status { get; private set; }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Bytes of the file before the fault; of a sink's fault, the offset in the sink's own input.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>The server's own words for an ERROR packet: its number and text, printable ASCII.</summary>
    public TextBuffer Detail { get; }

    /// <summary>Bytes of the file delivered to the sink.</summary>
    public int BodyBytes { get; private set; }

    /// <summary>True once the server has answered anything at all.</summary>
    public bool Heard { get; private set; }

    /// <summary>The datagram to send.</summary>
    public byte[] Output { get; private set; }

    /// <summary>Length of the datagram to send; 0 when there is none.</summary>
    public int OutputBytes { get; private set; }

    /// <summary>The port on the server that the datagram goes to.</summary>
    public int OutputPort { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do; long.MaxValue when nothing.</summary>
    public long NextDeadlineMs
    {
        get { return Status == TransferStatus.Busy ? _resendAtMs : IsDallying ? _dallyEndMs : long.MaxValue; }
    }

    /// <summary>True while the last block is still answered after Done (RFC 1350 section 6).</summary>
    public bool IsDallying
    {
        get { return Status == TransferStatus.Done && _dallyEndMs != 0; }
    }

    /// <summary>
    /// Asks <paramref name="server"/> for a file; the body sink is ready (reset), the path is borrowed until the end. A path that is empty, too long or holds a NUL or
    /// another control character is <see cref="Core.Fault.UrlSyntax"/>: it would change the request.
    /// </summary>
    public void Start(uint server, int port, byte[] path, int pathOffset, int pathBytes, ISink body, long nowMs)
    {
        Cancel();
        Detail.Clear();
        _server = server;
        _requestPort = port;
        _body = body;
        _path = path;
        _pathOffset = pathOffset;
        _pathBytes = pathBytes;
        _transferPort = 0;
        Status = TransferStatus.Busy;
        if (pathBytes <= 0 || pathBytes > FileUrl.MaxPath || TftpPacket.HasControl(path, pathOffset, pathBytes))
        {
            Fail(Fault.UrlSyntax);
            return;
        }

        Request(true, nowMs);
    }

    /// <summary>Gives up; nothing is sent.</summary>
    public void Cancel()
    {
        Status = TransferStatus.Idle;
        OutputBytes = 0;
        BodyBytes = 0;
        Fault = Fault.None;
        FaultOffset = 0;
        Heard = false;
        _dallyEndMs = 0;
    }

    /// <summary>Ends the transfer from outside: the server is told and the status is Failed with this fault.</summary>
    public void Abort(Fault fault)
    {
        if (_transferPort != 0)
        {
            SendError(0, _transferPort);
        }

        Fail(fault);
    }

    /// <summary>Says that the output was sent (or lost: that is the same).</summary>
    public void OutputSent()
    {
        OutputBytes = 0;
    }

    /// <summary>Lets time pass: sends again what was not answered, gives up, ends the dallying.</summary>
    public void Step(long nowMs)
    {
        if (Status == TransferStatus.Busy && nowMs >= _resendAtMs)
        {
            if (_sends == Tries)
            {
                Fail(Fault.TftpTimeout);
                return;
            }

            _waitMs = _waitMs * 2 > LongestWaitMs ? LongestWaitMs : _waitMs * 2;
            Send(nowMs);
        }
        else if (IsDallying && nowMs >= _dallyEndMs)
        {
            _dallyEndMs = 0;
        }
    }

    /// <summary>Takes one datagram. What is no answer of this transfer is ignored; another port of the server is told so (ERROR 5).</summary>
    public void Receive(uint address, int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (address != _server || !TftpPacket.IsWhole(packet, offset, count)
            || (Status != TransferStatus.Busy && !IsDallying))
        {
            return;
        }

        int opcode = packet[offset + 1];
        if (_transferPort != 0 && port != _transferPort)
        {
            if (opcode != TftpPacket.Error)
            {
                SendError(TftpPacket.ErrorUnknownTransfer, port);
            }

            return;
        }

        if (IsDallying)
        {
            if (opcode == TftpPacket.Data)
            {
                RepeatLast(TftpPacket.BlockOf(packet, offset), nowMs);
            }

            return;
        }

        switch (opcode)
        {
            case TftpPacket.Data:
                TakeData(port, packet, offset, count, nowMs);
                break;
            case TftpPacket.OptionAcknowledge:
                TakeOptions(port, packet, offset, count, nowMs);
                break;
            case TftpPacket.Error:
                TakeError(packet, offset, count, nowMs);
                break;
        }
    }

    // DATA = opcode block *OCTET; a block shorter than the agreed length is the last one.
    private void TakeData(int port, byte[] packet, int offset, int count, long nowMs)
    {
        int block = TftpPacket.BlockOf(packet, offset);
        int next = (_block + 1) & 0xFFFF;
        if (block != next)
        {
            if (_transferPort != 0)
            {
                RepeatLast(block, nowMs);
            }

            return;
        }

        int length = count - TftpPacket.HeaderBytes;
        Bind(port);
        if (length > _blockBytes)
        {
            Refuse(TftpPacket.ErrorIllegal, Fault.TftpProtocol);
            return;
        }

        if (length > _maxBodyBytes - BodyBytes)
        {
            Refuse(TftpPacket.ErrorTooLarge, Fault.FetchTooLarge);
            return;
        }

        if (length > 0 && _body.Write(packet, offset + TftpPacket.HeaderBytes, length) == DecodeStatus.Failed)
        {
            Refuse(0, _body.Fault);
            FaultOffset = _body.FaultOffset;
            return;
        }

        BodyBytes += length;
        _block = block;
        Answer(nowMs);
        if (length < _blockBytes)
        {
            End(nowMs);
        }
    }

    // The server has all it wants to know with the last ACK; what the sink says to the end is no longer its business.
    private void End(long nowMs)
    {
        if (_body.Finish() != DecodeStatus.Done)
        {
            Fail(_body.Fault);
            FaultOffset = _body.FaultOffset;
            return;
        }

        Status = TransferStatus.Done;
        _dallyEndMs = nowMs + DallyMs;
    }

    private void TakeOptions(int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (_transferPort != 0 || !_withOptions)
        {
            // A late copy; before the first DATA it means that ACK 0 was lost.
            if (_block == 0 && _withOptions)
            {
                RepeatLast(0, nowMs);
            }

            return;
        }

        Bind(port);
        if (!_options.Parse(packet, offset, count))
        {
            Refuse(TftpPacket.ErrorOption, Fault.TftpProtocol);
            return;
        }

        if (_options.FileBytes > _maxBodyBytes)
        {
            Refuse(TftpPacket.ErrorTooLarge, Fault.FetchTooLarge);
            return;
        }

        _blockBytes = _options.BlockBytes;
        Answer(nowMs);
    }

    // ERROR = opcode code text NUL. Code 8 to a request with options: once more without. Code 8 to one without is a late copy.
    private void TakeError(byte[] packet, int offset, int count, long nowMs)
    {
        Heard = true;
        int code = TftpPacket.BlockOf(packet, offset);
        if (code == TftpPacket.ErrorOption && _transferPort == 0)
        {
            if (_withOptions)
            {
                Request(false, nowMs);
            }

            return;
        }

        TftpPacket.ReadError(packet, offset, count, Detail);
        Fail(code == TftpPacket.ErrorNotFound ? Fault.TftpNotFound : Fault.TftpError);
    }

    private void Request(bool withOptions, long nowMs)
    {
        _withOptions = withOptions;
        _transferPort = 0;
        _block = 0;
        _blockBytes = TftpPacket.PlainBlockBytes;
        _outputLength = TftpPacket.PutRequest(_output, TftpPacket.ReadRequest, _path, _pathOffset, _pathBytes, withOptions, 0);
        _sends = 0;
        _waitMs = FirstWaitMs;
        Send(nowMs);
    }

    private void Bind(int port)
    {
        Heard = true;
        _transferPort = port;
    }

    private void Answer(long nowMs)
    {
        _outputLength = TftpPacket.WriteAcknowledge(_output, _block);
        _sends = 0;
        _waitMs = FirstWaitMs;
        Send(nowMs);
    }

    private void RepeatLast(int block, long nowMs)
    {
        if (block == _block && nowMs - _answeredAtMs >= RepeatGapMs)
        {
            _answeredAtMs = nowMs;
            Output = _output;
            OutputBytes = _outputLength;
            OutputPort = _transferPort;
        }
    }

    private void Send(long nowMs)
    {
        _sends++;
        _resendAtMs = nowMs + _waitMs;
        _answeredAtMs = nowMs;
        Output = _output;
        OutputBytes = _outputLength;
        OutputPort = _transferPort != 0 ? _transferPort : _requestPort;
    }

    private void Refuse(int code, Fault fault)
    {
        SendError(code, _transferPort);
        Fail(fault);
    }

    private void SendError(int code, int port)
    {
        Output = _error;
        OutputBytes = TftpPacket.WriteError(_error, code);
        OutputPort = port;
    }

    private void Fail(Fault fault)
    {
        Fault = fault;
        FaultOffset = BodyBytes;
        Status = TransferStatus.Failed;
    }
}
