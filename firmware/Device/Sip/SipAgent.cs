// Parameters, datagrams and time in, registered lines and what NOTIFY asks for out (RFC 3261; guide "Manual Resync", Appendix C).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// The SIP user agent of the unit. Both lines share the message, the arithmetic of digests and the resolver, and what comes and what is sent are the unit's
/// scratch; a line in use has a port, a registration and its challenge. A message that is written allocates its short texts for the moment.
/// </summary>
public sealed class SipAgent
{
    /// <summary>Lines.</summary>
    public const int LineCount = 2;

    private const int DatagramsAStep = 4;

    // Guide "Deploying RC Units": the domains bind the registration of line 1.
    private const int RestrictedLine = 1;

    private readonly INetwork _network;
    private readonly ParameterStore _store;
    private readonly AllowedDomains _domains;
    private readonly ResyncEngine _resync;
    private readonly SipLog _log;
    private readonly UnitParts _parts;
    private readonly NameServers _servers;
    private readonly UnitScratch _scratch;
    private readonly TextBuffer _datagram;
    private readonly TextBuffer _answer;

    // Taken at the start when a line is set up: a unit without any has no SIP.
    private SipClient _client;
    private SipInput _input;
    private SipResponder _responder;
    private SipNames _names;

    private readonly SipLine[] _lines = new SipLine[LineCount];
    private SipAction _action;
    private int _openCount;

    /// <summary>Wires the unit's parts; its own are taken, and ports opened, by <see cref="Start(long)"/>.</summary>
    internal SipAgent(UnitParts parts, ParameterStore store, NameServers servers, AllowedDomains domains, ResyncEngine resync, ILog log, UnitScratch scratch)
    {
        _parts = parts;
        _servers = servers;
        _scratch = scratch;
        _datagram = scratch.Input;
        _answer = scratch.Output;
        _network = parts.Network;
        _store = store;
        _domains = domains;
        _resync = resync;
        _log = new SipLog(log, scratch.Line);
    }

    /// <summary>A line's registration, 0 or 1, to be looked at; null of a line that is not used.</summary>
    public SipRegistration RegistrationOf(int line)
    {
        return _lines[line] == null ? null : _lines[line].Registration;
    }

    /// <summary>When <see cref="Step"/> has something to do without a datagram.</summary>
    public long NextDeadlineMs
    {
        get
        {
            if (_openCount == 0)
            {
                return long.MaxValue;
            }

            long nextMs = _names.NextDeadlineMs;
            for (int i = 0; i < LineCount; i++)
            {
                SipLine line = _lines[i];
                if (line == null)
                {
                    continue;
                }

                long lineMs = line.Registration.NextDeadlineMs;
                nextMs = lineMs < nextMs ? lineMs : nextMs;
                lineMs = line.KeepAlive == null ? long.MaxValue : line.KeepAlive.NextDeadlineMs;
                nextMs = lineMs < nextMs ? lineMs : nextMs;
            }

            return nextMs;
        }
    }

    /// <summary>Opens the ports of lines that somebody has set up, begins to register.</summary>
    internal void Start(long nowMs)
    {
        SipConfiguration configuration = new SipConfiguration(_store, _parts.Identity, _answer);
        for (int i = 0; i < LineCount; i++)
        {
            SipLine line = new SipLine(configuration, i);
            if (line.IsUsed)
            {
                TakeParts(configuration);
                _lines[i] = line;
                Start(line, nowMs);
            }
        }
    }

    private void TakeParts(SipConfiguration configuration)
    {
        if (_client != null)
        {
            return;
        }

        byte[] secret = new byte[SipTokens.SecretBytes];
        _parts.Random.Fill(secret, 0, secret.Length);
        DigestResponse digest = new DigestResponse();
        SipTokens tokens = new SipTokens(secret, digest);
        _input = new SipInput();
        _client = new SipClient(configuration, tokens, digest, _input);
        _responder = new SipResponder(configuration, tokens, digest, _input, _answer);
        _names = new SipNames(_network, _parts.Random, _servers, _scratch);
    }

    // A line whose proxy makes no sense still takes NOTIFYs.
    private void Start(SipLine line, long nowMs)
    {
        bool isOpen = line.Open(_network.CreateDatagramPort(), _client);
        _openCount += isOpen ? 1 : 0;
        line.Address = _network.LocalAddress;
        if (isOpen)
        {
            line.Registration.Start();
        }
        else
        {
            line.Registration.Refuse(Fault.SipPortTaken);
        }

        if (line.Registration.Fault != Fault.None)
        {
            _log.Failed(line);
        }
        else
        {
            line.StartKeepAlive(_client, nowMs);
        }
    }

    /// <summary>Takes what came, sends what is due. True while there is more to do at once.</summary>
    internal bool Step(long nowMs)
    {
        if (_openCount == 0)
        {
            return false;
        }

        bool busy = false;
        _names.Step(nowMs);
        for (int i = 0; i < LineCount; i++)
        {
            SipLine line = _lines[i];
            if (line == null || line.Socket.LocalPort == 0)
            {
                continue;
            }

            busy |= Receive(line, nowMs);
            line.Registration.Step(nowMs);
            LookUp(line, nowMs);
            Send(line, nowMs);
            KeepAlive(line, nowMs);
            Tell(line, i, nowMs);
        }

        return busy;
    }

    /// <summary>What a NOTIFY asked for, once.</summary>
    internal SipAction TakeAction()
    {
        SipAction action = _action;
        _action = SipAction.None;
        return action;
    }

    /// <summary>Closes the ports.</summary>
    internal void Close()
    {
        if (_names != null)
        {
            _names.Close();
        }

        for (int i = 0; i < LineCount; i++)
        {
            if (_lines[i] != null)
            {
                _lines[i].Socket.Close();
            }
        }
    }

    // One action at a time: what came behind it waits in the socket until the unit has taken it.
    private bool Receive(SipLine line, long nowMs)
    {
        for (int taken = 0; taken < DatagramsAStep && _action == SipAction.None; taken++)
        {
            int count = line.Socket.Receive(_datagram.Bytes, 0, UnitScratch.InputBytes, 0);
            if (count < 0)
            {
                // -2: the platform has lost the socket.
                return (count < -1 && line.Socket.Open(line.Port)) || taken > 0;
            }

            // A datagram that fills the buffer was cut: its end is unknown.
            if (count < UnitScratch.InputBytes && _input.Read(_datagram.Bytes, 0, count))
            {
                Take(line, line.Socket.RemoteAddress, line.Socket.RemotePort, nowMs);
            }
        }

        return true;
    }

    private void Take(SipLine line, uint address, int port, long nowMs)
    {
        if (!_input.Message.IsRequest)
        {
            line.Registration.Receive(_input.Message, _input.Via, nowMs);
            return;
        }

        if (line.OnlyFromProxy && !line.Registration.IsProxy(address))
        {
            _log.Dropped(line, address);
            return;
        }

        _responder.AllowsResync = _store.IsYes(ParameterIndex.Resync_From_SIP) && _store.IsYes(ParameterIndex.Provision_Enable);
        if (_responder.Answer(_input, address, port, line, nowMs))
        {
            line.Socket.Send(address, _responder.TargetPort, _answer.Bytes, 0, _answer.Length);
            _action = _responder.Action;
            _log.Answered(line, _input.Message, address, _responder.Status, _action);
        }
    }

    private void LookUp(SipLine line, long nowMs)
    {
        if (!line.Registration.WantsAddresses || _names.Line != null)
        {
            return;
        }

        line.Address = _network.LocalAddress;
        if (line.Address == 0)
        {
            line.Registration.LookUpFailed(Fault.ConnectUnreachable, nowMs);
        }
        else if (line.Number == RestrictedLine && !IsAllowed(line))
        {
            line.Registration.Forbid(Fault.SipServerNotAllowed, nowMs);
        }
        else
        {
            _names.Start(line, nowMs);
        }
    }

    private bool IsAllowed(SipLine line)
    {
        return IsAllowed(line, SipField.Proxy) && IsAllowed(line, SipField.Target);
    }

    private bool IsAllowed(SipLine line, SipField server)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        if (!SipProxy.Find(line, server, out text, out offset, out count, out port))
        {
            return false;
        }

        // The domains are read from the store too: what is borrowed of it must not be looked at behind that.
        _answer.Clear();
        _answer.Append(text, offset, count);
        return _domains.Allows(_answer.Bytes, 0, _answer.Length);
    }

    private void Send(SipLine line, long nowMs)
    {
        SipRegistration registration = line.Registration;
        if (registration.Write(_answer, nowMs))
        {
            line.Socket.Send(registration.ServerAddress, SipProxy.TargetPortOf(line), _answer.Bytes, 0, _answer.Length);
        }
    }

    private void KeepAlive(SipLine line, long nowMs)
    {
        int port;
        if (line.KeepAlive == null || !line.KeepAlive.Step(nowMs, _answer))
        {
            return;
        }

        uint address = line.KeepAliveTarget(out port);
        if (address != 0)
        {
            line.Socket.Send(address, port, _answer.Bytes, 0, _answer.Length);
        }
    }

    // $REGTMR1 and $REGTMR2 are told of a loss, and of a registration that was never got.
    private void Tell(SipLine line, int index, long nowMs)
    {
        SipRegistration registration = line.Registration;
        if (registration.IsRegistered)
        {
            _resync.RegistrationRegained(index);
        }
        else if (registration.Failures > 0 || line.ToldRegistered)
        {
            _resync.RegistrationLost(index, nowMs);
        }

        if (registration.IsRegistered != line.ToldRegistered)
        {
            line.ToldRegistered = registration.IsRegistered;
            _log.Changed(line);
        }

        if (registration.Fault != line.ToldFault)
        {
            line.ToldFault = registration.Fault;
            _log.Failed(line);
        }
    }
}
