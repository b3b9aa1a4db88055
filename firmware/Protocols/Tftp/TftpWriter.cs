// Writes one file to a server: bytes pulled from a source, datagrams in, datagrams out (RFC 1350, 2347, 2348, 2349).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Invariants: the next block is read and sent when the one before is acknowledged for the first time, and never for a repeated
/// or late ACK (RFC 1123, 4.2.3.1); a block is sent again by time alone. Done with the ACK of the last.
/// </summary>
public sealed class TftpWriter : TftpTransfer
{
    /// <summary>Bytes that <c>output</c> of the constructor must have.</summary>
    public const int OutputCapacity = TftpPacket.HeaderBytes + TftpPacket.AskedBlockBytes;

    private IBodySource _source;
    private bool _isLast;

    /// <summary>Makes a writer that puts its datagrams into <paramref name="output"/>, which it may share with engines that do not run at the same time.</summary>
    public TftpWriter(byte[] output, TextBuffer detail)
        : base(output, detail)
    {
    }

    /// <summary>
    /// Asks <paramref name="server"/> to take a file; the source is borrowed until the end and read from its start. A
    /// path that is empty, too long or holds a control character is <see cref="Core.Fault.UrlSyntax"/>.
    /// </summary>
    public void Start(uint server, int port, byte[] path, int pathOffset, int pathBytes, IBodySource source, long nowMs)
    {
        _source = source;
        _isLast = false;
        if (Begin(server, port, path, pathOffset, pathBytes))
        {
            Request(TftpPacket.WriteRequest, path, pathOffset, pathBytes, source.CountBytes(), nowMs);
        }
    }

    // ACK = opcode block; of block 0 it grants the request without options.
    private protected override void Take(int opcode, int port, byte[] packet, int offset, int count, long nowMs)
    {
        if (opcode != TftpPacket.Acknowledge || TftpPacket.BlockOf(packet, offset) != Block)
        {
            return;
        }

        if (IsBound)
        {
            BodyBytes += OutputLength - TftpPacket.HeaderBytes;
        }

        Bind(port);
        if (_isLast)
        {
            End(Fault.None);
            return;
        }

        SendNext(nowMs);
    }

    private protected override void TakeGrant(int fileBytes, long nowMs)
    {
        SendNext(nowMs);
    }

    private protected override Fault FaultOfError(int code)
    {
        return Fault.TftpError;
    }

    // DATA = opcode block *OCTET; a block shorter than the agreed length, an empty one too, is the last.
    private void SendNext(long nowMs)
    {
        int length = TftpPacket.HeaderBytes;
        int full = length + BlockBytes;
        int read;
        do
        {
            read = _source.Read(Buffer, length, full - length);
            length += read;
        }
        while (read > 0 && length < full);
        if (read < 0)
        {
            Abort(_source.Fault);
            return;
        }

        _isLast = length < full;
        Block = (Block + 1) & 0xFFFF;
        TftpPacket.PutHeader(Buffer, TftpPacket.Data, Block);
        SendFirst(length, nowMs);
    }
}
