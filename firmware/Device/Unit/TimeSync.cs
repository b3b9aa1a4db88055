// Time server parameters in, the board's wall clock set (guide Appendix C, Primary_NTP_Server; RFC 4330).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Asks the first time server, and the second one when the first fails; every hour after an answer, and after a failure of all in 1, 2, 4, … minutes up to
/// an hour. Without a server nothing is asked. A failure is told when it is the first or the reason is another one. Never waits.
/// </summary>
internal sealed class TimeSync
{
    private const int Servers = 2;
    private const long AgainMs = 3600000;
    private const long FirstRetryMs = 60000;
    private const long Never = long.MaxValue;
    private const int DebugLevel = 1;

    private readonly IWallClock _wall;
    private readonly ParameterStore _store;
    private readonly NameServers _nameServers;
    private readonly IRandom _random;
    private readonly UnitLog _log;
    private readonly IDatagramPort _port;
    private readonly UnitScratch _scratch;
    private readonly SntpClient _client = new SntpClient();
    private readonly TextBuffer _server = new TextBuffer(256);
    private readonly TextBuffer _line;
    private readonly byte[] _nonce = new byte[7];
    private readonly uint[] _addresses = new uint[DnsResolver.MaxAddresses];

    // Taken with the first server that has a name.
    private NameLookup _lookup;
    private int _index;
    private bool _isLookingUp;
    private bool _isAsking;
    private bool _hadRound;
    private long _dueMs = Never;
    private long _retryMs = FirstRetryMs;
    private Fault _lastFault;

    internal TimeSync(UnitParts parts, ParameterStore store, NameServers nameServers, UnitLog log, UnitScratch scratch)
    {
        _scratch = scratch;
        _line = scratch.Line;
        _wall = parts.WallClock;
        _store = store;
        _nameServers = nameServers;
        _random = parts.Random;
        _log = log;
        _port = parts.Network.CreateDatagramPort();
    }

    /// <summary>True from the start until the first round of questions is over, or when there is no server to ask.</summary>
    internal bool IsFirstPending
    {
        get { return !_hadRound && _dueMs != Never; }
    }

    /// <summary>When <see cref="Step"/> has something to do by itself.</summary>
    internal long NextDeadlineMs
    {
        get { return _isLookingUp ? _lookup.NextDeadlineMs : _isAsking ? _client.NextDeadlineMs : _dueMs; }
    }

    /// <summary>The first question comes with the next step.</summary>
    internal void Start(long nowMs)
    {
        _dueMs = Named(0) || Named(1) ? nowMs : Never;
    }

    /// <summary>Does what is due. True when it did something.</summary>
    internal bool Step(long nowMs)
    {
        if (_isLookingUp)
        {
            return StepLookup(nowMs);
        }

        if (_isAsking)
        {
            return StepQuestion(nowMs);
        }

        if (nowMs < _dueMs)
        {
            return false;
        }

        _dueMs = nowMs + AgainMs;
        Begin(0, nowMs);
        return true;
    }

    internal void Close()
    {
        _isLookingUp = false;
        _isAsking = false;
        if (_lookup != null)
        {
            _lookup.Close();
        }

        _port.Close();
        _client.Cancel();
    }

    private bool Named(int index)
    {
        _server.Clear();
        _store.AppendTo(index == 0 ? ParameterIndex.Primary_NTP_Server : ParameterIndex.Secondary_NTP_Server, _server);
        return _server.Length > 0;
    }

    private void Begin(int index, long nowMs)
    {
        _index = index;
        while (_index < Servers && !Named(_index))
        {
            _index++;
        }

        if (_index == Servers)
        {
            RoundFailed(nowMs);
            return;
        }

        uint address;
        if (Ipv4.TryParse(_server.Bytes, 0, _server.Length, out address))
        {
            Ask(address, nowMs);
            return;
        }

        _lookup = _lookup ?? new NameLookup(_port, _random, _scratch.Output.Bytes, _scratch.Input.Bytes, _nameServers.Cache);
        for (int slot = 0; slot < NameServers.Count; slot++)
        {
            _lookup.SetServer(slot, _nameServers.AddressOf(slot), _nameServers.PortOf(slot));
        }

        _lookup.AskInParallel = _nameServers.InParallel;
        _isLookingUp = true;
        _lookup.Start(_server.Bytes, 0, _server.Length, nowMs);
    }

    private bool StepLookup(long nowMs)
    {
        _lookup.Step(nowMs, 0);
        switch (_lookup.Status)
        {
            case TransferStatus.Busy:
                return false;
            case TransferStatus.Done:
                _lookup.CopyAddresses(_addresses);
                _isLookingUp = false;
                _lookup.Close();
                Ask(_addresses[0], nowMs);
                return true;
            default:
                Fault fault = _lookup.Fault;
                _isLookingUp = false;
                _lookup.Close();
                ServerFailed(fault, nowMs);
                return true;
        }
    }

    private void Ask(uint address, long nowMs)
    {
        if (!_port.Open(0))
        {
            ServerFailed(Fault.SocketFailed, nowMs);
            return;
        }

        _random.Fill(_nonce, 0, _nonce.Length);
        _isAsking = true;
        _addresses[0] = address;
        _client.Start(address, _nonce, nowMs);
        SendRequest();
    }

    private bool StepQuestion(long nowMs)
    {
        _client.Step(nowMs);
        SendRequest();
        byte[] received = _scratch.Input.Bytes;
        int length = _client.Status == TransferStatus.Busy ? _port.Receive(received, 0, received.Length, 0) : -1;
        if (length >= 0)
        {
            _client.Receive(_port.RemoteAddress, _port.RemotePort, received, 0, length, nowMs);
        }

        if (_client.Status == TransferStatus.Busy)
        {
            return length >= 0;
        }

        _isAsking = false;
        _port.Close();
        if (_client.Status == TransferStatus.Failed)
        {
            ServerFailed(_client.Fault, nowMs);
            return true;
        }

        _wall.Set(_client.UtcMs);
        _hadRound = true;
        _retryMs = FirstRetryMs;
        _lastFault = Fault.None;
        _line.Clear();
        _line.Append("Time from ");
        _line.Append(_server.Bytes, 0, _server.Length);
        _log.Debug(DebugLevel, _line);
        return true;
    }

    private void SendRequest()
    {
        if (_client.OutputBytes > 0)
        {
            _port.Send(_addresses[0], SntpClient.ServerPort, _client.Output, 0, _client.OutputBytes);
            _client.OutputSent();
        }
    }

    private void ServerFailed(Fault fault, long nowMs)
    {
        if (fault != _lastFault)
        {
            _line.Clear();
            _line.Append("No time from ");
            _line.Append(_server.Bytes, 0, _server.Length);
            _line.Append(": ");
            FaultText.Append(fault, null, _line);
            _log.Message(LogSeverity.Warning, _line);
            _lastFault = fault;
        }

        Begin(_index + 1, nowMs);
    }

    private void RoundFailed(long nowMs)
    {
        _hadRound = true;
        _dueMs = nowMs + _retryMs;
        _retryMs = _retryMs * 2 < AgainMs ? _retryMs * 2 : AgainMs;
    }
}
