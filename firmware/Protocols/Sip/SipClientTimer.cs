// Time and answers in, when a request is sent again and when it is given up out (RFC 3261 section 17.1.2).

namespace NanoSpa.Protocols;

/// <summary>
/// The timers of a non-INVITE client transaction over UDP: E, doubled from T1 up to T2, and F. Timer K is not needed: a response that comes
/// after the final one belongs to no branch that is waited for.
/// </summary>
public sealed class SipClientTimer
{
    private long _sendAtMs;
    private long _endMs;
    private int _pauseMs;
    private int _longestPauseMs;
    private bool _proceeding;

    /// <summary>True from <see cref="Start"/> to <see cref="Stop"/>.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>True once nothing came within timer F.</summary>
    public bool HasExpired { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do.</summary>
    public long NextDeadlineMs
    {
        get { return !IsRunning ? long.MaxValue : _sendAtMs < _endMs ? _sendAtMs : _endMs; }
    }

    /// <summary>The request was sent for the first time; T1, T2 and F are this transaction's.</summary>
    public void Start(long nowMs, int t1Ms, int t2Ms, int timerFMs)
    {
        IsRunning = true;
        HasExpired = false;
        _proceeding = false;
        _pauseMs = t1Ms;
        _longestPauseMs = t2Ms;
        _sendAtMs = nowMs + _pauseMs;
        _endMs = nowMs + timerFMs;
    }

    /// <summary>A provisional response came: from now on the request is sent again every T2 only.</summary>
    public void Provisional()
    {
        _proceeding = true;
    }

    /// <summary>A final response came, or nobody waits any more.</summary>
    public void Stop()
    {
        IsRunning = false;
    }

    /// <summary>Lets time pass. True when the request is to be sent again.</summary>
    public bool Step(long nowMs)
    {
        if (!IsRunning)
        {
            return false;
        }

        if (nowMs >= _endMs)
        {
            IsRunning = false;
            HasExpired = true;
            return false;
        }

        if (nowMs < _sendAtMs)
        {
            return false;
        }

        _pauseMs = _proceeding || _pauseMs * 2 > _longestPauseMs ? _longestPauseMs : _pauseMs * 2;
        _sendAtMs = nowMs + _pauseMs;
        return true;
    }
}
