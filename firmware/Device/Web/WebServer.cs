// Web requests in, pages and commands out (guide "Retail Provisioning"; the URLs of the administration web server).

using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Answers one request at a time without ever waiting: a part of the page is written when the client has taken the one before.
/// A client that takes nothing for <see cref="StallMs"/> is dropped.
/// </summary>
public sealed class WebServer
{
    /// <summary>Longest part of a page, in bytes.</summary>
    public const int PartBytes = 1280;

    /// <summary>How long a client may take nothing, in milliseconds.</summary>
    public const int StallMs = 10000;

    private const string Html = "text/html; charset=utf-8";

    private readonly IWebListener _listener;
    private readonly ParameterStore _store;
    private readonly ResyncEngine _resync;
    private readonly InfoPage _info;
    private readonly ParametersPage _parameters;
    private readonly NoticePage _notice = new NoticePage();
    private readonly TextBuffer _part = new TextBuffer(PartBytes);
    private readonly TextBuffer _rule = new TextBuffer(ResyncEngine.MaxRuleBytes);
    private IWebExchange _exchange;
    private IPage _page;
    private int _partWritten;
    private long _progressMs;
    private bool _requestTaken;
    private bool _rebootAsked;
    private bool _rebootDue;

    /// <summary>Wires the pages.</summary>
    public WebServer(UnitParts parts, ParameterStore store, ResyncEngine resync, SipAgent sip)
    {
        _listener = parts.Web;
        _store = store;
        _resync = resync;
        _info = new InfoPage(parts.Identity, parts.Clock, resync, store, sip);
        _parameters = new ParametersPage(store, Account.Admin);
    }

    /// <summary>The client that asked for the last resync.</summary>
    public uint Requester { get; private set; }

    /// <summary>True once after a resync was asked for.</summary>
    public bool TakeRequest()
    {
        bool taken = _requestTaken;
        _requestTaken = false;
        return taken;
    }

    /// <summary>True once after a reboot was asked for and its page was sent.</summary>
    public bool TakeReboot()
    {
        bool due = _rebootDue;
        _rebootDue = false;
        return due;
    }

    /// <summary>Takes the next request or goes on with the page. True while there is more to do.</summary>
    public bool Step(long nowMs)
    {
        if (_exchange == null)
        {
            _exchange = _listener.Accept();
            if (_exchange == null)
            {
                return false;
            }

            _progressMs = nowMs;
            Answer(nowMs);
        }

        return WritePage(nowMs);
    }

    private bool WritePage(long nowMs)
    {
        int room = _exchange.Room;
        if (room < 0 || nowMs - _progressMs > StallMs)
        {
            End();
            return true;
        }

        if (_partWritten == _part.Length)
        {
            _part.Clear();
            _partWritten = 0;
            if (!_page.Next(_part))
            {
                End();
                return true;
            }
        }

        int count = _part.Length - _partWritten;
        if (count > room)
        {
            count = room;
        }

        if (count == 0)
        {
            return _part.Length == 0;
        }

        _exchange.Write(_part.Bytes, _partWritten, count);
        _partWritten += count;
        _progressMs = nowMs;
        return true;
    }

    private void End()
    {
        _exchange.End();
        _exchange = null;
        _rebootDue = _rebootAsked;
        _rebootAsked = false;
    }

    private void Answer(long nowMs)
    {
        byte[] url = Encoding.UTF8.GetBytes(_exchange.RawUrl);
        int query = ByteText.IndexOf(url, 0, url.Length, (byte)'?');
        int pathLength = query < 0 ? url.Length : query;
        if (_exchange.Method != "GET")
        {
            Notice(405, "Only GET is answered here.", null);
        }
        else if (_store.LengthOf(ParameterIndex.Admin_Passwd) > 0)
        {
            Notice(403, "Admin_Passwd is set, and this version cannot ask for passwords yet: its pages stay closed.", null);
        }
        else if (IsPath(url, pathLength, "/") || IsPath(url, pathLength, "/admin") || IsPath(url, pathLength, "/admin/"))
        {
            Show(200, _info);
        }
        else if (IsPath(url, pathLength, "/advanced") || IsPath(url, pathLength, "/admin/advanced"))
        {
            Show(200, _parameters);
        }
        else if (IsPath(url, pathLength, "/resync") || IsPath(url, pathLength, "/admin/resync"))
        {
            AskResync(url, query, nowMs);
        }
        else if (IsPath(url, pathLength, "/reboot") || IsPath(url, pathLength, "/admin/reboot"))
        {
            _rebootAsked = true;
            string wait = _resync.LinesIdle ? "now" : "when all its lines are idle, at the latest in " + SecondsTo(_resync.ForcedLimitMs(nowMs), nowMs);
            Notice(200, "The unit restarts " + wait + ".", null);
        }
        else
        {
            Notice(404, "There is no such page on this unit.", null);
        }
    }

    private void AskResync(byte[] url, int query, long nowMs)
    {
        _rule.Clear();
        if (query < 0 || query + 1 == url.Length)
        {
            Notice(400, "Say what to resync to: /admin/resync?tftp://server/file", null);
            return;
        }

        Fault fault = PercentText.Decode(url, query + 1, url.Length - query - 1, _rule);
        if (fault != Fault.None)
        {
            Notice(400, FaultText.Of(fault), null);
            return;
        }

        fault = _resync.Request(_rule.Bytes, 0, _rule.Length, nowMs);
        if (fault != Fault.None)
        {
            Notice(403, FaultText.Of(fault), null);
            return;
        }

        Requester = _exchange.RemoteAddress;
        _requestTaken = true;
        Notice(200, AnswerTo(nowMs), IsUrlAlone() ? _rule : null);
    }

    // Options and assignments may hold keys and passwords, which no page shows: what could be one, mistyped too, is not repeated.
    private bool IsUrlAlone()
    {
        byte[] rule = _rule.Bytes;
        for (int i = 0; i < _rule.Length; i++)
        {
            byte next = rule[i];
            if (next == (byte)'[' || next == (byte)'(' || next == (byte)'@' || ByteText.IsWhiteSpace(next))
            {
                return false;
            }
        }

        return true;
    }

    // A request that does not wait is started by the unit's very next step, so its state here is still that of waiting.
    private string AnswerTo(long nowMs)
    {
        if (!_resync.WaitsForLines)
        {
            return "The unit resyncs to this when the resync that is under way has ended: ";
        }

        if (_resync.LinesIdle)
        {
            return "The unit resyncs now to: ";
        }

        return "The unit resyncs when all its lines are idle, at the latest in " + SecondsTo(_resync.RequestLimitMs, nowMs) + ", to: ";
    }

    private static string SecondsTo(long limitMs, long nowMs)
    {
        return ((limitMs - nowMs) / 1000).ToString() + " s";
    }

    private void Notice(int status, string message, TextBuffer quote)
    {
        _notice.Set(message, quote);
        Show(status, _notice);
    }

    private void Show(int status, IPage page)
    {
        _page = page;
        page.Begin();
        _part.Clear();
        _partWritten = 0;
        _exchange.Begin(status, Html);
    }

    private static bool IsPath(byte[] url, int count, string path)
    {
        return ByteText.Equals(url, 0, count, path);
    }
}
