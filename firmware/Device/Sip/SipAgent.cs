// Parameters, datagrams and time in, registered lines and what NOTIFY asks for out (RFC 3261; guide "Manual Resync", Appendix C).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// The SIP user agent of the unit. Both lines share the buffers of what comes and of what is answered, the message, the challenge
/// and the resolver; each has a port, an account and the request it may have to send again. Buffers are taken in the constructor; a message that is
/// written allocates its short texts for the moment.
/// </summary>
public sealed class SipAgent
{
    /// <summary>Lines.</summary>
    public const int LineCount = 2;

    private const int DatagramsAStep = 4;

    // Guide "Deploying RC Units": the domains bind the registration of line 1.
    private const int RestrictedLine = 1;

    private readonly INetwork _network;
    private readonly IIdentity _identity;
    private readonly ParameterStore _store;
    private readonly AllowedDomains _domains;
    private readonly ResyncEngine _resync;
    private readonly SipLog _log;
    private readonly SipConfiguration _configuration;
    private readonly SipSettings _settings = new SipSettings();
    private readonly TextBuffer _datagram;
    private readonly TextBuffer _answer;
    private readonly SipInput _input = new SipInput();
    private readonly SipResponder _responder;
    private readonly SipNames _names;
    private readonly SipLine[] _lines = new SipLine[LineCount];
    private SipAction _action;
    private int _openCount;

    /// <summary>Wires the parts; nothing is opened yet.</summary>
    internal SipAgent(UnitParts parts, ParameterStore store, NameServers servers, AllowedDomains domains, ResyncEngine resync, ILog log, UnitScratch scratch)
    {
        _datagram = scratch.Input;
        _answer = scratch.Output;
        _network = parts.Network;
        _identity = parts.Identity;
        _store = store;
        _domains = domains;
        _resync = resync;
        _log = new SipLog(log);
        _configuration = new SipConfiguration(store);
        byte[] secret = new byte[SipTokens.SecretBytes];
        parts.Random.Fill(secret, 0, secret.Length);
        SipTokens tokens = new SipTokens(secret);
        SipCredentials credentials = new SipCredentials(tokens);
        _responder = new SipResponder(_settings, tokens, _answer);
        _names = new SipNames(parts.Network, parts.Random, servers, _datagram.Bytes);
        for (int i = 0; i < LineCount; i++)
        {
            _lines[i] = new SipLine(i + 1, parts.Network.CreateDatagramPort(), _settings, tokens, credentials);
        }
    }

    /// <summary>A line's registration, 0 or 1, to be looked at.</summary>
    public SipRegistration RegistrationOf(int line)
    {
        return _lines[line].Registration;
    }

    /// <summary>When <see cref="Step"/> has something to do without a datagram.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs = _names.NextDeadlineMs;
            if (_openCount == 0)
            {
                return nextMs;
            }

            for (int i = 0; i < LineCount; i++)
            {
                long lineMs = _lines[i].Registration.NextDeadlineMs;
                nextMs = lineMs < nextMs ? lineMs : nextMs;
                lineMs = _lines[i].KeepAlive.NextDeadlineMs;
                nextMs = lineMs < nextMs ? lineMs : nextMs;
            }

            return nextMs;
        }
    }

    /// <summary>Reads the parameters, opens the ports of lines that somebody has set up, begins to register.</summary>
    internal void Start(long nowMs)
    {
        _configuration.Read(_settings, _identity);
        for (int i = 0; i < LineCount; i++)
        {
            SipLine line = _lines[i];
            Fault fault = _configuration.Read(line, i);
            SipAccount account = line.Account;
            account.Address = _network.LocalAddress;

            // A line without user and proxy that challenges every NOTIFY has nobody to talk to: its port stays closed.
            bool isUsed = account.IsEnabled && (account.User.Length > 0 || account.TargetHost.Length > 0 || !account.ChallengesNotify);
            if (!isUsed)
            {
                continue;
            }

            bool isOpen = line.Port.Open(account.Port);
            _openCount += isOpen ? 1 : 0;
            fault = isOpen ? fault : Fault.SipPortTaken;
            if (fault != Fault.None)
            {
                // A line whose proxy makes no sense still takes NOTIFYs.
                line.Registration.Refuse(fault);
                _log.Failed(line);
                continue;
            }

            line.Registration.Start();
            if (line.KeepAlive.Message.Length > 0)
            {
                line.KeepAlive.Start(nowMs);
            }
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
            if (line.Port.LocalPort == 0)
            {
                continue;
            }

            busy |= Receive(line, nowMs);
            line.Registration.Step(nowMs);
            LookUp(line, nowMs);
            Send(line);
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
        _names.Close();
        for (int i = 0; i < LineCount; i++)
        {
            _lines[i].Port.Close();
        }
    }

    // One action at a time: what came behind it waits in the socket until the unit has taken it.
    private bool Receive(SipLine line, long nowMs)
    {
        for (int taken = 0; taken < DatagramsAStep && _action == SipAction.None; taken++)
        {
            int count = line.Port.Receive(_datagram.Bytes, 0, UnitScratch.InputBytes, 0);
            if (count < 0)
            {
                // -2: the platform has lost the socket.
                return (count < -1 && line.Port.Open(line.Account.Port)) || taken > 0;
            }

            // A datagram that fills the buffer was cut: its end is unknown.
            if (count < UnitScratch.InputBytes && _input.Read(_datagram.Bytes, 0, count))
            {
                Take(line, line.Port.RemoteAddress, line.Port.RemotePort, nowMs);
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

        if (line.Account.OnlyFromProxy && !line.Registration.IsProxy(address))
        {
            _log.Dropped(line, address);
            return;
        }

        _responder.AllowsResync = _store.IsYes(ParameterIndex.Resync_From_SIP) && _store.IsYes(ParameterIndex.Provision_Enable);
        if (_responder.Answer(_input, address, port, line.Account, nowMs))
        {
            line.Port.Send(address, _responder.TargetPort, _answer.Bytes, 0, _answer.Length);
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

        SipAccount account = line.Account;
        account.Address = _network.LocalAddress;
        if (account.Address == 0)
        {
            line.Registration.LookUpFailed(Fault.ConnectUnreachable, nowMs);
        }
        else if (line.Number == RestrictedLine && !IsAllowed(account))
        {
            line.Registration.Forbid(Fault.SipServerNotAllowed, nowMs);
        }
        else
        {
            _names.Start(line, nowMs);
        }
    }

    private bool IsAllowed(SipAccount account)
    {
        return _domains.Allows(account.Realm.Bytes, 0, account.Realm.Length) && _domains.Allows(account.TargetHost.Bytes, 0, account.TargetHost.Length);
    }

    private static void Send(SipLine line)
    {
        SipRegistration registration = line.Registration;
        if (registration.OutputBytes > 0)
        {
            line.Port.Send(registration.ServerAddress, line.Account.TargetPort, registration.Request.Bytes, 0, registration.OutputBytes);
            registration.OutputSent();
        }
    }

    private void KeepAlive(SipLine line, long nowMs)
    {
        uint address = line.KeepsProxyAlive ? line.Registration.ServerAddress : line.KeepAliveAddress;
        int port = line.KeepsProxyAlive ? line.Account.TargetPort : line.KeepAlivePort;
        if (line.KeepAlive.Step(nowMs, _answer) && address != 0)
        {
            line.Port.Send(address, port, _answer.Bytes, 0, _answer.Length);
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
