// Log lines in, datagrams to one syslog server out (RFC 3164 over UDP); finds the server's address by DNS when it has a name.

using System;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// One server, given as <c>host[:port]</c>. Lines that come while its name is being looked up are kept, as far as
/// <see cref="WaitingBytes"/> reach; when they do not, the newest are dropped and the next line sent says how many.
/// </summary>
public sealed class SyslogSender
{
    /// <summary>Longest server text.</summary>
    public const int MaxServerBytes = 128;

    /// <summary>Room for lines that wait for the server's address.</summary>
    public const int WaitingBytes = 1536;

    private const int ReplyBytes = 512;
    private const int SyslogPort = 514;
    private const int RetryLookUpMs = 60000;
    private const int MaxPort = 65535;

    private readonly INetwork _network;
    private readonly IClock _clock;
    private readonly IRandom _random;
    private readonly NameServers _nameServers;
    private readonly IDatagramPort _port;
    private readonly DnsResolver _resolver;
    private readonly byte[] _query = new byte[DnsResolver.OutputCapacity];
    private readonly byte[] _reply;
    private readonly TextBuffer _server = new TextBuffer(MaxServerBytes);
    private readonly TextBuffer _datagram;
    private readonly byte[] _waiting = new byte[WaitingBytes];
    private int _hostLength;
    private int _waitingCount;
    private int _dropped;
    private int _serverPort;
    private uint _address;
    private long _lookUpAtMs;

    /// <summary>
    /// Makes a sender without a server: it drops what it is given. What it needs only within a call it shares with
    /// <paramref name="twin"/>; null makes its own.
    /// </summary>
    public SyslogSender(INetwork network, IClock clock, IRandom random, NameServers nameServers, SyslogSender twin)
    {
        _network = network;
        _clock = clock;
        _random = random;
        _nameServers = nameServers;
        _port = network.CreateDatagramPort();
        _resolver = new DnsResolver(_query);
        _reply = twin == null ? new byte[ReplyBytes] : twin._reply;
        _datagram = twin == null ? new TextBuffer(SyslogWriter.MaxBytes) : twin._datagram;
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
        _server.Clear();
        _server.Append(server);
        _address = 0;
        _waitingCount = 0;
        _dropped = 0;
        _lookUpAtMs = 0;
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
        if (_waitingCount + line.Length + 3 > WaitingBytes)
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
        if (_address != 0 || _waitingCount == 0)
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

        int received = _port.Receive(_reply, 0, _reply.Length, 0);
        if (received > 0)
        {
            _resolver.Receive(_port.RemoteAddress, _port.RemotePort, _reply, 0, received, nowMs);
        }

        _resolver.Step(nowMs);
        SendQuery();
        EndLookUp(nowMs);
        return received > 0;
    }

    /// <summary>Closes the port; the next line opens it again.</summary>
    public void Close()
    {
        _resolver.Cancel();
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

        if (!Ipv4.TryParse(text, 0, _hostLength, out _address))
        {
            _address = 0;
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
                _port.Send(_resolver.OutputAddress, _resolver.OutputPort, _query, 0, _resolver.OutputBytes);
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
            _datagram.Clear();
            _datagram.AppendNumber(_dropped);
            _datagram.Append(" log lines were lost before this one");
            byte[] note = System.Text.Encoding.UTF8.GetBytes(_datagram.ToString());
            _dropped = 0;
            Write(LogSeverity.Warning, note, 0, note.Length);
        }

        Write(severity, text, offset, count);
    }

    private void Write(LogSeverity severity, byte[] text, int offset, int count)
    {
        SyslogWriter.Write(severity, _clock.UtcSeconds, _network.LocalAddress, text, offset, count, _datagram);
        if (!_port.Send(_address, _serverPort, _datagram.Bytes, 0, _datagram.Length))
        {
            _dropped++;
        }
    }
}
