// Web requests in, pages, commands and changed parameters out (guide "Administration Web Server", "Retail Provisioning").

using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>
/// Serves two requests at a time without ever waiting: a part of a page is written when the client has taken the one before, a part of a form is read when
/// it has come. What its requests need is made with the first of them.
/// </summary>
public sealed class WebServer
{
    /// <summary>Longest part of a page, in bytes.</summary>
    public const int PartBytes = 1536;

    /// <summary>How long a client may give and take nothing, in milliseconds.</summary>
    public const int StallMs = 10000;

    /// <summary>The same while another one may be waiting for its turn.</summary>
    public const int CrowdedStallMs = 2000;

    private const int MostSessions = 2;

    private readonly IWebListener _listener;
    private readonly WebState _state;
    private readonly WebSession[] _sessions = new WebSession[MostSessions];
    private WebSession _formOwner;
    private WebSession _rulesOwner;
    private RuleView _rules;
    private WebAccounts _accounts;
    private WebForm _form;
    private WebAnswer _answer;
    private bool _hasChanges;
    private bool _isAsked;
    private bool _isReportAsked;

    /// <summary>Serves what a listener hears.</summary>
    internal WebServer(IWebListener listener, WebState state)
    {
        _listener = listener;
        _state = state;
    }

    /// <summary>The client that asked for the last resync.</summary>
    public uint Requester { get; private set; }

    internal WebState State
    {
        get { return _state; }
    }

    internal WebAccounts Accounts
    {
        get { return _accounts; }
    }

    internal WebForm Form
    {
        get { return _form; }
    }

    /// <summary>True once after a resync was asked for.</summary>
    public bool TakeRequest()
    {
        bool taken = _isAsked;
        _isAsked = false;
        return taken;
    }

    /// <summary>True once after a report was asked for.</summary>
    public bool TakeReport()
    {
        bool taken = _isReportAsked;
        _isReportAsked = false;
        return taken;
    }

    /// <summary>True once after parameters were changed.</summary>
    public bool TakeChanges()
    {
        bool taken = _hasChanges;
        _hasChanges = false;
        return taken;
    }

    /// <summary>The restart that is due, once, after its page was sent.</summary>
    internal WebAnswer TakeAnswer()
    {
        WebAnswer taken = _answer;
        _answer = WebAnswer.None;
        return taken;
    }

    /// <summary>Takes the next request or goes on with those it has. True while there is more to do at once.</summary>
    public bool Step(long nowMs)
    {
        bool isBusy = false;
        int free = -1;
        for (int i = 0; i < MostSessions; i++)
        {
            WebSession session = _sessions[i];
            if (session != null && session.IsOpen)
            {
                isBusy |= session.Step(nowMs);
            }

            if (session == null || !session.IsOpen)
            {
                free = i;
            }
        }

        if (free < 0)
        {
            DropStalled(nowMs);
            return isBusy;
        }

        IWebExchange exchange = _listener.Accept();
        if (exchange == null)
        {
            return isBusy;
        }

        Open(free, exchange, nowMs);
        return true;
    }

    internal void ResyncAsked(uint requester)
    {
        Requester = requester;
        _isAsked = true;
    }

    internal void ReportAsked()
    {
        _isReportAsked = true;
    }

    internal void Changed()
    {
        _hasChanges = true;
    }

    /// <summary>A session's page has ended.</summary>
    internal void Ended(WebSession session, WebAnswer answer)
    {
        ReleaseForm(session);
        _rulesOwner = _rulesOwner == session ? null : _rulesOwner;
        _answer = answer > _answer ? answer : _answer;
    }

    /// <summary>The one form for a session: false while another one reads or shows it. One whose client has stalled gives way.</summary>
    internal bool TryTakeForm(WebSession session, long nowMs)
    {
        if (_formOwner != null && _formOwner.IsOpen && _formOwner.StalledMs(nowMs) >= CrowdedStallMs)
        {
            _formOwner.Drop();
        }

        if (_formOwner != null)
        {
            return false;
        }

        if (_form == null)
        {
            _form = new WebForm(_state.Store, _state.FormBytes);
        }

        _formOwner = session;
        return true;
    }

    /// <summary>The one explainer of rules, for a session until it ends; null while another one has it.</summary>
    internal RuleView TakeRules(WebSession session)
    {
        if (_rulesOwner != null)
        {
            return null;
        }

        if (_rules == null)
        {
            _rules = new RuleView(_state.Store, _state.Values);
        }

        _rulesOwner = session;
        return _rules;
    }

    internal void ReleaseForm(WebSession session)
    {
        if (_formOwner == session)
        {
            _formOwner = null;
            _form.Values.Clear();
        }
    }

    private void Open(int free, IWebExchange exchange, long nowMs)
    {
        if (_accounts == null)
        {
            _accounts = new WebAccounts(_state.Store, _state.Random, _state.Identity.Product);
        }

        if (_sessions[free] == null)
        {
            _sessions[free] = new WebSession(this);
        }

        _sessions[free].Open(exchange, nowMs);
    }

    private void DropStalled(long nowMs)
    {
        for (int i = 0; i < MostSessions; i++)
        {
            if (_sessions[i].StalledMs(nowMs) >= CrowdedStallMs)
            {
                _sessions[i].Drop();
                return;
            }
        }
    }
}
