// A request for a report in; what to send and where, and log lines out (guide "Report Rule").

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Reports are asked for; each is one attempt. Requests before one has begun are one report. It waits for the end of a resync that runs,
/// and for nothing else. The configuration is written as it is sent, never whole; buffers are made by the first report that needs them.
/// </summary>
internal sealed class ReportRun
{
    private const int SaltBytes = 8;

    private readonly ParameterStore _store;
    private readonly ResyncEngine _resync;
    private readonly IRandom _random;
    private readonly ILog _log;
    private readonly StatusReport _status;
    private readonly byte[] _salt = new byte[SaltBytes];
    private readonly TextBuffer _line;
    private ConfigurationReport _configuration;
    private EncryptedSource _encrypted;
    private IBodySource _source;
    private bool _isAsked;

    internal ReportRun(ParameterStore store, ResyncEngine resync, IRandom random, ILog log, StatusTable status, TextBuffer line)
    {
        _line = line;
        _store = store;
        _resync = resync;
        _random = random;
        _log = log;
        _status = new StatusReport(status);
    }

    /// <summary>True when one is asked for and may begin.</summary>
    internal bool IsDue
    {
        get { return _isAsked && _resync.State != ResyncState.Running; }
    }

    /// <summary>Asks for a report.</summary>
    internal void Ask()
    {
        _isAsked = true;
    }

    /// <summary>Forgets what was asked for.</summary>
    internal void Forget()
    {
        _isAsked = false;
        _source = null;
    }

    /// <summary>Evaluates the rule and opens the source. False when nothing is to be sent; the log says why.</summary>
    internal bool Begin(long nowMs)
    {
        _isAsked = false;
        _source = null;
        bool isEmpty = _store.LengthOf(ParameterIndex.Report_Rule) == 0;
        Fault fault = _resync.ChooseReport(nowMs);
        ProfileRule rule = _resync.Rule;
        if (fault == Fault.None && rule.HasUrl)
        {
            fault = Open(rule, nowMs);
        }

        if (fault != Fault.None)
        {
            Fail(fault, _resync.ReportPlace);
        }
        else if (!rule.HasUrl)
        {
            Begin(isEmpty ? "Report_Rule is empty, nothing is sent"
                : _resync.IsReportSkipped ? "no alternative of Report_Rule holds, nothing is sent"
                : "Report_Rule names no URL, nothing is sent");
            _log.Message(LogSeverity.Warning, _line);
        }

        return _source != null;
    }

    /// <summary>Says what to send; the URL's server was filled in by then.</summary>
    internal void Fill(FetchRequest request)
    {
        ProfileRule rule = _resync.Rule;
        request.Url = rule.Url;
        request.PostBody = null;
        request.Upload = _source;
        request.ContentType = _source == _encrypted ? "application/octet-stream" : "text/xml; charset=utf-8";
        request.UserId = rule.Uid;
        request.Password = rule.Pwd;
        request.EntityTag = null;
        request.LastModified = null;
        Begin(rule.IsStatus ? "sending the status to " : rule.IsDelta ? "sending the changed parameters to " : "sending the configuration to ");
        AppendUrl();
        _log.Message(LogSeverity.Info, _line);
    }

    /// <summary>Ends it; the log tells the outcome, the rule with its secrets is forgotten.</summary>
    internal void End(Fault fault, TextBuffer detail, int sentBytes)
    {
        if (fault != Fault.None)
        {
            Fail(fault, detail);
        }
        else
        {
            Begin("sent ");
            _line.AppendNumber(sentBytes);
            _line.Append(" bytes to ");
            AppendUrl();
            _log.Message(LogSeverity.Info, _line);
        }

        _source = null;
        _resync.EndReport();
    }

    // A key that is given and empty must not turn an encrypted report into a plain one.
    private Fault Open(ProfileRule rule, long nowMs)
    {
        if (rule.HasKey && rule.Key.Length == 0)
        {
            return Fault.ReportKey;
        }

        if (rule.IsStatus)
        {
            _source = _status.Write(nowMs);
        }
        else
        {
            _configuration = _configuration ?? new ConfigurationReport(_store);
            _configuration.Open(Account.Admin, rule.IsDelta);
            _source = _configuration;
        }

        if (!rule.HasKey)
        {
            return Fault.None;
        }

        _encrypted = _encrypted ?? new EncryptedSource();
        _random.Fill(_salt, 0, SaltBytes);
        Fault fault = _encrypted.Open(_source, rule.Key.Bytes, 0, rule.Key.Length, _salt, rule.Digest);
        _source = fault == Fault.None ? _encrypted : null;
        return fault;
    }

    private void Fail(Fault fault, TextBuffer detail)
    {
        Begin("failed: ");
        FaultText.Append(fault, detail, _line);
        if (_resync.Rule.HasUrl)
        {
            _line.Append(" ");
            AppendUrl();
        }

        _log.Message(LogSeverity.Error, _line);
    }

    private void Begin(string text)
    {
        _line.Clear();
        _line.Append("Report: ");
        _line.Append(text);
    }

    private void AppendUrl()
    {
        int from = _line.Length;
        _resync.Rule.Url.AppendTo(_line);
        PlainText.Clean(_line, from);
    }
}
