// Asked restarts in, the moment for one out: when every line is idle, and no later than its limit (guide "Forced_Resync_Delay").

using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>Keeps what was asked for; a cold restart covers a warm one, the earliest limit counts.</summary>
internal sealed class PendingRestart
{
    private readonly IPower _power;
    private long _limitMs;
    private bool _isCold;
    private RestartReason _reason;

    internal PendingRestart(IPower power)
    {
        _power = power;
    }

    /// <summary>True from the first request on; a restart is never taken back.</summary>
    internal bool IsAsked { get; private set; }

    /// <summary>When it is carried out at the latest.</summary>
    internal long LimitMs
    {
        get { return _limitMs; }
    }

    /// <summary>Asks for a warm restart; the newest reason is handed over.</summary>
    internal void AskWarm(RestartReason reason, long limitMs)
    {
        _reason = reason;
        Ask(limitMs);
    }

    /// <summary>Asks for a cold restart.</summary>
    internal void AskCold(long limitMs)
    {
        _isCold = true;
        Ask(limitMs);
    }

    /// <summary>True when it is to be carried out now.</summary>
    internal bool IsDue(bool linesIdle, long nowMs)
    {
        return IsAsked && (linesIdle || nowMs >= _limitMs);
    }

    /// <summary>Restarts.</summary>
    internal void CarryOut()
    {
        if (_isCold)
        {
            _power.RestartCold();
        }
        else
        {
            _power.RestartWarm(_reason);
        }
    }

    private void Ask(long limitMs)
    {
        _limitMs = IsAsked && _limitMs < limitMs ? _limitMs : limitMs;
        IsAsked = true;
    }
}
