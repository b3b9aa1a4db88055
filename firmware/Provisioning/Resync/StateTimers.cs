// Attempts and registrations with their times in; $PRVTMR, $UPGTMR, $REGTMR1 and $REGTMR2 out (guide, Table 4-4).

namespace NanoSpa.Provisioning;

/// <summary>
/// Seconds since what happened last, on the monotonic clock. $PRVTMR and $UPGTMR count from the start until there was an attempt.
/// $REGTMR is 0 while the line is registered or has never tried to be; once the registration is lost it is 1 at least, so that
/// <c>$REGTMR1 eq 0</c> holds exactly while there is one.
/// </summary>
public sealed class StateTimers
{
    private const long NotLost = long.MinValue;

    private readonly MacroValues _values;
    private readonly long[] _lostMs = { NotLost, NotLost };
    private long _attemptMs;
    private long _attemptBeforeMs;
    private long _upgradeMs;

    /// <summary>Keeps the macro values right.</summary>
    public StateTimers(MacroValues values)
    {
        _values = values;
    }

    /// <summary>Starts counting.</summary>
    public void Start(long nowMs)
    {
        _attemptMs = nowMs;
        _attemptBeforeMs = nowMs;
        _upgradeMs = nowMs;
    }

    /// <summary>A resync attempt begins now.</summary>
    public void ResyncBegins(long nowMs)
    {
        _attemptBeforeMs = _attemptMs;
        _attemptMs = nowMs;
    }

    /// <summary>A firmware upgrade was attempted now.</summary>
    public void UpgradeAttempted(long nowMs)
    {
        _upgradeMs = nowMs;
    }

    /// <summary>A line, 0 or 1, lost its registration or failed to get one; what is lost already stays lost since then.</summary>
    public void RegistrationLost(int line, long nowMs)
    {
        if (_lostMs[line] == NotLost)
        {
            _lostMs[line] = nowMs;
        }
    }

    /// <summary>A line, 0 or 1, is registered.</summary>
    public void RegistrationRegained(int line)
    {
        _lostMs[line] = NotLost;
    }

    /// <summary>Seconds since the last attempt began.</summary>
    public long SecondsSinceAttempt(long nowMs)
    {
        return (nowMs - _attemptMs) / 1000;
    }

    /// <summary>
    /// Sets the macro values. While a resync's own rules are worked through, $PRVTMR tells the time since the attempt before it: a rule
    /// with <c>$PRVTMR ge 600</c> would never hold otherwise.
    /// </summary>
    public void Refresh(long nowMs, bool inResync)
    {
        _values.ResyncAgeSeconds = Seconds(nowMs - (inResync ? _attemptBeforeMs : _attemptMs));
        _values.UpgradeAgeSeconds = Seconds(nowMs - _upgradeMs);
        _values.Line1LostSeconds = LostSeconds(0, nowMs);
        _values.Line2LostSeconds = LostSeconds(1, nowMs);
    }

    private int LostSeconds(int line, long nowMs)
    {
        if (_lostMs[line] == NotLost)
        {
            return 0;
        }

        int seconds = Seconds(nowMs - _lostMs[line]);
        return seconds == 0 ? 1 : seconds;
    }

    private static int Seconds(long ms)
    {
        long seconds = ms / 1000;
        return seconds > int.MaxValue ? int.MaxValue : (int)seconds;
    }
}
