// Reads one file: datagrams in, the file's bytes to a sink, datagrams out (RFC 1350, 2347, 2348, 2349).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Invariants: a block is delivered once and in order; a block is acknowledged only after the sink took it. After Done it still answers a repeated
/// last block until <see cref="NextDeadlineMs"/>.
/// </summary>
public sealed class TftpReader : TftpTransfer
{
    /// <summary>Bytes that <c>output</c> of the constructor must have.</summary>
    public const int OutputCapacity = TftpPacket.MaxRequestBytes;

    /// <summary>Longest datagram a server may send; a receive buffer needs one byte more, so that a longer one is seen.</summary>
    public const int LongestDatagramBytes = TftpPacket.HeaderBytes + TftpPacket.AskedBlockBytes;

    // A block repeated sooner than this after its ACK is a copy the network made: answering it would make a server that sends a
    // block for every ACK send everything twice from then on (RFC 1123, 4.2.3.1). A real retransmission comes later.
    private const int RepeatGapMs = 200;

    // Longer than the usual retransmission of servers (1 to 5 s).
    private const int DallyMs = 6000;

    private readonly int _maxBodyBytes;
    private ISink _body;
    private long _answeredAtMs;
    private long _dallyEndMs;

    /// <summary>Makes a reader that writes its datagrams to <paramref name="output"/>, which it may share with engines that do not run at the same time.</summary>
    public TftpReader(byte[] output, TextBuffer detail, int maxBodyBytes)
        : base(output, detail)
    {
        _maxBodyBytes = maxBodyBytes;
    }

    /// <inheritdoc/>
    public override long NextDeadlineMs
    {
        get { return IsDallying ? _dallyEndMs : base.NextDeadlineMs; }
    }

    /// <inheritdoc/>
    public override bool IsDallying
    {
        get { return Status == TransferStatus.Done && _dallyEndMs != 0; }
    }

    /// <summary>
    /// Asks <paramref name="server"/> for a file; the body sink is ready (reset). A path that is empty, too long or holds a NUL or
    /// another control character is <see cref="Core.Fault.UrlSyntax"/>.
    /// </summary>
    public void Start(uint server, int port, byte[] path, int pathOffset, int pathBytes, ISink body, long nowMs)
    {
        _body = body;
        if (Begin(server, port, path, pathOffset, pathBytes))
        {
            // The server fills the file's length in (RFC 2349).
            Request(TftpPacket.ReadRequest, path, pathOffset, pathBytes, 0, nowMs);
        }
    }

    /// <summary>Lets time pass: sends again what was not answered, gives up, ends the dallying.</summary>
    public override void Step(long nowMs)
    {
        base.Step(nowMs);
        if (IsDallying && nowMs >= _dallyEndMs)
        {
            _dallyEndMs = 0;
        }
    }

    private protected override void Take(int opcode, int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (opcode == TftpPacket.Data)
        {
            TakeData(port, packet, offset, count, nowMs);
        }
        else if (opcode == TftpPacket.OptionAcknowledge)
        {
            // A late copy; before the first DATA it means that ACK 0 was lost.
            RepeatLast(0, nowMs);
        }
    }

    private protected override void TakeGrant(int fileBytes, long nowMs)
    {
        if (fileBytes > _maxBodyBytes)
        {
            Refuse(TftpPacket.ErrorTooLarge, Fault.FetchTooLarge);
            return;
        }

        Answer(nowMs);
    }

    private protected override Fault FaultOfError(int code)
    {
        return code == TftpPacket.ErrorNotFound ? Fault.TftpNotFound : Fault.TftpError;
    }

    private protected override void SendAgain(long nowMs)
    {
        _answeredAtMs = nowMs;
        base.SendAgain(nowMs);
    }

    // DATA = opcode block *OCTET; a block shorter than the agreed length is the last one.
    private void TakeData(int port, byte[] packet, int offset, int count, long nowMs)
    {
        int block = TftpPacket.BlockOf(packet, offset);
        if (Status != TransferStatus.Busy || block != ((Block + 1) & 0xFFFF))
        {
            RepeatLast(block, nowMs);
            return;
        }

        int length = count - TftpPacket.HeaderBytes;
        Bind(port);
        if (length > BlockBytes)
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
        Block = block;
        if (length < BlockBytes)
        {
            Finish(nowMs);
        }

        Answer(nowMs);
    }

    // The server has all it wants to know with the last ACK; what the sink says to the end is no longer its business.
    private void Finish(long nowMs)
    {
        if (_body.Finish() != DecodeStatus.Done)
        {
            Fail(_body.Fault);
            FaultOffset = _body.FaultOffset;
            return;
        }

        End(Fault.None);
        _dallyEndMs = nowMs + DallyMs;
    }

    private void Answer(long nowMs)
    {
        SendFirst(TftpPacket.WriteAcknowledge(Buffer, Block), nowMs);
    }

    private void RepeatLast(int block, long nowMs)
    {
        if (IsBound && block == Block && nowMs - _answeredAtMs >= RepeatGapMs)
        {
            _answeredAtMs = nowMs;
            RepeatOutput();
        }
    }
}
