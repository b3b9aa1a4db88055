// The profile rules in, fetches to make and parameter changes out, rule after rule (guide "Profile Rules", "Optional Resync Arguments").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Works through Profile_Rule to Profile_Rule_D, or through the one rule of a request. A rule is expanded, parsed whole, its alternative
/// chosen, its assignments committed; then its file is fetched, read to its end and committed whole or not at all. The next rule is
/// looked at only then, so that a file can set it. The first failure ends the run.
/// </summary>
internal sealed class RuleRun
{
    private const int RuleCount = 4;
    private const int MaxWarningsBytes = 256;
    private const int UnknownListed = 4;

    private readonly ParameterStore _store;
    private readonly MacroValues _values;
    private readonly RulePreparation _preparation;
    private readonly ParameterCommit _commit;
    private readonly ProfileReader _reader;
    private readonly HeldBody _body;
    private readonly ReplyValidators _validators = new ReplyValidators();
    private readonly TransactionHandler _handler = new TransactionHandler(MaxWarningsBytes, UnknownListed);
    private readonly ResyncLog _log;
    private readonly ResyncHistory _history;
    private readonly TextBuffer _text;
    private readonly TextBuffer _detail;
    private TextBuffer _request;
    private int _ruleIndex;
    private int _unchangedCount;
    private int _appliedCount;
    private bool _requestLogged = true;

    /// <summary>Wires it; the text buffer is free between calls, <paramref name="detail"/> is the preparation's, whose digest's MD5 the body's uses after it.</summary>
    internal RuleRun(ParameterStore store, MacroValues values, RulePreparation preparation, ParameterCommit commit, ProfileReader reader, int holdBytes, ResyncLog log, TextBuffer text, TextBuffer detail, ResyncHistory history)
    {
        _store = store;
        _values = values;
        _preparation = preparation;
        _commit = commit;
        _reader = reader;
        _body = new HeldBody(_reader, store.Prints, holdBytes, preparation.Digest.Md5);
        _log = log;
        _text = text;
        _detail = detail;
        _history = history;
    }

    /// <summary>True on a board that can not unpack profiles.</summary>
    internal bool RefusesGzip
    {
        set { _reader.RefusesGzip = value; }
    }

    /// <summary>Takes the fetched bytes.</summary>
    internal ISink Body
    {
        get { return _body; }
    }

    /// <summary>True when all files of the run were those applied last.</summary>
    internal bool IsUnchanged
    {
        get { return _unchangedCount > 0 && _appliedCount == 0; }
    }

    /// <summary>The entity tag to send with the fetch; empty for none.</summary>
    internal TextBuffer EntityTag
    {
        get { return _validators.TagOf(ValidRow()); }
    }

    /// <summary>The Last-Modified date to send with the fetch; empty for none.</summary>
    internal TextBuffer LastModified
    {
        get { return _validators.DateOf(ValidRow()); }
    }

    /// <summary>Why the run failed.</summary>
    internal Fault Fault { get; private set; }

    /// <summary>The same as text, as $ERR has it.</summary>
    internal TextBuffer Result
    {
        get { return Fault == Fault.None ? TextBuffer.None : _values.Result; }
    }

    /// <summary>Starts a run; <paramref name="request"/> is the rule of a request, null for the four parameters.</summary>
    internal void Begin(TextBuffer request)
    {
        _request = request;
        _ruleIndex = -1;
        _unchangedCount = 0;
        _appliedCount = 0;
        _requestLogged = true;
        Fault = Fault.None;
    }

    /// <summary>Goes on to the next rule that wants a file. Rules that are empty, or of which no alternative holds, are passed over.</summary>
    internal RunStatus Next()
    {
        for (_ruleIndex++; _ruleIndex < (_request != null ? 1 : RuleCount); _ruleIndex++)
        {
            _text.Clear();
            if (_request != null)
            {
                _text.Append(_request);
            }
            else
            {
                _store.AppendTo(RuleParameters.Of(_ruleIndex), _text);
            }

            _detail.Clear();
            Fault fault = Prepare();
            if (fault != Fault.None)
            {
                return Fail(fault, _detail);
            }

            if (_preparation.Rule.HasUrl)
            {
                return RunStatus.Fetch;
            }

            if (_preparation.IsSkipped)
            {
                _log.Debug(1, RuleName(), ": no alternative holds");
            }
            else if (_preparation.Rule.AssignmentCount > 0)
            {
                _log.Debug(1, RuleName(), ": assignments only, nothing is fetched");
            }
        }

        return RunStatus.Done;
    }

    /// <summary>The address of the URL's server was found: the request message is sent now (guide, Log_Resync_Request_Msg).</summary>
    internal void ServerKnown(uint address)
    {
        _values.ServerAddress = address;
        LogRequest();
    }

    /// <summary>Takes the end of a fetch; see <see cref="ResyncEngine.FetchEnded"/>.</summary>
    internal RunStatus FetchEnded(Fault fault, bool notFound, TextBuffer detail, TextBuffer entityTag, TextBuffer lastModified)
    {
        LogRequest();
        if (fault == Fault.None || _reader.Fault != Fault.None)
        {
            _history.AddFile(_request != null ? ResyncHistory.RequestedRule : _ruleIndex, _body.Length, _reader, fault == Fault.None && _body.IsUnchanged);
        }

        if (_reader.Fault != Fault.None)
        {
            fault = _reader.Fault;
        }

        if (notFound && !_store.IsYes(ParameterIndex.Resync_Fails_On_FNF))
        {
            _commit.Transaction.Abort();
            fault = Fault.None;
        }
        else if (fault == Fault.None && _body.IsUnchanged)
        {
            _commit.Transaction.Abort();
            _validators.Keep(Row(), entityTag, lastModified);
            NoteUnchanged();
        }
        else if (fault == Fault.None)
        {
            detail = _detail;
            detail.Clear();
            fault = ApplyProfile();
            _validators.Keep(Row(), fault == Fault.None ? entityTag : null, fault == Fault.None ? lastModified : null);
        }
        else if (fault == _reader.Fault)
        {
            detail = _detail;
            detail.Clear();
            ProfileFaultText.Append(_reader, detail);
        }

        if (fault != Fault.None)
        {
            return Fail(fault, detail);
        }

        return Succeed();
    }

    /// <summary>Takes a 304: the file is the one whose validators were sent. HttpStatus when none were.</summary>
    internal RunStatus FetchNotModified()
    {
        LogRequest();
        int row = ValidRow();
        if (_validators.TagOf(row).Length == 0 && _validators.DateOf(row).Length == 0)
        {
            _detail.Clear();
            _detail.Append("304, though nothing was asked for that could be unchanged");
            return Fail(Fault.HttpStatus, _detail);
        }

        _commit.Transaction.Abort();
        _history.AddFile(_ruleIndex, 0, _reader, true);
        NoteUnchanged();
        return Succeed();
    }

    private RunStatus Succeed()
    {
        _values.ForgetResult();
        _log.Message(ParameterIndex.Log_Resync_Success_Msg, LogSeverity.Info);
        return RunStatus.Done;
    }

    private void NoteUnchanged()
    {
        _unchangedCount++;
        _log.Debug(1, RuleName(), ": the file is the one applied last, nothing is read or written");
    }

    // A person's request has no row: it is always applied.
    private int Row()
    {
        return _request != null ? -1 : _ruleIndex;
    }

    // A reply to a POST has no validators (RFC 9110, 9.3.3).
    private int ValidRow()
    {
        int row = Row();
        return row >= 0 && row < RuleCount && _preparation.PostBody == null && _store.Prints.IsRule(row, _preparation.Digest.Value) ? row : -1;
    }

    // Up to the fetch, or up to where it turns out that there is none to make.
    private Fault Prepare()
    {
        _values.Url = null;
        _requestLogged = true;
        _commit.Transaction.Abort();
        Fault fault = _preparation.Choose(RuleName(), RuleKind.Profile);
        ProfileRule rule = _preparation.Rule;
        if (fault != Fault.None || !rule.HasUrl)
        {
            return fault;
        }

        _values.Url = rule.Url;
        _values.ServerAddress = 0;
        _values.ForgetResult();
        fault = _preparation.ReadOptions();
        if (fault == Fault.None)
        {
            _handler.Open(_commit.Transaction);
            _reader.Open(rule.Key.Bytes, 0, rule.Key.Length, _preparation.Alias, _handler);
            _body.Open(Row(), _preparation.Digest.Value);
            _requestLogged = false;
        }

        return fault;
    }

    private Fault ApplyProfile()
    {
        if (_handler.Fault != Fault.None)
        {
            _detail.Append("line ");
            _detail.AppendNumber(_handler.FaultLine);
            return _handler.Fault;
        }

        _log.Profile(_reader, _handler, _commit.Transaction.ChangedCount);
        if (Row() >= 0)
        {
            _commit.Transaction.SetPrint(Row(), _body.Length, _body.Digest, _preparation.Digest.Value);
        }

        _appliedCount++;
        return _commit.Commit();
    }

    private RunStatus Fail(Fault fault, TextBuffer detail)
    {
        _commit.Transaction.Abort();
        Fault = fault;
        _values.Result.Clear();
        FaultText.Append(fault, detail, _values.Result);
        _log.Message(ParameterIndex.Log_Resync_Failure_Msg, LogSeverity.Error);
        return RunStatus.Failed;
    }

    private void LogRequest()
    {
        if (!_requestLogged)
        {
            _requestLogged = true;
            _log.Message(ParameterIndex.Log_Resync_Request_Msg, LogSeverity.Info);
        }
    }

    private string RuleName()
    {
        return _request != null ? "the requested rule" : Catalogue.NameOf(RuleParameters.Of(_ruleIndex));
    }
}
