// Log lines in, datagrams to one syslog server out (RFC 3164 over UDP); finds the server's address by DNS when it has a name.

using System;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// One server, given as <c>host[:port]</c>. Lines that come while its name is being looked up are kept, as far as
/// <see cref="WaitingBytes"/> reach; when they do not, the newest are dropped and the next line sent says how many. A name is looked up again
/// when its answer has ended and lines were sent since; its address is used until a new one is known.
/// </summary>
public sealed class SyslogSender
{
    /// <summary>Longest server text.</summary>
    public const int MaxServerBytes = 128;

    /// <summary>Room for lines that wait for the server's address; taken, as all a look-up needs, with the first server that is given by its name.</summary>
    public const int WaitingBytes = 1536;

    private const int SyslogPort = 514;
    private const int RetryLookUpMs = 60000;
    private const int MaxPort = 65535;

    private readonly INetwork _network;
    private readonly IClock _clock;
    private readonly IRandom _random;
    private readonly NameServers _nameServers;
    private readonly IDatagramPort _port;
    private readonly TextBuffer _scratch;

    // Taken with the first server.
    private TextBuffer _server = TextBuffer.None;
    private DnsResolver _resolver;
    private byte[] _waiting;
    private int _hostLength;
    private int _waitingCount;
    private int _dropped;
    private int _serverPort;
    private uint _address;
    private long _lookUpAtMs;
    private bool _isUsed;

    /// <summary>
    /// Makes a sender without a server: it drops what it is given. <paramref name="scratch"/> is the unit's <see cref="UnitScratch.Output"/>.
    /// </summary>
    public SyslogSender(INetwork network, IClock clock, IRandom random, NameServers nameServers, TextBuffer scratch)
    {
        _network = network;
        _clock = clock;
        _random = random;
        _nameServers = nameServers;
        _port = network.CreateDatagramPort();
        _scratch = scratch;
    }

    /// <summary>True when another sender already serves the same server.</summary>
    public bool MessagesElsewhere { get; set; }

    /// <summary>Sets the server; an empty text ends sending. The same text again changes nothing.</summary>
    public void Configure(TextBuffer server)
    {
        if (ByteText.Equals(server.Bytes, 0, server.Length, _server.Bytes, 0, _server.Length))
        {
            return;
        }

        Close();
        _server = _server == TextBuffer.None ? new TextBuffer(MaxServerBytes) : _server;
        _server.Clear();
        _server.Append(server);
        _address = 0;
        _waitingCount = 0;
        _dropped = 0;
        _lookUpAtMs = 0;
        _isUsed = false;
        ReadServer();
    }

    /// <summary>Sends one line, or keeps it until the server's address is known.</summary>
    public void Send(LogSeverity severity, TextBuffer line)
    {
        if (_server.Length == 0)
        {
            return;
        }

        if (_address != 0)
        {
            SendNow(severity, line.Bytes, 0, line.Length);
            return;
        }

        // A waiting line: severity, length (2 bytes, low first), text.
        if (_waitingCount + line.Length + 3 > _waiting.Length)
        {
            _dropped++;
            return;
        }

        _waiting[_waitingCount] = (byte)severity;
        _waiting[_waitingCount + 1] = (byte)line.Length;
        _waiting[_waitingCount + 2] = (byte)(line.Length >> 8);
        Array.Copy(line.Bytes, 0, _waiting, _waitingCount + 3, line.Length);
        _waitingCount += line.Length + 3;
    }

    /// <summary>Goes on with the look-up. True while there is more to do at once.</summary>
    public bool Step(long nowMs)
    {
        bool wantsAddress = _address == 0 ? _waitingCount > 0 : _isUsed;
        if (_resolver == null || (!wantsAddress && _resolver.Status != TransferStatus.Busy))
        {
            return false;
        }

        if (_resolver.Status != TransferStatus.Busy)
        {
            if (nowMs < _lookUpAtMs)
            {
                return false;
            }

            StartLookUp(nowMs);
        }

        byte[] reply = _scratch.Bytes;
        int received = _port.Receive(reply, 0, reply.Length, 0);
        if (received > 0)
        {
            _resolver.Receive(_port.RemoteAddress, _port.RemotePort, reply, 0, received, nowMs);
        }

        _resolver.Step(nowMs);
        SendQuery();
        EndLookUp(nowMs);
        return received > 0;
    }

    /// <summary>Closes the port; the next line opens it again.</summary>
    public void Close()
    {
        if (_resolver != null)
        {
            _resolver.Cancel();
        }

        _port.Close();
    }

    // server = host [ ":" port ] ; host = dotted address / name
    private void ReadServer()
    {
        byte[] text = _server.Bytes;
        int colon = ByteText.IndexOf(text, 0, _server.Length, (byte)':');
        _hostLength = colon < 0 ? _server.Length : colon;
        _serverPort = SyslogPort;
        if (colon >= 0 && (!ByteText.TryParseNumber(text, colon + 1, _server.Length - colon - 1, MaxPort, out _serverPort) || _serverPort == 0))
        {
            _serverPort = SyslogPort;
        }

        if (Ipv4.TryParse(text, 0, _hostLength, out _address))
        {
            _lookUpAtMs = long.MaxValue;
        }
        else
        {
            _address = 0;
            PrepareLookUp();
        }
    }

    private void PrepareLookUp()
    {
        if (_resolver == null && _server.Length > 0)
        {
            _resolver = new DnsResolver(_scratch.Bytes, _nameServers.Cache);
            _waiting = new byte[WaitingBytes];
        }
    }

    private void StartLookUp(long nowMs)
    {
        _lookUpAtMs = nowMs + RetryLookUpMs;
        _resolver.AskInParallel = _nameServers.InParallel;
        for (int slot = 0; slot < NameServers.Count; slot++)
        {
            _resolver.SetServer(slot, _nameServers.AddressOf(slot), _nameServers.PortOf(slot));
        }

        _resolver.Start(_server.Bytes, 0, _hostLength, _random.Next(MaxPort + 1), nowMs);
        SendQuery();
        EndLookUp(nowMs);
    }

    private void SendQuery()
    {
        if (_resolver.OutputBytes > 0)
        {
            if (_port.LocalPort != 0 || _port.Open(0))
            {
                _port.Send(_resolver.OutputAddress, _resolver.OutputPort, _scratch.Bytes, 0, _resolver.OutputBytes);
            }

            _resolver.OutputSent();
        }
    }

    private void EndLookUp(long nowMs)
    {
        switch (_resolver.Status)
        {
            case TransferStatus.Done:
                _address = _resolver.AddressOf(0);
                _isUsed = false;
                _lookUpAtMs = _resolver.ValidUntilMs > _lookUpAtMs ? _resolver.ValidUntilMs : _lookUpAtMs;
                _resolver.Cancel();
                SendWaiting();
                break;
            case TransferStatus.Failed:
                // Nobody to tell: the log itself cannot be sent. The lines wait for the next look-up.
                _resolver.Cancel();
                _lookUpAtMs = nowMs + RetryLookUpMs;
                break;
        }
    }

    private void SendWaiting()
    {
        int position = 0;
        while (position < _waitingCount)
        {
            int length = _waiting[position + 1] | (_waiting[position + 2] << 8);
            SendNow((LogSeverity)_waiting[position], _waiting, position + 3, length);
            position += length + 3;
        }

        _waitingCount = 0;
    }

    private void SendNow(LogSeverity severity, byte[] text, int offset, int count)
    {
        if (_port.LocalPort == 0 && !_port.Open(0))
        {
            _dropped++;
            return;
        }

        if (_dropped > 0)
        {
            _scratch.Clear();
            _scratch.AppendNumber(_dropped);
            _scratch.Append(" log lines were lost before this one");
            byte[] note = System.Text.Encoding.UTF8.GetBytes(_scratch.ToString());
            _dropped = 0;
            Write(LogSeverity.Warning, note, 0, note.Length);
        }

        Write(severity, text, offset, count);
        _isUsed = true;
    }

    private void Write(LogSeverity severity, byte[] text, int offset, int count)
    {
        SyslogWriter.Write(severity, _clock.UtcSeconds, _network.LocalAddress, text, offset, count, _scratch);
        if (!_port.Send(_address, _serverPort, _scratch.Bytes, 0, _scratch.Length))
        {
            _dropped++;
        }
    }
}
