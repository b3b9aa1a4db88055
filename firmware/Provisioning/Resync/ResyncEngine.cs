// Time, requests and fetched profiles in; fetches to make, log lines and parameter changes out (guide chapter 2, "Triggers" to "Profile Rules").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Decides when to resync and works through Profile_Rule to Profile_Rule_D. It owns no socket and no clock: the unit calls
/// <see cref="Step"/> with the time, does the fetch it asks for and reports with <see cref="FetchEnded"/>. A rule's profile is applied
/// whole, when it has been read to its end, or not at all.
/// </summary>
public sealed class ResyncEngine
{
    /// <summary>Longest rule, before and after macro expansion, in bytes.</summary>
    public const int MaxRuleBytes = 2048;

    /// <summary>Longest log line, in bytes.</summary>
    public const int MaxLineBytes = 768;

    private const int MaxResultBytes = 384;
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;
    private const int MaxDetailBytes = 160;
    private const int MaxWarningsBytes = 256;
    private const int UnknownListed = 4;
    private const int RandomDelayUnitSeconds = 20;
    private const int RuleCount = 4;

    // $PRVST (guide, Table 4-4).
    private const int StateRequest = -1;
    private const int StatePowerUp = 0;
    private const int StatePeriodic = 1;
    private const int StateRetry = 2;

    private readonly ParameterStore _store;
    private readonly MacroValues _values;
    private readonly MacroExpander _expander;
    private readonly RuleParser _parser;
    private readonly RuleChooser _chooser;
    private readonly ProfileRule _rule;
    private readonly ProfileReader _reader;
    private readonly TransactionHandler _handler;
    private readonly ParameterTransaction _transaction;
    private readonly ILog _log;
    private readonly DelayRandom _random;
    private readonly IResyncObserver _observer;
    private readonly TextBuffer _ruleText = new TextBuffer(MaxRuleBytes);
    private readonly TextBuffer _expanded = new TextBuffer(MaxRuleBytes);
    private readonly TextBuffer _request = new TextBuffer(MaxRuleBytes);
    private readonly TextBuffer _result = new TextBuffer(MaxResultBytes);
    private readonly TextBuffer _detail = new TextBuffer(MaxDetailBytes);
    private readonly TextBuffer _line = new TextBuffer(MaxLineBytes);

    private ResyncState _state;
    private ResyncState _interruptedState;
    private long _timerMs = Never;
    private long _interruptedTimerMs = Never;
    private long _lastAttemptMs;
    private int _retryStep;
    private int _periodicStep;
    private int _ruleIndex;
    private bool _isRequest;
    private bool _requestHeld;
    private bool _requestLogged;
    private bool _fetchDue;
    private bool _fetching;
    private bool _ended;

    /// <summary>Wires the engine; allocates all it will ever need besides its parts.</summary>
    /// <param name="store">The parameters: rules, schedules, log texts, and where profiles go.</param>
    /// <param name="values">The macro variables; the engine keeps PRVST, SCHEME, SERV, SERVIP, PORT, PATH and ERR right.</param>
    /// <param name="maxDecodedBytes">Longest profile after decryption and decompression.</param>
    /// <param name="log">Takes the three Log_Resync messages and the debug lines.</param>
    /// <param name="seed">Seed of the random delays, different for each unit and start.</param>
    /// <param name="observer">Told of changes; may be null.</param>
    public ResyncEngine(ParameterStore store, MacroValues values, int maxDecodedBytes, ILog log, uint seed, IResyncObserver observer)
    {
        _store = store;
        _values = values;
        _log = log;
        _observer = observer;
        _expander = new MacroExpander(values);
        _parser = new RuleParser();
        _chooser = new RuleChooser(_expander, new ConditionEvaluator(values));
        _rule = new ProfileRule();
        _reader = new ProfileReader(maxDecodedBytes);
        _handler = new TransactionHandler(MaxWarningsBytes, UnknownListed);
        _random = new DelayRandom(seed);
        _transaction = store.Begin();
    }

    /// <summary>The state of the table.</summary>
    public ResyncState State
    {
        get { return _state; }
    }

    /// <summary>The rule to fetch when <see cref="Step"/> answers <see cref="ResyncWork.Fetch"/>.</summary>
    public ProfileRule Rule
    {
        get { return _rule; }
    }

    /// <summary>Where the fetched bytes go.</summary>
    public ISink Body
    {
        get { return _reader; }
    }

    /// <summary>How the last resync ended; None when well.</summary>
    public Fault LastFault { get; private set; }

    /// <summary>The result text of the last resync, as $ERR had it.</summary>
    public TextBuffer LastResult
    {
        get { return _result; }
    }

    /// <summary>True when the last resync changed a parameter that takes effect at a restart only.</summary>
    public bool RestartDue { get; private set; }

    /// <summary>True when a resync has succeeded since the start.</summary>
    public bool HasSucceeded { get; private set; }

    /// <summary>True while a request waits for the running resync to end, or is being worked on.</summary>
    public bool RequestPending
    {
        get { return _requestHeld || (_state == ResyncState.Running && _isRequest); }
    }

    /// <summary>When <see cref="Step"/> has to be called again at the latest, in the clock's milliseconds.</summary>
    public long NextDeadlineMs
    {
        get { return _state == ResyncState.Running ? Never : _timerMs; }
    }

    /// <summary>Seconds since the last attempt began, or since the start ($PRVTMR).</summary>
    public long SecondsSinceAttempt(long nowMs)
    {
        return (nowMs - _lastAttemptMs) / 1000;
    }

    /// <summary>Starts the schedule; once, after the store was loaded.</summary>
    /// <param name="started">PowerUp, WarmStart or WarmStartAfterFailure.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(ResyncEvent started, long nowMs)
    {
        _lastAttemptMs = nowMs;
        if (started == ResyncEvent.PowerUp && !_store.IsYes(ParameterIndex.Resync_On_Reset))
        {
            started = ResyncEvent.WarmStart;
        }

        Happen(started, nowMs);
    }

    /// <summary>
    /// Asks for a resync to a rule given by a person (guide "Retail Provisioning"). A newer request replaces one that still waits.
    /// Answers RuleTooLong, or ResyncDisabled while Provision_Enable is off; then nothing happens.
    /// </summary>
    public Fault Request(byte[] rule, int offset, int count, long nowMs)
    {
        if (!_store.IsYes(ParameterIndex.Provision_Enable))
        {
            return Fault.ResyncDisabled;
        }

        if (count > MaxRuleBytes)
        {
            return Fault.RuleTooLong;
        }

        _request.Clear();
        _request.Append(rule, offset, count);
        Happen(ResyncEvent.Request, nowMs);
        return Fault.None;
    }

    /// <summary>Goes on: starts what is due, asks for the next fetch.</summary>
    public ResyncWork Step(long nowMs)
    {
        if (_state != ResyncState.Running && _requestHeld)
        {
            _requestHeld = false;
            Happen(ResyncEvent.Request, nowMs);
        }

        if (_state != ResyncState.Running && nowMs >= _timerMs)
        {
            TimerDue(nowMs);
        }

        if (_state == ResyncState.Running && !_fetching && !_fetchDue && !_ended)
        {
            NextRule(nowMs);
        }

        if (_ended)
        {
            _ended = false;
            return ResyncWork.Ended;
        }

        if (_fetchDue)
        {
            _fetchDue = false;
            _fetching = true;
            return ResyncWork.Fetch;
        }

        return ResyncWork.None;
    }

    /// <summary>Tells the address the URL's server was resolved to: the request message is sent now (guide, Log_Resync_Request_Msg).</summary>
    public void ServerKnown(uint address)
    {
        _values.ServerAddress = address;
        LogRequest();
    }

    /// <summary>Ends the fetch that <see cref="Step"/> asked for; after a complete transfer the body was finished.</summary>
    /// <param name="fault">None when the transfer was complete; the sink's own fault when that stopped it.</param>
    /// <param name="notFound">True when the server said that there is no such file.</param>
    /// <param name="detail">More on the fault for people, or null.</param>
    /// <param name="nowMs">The clock.</param>
    public void FetchEnded(Fault fault, bool notFound, TextBuffer detail, long nowMs)
    {
        _fetching = false;
        LogRequest();
        if (notFound && !_store.IsYes(ParameterIndex.Resync_Fails_On_FNF))
        {
            _transaction.Abort();
            RuleSucceeded(nowMs);
            return;
        }

        if (_reader.Fault != Fault.None)
        {
            fault = _reader.Fault;
        }

        if (fault == Fault.None)
        {
            detail = _detail;
            detail.Clear();
            fault = Apply();
        }
        else if (fault == _reader.Fault)
        {
            detail = _detail;
            detail.Clear();
            ProfileFaultText.Append(_reader, detail);
        }

        if (fault == Fault.None)
        {
            RuleSucceeded(nowMs);
        }
        else
        {
            _transaction.Abort();
            RuleFailed(fault, detail, nowMs);
        }
    }

    private Fault Apply()
    {
        if (_handler.Fault != Fault.None)
        {
            _detail.Append("line ");
            _detail.AppendNumber(_handler.FaultLine);
            return _handler.Fault;
        }

        LogLayers();
        bool needsRestart = _transaction.ChangesRebootClass;
        if (_observer != null)
        {
            _observer.Committing(_transaction);
        }

        Fault fault = _transaction.Commit();
        if (fault == Fault.None && needsRestart)
        {
            RestartDue = true;
        }

        return fault;
    }

    private void TimerDue(long nowMs)
    {
        _timerMs = Never;
        if (_store.IsYes(ParameterIndex.Provision_Enable))
        {
            Happen(ResyncEvent.TimerDue, nowMs);
            return;
        }

        // Disabled for now: the timer goes on, so that enabling it again needs no restart.
        DebugLine(1, "Resync is due but Provision_Enable is off");
        ArmPeriodic(nowMs);
    }

    private void Happen(ResyncEvent happened, long nowMs)
    {
        int row = ResyncTable.Find(_state, happened);
        if (row < 0)
        {
            return;
        }

        ResyncState from = _state;
        _state = ResyncTable.NextOf(row);
        switch (ResyncTable.ActionOf(row))
        {
            case ResyncAction.ArmRandomDelay:
                _timerMs = nowMs + _random.NextMs((long)_store.Number(ParameterIndex.Resync_Random_Delay, 2) * RandomDelayUnitSeconds);
                break;
            case ResyncAction.ArmPeriodic:
                _retryStep = 0;
                ArmPeriodic(nowMs);
                break;
            case ResyncAction.ArmRetry:
                _periodicStep = 0;
                Arm(ParameterIndex.Resync_Error_Retry_Delay, _retryStep, nowMs);
                _retryStep++;
                break;
            case ResyncAction.BeginPowerUp:
                Begin(StatePowerUp, nowMs);
                break;
            case ResyncAction.BeginPeriodic:
                Begin(StatePeriodic, nowMs);
                break;
            case ResyncAction.BeginRetry:
                Begin(StateRetry, nowMs);
                break;
            case ResyncAction.BeginRequest:
                _interruptedState = from;
                _interruptedTimerMs = _timerMs;
                Begin(StateRequest, nowMs);
                break;
            case ResyncAction.HoldRequest:
                _requestHeld = true;
                break;
            case ResyncAction.Resume:
                _state = _interruptedState;
                _timerMs = _interruptedTimerMs;
                break;
        }
    }

    private void ArmPeriodic(long nowMs)
    {
        Arm(ParameterIndex.Resync_Periodic, _periodicStep, nowMs);
        _periodicStep++;
    }

    private void Arm(int parameter, int step, long nowMs)
    {
        _line.Clear();
        _store.AppendTo(parameter, _line);
        long delayMs = DelayList.DelayMs(_line.Bytes, 0, _line.Length, step, _random);
        if (delayMs == DelayList.Bad)
        {
            _line.Clear();
            _line.Append(Catalogue.NameOf(parameter));
            _line.Append(" is no list of delays; its default is used");
            _log.Message(LogSeverity.Warning, _line);
            _line.Clear();
            _line.Append(Catalogue.DefaultOf(parameter));
            delayMs = DelayList.DelayMs(_line.Bytes, 0, _line.Length, step, _random);
        }

        // 0 means: not at all.
        _timerMs = delayMs == 0 ? Never : nowMs + delayMs;
        if (delayMs == 0)
        {
            _state = ResyncState.Asleep;
        }
    }

    private void Begin(int provisioningState, long nowMs)
    {
        _values.ProvisioningState = provisioningState;
        _values.ResyncAgeSeconds = (int)SecondsSinceAttempt(nowMs);
        _timerMs = Never;
        _lastAttemptMs = nowMs;
        _isRequest = provisioningState == StateRequest;
        _ruleIndex = -1;
        RestartDue = false;
        LastFault = Fault.None;
        _result.Clear();
    }

    private void NextRule(long nowMs)
    {
        for (_ruleIndex++; _ruleIndex < (_isRequest ? 1 : RuleCount); _ruleIndex++)
        {
            _ruleText.Clear();
            if (_isRequest)
            {
                _ruleText.Append(_request);
            }
            else
            {
                _store.AppendTo(ParameterOf(_ruleIndex), _ruleText);
            }

            if (BeginRule(nowMs))
            {
                return;
            }
        }

        HasSucceeded = true;
        End(Fault.None, ResyncEvent.Succeeded, nowMs);
    }

    // True when the rule asks for a fetch or has failed; false when it is to be passed over.
    private bool BeginRule(long nowMs)
    {
        _requestLogged = true;
        _expanded.Clear();
        _values.Url = null;
        Fault fault = _expander.ExpandRule(_ruleText.Bytes, 0, _ruleText.Length, _expanded);
        if (fault == Fault.None)
        {
            fault = ChooseAlternative();
        }

        if (fault != Fault.None)
        {
            _detail.Clear();
            _detail.Append(RuleName());
            _detail.Append(" column ");
            _detail.AppendNumber(_parser.Column > 0 ? _parser.Column : _chooser.Column);
            RuleFailed(fault, _detail, nowMs);
            return true;
        }

        if (_rule.IsEmpty)
        {
            return false;
        }

        _values.Url = _rule.Url;
        _values.ServerAddress = 0;
        _values.Result.Clear();
        _transaction.Abort();
        _handler.Open(_transaction);
        _reader.Open(_rule.Key.Bytes, 0, _rule.Key.Length, _handler);
        _requestLogged = false;
        _fetchDue = true;
        return true;
    }

    // What this engine does not carry out it refuses, before anything is done.
    private Fault ChooseAlternative()
    {
        Fault fault = _parser.Parse(_expanded.Bytes, 0, _expanded.Length, RuleKind.Profile);
        if (fault == Fault.None)
        {
            fault = _chooser.Choose(_parser.Syntax, _rule);
        }

        bool isMore = _rule.AssignmentCount > 0 || _rule.PostLetter != 0 || _rule.AliasLetter != 0;
        return fault == Fault.None && isMore ? Fault.RuleUnsupported : fault;
    }

    private void RuleSucceeded(long nowMs)
    {
        _values.Result.Clear();
        LogText(ParameterIndex.Log_Resync_Success_Msg, LogSeverity.Info);
        if (_isRequest)
        {
            HasSucceeded = true;
            End(Fault.None, ResyncEvent.Succeeded, nowMs);
        }
    }

    private void RuleFailed(Fault fault, TextBuffer detail, long nowMs)
    {
        _result.Clear();
        FaultText.Append(fault, detail, _result);
        _values.Result.Clear();
        _values.Result.Append(_result);
        LogText(ParameterIndex.Log_Resync_Failure_Msg, LogSeverity.Error);
        End(fault, _isRequest ? ResyncEvent.RequestFailed : ResyncEvent.Failed, nowMs);
    }

    private void End(Fault fault, ResyncEvent happened, long nowMs)
    {
        LastFault = fault;
        _ended = true;
        Happen(happened, nowMs);
        if (_observer != null)
        {
            _observer.Ended(fault, RestartDue);
        }
    }

    private void LogRequest()
    {
        if (!_requestLogged)
        {
            _requestLogged = true;
            LogText(ParameterIndex.Log_Resync_Request_Msg, LogSeverity.Info);
        }
    }

    // The log texts are macro expanded into the message; an empty one is silent (guide "Syslog").
    private void LogText(int parameter, LogSeverity severity)
    {
        _ruleText.Clear();
        _store.AppendTo(parameter, _ruleText);
        if (_ruleText.Length == 0)
        {
            return;
        }

        _line.Clear();
        _expander.Expand(_ruleText.Bytes, 0, _ruleText.Length, _line);
        _log.Message(severity, _line);
    }

    private void LogLayers()
    {
        LogLines(_handler.Log, "");
        LogLines(_handler.Unknown, "unknown name: ");
        if (!_log.Wants(1))
        {
            return;
        }

        _line.Clear();
        _line.Append("Profile read: ");
        for (int i = 0; i < _reader.LayerCount; i++)
        {
            _line.Append(i == 0 ? "" : " > ");
            _line.Append(_reader.LayerNameOf(i));
        }

        _line.Append(", ");
        _line.AppendNumber(_handler.ParameterCount);
        _line.Append(" parameters, ");
        _line.AppendNumber(_handler.UnknownCount);
        _line.Append(" unknown, ");
        _line.AppendNumber(_transaction.ChangedCount);
        _line.Append(" changed");
        _log.Debug(1, _line);
    }

    // One debug line each; the lines end with line feeds.
    private void LogLines(TextBuffer lines, string prefix)
    {
        int start = 0;
        while (_log.Wants(1) && start < lines.Length)
        {
            int end = ByteText.IndexOf(lines.Bytes, start, lines.Length - start, (byte)'\n');
            end = end < 0 ? lines.Length : end;
            _line.Clear();
            _line.Append(prefix);
            _line.Append(lines.Bytes, start, end - start);
            _log.Debug(1, _line);
            start = end + 1;
        }
    }

    private void DebugLine(int level, string text)
    {
        if (_log.Wants(level))
        {
            _line.Clear();
            _line.Append(text);
            _log.Debug(level, _line);
        }
    }

    private string RuleName()
    {
        return _isRequest ? "the requested rule" : Catalogue.NameOf(ParameterOf(_ruleIndex));
    }

    private static int ParameterOf(int ruleIndex)
    {
        switch (ruleIndex)
        {
            case 0:
                return ParameterIndex.Profile_Rule;
            case 1:
                return ParameterIndex.Profile_Rule_B;
            case 2:
                return ParameterIndex.Profile_Rule_C;
            default:
                return ParameterIndex.Profile_Rule_D;
        }
    }
}
