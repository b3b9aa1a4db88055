// A board's parts in, a running ATA out: the composition root and the main loop's step.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// One unit. The board calls <see cref="Start"/> once and then <see cref="Step"/> for ever; a step does one bounded piece of work and
/// never waits longer than asked. Memory is taken in the constructor, or once, when first needed, and then kept.
/// </summary>
public sealed class Unit : IStepped
{
    private readonly UnitParts _parts;
    private readonly ParameterStore _store;
    private readonly MacroValues _values;
    private readonly UnitLog _log;
    private readonly SyslogSender _syslog;
    private readonly SyslogSender _debug;
    private readonly ResyncEngine _resync;
    private readonly Fetcher _fetcher;
    private readonly FetchRequest _request = new FetchRequest();
    private readonly DefaultServer _defaultServer;
    private readonly DhcpOptions _dhcp;
    private readonly AllowedDomains _domains;
    private readonly CustomCa _customCa;
    private readonly NameServers _nameServers;
    private readonly WebServer _web;
    private readonly LineBank _lines;
    private readonly TimeSync _time;
    private readonly PendingRestart _restart;
    private readonly SipAgent _sip;
    private readonly StatusTable _status;
    private readonly ReportRun _report;
    private readonly UnitScratch _scratch = new UnitScratch();
    private readonly TextBuffer _line;
    private Fault _templateFault;
    private string _templateProblems;
    private bool _fetching;
    private bool _askingDhcp;
    private FetchJob _job;
    private uint _serverTold;
    private bool _awaitingTime;
    private bool _domainsTold;
    private bool _restarting;
    private uint _requester;

    /// <summary>Puts the unit together.</summary>
    public Unit(UnitParts parts)
    {
        _parts = parts;
        _line = _scratch.Line;
        _store = new ParameterStore(new QuietFlash(parts.Flash, parts.Lines, parts.Clock), parts.StoreBytes);
        _values = new MacroValues(_store);
        _nameServers = new NameServers(_store, parts.DnsAddress, parts.DnsPort);
        TextBuffer transfer = new TextBuffer(Fetcher.OutputBytes);
        _syslog = new SyslogSender(parts.Network, parts.Clock, parts.Random, _nameServers, _scratch.Output);
        _debug = new SyslogSender(parts.Network, parts.Clock, parts.Random, _nameServers, _scratch.Output);
        _log = new UnitLog(parts.Console, _store, _syslog, _debug, _scratch.Input);
        _resync = new ResyncEngine(_store, _values, parts.MaxDecodedBytes, parts.HoldBytes, _log, Seed(parts), parts.Observer, BuffersOf(transfer));
        _resync.RefusesGzip = parts.RefusesGzip;
        _fetcher = new Fetcher(parts.Network, parts.Random, parts.MaxBodyBytes, _nameServers.Cache, transfer, _scratch.Input.Bytes);
        _dhcp = new DhcpOptions(parts.Network, parts.Random, _log, _scratch);
        _nameServers.SetDhcp(_dhcp);
        _defaultServer = new DefaultServer(_store, parts.Network, _dhcp, _values, _scratch);
        _domains = new AllowedDomains(_store);
        _customCa = new CustomCa(_store, parts.Trust, _values, _log, _scratch);
        _lines = new LineBank(parts.IsSafe ? null : parts.Lines, _store, _log, _line);
        _time = parts.WallClock == null ? null : new TimeSync(parts, _store, _nameServers, _log, _scratch);
        _fetcher.Filter = _domains;
        _fetcher.Observer = new QuietFetch(new FetchLog(_log, _line), _lines, parts.Clock);
        _restart = new PendingRestart(parts.Power);
        _sip = new SipAgent(parts, _store, _nameServers, _domains, _resync, _log, _scratch);
        _status = new StatusTable(parts.Identity, parts.Network, _store, _resync, _lines);
        _report = new ReportRun(_store, _resync, parts.Random, _log, _status, _line);
        _web = parts.Web == null ? null : new WebServer(parts.Web, StateForWeb());
    }

    /// <summary>The parameters, for the program that runs the unit; the unit itself is not to be stepped meanwhile.</summary>
    public ParameterStore Store
    {
        get { return _store; }
    }

    /// <summary>The resync engine, for the program that runs the unit.</summary>
    public ResyncEngine Resync
    {
        get { return _resync; }
    }

    /// <summary>The SIP user agent, to be looked at.</summary>
    public SipAgent Sip
    {
        get { return _sip; }
    }

    /// <summary>How the parameters were found on flash; valid after <see cref="Load"/>.</summary>
    public LoadReport Loaded
    {
        get { return _store.Report; }
    }

    /// <summary>
    /// Reads the parameters from flash; an RC unit without any gets its template's. Before <see cref="Start"/>; what is set in between
    /// counts from the start.
    /// </summary>
    public void Load()
    {
        _store.Load();
        string template = _parts.Identity.CustomizationTemplate;
        if (RcTemplate.IsDue(template, _store))
        {
            _line.Clear();
            _templateFault = RcTemplate.Apply(template, _store, _line);
            _templateProblems = _line.Length > 0 ? _line.ToString() : null;
        }
    }

    /// <summary>Starts the schedule, the log and the web server.</summary>
    public void Start()
    {
        IIdentity identity = _parts.Identity;
        _values.SetIdentity(identity.MacAddress, identity.Product, identity.SerialNumber, identity.SoftwareVersion, identity.HardwareVersion);
        _values.HasClientCertificate = identity.HasClientCertificate;
        _values.IsRcUnit = identity.CustomizationTemplate != null;
        _values.ExternalAddress = _parts.ExternalAddress;
        _dhcp.SetIdentity(identity);
        _line.Clear();
        UserAgentText.Append(identity.Product, identity.SoftwareVersion, identity.SerialNumber, _line);
        _fetcher.UserAgent = _line.ToString();
        _customCa.Start();
        Configure();
        TellFlash();
        TellTemplate();
        _store.ClearMarks();
        _status.Start(_parts.Clock.NowMs);
        TellCrash();
        if (_time != null)
        {
            _time.Start(_parts.Clock.NowMs);
        }

        _lines.Start(_parts.Clock.NowMs);
        _resync.Start(StartEvent(), _parts.Clock.NowMs);
        if (!_parts.IsSafe)
        {
            _sip.Start(_parts.Clock.NowMs);
        }

        StartWeb();
    }

    /// <summary>When <see cref="Step"/> has something to do without being disturbed, in the clock's milliseconds.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs = _lines.NextDeadlineMs;
            long sipMs = _sip.NextDeadlineMs;
            nextMs = sipMs < nextMs ? sipMs : nextMs;
            long workMs = _askingDhcp ? _dhcp.NextDeadlineMs : _fetching ? _fetcher.NextDeadlineMs : _resync.NextDeadlineMs;
            nextMs = workMs < nextMs ? workMs : nextMs;
            nextMs = _time != null && _time.NextDeadlineMs < nextMs ? _time.NextDeadlineMs : nextMs;
            if (_askingDhcp || _fetching || _awaitingTime)
            {
                return nextMs;
            }

            if (_report.IsDue)
            {
                return _parts.Clock.NowMs;
            }

            if (_restart.IsAsked && _restart.LimitMs < nextMs)
            {
                nextMs = _restart.LimitMs;
            }

            bool waits = _resync.WaitsForLines || _restart.IsAsked;
            return waits && _lines.IdleAtMs < nextMs ? _lines.IdleAtMs : nextMs;
        }
    }

    /// <summary>Does one piece of work. Waits at most <paramref name="maxWaitMs"/>, and only on a transfer that runs.</summary>
    public UnitStatus Step(int maxWaitMs)
    {
        if (_restarting)
        {
            return UnitStatus.Restarting;
        }

        long nowMs = _parts.Clock.NowMs;
        _resync.LinesIdle = _lines.Step(nowMs);
        bool busy = _syslog.Step(nowMs) | _debug.Step(nowMs);
        busy |= StepWeb(nowMs) | StepSip(nowMs) | (_time != null && _time.Step(nowMs));
        if (_restarting)
        {
            return UnitStatus.Restarting;
        }

        if (_awaitingTime)
        {
            return AwaitTime(nowMs) || busy ? UnitStatus.Busy : UnitStatus.Idle;
        }

        if (_askingDhcp)
        {
            return StepDhcp(nowMs) || busy ? UnitStatus.Busy : UnitStatus.Idle;
        }

        if (_fetching)
        {
            StepFetch(nowMs, busy ? 0 : maxWaitMs);
            return UnitStatus.Busy;
        }

        // A TFTP transfer that is over still answers a repeated last block for a while.
        _fetcher.Step(nowMs, 0);
        if (_report.IsDue)
        {
            StartReport(nowMs);
            return UnitStatus.Busy;
        }

        if (_restart.IsDue(_resync.LinesIdle, nowMs) && !_resync.ComesBeforeRestart)
        {
            Restart(nowMs);
            return UnitStatus.Restarting;
        }

        if (_customCa.IsDue && !_restart.IsAsked && _resync.State != ResyncState.Running)
        {
            if (_customCa.Begin() == Fault.None)
            {
                _job = FetchJob.Authority;
                _awaitingTime = true;
            }

            return UnitStatus.Busy;
        }

        // $IP is the address of now: the network may have come up, or have moved, since the start.
        _values.Address = _parts.Network.LocalAddress;
        switch (_resync.Step(nowMs))
        {
            case ResyncWork.Fetch:
                _awaitingTime = true;
                return UnitStatus.Busy;
            case ResyncWork.Ended:
                TakeChanges(nowMs);
                return UnitStatus.Busy;
            default:
                return busy ? UnitStatus.Busy : UnitStatus.Idle;
        }
    }

    /// <summary>
    /// Sends the report of Report_Rule (guide "Report Rule"): one attempt, as soon as no resync runs. Whoever asks has proven that he may.
    /// </summary>
    public void RequestReport()
    {
        _report.Ask();
    }

    /// <summary>
    /// Puts the unit back to how it was manufactured (guide Table 1-1, MFG-RESET), whatever it is at: what runs is cancelled, all values
    /// and accesses are put back on flash too, and a cold restart forgets the rest. Not from within <see cref="Step"/>. FlashWrite when
    /// the flash refused: the log says so, and the unit restarts with what the flash then holds.
    /// </summary>
    public Fault FactoryReset()
    {
        _fetcher.Cancel();
        _dhcp.Close();
        _fetching = false;
        _askingDhcp = false;
        _report.Forget();
        _awaitingTime = false;
        _line.Clear();
        _line.Append("Factory reset: all parameters get their factory values");
        _log.Message(LogSeverity.Notice, _line);
        Fault fault = _store.FactoryReset();
        if (fault != Fault.None)
        {
            _line.Clear();
            _line.Append("Factory reset failed: ");
            FaultText.Append(fault, null, _line);
            _log.Message(LogSeverity.Error, _line);
        }

        _restarting = true;
        _lines.Quiet(_parts.Clock.NowMs);
        _parts.Power.RestartCold();
        return fault;
    }

    /// <summary>Stops the unit: closes what it opened. For a program that starts a new one in its place.</summary>
    public void Stop()
    {
        _fetcher.Cancel();
        _dhcp.Close();
        _sip.Close();
        _syslog.Close();
        _debug.Close();
        if (_time != null)
        {
            _time.Close();
        }

        if (_web != null)
        {
            _parts.Web.Stop();
        }
    }

    private static uint Seed(UnitParts parts)
    {
        byte[] seed = new byte[4];
        parts.Random.Fill(seed, 0, 4);
        return System.BitConverter.ToUInt32(seed, 0);
    }

    // What a profile is decoded with stands behind the fetcher's answers: that part of the buffer has done its work when the file begins.
    private ResyncBuffers BuffersOf(TextBuffer transfer)
    {
        return new ResyncBuffers
        {
            Text = _scratch.Input,
            Expanded = _scratch.Output,
            Line = _scratch.Line,
            Work = transfer.Bytes,
            WorkOffset = Fetcher.AnswerBytes,
        };
    }

    private ResyncEvent StartEvent()
    {
        switch (_parts.Power.StartReason)
        {
            case RestartReason.ParameterUpdate:
                return ResyncEvent.WarmStart;
            case RestartReason.ParameterUpdateRetry:
                return ResyncEvent.WarmStartAfterFailure;
            default:
                return ResyncEvent.PowerUp;
        }
    }

    private void ConfigureNameServers()
    {
        _nameServers.Configure();
        _nameServers.Apply(_fetcher);
    }

    private void Configure()
    {
        ConfigureNameServers();
        _log.Configure();
        _customCa.Configure();
        TellDomains();
    }

    // Told once, until the list is right again.
    private void TellDomains()
    {
        _domains.Read();
        if (_domains.HasTooMany && !_domainsTold)
        {
            _line.Clear();
            _line.Append("Restricted_Access_Domains holds more than counts: the first ");
            _line.AppendNumber(AllowedDomains.MaxDomains);
            _line.Append(" domains, in 256 bytes at most");
            _log.Message(LogSeverity.Warning, _line);
        }

        _domainsTold = _domains.HasTooMany;
    }

    private void TellFlash()
    {
        LoadReport report = _store.Report;
        _line.Clear();
        _line.Append("Flash: ");
        LoadText.Append(report, _line);
        if (LoadText.IsTrouble(report))
        {
            _log.Message(LogSeverity.Warning, _line);
        }
        else
        {
            _log.Debug(1, _line);
        }
    }

    private void TellTemplate()
    {
        if (_templateFault == Fault.None && _templateProblems == null)
        {
            return;
        }

        _line.Clear();
        _line.Append("RC template: ");
        _line.Append(_templateProblems ?? "");
        if (_templateFault != Fault.None)
        {
            FaultText.Append(_templateFault, null, _line);
        }

        _log.Message(LogSeverity.Warning, _line);
    }

    private void TellCrash()
    {
        Supervisor supervisor = _parts.Supervisor;
        if (supervisor == null || supervisor.CrashCount == 0)
        {
            return;
        }

        _line.Clear();
        _line.Append(supervisor.IsSafe ? "Safe mode, web pages and provisioning only, after " : "Restarted after ");
        _line.AppendNumber(supervisor.CrashCount);
        _line.Append(supervisor.CrashCount == 1 ? " crash: " : " crashes in a row: ");
        _line.Append(supervisor.LastCrash);
        _log.Message(LogSeverity.Error, _line);
    }

    private void StartWeb()
    {
        if (_web == null || !_store.IsYes(ParameterIndex.Enable_Web_Server))
        {
            return;
        }

        int port = _parts.WebPort != 0 ? _parts.WebPort : _store.Number(ParameterIndex.Web_Server_Port, 80);
        if (!_parts.Web.Start(port))
        {
            _line.Clear();
            _line.Append("The web server cannot use port ");
            _line.AppendNumber(port);
            _line.Append(": ");
            _line.Append(_parts.Web.Problem);
            _log.Message(LogSeverity.Error, _line);
        }
    }

    private bool StepWeb(long nowMs)
    {
        if (_web == null)
        {
            return false;
        }

        bool busy = _web.Step(nowMs);
        if (_web.TakeRequest())
        {
            _requester = _web.Requester;
        }

        if (_web.TakeReport())
        {
            _report.Ask();
        }

        if (_web.TakeChanges())
        {
            Configure();
        }

        switch (_web.TakeAnswer())
        {
            case WebAnswer.RestartCold:
                _restart.AskCold(_resync.ForcedLimitMs(nowMs));
                break;
            case WebAnswer.RestartWarm:
                AskWarmRestart(nowMs);
                break;
        }

        return busy;
    }

    // A certificate's dates can not be checked before the clock is set: https waits for the first answer of the time servers, or their failure.
    private bool AwaitTime(long nowMs)
    {
        if (Url.Scheme == UrlScheme.Https && _time != null && _time.IsFirstPending && _parts.Clock.UtcSeconds == 0)
        {
            return false;
        }

        _awaitingTime = false;
        AskOrFetch(nowMs);
        return true;
    }

    private WebState StateForWeb()
    {
        return new WebState
        {
            Clock = _parts.Clock,
            Network = _parts.Network,
            Random = _parts.Random,
            Identity = _parts.Identity,
            Store = _store,
            Resync = _resync,
            Values = _values,
            Lines = _lines,
            Sip = _sip,
            Restart = _restart,
            FormBytes = _parts.FormBytes,
            StartedMs = _parts.Clock.NowMs,
        };
    }

    // The answer to a NOTIFY was sent before: a restart at once does not swallow it.
    private bool StepSip(long nowMs)
    {
        if (!_sip.Step(nowMs))
        {
            return false;
        }

        switch (_sip.TakeAction())
        {
            case SipAction.Resync:
                _resync.Notified();
                return true;
            case SipAction.Report:
                _report.Ask();
                return true;
            case SipAction.Reboot:
                _restart.AskCold(_resync.ForcedLimitMs(nowMs));
                return true;
            case SipAction.RebootNow:
                _restart.AskCold(nowMs);
                RestartAtOnce(nowMs);
                return true;
            case SipAction.RestartNow:
                _restart.AskWarm(RestartReason.Command, nowMs);
                RestartAtOnce(nowMs);
                return true;
            default:
                return true;
        }
    }

    // Whatever runs is given up, calls too: that is what the event's name says.
    private void RestartAtOnce(long nowMs)
    {
        _fetcher.Cancel();
        _fetching = false;
        Restart(nowMs);
    }

    private void Restart(long nowMs)
    {
        _restarting = true;
        _lines.Quiet(nowMs);
        _restart.CarryOut();
    }

    // A URL whose server only the network can name waits for the network's answer, seven seconds at most.
    private void AskOrFetch(long nowMs)
    {
        _askingDhcp = NeedsDhcp() && _dhcp.Ask(nowMs);
        if (!_askingDhcp)
        {
            StartFetch(nowMs);
        }
    }

    private bool StepDhcp(long nowMs)
    {
        bool heard = _dhcp.Step(nowMs);
        if (!_dhcp.IsAsking)
        {
            _askingDhcp = false;
            ConfigureNameServers();
            StartFetch(nowMs);
            return true;
        }

        return heard;
    }

    // What is fetched or sent to now: the authority's, the report's or the resync's; the last two have the engine's rule.
    private FileUrl Url
    {
        get { return _job == FetchJob.Authority ? _customCa.Request.Url : _resync.Rule.Url; }
    }

    private uint Requester
    {
        get { return _job == FetchJob.Profile && _resync.IsRequest ? _requester : 0; }
    }

    private bool NeedsDhcp()
    {
        FileUrl url = Url;
        uint address;
        return _defaultServer.NeedsAnswer(url, Requester)
            || (_nameServers.NeedsAnswer && url.Server.Length > 0
                && !Ipv4.TryParse(url.Server.Bytes, 0, url.Server.Length, out address));
    }

    // A rule's assignments and profiles may have changed what is read at other times than the next resync.
    private void TakeChanges(long nowMs)
    {
        Configure();
        if (_resync.RestartDue)
        {
            AskWarmRestart(nowMs);
        }
    }

    private void AskWarmRestart(long nowMs)
    {
        RestartReason reason = _resync.ScheduleFailed ? RestartReason.ParameterUpdateRetry : RestartReason.ParameterUpdate;
        _restart.AskWarm(reason, _resync.ForcedLimitMs(nowMs));
    }

    private void StartReport(long nowMs)
    {
        bool sends = _report.Begin(nowMs);
        TakeChanges(nowMs);
        if (sends)
        {
            _job = FetchJob.Report;
            _awaitingTime = true;
        }
        else
        {
            _resync.EndReport();
        }
    }

    private void StartFetch(long nowMs)
    {
        Fault fault = _defaultServer.Fill(Url, Requester, _job == FetchJob.Report);
        if (fault != Fault.None)
        {
            TellEnd(fault, null);
            return;
        }

        _fetching = true;
        switch (_job)
        {
            case FetchJob.Authority:
                _fetcher.Start(_customCa.Request, _customCa.Body, nowMs);
                break;
            case FetchJob.Report:
                _report.Fill(_request);
                _fetcher.Start(_request, null, nowMs);
                break;
            default:
                StartProfile(nowMs);
                break;
        }
    }

    private void StartProfile(long nowMs)
    {
        _serverTold = 0;
        _request.Url = Url;
        _request.Upload = null;
        _request.PostBody = _resync.PostBody;
        _request.UserId = _resync.Rule.Uid;
        _request.Password = _resync.Rule.Pwd;
        _request.EntityTag = _resync.EntityTag;
        _request.LastModified = _resync.LastModified;
        _fetcher.Start(_request, _resync.Body, nowMs);
        TellServer();
    }

    private void StepFetch(long nowMs, int maxWaitMs)
    {
        // A TLS handshake may go on, and stop the loop, in any step; a ring may have begun since the last one.
        if (_fetcher.Url.Scheme == UrlScheme.Https)
        {
            _lines.Quiet(nowMs);
        }

        FetchStatus status = _fetcher.Step(nowMs, maxWaitMs);
        if (_job == FetchJob.Profile)
        {
            TellServer();
        }

        if (status != FetchStatus.Busy)
        {
            _fetching = false;
            TellEnd(_fetcher.Fault, _fetcher.Detail);
        }
    }

    private void TellEnd(Fault fault, TextBuffer detail)
    {
        FetchJob job = _job;
        _job = FetchJob.Profile;
        switch (job)
        {
            case FetchJob.Authority:
                _customCa.Ended(fault, detail);
                break;
            case FetchJob.Report:
                _report.End(fault, detail, _fetcher.BytesSent);
                break;
            default:
                TellProfile(fault, detail);
                break;
        }
    }

    private void TellProfile(Fault fault, TextBuffer detail)
    {
        long nowMs = _parts.Clock.NowMs;
        if (fault == Fault.None && _fetcher.NotModified)
        {
            _resync.FetchNotModified(nowMs);
        }
        else
        {
            bool notFound = detail != null && _fetcher.NotFound;
            _resync.FetchEnded(fault, notFound, detail, _fetcher.EntityTag, _fetcher.LastModified, nowMs);
        }
    }

    // With several addresses the log tells the one that is tried; where a redirect leads to is not the server of the rule's URL.
    private void TellServer()
    {
        uint address = _fetcher.ServerAddress;
        if (address != 0 && address != _serverTold && (_serverTold == 0 || _fetcher.Url.HasSameOrigin(_request.Url)))
        {
            _serverTold = address;
            _resync.ServerKnown(address);
        }
    }
}
