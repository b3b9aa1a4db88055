// Time, requests, line states and fetched profiles in; fetches to make, log lines and parameter changes out (guide chapter 2, "Triggers").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Decides when to resync: the transitions of <see cref="ResyncTable"/> on one timer. It owns no socket and no clock: the unit calls
/// <see cref="Step"/> with the time, does the fetch it asks for and reports with <see cref="FetchEnded"/>. What a resync does with its
/// rules is the <see cref="RuleRun"/>'s.
/// </summary>
public sealed partial class ResyncEngine
{
    /// <summary>Longest rule, before and after macro expansion, and longest POST body, in bytes.</summary>
    public const int MaxRuleBytes = 2048;

    /// <summary>Longest log line, in bytes.</summary>
    public const int MaxLineBytes = 768;

    /// <summary>Bytes of a body that are held back while it may be unchanged, in bytes of RAM; taken when first needed.</summary>
    public const int StandardHoldBytes = 16 * 1024;

    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    private const int MaxDetailBytes = 160;

    private readonly ParameterStore _store;
    private readonly MacroValues _values;
    private readonly IResyncObserver _observer;
    private readonly ResyncLog _log;
    private readonly StateTimers _timers;
    private readonly ResyncSchedule _schedule;
    private readonly ResyncTriggers _triggers;
    private readonly ParameterCommit _commit;
    private readonly RulePreparation _preparation;
    private readonly RuleRun _run;
    private readonly TextBuffer _text;
    private readonly TextBuffer _detail = new TextBuffer(MaxDetailBytes);
    // Taken with the first request.
    private TextBuffer _request;

    private long _requestMs;
    private bool _upgradeHeld;
    private bool _fetching;
    private bool _ended;

    /// <summary>Wires the engine; allocates all it will ever need besides its parts.</summary>
    /// <param name="store">The parameters: rules, schedules, log texts, and where profiles go.</param>
    /// <param name="values">The macro variables; the engine keeps PRVST, the timers, SCHEME, SERV, SERVIP, PORT, PATH and ERR right.</param>
    /// <param name="maxDecodedBytes">Longest profile after decryption and decompression.</param>
    /// <param name="log">Takes the three Log_Resync messages, warnings and the debug lines.</param>
    /// <param name="seed">Seed of the random delays, different for each unit and start.</param>
    /// <param name="observer">Told of changes; may be null.</param>
    public ResyncEngine(ParameterStore store, MacroValues values, int maxDecodedBytes, ILog log, uint seed, IResyncObserver observer)
        : this(store, values, maxDecodedBytes, StandardHoldBytes, log, seed, observer)
    {
    }

    /// <summary>As the other one; bodies of at most <paramref name="holdBytes"/> are not even read when they are those applied last.</summary>
    public ResyncEngine(ParameterStore store, MacroValues values, int maxDecodedBytes, int holdBytes, ILog log, uint seed, IResyncObserver observer)
        : this(store, values, maxDecodedBytes, holdBytes, log, seed, observer, ResyncBuffers.MakeOwn())
    {
    }

    /// <summary>As the other one, with buffers that others fill too.</summary>
    public ResyncEngine(ParameterStore store, MacroValues values, int maxDecodedBytes, int holdBytes, ILog log, uint seed, IResyncObserver observer, ResyncBuffers buffers)
    {
        _text = buffers.Text;
        _store = store;
        _values = values;
        _observer = observer;
        MacroExpander expander = new MacroExpander(values);
        _log = new ResyncLog(store, expander, log, _text, buffers.Line);
        _timers = new StateTimers(values);
        _schedule = new ResyncSchedule(store, _log, _text, seed);
        RuleParser parser = new RuleParser();
        ConditionEvaluator evaluator = new ConditionEvaluator(values, parser.Condition);
        _triggers = new ResyncTriggers(store, expander, parser, evaluator, _log, _text, buffers.Expanded);
        _commit = new ParameterCommit(store, History, observer);
        _preparation = new RulePreparation(store, expander, parser, evaluator, _commit, _text, buffers.Expanded, _detail);
        ProfileReader reader = new ProfileReader(maxDecodedBytes, buffers.Work, buffers.WorkOffset);
        _run = new RuleRun(store, values, _preparation, _commit, reader, holdBytes, _log, _text, _detail, History);
    }

    /// <summary>True on a board that has not the memory to unpack profiles: compressed ones fail with GzipRefused.</summary>
    public bool RefusesGzip
    {
        set { _run.RefusesGzip = value; }
    }

    /// <summary>The last resyncs since the start.</summary>
    public ResyncHistory History { get; } = new ResyncHistory();

    /// <summary>The state of the table.</summary>
    public ResyncState State
    {
        get { return _state; }
    }

    /// <summary>The rule to fetch when <see cref="Step"/> answers <see cref="ResyncWork.Fetch"/>.</summary>
    public ProfileRule Rule
    {
        get { return _preparation.Rule; }
    }

    /// <summary>What to POST for that fetch; null means GET. Valid until <see cref="FetchEnded"/>.</summary>
    public TextBuffer PostBody
    {
        get { return _preparation.PostBody; }
    }

    /// <summary>Where the fetched bytes go.</summary>
    public ISink Body
    {
        get { return _run.Body; }
    }

    /// <summary>The entity tag to send with the fetch (If-None-Match); empty for none.</summary>
    public TextBuffer EntityTag
    {
        get { return _run.EntityTag; }
    }

    /// <summary>The date to send with the fetch (If-Modified-Since); empty for none.</summary>
    public TextBuffer LastModified
    {
        get { return _run.LastModified; }
    }

    /// <summary>True when the last resync found all its files unchanged.</summary>
    public bool LastWasUnchanged
    {
        get { return _run.IsUnchanged; }
    }

    /// <summary>How the last resync ended; None when well.</summary>
    public Fault LastFault
    {
        get { return _run.Fault; }
    }

    /// <summary>The result text of the last resync, as $ERR had it.</summary>
    public TextBuffer LastResult
    {
        get { return _run.Result; }
    }

    /// <summary>True from the moment a resync changed a parameter that takes effect at a restart only: the unit owes one.</summary>
    public bool RestartDue
    {
        get { return _commit.RestartDue; }
    }

    /// <summary>True when a resync has succeeded since the start.</summary>
    public bool HasSucceeded { get; private set; }

    /// <summary>Input: whether every line is idle. A resync that is due waits while they are not, at most Forced_Resync_Delay.</summary>
    public bool LinesIdle { get; set; } = true;

    /// <summary>True while a resync waits for idle lines.</summary>
    public bool WaitsForLines
    {
        get { return _state == ResyncState.Due || _state == ResyncState.Asked; }
    }

    /// <summary>True while a request is being worked on.</summary>
    public bool IsRequest
    {
        get { return _state == ResyncState.Running && _dueFor == StateRequest; }
    }

    /// <summary>True while a request waits behind a resync that is due or under way.</summary>
    public bool RequestHeld
    {
        get { return _requestHeld; }
    }

    /// <summary>True while a resync runs, or a request waits: they come before a restart.</summary>
    public bool ComesBeforeRestart
    {
        get { return _requestHeld || _state == ResyncState.Running || _state == ResyncState.Asked; }
    }

    /// <summary>When the last request starts at the latest, in the clock's milliseconds.</summary>
    public long RequestLimitMs
    {
        get { return _schedule.ForcedMs(_requestMs); }
    }

    /// <summary>True when the last resync of the schedule failed and nothing has succeeded since; a start after a failure counts as one.</summary>
    public bool ScheduleFailed { get; private set; }

    /// <summary>When the next resync starts at the latest, in the clock's milliseconds; <see cref="Never"/> when none is scheduled or one runs.</summary>
    public long NextResyncMs
    {
        get { return _state == ResyncState.Running ? Never : _schedule.TimerMs; }
    }

    /// <summary>When <see cref="Step"/> has to be called again at the latest, in the clock's milliseconds.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs = NextResyncMs;
            long lookMs = CanBeTriggered ? _triggers.NextLookMs : Never;
            return lookMs < nextMs ? lookMs : nextMs;
        }
    }

    private bool CanBeTriggered
    {
        get { return ResyncTable.Find(_state, ResyncEvent.Triggered) >= 0; }
    }

    /// <summary>When what became due at that moment waits for idle lines no longer (Forced_Resync_Delay).</summary>
    public long ForcedLimitMs(long dueMs)
    {
        return _schedule.ForcedMs(dueMs);
    }

    /// <summary>Seconds since the last attempt began, or since the start ($PRVTMR).</summary>
    public long SecondsSinceAttempt(long nowMs)
    {
        return _timers.SecondsSinceAttempt(nowMs);
    }

    /// <summary>Starts the schedule; once, after the store was loaded.</summary>
    /// <param name="started">PowerUp, WarmStart or WarmStartAfterFailure.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(ResyncEvent started, long nowMs)
    {
        _timers.Start(nowMs);
        _triggers.Start(started == ResyncEvent.PowerUp);
        if (started == ResyncEvent.PowerUp && !_store.IsYes(ParameterIndex.Resync_On_Reset))
        {
            started = ResyncEvent.WarmStart;
        }

        ScheduleFailed = started == ResyncEvent.WarmStartAfterFailure;
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

        _request = _request ?? new TextBuffer(MaxRuleBytes);
        _request.Clear();
        _request.Append(rule, offset, count);
        _requestMs = nowMs;
        Happen(ResyncEvent.Request, nowMs);
        return Fault.None;
    }

    /// <summary>Tells that a firmware upgrade was attempted, well or not: with Resync_After_Upgrade_Attempt a resync follows.</summary>
    public void UpgradeAttempted(long nowMs)
    {
        _timers.UpgradeAttempted(nowMs);
        _upgradeHeld = _store.IsYes(ParameterIndex.Resync_After_Upgrade_Attempt);
    }

    /// <summary>
    /// Asks for a resync to the profile rules (SIP NOTIFY; guide "Manual Resync"). While one runs, another follows it; one that is due anyway is
    /// for this too. False while Provision_Enable is off: nothing happens.
    /// </summary>
    public bool Notified()
    {
        bool enabled = _store.IsYes(ParameterIndex.Provision_Enable);
        _notified |= enabled && _state != ResyncState.Starting;
        return enabled;
    }

    /// <summary>Tells that line 0 or 1 lost its registration with the SIP server, or failed to get one.</summary>
    public void RegistrationLost(int line, long nowMs)
    {
        _timers.RegistrationLost(line, nowMs);
    }

    /// <summary>Tells that line 0 or 1 is registered.</summary>
    public void RegistrationRegained(int line)
    {
        _timers.RegistrationRegained(line);
    }

    /// <summary>Sets the macros to what a resync of the schedule would find now, for who explains rules; not while one runs.</summary>
    public void RefreshMacros(long nowMs)
    {
        if (_state == ResyncState.Running)
        {
            return;
        }

        _timers.Refresh(nowMs, false);
        _values.ProvisioningState = _state == ResyncState.Starting ? StatePowerUp : _state == ResyncState.Retrying ? StateRetry : StatePeriodic;
    }

    /// <summary>
    /// Tells that a person changed Resync_Periodic or Resync_Error_Retry_Delay: the timer that runs on the old one starts anew. What is due or under
    /// way stays so, and takes the new one when it has ended.
    /// </summary>
    public void ScheduleChanged(long nowMs)
    {
        switch (_state)
        {
            case ResyncState.Asleep:
                Happen(ScheduleFailed ? ResyncEvent.WarmStartAfterFailure : ResyncEvent.WarmStart, nowMs);
                break;
            case ResyncState.Waiting:
                _schedule.ArmPeriodic(nowMs);
                SleepWithoutTimer();
                break;
            case ResyncState.Retrying:
                _schedule.ArmRetry(nowMs);
                SleepWithoutTimer();
                break;
        }
    }

    /// <summary>Goes on: starts what is due, asks for the next fetch.</summary>
    public ResyncWork Step(long nowMs)
    {
        if (_state != ResyncState.Running)
        {
            StepWaiting(nowMs);
        }

        if (_state == ResyncState.Running && !_fetching && !_ended)
        {
            _timers.Refresh(nowMs, true);
            switch (_run.Next())
            {
                case RunStatus.Fetch:
                    _fetching = true;
                    return ResyncWork.Fetch;
                case RunStatus.Done:
                    HasSucceeded = true;
                    _store.ClearMarks();
                    ScheduleFailed = false;
                    End(ResyncEvent.Succeeded, nowMs);
                    break;
                default:
                    Fail(nowMs);
                    break;
            }
        }

        bool ended = _ended;
        _ended = false;
        return ended ? ResyncWork.Ended : ResyncWork.None;
    }

    /// <summary>Tells the address the URL's server was resolved to: the request message is sent now (guide, Log_Resync_Request_Msg).</summary>
    public void ServerKnown(uint address)
    {
        _run.ServerKnown(address);
    }

    /// <summary>Ends the fetch that <see cref="Step"/> asked for; after a complete transfer the body was finished.</summary>
    /// <param name="fault">None when the transfer was complete; the sink's own fault when that stopped it.</param>
    /// <param name="notFound">True when the server said that there is no such file.</param>
    /// <param name="detail">More on the fault for people, or null.</param>
    /// <param name="nowMs">The clock.</param>
    public void FetchEnded(Fault fault, bool notFound, TextBuffer detail, long nowMs)
    {
        FetchEnded(fault, notFound, detail, null, null, nowMs);
    }

    /// <summary>As the other one, with the reply's ETag and Last-Modified, empty or null for none.</summary>
    public void FetchEnded(Fault fault, bool notFound, TextBuffer detail, TextBuffer entityTag, TextBuffer lastModified, long nowMs)
    {
        _fetching = false;
        _timers.Refresh(nowMs, true);
        TellEnd(_run.FetchEnded(fault, notFound, detail, entityTag, lastModified), nowMs);
    }

    /// <summary>Ends the fetch that <see cref="Step"/> asked for with a 304: the file is the one whose validators were sent.</summary>
    public void FetchNotModified(long nowMs)
    {
        _fetching = false;
        _timers.Refresh(nowMs, true);
        TellEnd(_run.FetchNotModified(), nowMs);
    }

    private void TellEnd(RunStatus status, long nowMs)
    {
        if (status == RunStatus.Failed)
        {
            Fail(nowMs);
        }
    }
}
