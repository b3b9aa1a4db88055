// The TFTP writer on a datagram port of the HAL.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Sends one file to one address. Port and buffers are shared with transfers that do not run meanwhile.</summary>
internal sealed class TftpUpload : ITransport
{
    private readonly IDatagramPort _port;
    private readonly TftpWriter _writer;
    private readonly byte[] _received;
    private readonly IBodySource _source;
    private uint _address;
    private Fault _portFault;

    internal TftpUpload(IDatagramPort port, byte[] output, byte[] received, TextBuffer detail, IBodySource source)
    {
        _port = port;
        _writer = new TftpWriter(output, detail);
        _received = received;
        _source = source;
    }

    public TransferStatus Status
    {
        get { return _portFault != Fault.None ? TransferStatus.Failed : _writer.Status; }
    }

    public Fault Fault
    {
        get { return _portFault != Fault.None ? _portFault : _writer.Fault; }
    }

    public int FaultOffset
    {
        get { return _writer.BodyBytes; }
    }

    public bool WasUnanswered
    {
        get { return _writer.Fault == Fault.TftpTimeout && !_writer.Heard; }
    }

    /// <summary>Nothing is received.</summary>
    public int BodyBytes
    {
        get { return 0; }
    }

    public long NextDeadlineMs
    {
        get { return _writer.NextDeadlineMs; }
    }

    /// <summary>Reads its source from the start; <paramref name="body"/> is not used.</summary>
    public void Start(uint address, FileUrl url, ISink body, long nowMs)
    {
        _address = address;
        _portFault = _port.Open(0) ? Fault.None : Fault.SocketFailed;
        _writer.Start(address, url.EffectivePort, url.Path.Bytes, 0, url.Path.Length, _source, nowMs);
        Send();
    }

    public void Step(long nowMs, int waitMs)
    {
        _writer.Step(nowMs);
        Send();
        if (_writer.Status == TransferStatus.Busy)
        {
            int length = _port.Receive(_received, 0, Fetcher.InputBytes, waitMs);
            if (length >= 0)
            {
                _writer.Receive(_port.RemoteAddress, _port.RemotePort, _received, 0, length, nowMs);
                Send();
            }
        }
    }

    public void Abort(Fault fault)
    {
        _writer.Abort(fault);
        Send();
    }

    public void Close()
    {
        _writer.Cancel();
        _portFault = Fault.None;
        _port.Close();
    }

    // A refused send is a lost datagram: the writer sends again.
    private void Send()
    {
        if (_writer.OutputBytes > 0)
        {
            _port.Send(_address, _writer.OutputPort, _writer.Output, 0, _writer.OutputBytes);
            _writer.OutputSent();
        }
    }
}
