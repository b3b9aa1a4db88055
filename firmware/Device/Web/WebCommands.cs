// The commands in URLs in, what is asked of the unit and a sentence about it out (guide "Retail Provisioning", "Upgrade Rule").

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>resync?RULE, upgrade?RULE, reboot, report: each answers at once and says what happens when.</summary>
internal sealed class WebCommands
{
    /// <summary>After how many seconds a page looks again at a unit that restarts.</summary>
    internal const int RestartSeconds = 8;

    private const int LookSeconds = 3;

    private readonly WebServer _server;
    private readonly WebTarget _target;
    private readonly NoticePage _notice;
    private TextBuffer _rule;

    internal WebCommands(WebServer server, WebTarget target, NoticePage notice)
    {
        _server = server;
        _target = target;
        _notice = notice;
    }

    /// <summary>The restart that <see cref="Answer"/> asks for.</summary>
    internal WebAnswer Restart { get; private set; }

    /// <summary>Carries the target's command out as far as it goes now; sets the notice and answers the status.</summary>
    internal int Answer(uint requester, long nowMs)
    {
        Restart = WebAnswer.None;
        switch (_target.Place)
        {
            case WebPlace.Resync:
                return Resync(requester, nowMs);
            case WebPlace.Upgrade:
                return Upgrade();
            case WebPlace.Reboot:
                Restart = WebAnswer.RestartCold;
                _notice.Set("The unit restarts " + WaitText(nowMs) + ".", null);
                _notice.GoOn(WebPlace.Status, RestartSeconds);
                return 200;
            default:
                return Report();
        }
    }

    /// <summary>When a restart comes: now, or when the lines are idle.</summary>
    internal string WaitText(long nowMs)
    {
        ResyncEngine resync = _server.State.Resync;
        return resync.LinesIdle ? "now" : "when all its lines are idle, at the latest in " + SecondsTo(resync.ForcedLimitMs(nowMs), nowMs);
    }

    private int Resync(uint requester, long nowMs)
    {
        if (_target.QueryCount == 0)
        {
            return Refuse(400, "Say what to resync to: /admin/resync?tftp://server/file");
        }

        Fault fault = TakeRule();
        if (fault != Fault.None)
        {
            return Refuse(400, FaultText.Of(fault));
        }

        ResyncEngine resync = _server.State.Resync;
        fault = resync.Request(_rule.Bytes, 0, _rule.Length, nowMs);
        if (fault != Fault.None)
        {
            return Refuse(403, FaultText.Of(fault));
        }

        _server.ResyncAsked(requester);
        _notice.Set(AnswerTo(resync, nowMs), IsUrlAlone() ? _rule : null);
        _notice.GoOn(WebPlace.Status, LookSeconds);
        return 200;
    }

    private int Report()
    {
        if (_server.State.Store.LengthOf(ParameterIndex.Report_Rule) == 0)
        {
            return Refuse(409, "Report_Rule is empty: it says where the report goes.");
        }

        _server.ReportAsked();
        _notice.Set("The unit sends its report to where Report_Rule says, when nothing else is being transferred. The log tells how it went.", null);
        return 200;
    }

    private int Upgrade()
    {
        if (!_server.State.Store.IsYes(ParameterIndex.Upgrade_Enable))
        {
            return Refuse(403, "Upgrade_Enable is No: the unit does not upgrade.");
        }

        return Refuse(501, "This firmware cannot upgrade itself: nothing was fetched and nothing changes.");
    }

    private int Refuse(int status, string message)
    {
        _notice.Set(message, null);
        return status;
    }

    private Fault TakeRule()
    {
        if (_rule == null)
        {
            _rule = new TextBuffer(ResyncEngine.MaxRuleBytes);
        }

        _rule.Clear();
        return PercentText.Decode(_target.Url, _target.QueryOffset, _target.QueryCount, _rule);
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
    private static string AnswerTo(ResyncEngine resync, long nowMs)
    {
        if (!resync.WaitsForLines)
        {
            return "The unit resyncs to this when the resync that is under way has ended: ";
        }

        if (resync.LinesIdle)
        {
            return "The unit resyncs now to: ";
        }

        return "The unit resyncs when all its lines are idle, at the latest in " + SecondsTo(resync.RequestLimitMs, nowMs) + ", to: ";
    }

    private static string SecondsTo(long limitMs, long nowMs)
    {
        return ((limitMs - nowMs) / 1000).ToString() + " s";
    }
}
