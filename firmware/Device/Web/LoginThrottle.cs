// Failed logins in, who has to wait how long out.

namespace NanoSpa.Device;

/// <summary>
/// Keeps the four addresses that failed last. After three failures in a row an address has to wait 2 s, then 4 s and so on up to a minute before it is
/// listened to again; nobody else waits, and nothing is held open meanwhile.
/// </summary>
public sealed class LoginThrottle
{
    private const int Kept = 4;
    private const int FreeFailures = 3;
    private const int MostDoublings = 5;
    private const int FirstWaitMs = 2000;
    private const int LongestWaitMs = 60000;

    private readonly uint[] _addresses = new uint[Kept];
    private readonly int[] _failures = new int[Kept];
    private readonly long[] _untilMs = new long[Kept];
    private int _next;

    /// <summary>Milliseconds that the address has to wait; 0 when it may try.</summary>
    public long WaitMs(uint address, long nowMs)
    {
        int slot = Find(address);
        return slot < 0 || _untilMs[slot] <= nowMs ? 0 : _untilMs[slot] - nowMs;
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(uint address, long nowMs)
    {
        int slot = Find(address);
        if (slot < 0)
        {
            slot = _next;
            _next = _next + 1 < Kept ? _next + 1 : 0;
            _addresses[slot] = address;
            _failures[slot] = 0;
            _untilMs[slot] = 0;
        }

        _failures[slot]++;
        int beyond = _failures[slot] - FreeFailures;
        if (beyond >= 0)
        {
            int waitMs = beyond > MostDoublings ? LongestWaitMs : FirstWaitMs << (beyond & 7);
            _untilMs[slot] = nowMs + (waitMs < LongestWaitMs ? waitMs : LongestWaitMs);
        }
    }

    /// <summary>Forgets an address: it has logged in.</summary>
    public void Succeeded(uint address)
    {
        int slot = Find(address);
        if (slot >= 0)
        {
            _failures[slot] = 0;
            _untilMs[slot] = 0;
        }
    }

    private int Find(uint address)
    {
        for (int i = 0; i < Kept; i++)
        {
            if (_failures[i] > 0 && _addresses[i] == address)
            {
                return i;
            }
        }

        return -1;
    }
}
