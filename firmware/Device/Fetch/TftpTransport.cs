// The TFTP reader on a datagram port of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>After Done it still answers the server's repeats while it is stepped, until <see cref="NextDeadlineMs"/>; then the port is closed.</summary>
internal sealed class TftpTransport : ITransport
{
    private readonly IDatagramPort _port;
    private readonly TftpReader _reader;
    private readonly byte[] _received;
    private uint _address;
    private Fault _portFault;

    internal TftpTransport(IDatagramPort port, byte[] output, byte[] received, TextBuffer detail, int maxBodyBytes)
    {
        _port = port;
        _reader = new TftpReader(output, detail, maxBodyBytes);
        _received = received;
    }

    public TransferStatus Status
    {
        get { return _portFault != Fault.None ? TransferStatus.Failed : _reader.Status; }
    }

    public Fault Fault
    {
        get { return _portFault != Fault.None ? _portFault : _reader.Fault; }
    }

    public int FaultOffset
    {
        get { return _reader.FaultOffset; }
    }

    public bool WasUnanswered
    {
        get { return _reader.Fault == Fault.TftpTimeout && !_reader.Heard; }
    }

    public int BodyBytes
    {
        get { return _reader.BodyBytes; }
    }

    public long NextDeadlineMs
    {
        get { return _reader.NextDeadlineMs; }
    }

    public void Start(uint address, FileUrl url, ISink body, long nowMs)
    {
        _address = address;
        _portFault = _port.Open(0) ? Fault.None : Fault.SocketFailed;
        int port = url.Port != 0 ? url.Port : FileUrl.DefaultPort(UrlScheme.Tftp);
        _reader.Start(address, port, url.Path.Bytes, 0, url.Path.Length, body, nowMs);
        Send();
    }

    public void Step(long nowMs, int waitMs)
    {
        _reader.Step(nowMs);
        Send();
        if (_reader.Status == TransferStatus.Busy || _reader.IsDallying)
        {
            int length = _port.Receive(_received, 0, Fetcher.InputBytes, waitMs);
            if (length >= 0)
            {
                _reader.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
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
        _reader.Abort(fault);
        Send();
    }

    public void Close()
    {
        _reader.Cancel();
        _portFault = Fault.None;
        _port.Close();
    }

    // A refused send is a lost datagram: the reader asks again.
    private void Send()
    {
        if (_reader.OutputBytes > 0)
        {
            _port.Send(_address, _reader.OutputPort, _reader.Output, 0, _reader.OutputBytes);
            _reader.OutputSent();
        }
    }
}
