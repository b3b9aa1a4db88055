// One request from its first byte to the last of its reply.

using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Reads a form's body, answers, writes the page; reused for the next request.</summary>
internal sealed class WebSession
{
    private const string Html = "text/html; charset=utf-8";
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private const int HoldMs = 20000;
    private const int PiecesAStep = 8;

    private readonly WebServer _server;
    private readonly WebTarget _target = new WebTarget();
    private readonly WebCommands _commands;
    private readonly NoticePage _notice;
    private readonly InfoPage _info;
    private readonly FieldPage _fields;
    private readonly StatusPage _status;
    private readonly ExportPage _export;
    private readonly ResyncsPage _resyncs;
    private readonly StylePage _style = new StylePage();
    private readonly TextBuffer _part = new TextBuffer(WebServer.PartBytes);
    private IWebExchange _exchange;
    private IPage _page;
    private int _partWritten;
    private long _progressMs;
    private Stage _stage;
    private WebAnswer _answer;

    internal WebSession(WebServer server)
    {
        _server = server;
        WebState state = server.State;
        _notice = new NoticePage(_target);
        _info = new InfoPage(state, _target);
        _fields = new FieldPage(state.Store, _target);
        _status = new StatusPage(state, _target);
        _export = new ExportPage(state.Store, _target);
        _resyncs = new ResyncsPage(state, _target);
        _commands = new WebCommands(server, _target, _notice);
    }

    private enum Stage
    {
        Queued,
        Reading,
        Held,
        Writing,
    }

    /// <summary>True from <see cref="Open"/> until the reply has ended.</summary>
    internal bool IsOpen
    {
        get { return _exchange != null; }
    }

    /// <summary>How long nothing has come from the client or gone to it; 0 while it is the unit that is waited for.</summary>
    internal long StalledMs(long nowMs)
    {
        return _stage == Stage.Queued || _stage == Stage.Held ? 0 : nowMs - _progressMs;
    }

    /// <summary>Takes a request.</summary>
    internal void Open(IWebExchange exchange, long nowMs)
    {
        _exchange = exchange;
        _progressMs = nowMs;
        _answer = WebAnswer.None;
        _target.Parse(Encoding.UTF8.GetBytes(exchange.RawUrl));
        Answer(nowMs);
    }

    /// <summary>Goes on. True while there is more to do at once.</summary>
    internal bool Step(long nowMs)
    {
        if (_exchange.Room < 0 || StalledMs(nowMs) > WebServer.StallMs)
        {
            Drop();
            return true;
        }

        switch (_stage)
        {
            case Stage.Queued:
                return AwaitForm(nowMs);
            case Stage.Reading:
                return ReadForm(nowMs);
            case Stage.Held:
                return AwaitResync(nowMs);
            default:
                return WritePage(nowMs);
        }
    }

    /// <summary>Ends the request, wherever it is.</summary>
    internal void Drop()
    {
        _exchange.End();
        _exchange = null;
        _server.Ended(this, _answer);
    }

    private void Answer(long nowMs)
    {
        string method = _exchange.Method;
        bool isPost = method == "POST";
        WebPlace place = _target.Place;
        if (!isPost && method != "GET")
        {
            _exchange.AddHeader("Allow", "GET, POST");
            Notice(405, "Only GET and POST are answered here.", null);
        }
        else if (place == WebPlace.Unknown)
        {
            Notice(404, "There is no such page on this unit.", null);
        }
        else if (place == WebPlace.Style)
        {
            _exchange.AddHeader("Cache-Control", "max-age=3600");
            Begin(200, "text/css; charset=utf-8", _style);
        }
        else if (isPost && !_target.HasFields)
        {
            _exchange.AddHeader("Allow", "GET");
            Notice(405, "Only GET is answered here.", null);
        }
        else if ((isPost || _target.IsCommand) && CrossSite.IsFromElsewhere(_exchange))
        {
            Notice(403, "Another site asked for this; the unit does it only when asked from its own pages, or by a typed address.", null);
        }
        else
        {
            LogIn(isPost, nowMs);
        }
    }

    // Commands are the admin's, below /admin or not.
    private void LogIn(bool isPost, long nowMs)
    {
        Account account = _target.IsCommand ? Account.Admin : _target.Account;
        int status = _server.Accounts.Check(_exchange, _target.Url, account, nowMs);
        if (status != 200)
        {
            Notice(status, _server.Accounts.Reason, null);
        }
        else if (isPost)
        {
            StartForm(nowMs);
        }
        else
        {
            ShowPlace(nowMs);
        }
    }

    private void ShowPlace(long nowMs)
    {
        switch (_target.Place)
        {
            case WebPlace.Info:
                Show(200, _info);
                break;
            case WebPlace.Status:
                Show(200, _status);
                break;
            case WebPlace.Resyncs:
                ShowResyncs();
                break;
            case WebPlace.Export:
                _exchange.AddHeader("Cache-Control", "no-store");
                Begin(200, "text/xml; charset=utf-8", _export);
                break;
            case WebPlace.Resync:
            case WebPlace.Upgrade:
            case WebPlace.Reboot:
            case WebPlace.Report:
                int status = _commands.Answer(_exchange.RemoteAddress, nowMs);
                _answer = _commands.Restart;
                Show(status, _notice);
                break;
            default:
                ShowFields(200, null, null);
                break;
        }
    }

    private void ShowResyncs()
    {
        if (_target.Account != Account.Admin)
        {
            Notice(404, "There is no such page for this account.", null);
            return;
        }

        _resyncs.Set(_server.TakeRules(this));
        Show(200, _resyncs);
    }

    private void ShowFields(int status, string message, FormValues typed)
    {
        bool isAdmin = _target.Account == Account.Admin;
        _fields.Set(isAdmin ? _server.Accounts.AdminToken : _server.Accounts.UserToken, message, typed);
        Show(status, _fields);
    }

    private void StartForm(long nowMs)
    {
        string type = _exchange.Header(WebHeader.ContentType);
        byte[] text = Encoding.UTF8.GetBytes(type ?? "");
        if (!ByteText.StartsWithIgnoreCase(text, 0, text.Length, FormType))
        {
            Notice(415, "A form comes as application/x-www-form-urlencoded.", null);
            return;
        }

        _stage = Stage.Queued;
        AwaitForm(nowMs);
    }

    private bool AwaitForm(long nowMs)
    {
        if (_server.TryTakeForm(this, nowMs))
        {
            bool isAdmin = _target.Account == Account.Admin;
            _server.Form.Open(_target.Account, isAdmin ? _server.Accounts.AdminToken : _server.Accounts.UserToken);
            _progressMs = nowMs;
            _stage = Stage.Reading;
            return true;
        }

        if (nowMs - _progressMs > HoldMs)
        {
            Notice(503, "Another form is being read: nothing was saved. Go back and submit again.", null);
        }

        return false;
    }

    private bool ReadForm(long nowMs)
    {
        int count = _exchange.Read(_part.Bytes, 0, _part.Bytes.Length);
        if (count > 0)
        {
            _server.Form.Write(_part.Bytes, 0, count);
            _progressMs = nowMs;
        }
        else if (count < 0 && _exchange.Room >= 0)
        {
            _server.Form.Finish();
            _progressMs = nowMs;
            _stage = Stage.Held;
        }

        return count != 0;
    }

    // A resync's profile is read into the store's one transaction piece by piece: a form waits until it has ended.
    private bool AwaitResync(long nowMs)
    {
        if (_server.State.Resync.State != ResyncState.Running)
        {
            ApplyForm(nowMs);
            return true;
        }

        if (nowMs - _progressMs > HoldMs)
        {
            ShowFields(503, "Nothing was saved: a resync is under way. Submit again when it has ended.", _server.Form.Values);
        }

        return false;
    }

    private void ApplyForm(long nowMs)
    {
        WebForm form = _server.Form;
        FormResult result = form.Apply();
        switch (result)
        {
            case FormResult.Saved:
                Saved(form, nowMs);
                break;
            case FormResult.ValuesWrong:
                ShowFields(422, "Nothing was saved: " + form.Count.ToString() + (form.Count == 1 ? " value is" : " values are") + " wrong. Each is told beside its field.", form.Values);
                break;
            case FormResult.TokenWrong:
                Notice(403, "Nothing was saved: this form is from before the unit's last start. Open the page again and change it there.", null);
                break;
            case FormResult.NotAllowed:
                Notice(403, "Nothing was saved: the form sets what this account may not set.", null);
                break;
            case FormResult.TooLarge:
                Notice(413, "Nothing was saved: the form changes more than the unit can take at once. Submit it in smaller parts.", null);
                break;
            default:
                ShowFields(500, "Nothing was saved. " + FaultText.Of(form.StoreFault), form.Values);
                break;
        }
    }

    private void Saved(WebForm form, long nowMs)
    {
        if (form.Count == 0)
        {
            Notice(200, "Nothing was changed.", null);
            _notice.GoOn(_target.Place, 2);
            return;
        }

        ResyncEngine resync = _server.State.Resync;
        if (form.Values.Find(ParameterIndex.Resync_Periodic) >= 0 || form.Values.Find(ParameterIndex.Resync_Error_Retry_Delay) >= 0)
        {
            resync.ScheduleChanged(nowMs);
        }

        _server.Changed();
        string saved = "Saved: " + form.Count.ToString() + (form.Count == 1 ? " parameter." : " parameters.");
        _answer = form.NeedsRestart ? WebAnswer.RestartWarm : WebAnswer.None;
        Notice(200, form.NeedsRestart ? saved + " The unit restarts " + _commands.WaitText(nowMs) + "." : saved + " This holds from now on.", null);
        _notice.GoOn(form.NeedsRestart && !resync.LinesIdle ? WebPlace.Status : _target.Place, form.NeedsRestart ? WebCommands.RestartSeconds : 2);
    }

    private void Notice(int status, string message, TextBuffer quote)
    {
        _notice.Set(message, quote);
        Show(status, _notice);
    }

    private void Show(int status, IPage page)
    {
        _exchange.AddHeader("Cache-Control", "no-store");
        _exchange.AddHeader("Content-Security-Policy", Policy);
        _exchange.AddHeader("X-Content-Type-Options", "nosniff");
        Begin(status, Html, page);
    }

    private void Begin(int status, string contentType, IPage page)
    {
        _page = page;
        _stage = Stage.Writing;
        page.Begin();
        _part.Clear();
        _partWritten = 0;
        _exchange.Begin(status, contentType);
    }

    private bool WritePage(long nowMs)
    {
        bool isMoving = false;
        for (int i = 0; i < PiecesAStep; i++)
        {
            if (_partWritten == _part.Length && !NextPart())
            {
                Drop();
                return true;
            }

            int room = _exchange.Room;
            int count = _part.Length - _partWritten;
            count = count < room ? count : room;
            if (count > 0)
            {
                _exchange.Write(_part.Bytes, _partWritten, count);
                _partWritten += count;
                _progressMs = nowMs;
                isMoving = true;
            }

            if (_partWritten < _part.Length)
            {
                return isMoving;
            }
        }

        return true;
    }

    private bool NextPart()
    {
        _part.Clear();
        _partWritten = 0;
        return _page.Next(_part);
    }
}
