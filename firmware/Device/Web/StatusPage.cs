// What the unit is at: a restart, a resync, or nothing; the page of a command that reloads until it is done.

using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Reloads every few seconds while there is something to wait for.</summary>
internal sealed class StatusPage : IPage
{
    private const int ReloadSeconds = 3;

    private readonly WebState _state;
    private readonly WebTarget _target;
    private int _part;

    /// <summary>Shows a unit.</summary>
    internal StatusPage(WebState state, WebTarget target)
    {
        _state = state;
        _target = target;
    }

    private bool IsBusy
    {
        get { return _state.Restart.IsAsked || _state.Resync.State == ResyncState.Running || _state.Resync.WaitsForLines || _state.Resync.RequestHeld; }
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _part = 0;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_part++)
        {
            case 0:
                PageFrame.Head("Status", IsBusy ? ReloadSeconds : 0, WebPlace.Status, _target, part);
                return true;
            case 1:
                PageFrame.Tabs("Status", _target, _state.Store, part);
                return true;
            case 2:
                part.Append("<p>");
                Tell(part);
                part.Append("</p>");
                PageFrame.Foot(part);
                return true;
            default:
                return false;
        }
    }

    private void Tell(TextBuffer part)
    {
        long nowMs = _state.Clock.NowMs;
        ResyncEngine resync = _state.Resync;
        if (resync.State == ResyncState.Running)
        {
            part.Append("A resync is under way.");
        }
        else if (resync.WaitsForLines)
        {
            part.Append("A resync waits for all lines to be idle, at the latest it begins in ");
            Duration.Append(resync.NextResyncMs - nowMs, part);
            part.Append(".");
        }
        else if (_state.Restart.IsAsked)
        {
            part.Append("The unit restarts when all its lines are idle, at the latest in ");
            Duration.Append(_state.Restart.LimitMs - nowMs, part);
            part.Append(".");
        }
        else
        {
            part.Append("Nothing is under way. ");
            TellLast(nowMs, part);
        }
    }

    private void TellLast(long nowMs, TextBuffer part)
    {
        ResyncHistory history = _state.Resync.History;
        part.Append("The unit started ");
        Duration.Append(nowMs - _state.Status.StartedMs, part);
        part.Append(" ago. ");
        if (history.Count > 0)
        {
            part.Append("The last resync ended ");
            Duration.Append(nowMs - history.EndMs(0), part);
            part.Append(history.FaultOf(0) == Fault.None ? " ago, successfully." : " ago: ");
            ResyncText.AppendResult(_state.Resync, part);
        }
    }
}
