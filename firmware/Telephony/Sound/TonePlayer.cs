// A tone script and the time in, generators set and switched out (guide "Data Types", ToneScript).

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Telephony;

/// <summary>Plays one tone at a time on a line. A line without generators is silent, and its tones last as long.</summary>
public sealed class TonePlayer
{
    private readonly IToneOutput _output;
    private readonly CadencePlayer _cadence;
    private int _sounding;

    /// <summary>Plays on this output; null for none.</summary>
    public TonePlayer(IToneOutput output)
        : this(output, new CadencePlayer())
    {
    }

    /// <summary>As the other one, with a cadence that is free for others while no tone is on its way.</summary>
    internal TonePlayer(IToneOutput output, CadencePlayer cadence)
    {
        _output = output;
        _cadence = cadence;
    }

    /// <summary>True while a tone is on its way, its pauses included.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>When <see cref="Step"/> has something to do, or <see cref="CadencePlayer.Never"/>.</summary>
    public long NextDeadlineMs
    {
        get { return IsPlaying ? _cadence.NextChangeMs : CadencePlayer.Never; }
    }

    /// <summary>Starts a script that was read without a fault; it is looked at until the tone is over.</summary>
    public void Start(ToneScript script, long nowMs)
    {
        Stop();
        FrequencyScript frequencies = script.Frequencies;
        for (int index = 0; index < frequencies.Count && _output != null; index++)
        {
            _output.SetFrequency(index, frequencies.Hz(index), frequencies.LevelTenths(index));
        }

        IsPlaying = true;
        _cadence.Start(script.Cadence, nowMs);
        Sound(_cadence.Frequencies);
    }

    /// <summary>Switches what is due. True once: when the tone has come to its end.</summary>
    public bool Step(long nowMs)
    {
        if (!IsPlaying || nowMs < _cadence.NextChangeMs)
        {
            return false;
        }

        _cadence.At(nowMs);
        Sound(_cadence.Frequencies);
        IsPlaying = !_cadence.HasEnded;
        return !IsPlaying;
    }

    /// <summary>Silence.</summary>
    public void Stop()
    {
        IsPlaying = false;
        Sound(0);
    }

    private void Sound(int mask)
    {
        if (mask != _sounding)
        {
            _sounding = mask;
            if (_output != null)
            {
                _output.Sound(mask);
            }
        }
    }
}
