// What both directions of a TFTP transfer share: request and options, the server's port, sending again, ERROR packets (RFC 1350, 2347, 2348, 2349).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A TFTP client for one transfer at a time. At most <see cref="Tries"/> sends without progress: at 0, 1, 3, 7 and 15 s, given up at 23 s. Datagrams
/// from other addresses are ignored, those from another port of the server are answered with ERROR 5.
/// </summary>
public abstract class TftpTransfer : DatagramEngine
{
    /// <summary>Sends of one packet before giving up.</summary>
    public const int Tries = 5;

    private const int FirstWaitMs = 1000;
    private const int LongestWaitMs = 8000;

    private readonly byte[] _error = new byte[TftpPacket.HeaderBytes + 1];
    private readonly TftpOptions _options = new TftpOptions();
    private uint _server;
    private int _requestPort;
    private int _transferPort;

    // Of a request with options, which still stands in the buffer until it is answered; 0 for one without.
    private int _bytesWithoutOptions;
    private int _sends;
    private int _waitMs;

    private protected TftpTransfer(byte[] output, TextBuffer detail)
    {
        Buffer = output;
        Detail = detail;
    }

    /// <summary>Bytes of the file before the fault; of a sink's fault, the offset in the sink's own input.</summary>
    public int FaultOffset { get; private protected set; }

    /// <summary>The server's own words for an ERROR packet: its number and text, printable ASCII.</summary>
    public TextBuffer Detail { get; }

    /// <summary>Bytes of the file delivered to the sink, or acknowledged by the server.</summary>
    public int BodyBytes { get; private protected set; }

    /// <summary>True once the server has answered anything at all.</summary>
    public bool Heard { get; private set; }

    /// <summary>The datagram to send.</summary>
    public byte[] Output { get; private set; }

    /// <summary>The port on the server that the datagram goes to.</summary>
    public int OutputPort { get; private set; }

    /// <summary>True while the last block that came is still answered after Done (RFC 1350 section 6).</summary>
    public virtual bool IsDallying
    {
        get { return false; }
    }

    // The server's port of this transfer is known.
    private protected bool IsBound
    {
        get { return _transferPort != 0; }
    }

    // What is sent, and sent again, is written here.
    private protected byte[] Buffer { get; }

    private protected int OutputLength { get; private set; }

    // The block sent or taken last, modulo 65,536.
    private protected int Block { get; set; }

    private protected int BlockBytes
    {
        get { return _options.BlockBytes; }
    }

    /// <summary>Ends the transfer from outside: the server is told and the status is Failed with this fault.</summary>
    public void Abort(Fault fault)
    {
        if (IsBound)
        {
            Refuse(0, fault);
        }
        else
        {
            Fail(fault);
        }
    }

    /// <summary>Takes one datagram. What is no answer of this transfer is ignored; another port of the server is told so (ERROR 5).</summary>
    public void Receive(uint address, int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (address != _server || !TftpPacket.IsWhole(packet, offset, count) || (Status != TransferStatus.Busy && !IsDallying))
        {
            return;
        }

        int opcode = packet[offset + 1];
        if (IsBound && port != _transferPort)
        {
            if (opcode != TftpPacket.Error)
            {
                SendError(TftpPacket.ErrorUnknownTransfer, port);
            }
        }
        else if (opcode == TftpPacket.Error)
        {
            TakeError(packet, offset, count, nowMs);
        }
        else if (opcode == TftpPacket.OptionAcknowledge && !IsBound)
        {
            TakeOptions(port, packet, offset, count, nowMs);
        }
        else
        {
            Take(opcode, port, packet, offset, count, nowMs);
        }
    }

    // A packet that is neither ERROR nor the first OACK.
    private protected abstract void Take(int opcode, int port, byte[] packet, int offset, int count, long nowMs);

    // The server granted options: block length and length of the file, -1 when it did not say.
    private protected abstract void TakeGrant(int fileBytes, long nowMs);

    private protected abstract Fault FaultOfError(int code);

    // False, and failed, for a path that is empty, too long or holds a NUL or another control character: it would change the request.
    private protected bool Begin(uint server, int port, byte[] path, int pathOffset, int pathBytes)
    {
        Begin();
        Detail.Clear();
        BodyBytes = 0;
        FaultOffset = 0;
        Heard = false;
        Block = 0;
        _server = server;
        _requestPort = port;
        _transferPort = 0;
        _options.BlockBytes = TftpPacket.PlainBlockBytes;
        if (pathBytes <= 0 || pathBytes > FileUrl.MaxPath || TftpPacket.HasControl(path, pathOffset, pathBytes))
        {
            Fail(Fault.UrlSyntax);
            return false;
        }

        return true;
    }

    private protected void Request(int opcode, byte[] path, int pathOffset, int pathBytes, int fileBytes, long nowMs)
    {
        _bytesWithoutOptions = TftpPacket.PutRequest(Buffer, opcode, path, pathOffset, pathBytes);
        SendFirst(TftpPacket.PutOptions(Buffer, _bytesWithoutOptions, fileBytes), nowMs);
    }

    private protected void Bind(int port)
    {
        Heard = true;
        _transferPort = port;
    }

    // What stands in the buffer now.
    private protected void SendFirst(int lengthBytes, long nowMs)
    {
        OutputLength = lengthBytes;
        _sends = 0;
        _waitMs = FirstWaitMs;
        SendAgain(nowMs);
    }

    private protected virtual void SendAgain(long nowMs)
    {
        _sends++;
        SetOutput();
        Send(OutputLength, nowMs + _waitMs);
    }

    // Beside the schedule: it moves no deadline.
    private protected void RepeatOutput()
    {
        SetOutput();
        Send(OutputLength);
    }

    private protected override void AskOrGiveUp(long nowMs)
    {
        if (_sends == Tries)
        {
            Fail(Fault.TftpTimeout);
            return;
        }

        _waitMs = _waitMs * 2 > LongestWaitMs ? LongestWaitMs : _waitMs * 2;
        SendAgain(nowMs);
    }

    private protected void Refuse(int code, Fault fault)
    {
        Fail(fault);
        SendError(code, _transferPort);
    }

    private protected void Fail(Fault fault)
    {
        FaultOffset = BodyBytes;
        End(fault);
    }

    private void TakeOptions(int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (_bytesWithoutOptions == 0)
        {
            return;
        }

        Bind(port);
        if (!_options.Parse(packet, offset, count))
        {
            Refuse(TftpPacket.ErrorOption, Fault.TftpProtocol);
            return;
        }

        TakeGrant(_options.FileBytes, nowMs);
    }

    // ERROR = opcode code text NUL. Code 8 to a request with options: once more without. Code 8 to one without is a late copy.
    private void TakeError(byte[] packet, int offset, int count, long nowMs)
    {
        if (Status != TransferStatus.Busy)
        {
            return;
        }

        Heard = true;
        int code = TftpPacket.BlockOf(packet, offset);
        if (code != TftpPacket.ErrorOption || IsBound)
        {
            TftpPacket.ReadError(packet, offset, count, Detail);
            Fail(FaultOfError(code));
        }
        else if (_bytesWithoutOptions != 0)
        {
            int lengthBytes = _bytesWithoutOptions;
            _bytesWithoutOptions = 0;
            SendFirst(lengthBytes, nowMs);
        }
    }

    private void SetOutput()
    {
        Output = Buffer;
        OutputPort = IsBound ? _transferPort : _requestPort;
    }

    private void SendError(int code, int port)
    {
        Output = _error;
        OutputPort = port;
        Send(TftpPacket.WriteError(_error, code));
    }
}
