// A ring cadence and the time in, ring voltage on and off out (guide "Data Types", CadScript).

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Telephony;

/// <summary>Rings a line. The cadence runs on while the voltage is held off, so that a false alarm does not shift it.</summary>
public sealed class RingPlayer
{
    private readonly ISlic _slic;
    private readonly CadencePlayer _cadence;
    private int _frequencyHz;
    private bool _isPlaying;
    private bool _isHeld;
    private bool _hasVoltage;

    /// <summary>Rings this line, with a cadence that is free for others while it does not ring.</summary>
    internal RingPlayer(ISlic slic, CadencePlayer cadence)
    {
        _slic = slic;
        _cadence = cadence;
    }

    /// <summary>When <see cref="Step"/> has something to do, or <see cref="CadencePlayer.Never"/>.</summary>
    public long NextDeadlineMs
    {
        get { return _isPlaying ? _cadence.NextChangeMs : CadencePlayer.Never; }
    }

    /// <summary>Starts a script that was read without a fault; it is looked at until <see cref="Stop"/>.</summary>
    public void Start(CadenceScript script, int frequencyHz, long nowMs)
    {
        _frequencyHz = frequencyHz;
        _isPlaying = true;
        _isHeld = false;
        _cadence.Start(script, nowMs);
        Apply(nowMs);
    }

    /// <summary>Switches what is due; after the last section it stays silent.</summary>
    public void Step(long nowMs)
    {
        if (_isPlaying)
        {
            _cadence.At(nowMs);
            Apply(nowMs);
        }
    }

    /// <summary>No voltage until <see cref="Resume"/>.</summary>
    public void Hold(long nowMs)
    {
        _isHeld = true;
        Apply(nowMs);
    }

    /// <summary>The cadence counts again.</summary>
    public void Resume(long nowMs)
    {
        _isHeld = false;
        Step(nowMs);
    }

    /// <summary>The end.</summary>
    public void Stop(long nowMs)
    {
        _isPlaying = false;
        Apply(nowMs);
    }

    private void Apply(long nowMs)
    {
        bool wanted = _isPlaying && !_isHeld && _cadence.IsOn;
        if (wanted == _hasVoltage)
        {
            return;
        }

        _hasVoltage = wanted;
        if (wanted)
        {
            _slic.StartRing(_frequencyHz, nowMs);
        }
        else
        {
            _slic.StopRing(nowMs);
        }
    }
}
