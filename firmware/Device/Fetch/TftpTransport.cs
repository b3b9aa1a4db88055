// A TFTP transfer, either way, on a datagram port of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>After Done it still answers the server's repeats while it is stepped, until <see cref="NextDeadlineMs"/>; then the port is closed.</summary>
internal sealed class TftpTransport : ITransport
{
    private readonly IDatagramPort _port;
    private readonly TftpTransfer _transfer;
    private readonly byte[] _received;
    private readonly IBodySource _source;
    private uint _address;
    private Fault _portFault;

    /// <summary>Reads files.</summary>
    internal TftpTransport(IDatagramPort port, TftpReader reader, byte[] received)
    {
        _port = port;
        _transfer = reader;
        _received = received;
    }

    /// <summary>Writes <paramref name="source"/>, from its start.</summary>
    internal TftpTransport(IDatagramPort port, TftpWriter writer, byte[] received, IBodySource source)
    {
        _port = port;
        _transfer = writer;
        _received = received;
        _source = source;
    }

    public TransferStatus Status
    {
        get { return _portFault != Fault.None ? TransferStatus.Failed : _transfer.Status; }
    }

    public Fault Fault
    {
        get { return _portFault != Fault.None ? _portFault : _transfer.Fault; }
    }

    public bool WasUnanswered
    {
        get { return _transfer.Fault == Fault.TftpTimeout && !_transfer.Heard; }
    }

    /// <summary>What was received: nothing of a file that is written.</summary>
    public int BodyBytes
    {
        get { return _source == null ? _transfer.BodyBytes : 0; }
    }

    public long NextDeadlineMs
    {
        get { return _transfer.NextDeadlineMs; }
    }

    /// <summary>A writer does not use <paramref name="body"/>.</summary>
    public void Start(uint address, FileUrl url, ISink body, long nowMs)
    {
        _address = address;
        _portFault = _port.Open(0) ? Fault.None : Fault.SocketFailed;
        if (_source == null)
        {
            ((TftpReader)_transfer).Start(address, url.EffectivePort, url.Path.Bytes, 0, url.Path.Length, body, nowMs);
        }
        else
        {
            ((TftpWriter)_transfer).Start(address, url.EffectivePort, url.Path.Bytes, 0, url.Path.Length, _source, nowMs);
        }

        Send();
    }

    public void Step(long nowMs, int waitMs)
    {
        _transfer.Step(nowMs);
        Send();
        if (_transfer.Status == TransferStatus.Busy || _transfer.IsDallying)
        {
            int length = _port.Receive(_received, 0, Fetcher.InputBytes, waitMs);
            if (length >= 0)
            {
                _transfer.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
                Send();
            }
        }
        else
        {
            _port.Close();
        }
    }

    public void Abort(Fault fault)
    {
        _transfer.Abort(fault);
        Send();
    }

    public void Close()
    {
        _transfer.Cancel();
        _portFault = Fault.None;
        _port.Close();
    }

    // A refused send is a lost datagram: it is sent again.
    private void Send()
    {
        if (_transfer.OutputBytes > 0)
        {
            _port.Send(_address, _transfer.OutputPort, _transfer.Output, 0, _transfer.OutputBytes);
            _transfer.OutputSent();
        }
    }
}
