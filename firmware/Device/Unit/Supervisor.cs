// Exceptions of the main loop in; a count of them in a row that outlives restarts, a restart, and at last a safe mode out.

using System;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>
/// Made before the unit. An exception that reaches it is a broken invariant: it is noted, and the unit restarted cold. After <see cref="SafeAfter"/> in a
/// row the unit starts with web pages and provisioning only (<see cref="UnitParts.IsSafe"/>), so that a person or a profile can cure it. A minute
/// without one ends the row; in safe mode only a restart that somebody asked for does, or the row's end would start what broke. It therefore stands
/// before the board's power: the unit restarts through it, and the row is ended before the board goes down.
/// </summary>
public sealed class Supervisor : IPower
{
    /// <summary>Crashes in a row that lead to the safe mode.</summary>
    public const int SafeAfter = 3;

    /// <summary>A run of this length ends the row.</summary>
    public const int HealthyMs = 60000;

    /// <summary>A loop that was not stepped for so long is stuck. Longer than any TLS handshake that goes on.</summary>
    public const int StuckMs = 120000;

    /// <summary>Bytes kept of what a crash said.</summary>
    public const int MaxTextBytes = 120;

    private const int MaxCount = 9;

    private readonly INote _note;
    private readonly IClock _clock;
    private readonly IPower _power;
    private readonly byte[] _bytes = new byte[1 + MaxTextBytes];
    private long _startMs;
    private long _beatMs;

    /// <summary>Reads what earlier runs noted. note = count-digit text; anything else counts as no crash.</summary>
    public Supervisor(INote note, IClock clock, IPower power)
    {
        _note = note;
        _clock = clock;
        _power = power;
        LastCrash = new TextBuffer(MaxTextBytes);
        _startMs = clock.NowMs;
        _beatMs = _startMs;
        int length = note.Read(_bytes, 0, _bytes.Length);
        int count = length > 0 ? _bytes[0] - '0' : 0;
        if (count > 0 && count <= MaxCount)
        {
            CrashCount = count;
            for (int i = 1; i < length; i++)
            {
                LastCrash.Append(_bytes[i] >= ' ' && _bytes[i] < 127 ? _bytes[i] : (byte)'?');
            }
        }
    }

    /// <summary>Crashes in a row, this run's too; at most 9.</summary>
    public int CrashCount { get; private set; }

    /// <summary>What the last of them said; empty when there was none.</summary>
    public TextBuffer LastCrash { get; }

    /// <summary>True when the unit is to start with web pages and provisioning only.</summary>
    public bool IsSafe
    {
        get { return CrashCount >= SafeAfter; }
    }

    /// <summary>True when the loop is not stepped any more. For whoever runs beside the loop; it then calls <see cref="Crashed(string)"/>.</summary>
    public bool IsStuck
    {
        get { return _clock.NowMs - _beatMs >= StuckMs; }
    }

    /// <inheritdoc/>
    public RestartReason StartReason
    {
        get { return _power.StartReason; }
    }

    /// <inheritdoc/>
    public void RestartWarm(RestartReason reason)
    {
        Forget();
        _power.RestartWarm(reason);
    }

    /// <inheritdoc/>
    public void RestartCold()
    {
        Forget();
        _power.RestartCold();
    }

    /// <summary>Steps the unit. An exception ends it as a restart does.</summary>
    public UnitStatus Step(IStepped unit, int maxWaitMs)
    {
        long nowMs = _clock.NowMs;
        _beatMs = nowMs;
        if (CrashCount > 0 && !IsSafe && nowMs - _startMs >= HealthyMs)
        {
            Forget();
        }

        try
        {
            return unit.Step(maxWaitMs);
        }
        catch (Exception broken)
        {
            Crashed(broken);
            return UnitStatus.Restarting;
        }
    }

    /// <summary>Notes an exception and restarts the unit; also for one that a start throws.</summary>
    public void Crashed(Exception broken)
    {
        string message = broken.Message;
        Crashed(message == null || message.Length == 0 ? broken.GetType().Name : broken.GetType().Name + ": " + message);
    }

    /// <summary>Notes a crash, whatever it was, and restarts the unit.</summary>
    public void Crashed(string what)
    {
        CrashCount = CrashCount < MaxCount ? CrashCount + 1 : MaxCount;
        byte[] text = System.Text.Encoding.UTF8.GetBytes(what);
        int count = text.Length < MaxTextBytes ? text.Length : MaxTextBytes;
        LastCrash.Clear();
        LastCrash.Append(text, 0, count);
        _bytes[0] = (byte)('0' + CrashCount);
        Array.Copy(text, 0, _bytes, 1, count);
        _note.Write(_bytes, 0, 1 + count);
        _power.RestartCold();
    }

    private void Forget()
    {
        if (CrashCount > 0)
        {
            CrashCount = 0;
            _note.Write(_bytes, 0, 0);
        }
    }
}
