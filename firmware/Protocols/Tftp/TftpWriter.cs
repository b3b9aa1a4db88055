// Writes one file to a server: bytes pulled from a source, datagrams in, datagrams out (RFC 1350, 2347, 2348, 2349).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A TFTP client that sends one file at a time, without socket and clock; the counterpart of <see cref="TftpReader"/>, driven as that one is.
/// Invariants: the next block is read and sent when the one before is acknowledged for the first time, and never for a repeated
/// or late ACK (RFC 1123, 4.2.3.1); a block is sent again by time alone; at most <see cref="TftpReader.Tries"/> sends of one. Done with the ACK of the last.
/// </summary>
public sealed class TftpWriter
{
    /// <summary>Bytes that <c>output</c> of the constructor must have.</summary>
    public const int OutputCapacity = TftpPacket.HeaderBytes + TftpPacket.AskedBlockBytes;

    private readonly byte[] _output;
    private readonly byte[] _error = new byte[TftpPacket.HeaderBytes + 1];
    private readonly TftpOptions _options = new TftpOptions();
    private byte[] _path;
    private int _pathOffset;
    private int _pathBytes;
    private int _fileBytes;
    private IBodySource _source;
    private uint _server;
    private int _requestPort;
    private int _transferPort;
    private bool _withOptions;
    private int _blockBytes;
    private int _block;
    private int _outputLength;
    private bool _isLast;
    private int _sends;
    private int _waitMs;
    private long _resendAtMs;

    /// <summary>Makes a writer that puts its datagrams into <paramref name="output"/>, which it may share with engines that do not run at the same time.</summary>
    public TftpWriter(byte[] output, TextBuffer detail)
    {
        _output = output;
        Detail = detail;
    }

    /// <summary>Where it stands.</summary>
    public TransferStatus Status { get; private set; }

    /// <summary>Why it failed.</summary>
    public Fault Fault { get; private set; }

    /// <summary>The server's own words for an ERROR packet: its number and text, printable ASCII.</summary>
    public TextBuffer Detail { get; }

    /// <summary>Bytes of the file that the server acknowledged.</summary>
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
        get { return Status == TransferStatus.Busy ? _resendAtMs : long.MaxValue; }
    }

    /// <summary>
    /// Asks <paramref name="server"/> to take a file; path and source are borrowed until the end, the source is read from its start. A
    /// path that is empty, too long or holds a control character is <see cref="Core.Fault.UrlSyntax"/>.
    /// </summary>
    public void Start(uint server, int port, byte[] path, int pathOffset, int pathBytes, IBodySource source, long nowMs)
    {
        Cancel();
        Detail.Clear();
        _server = server;
        _requestPort = port;
        _source = source;
        _path = path;
        _pathOffset = pathOffset;
        _pathBytes = pathBytes;
        Status = TransferStatus.Busy;
        if (pathBytes <= 0 || pathBytes > FileUrl.MaxPath || TftpPacket.HasControl(path, pathOffset, pathBytes))
        {
            Fail(Fault.UrlSyntax);
            return;
        }

        _fileBytes = source.CountBytes();
        Request(true, nowMs);
    }

    /// <summary>Gives up; nothing is sent.</summary>
    public void Cancel()
    {
        Status = TransferStatus.Idle;
        OutputBytes = 0;
        BodyBytes = 0;
        Fault = Fault.None;
        Heard = false;
        _transferPort = 0;
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

    /// <summary>Lets time pass: sends again what was not acknowledged, gives up.</summary>
    public void Step(long nowMs)
    {
        if (Status != TransferStatus.Busy || nowMs < _resendAtMs)
        {
            return;
        }

        if (_sends == TftpReader.Tries)
        {
            Fail(Fault.TftpTimeout);
            return;
        }

        _waitMs = _waitMs * 2 > TftpReader.LongestWaitMs ? TftpReader.LongestWaitMs : _waitMs * 2;
        Send(nowMs);
    }

    /// <summary>Takes one datagram. What is no answer of this transfer is ignored; another port of the server is told so (ERROR 5).</summary>
    public void Receive(uint address, int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (address != _server || !TftpPacket.IsWhole(packet, offset, count) || Status != TransferStatus.Busy)
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

        switch (opcode)
        {
            case TftpPacket.Acknowledge:
                TakeAcknowledge(port, TftpPacket.BlockOf(packet, offset), nowMs);
                break;
            case TftpPacket.OptionAcknowledge:
                TakeOptions(port, packet, offset, count, nowMs);
                break;
            case TftpPacket.Error:
                TakeError(packet, offset, count, nowMs);
                break;
        }
    }

    // ACK = opcode block; of block 0 it grants the request without options.
    private void TakeAcknowledge(int port, int block, long nowMs)
    {
        bool isGrant = _transferPort == 0;
        if (block != _block)
        {
            return;
        }

        Heard = true;
        _transferPort = port;
        if (!isGrant)
        {
            BodyBytes += _outputLength - TftpPacket.HeaderBytes;
        }

        if (_isLast)
        {
            Status = TransferStatus.Done;
            return;
        }

        SendNext(nowMs);
    }

    private void TakeOptions(int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (_transferPort != 0 || !_withOptions)
        {
            return;
        }

        Heard = true;
        _transferPort = port;
        if (!_options.Parse(packet, offset, count))
        {
            SendError(TftpPacket.ErrorOption, port);
            Fail(Fault.TftpProtocol);
            return;
        }

        _blockBytes = _options.BlockBytes;
        SendNext(nowMs);
    }

    // ERROR = opcode code text NUL. Code 8 to a request with options: once more without. Code 8 to one without is a late copy.
    private void TakeError(byte[] packet, int offset, int count, long nowMs)
    {
        Heard = true;
        if (TftpPacket.BlockOf(packet, offset) == TftpPacket.ErrorOption && _transferPort == 0)
        {
            if (_withOptions)
            {
                Request(false, nowMs);
            }

            return;
        }

        TftpPacket.ReadError(packet, offset, count, Detail);
        Fail(Fault.TftpError);
    }

    private void Request(bool withOptions, long nowMs)
    {
        _withOptions = withOptions;
        _transferPort = 0;
        _block = 0;
        _isLast = false;
        _blockBytes = TftpPacket.PlainBlockBytes;
        _outputLength = TftpPacket.PutRequest(_output, TftpPacket.WriteRequest, _path, _pathOffset, _pathBytes, withOptions, _fileBytes);
        SendFirst(nowMs);
    }

    // DATA = opcode block *OCTET; a block shorter than the agreed length, an empty one too, is the last.
    private void SendNext(long nowMs)
    {
        int length = TftpPacket.HeaderBytes;
        int full = length + _blockBytes;
        int read;
        do
        {
            read = _source.Read(_output, length, full - length);
            length += read;
        }
        while (read > 0 && length < full);
        if (read < 0)
        {
            Abort(_source.Fault);
            return;
        }

        _isLast = length < full;
        _block = (_block + 1) & 0xFFFF;
        TftpPacket.PutHeader(_output, TftpPacket.Data, _block);
        _outputLength = length;
        SendFirst(nowMs);
    }

    private void SendFirst(long nowMs)
    {
        _sends = 0;
        _waitMs = TftpReader.FirstWaitMs;
        Send(nowMs);
    }

    private void Send(long nowMs)
    {
        _sends++;
        _resendAtMs = nowMs + _waitMs;
        Output = _output;
        OutputBytes = _outputLength;
        OutputPort = _transferPort != 0 ? _transferPort : _requestPort;
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
        Status = TransferStatus.Failed;
    }
}
