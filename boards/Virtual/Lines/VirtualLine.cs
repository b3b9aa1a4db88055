// A telephone on a line: a person or a test lifts its handset and presses its keys, and looks at what the unit does to the line.

using System;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Hook and key may be set from another thread than the unit's.</summary>
public sealed class VirtualLine : ISlic, IToneOutput, IDtmfReceiver
{
    private readonly int[] _hz = new int[6];
    private volatile bool _isOffHook;
    private volatile byte _key;
    private volatile bool _isBroken;

    /// <summary>The handset.</summary>
    public bool IsOffHook
    {
        get => _isOffHook;
        set => _isOffHook = value;
    }

    /// <summary>The key that is held, 0 for none.</summary>
    public byte Key
    {
        get => _key;
        set => _key = value;
    }

    /// <summary>True for a circuit that fails: each sample of its hook throws, as no circuit should.</summary>
    public bool IsBroken
    {
        get => _isBroken;
        set => _isBroken = value;
    }

    /// <summary>What the circuit says of itself; with another than None the line is open.</summary>
    public Fault Fault { get; set; }

    /// <inheritdoc/>
    public int FaultReading { get; set; }

    /// <summary>The ring's peak.</summary>
    public int RingVolts { get; private set; }

    /// <summary>The ring's shape: true for a trapezoid, false for a sine.</summary>
    public bool IsRingTrapezoid { get; private set; }

    /// <summary>True while the bell has voltage.</summary>
    public bool IsRinging { get; private set; }

    /// <summary>The ring's frequency.</summary>
    public int RingHz { get; private set; }

    /// <summary>True while tip and ring are turned around.</summary>
    public bool IsReversed { get; private set; }

    /// <summary>True while the line is fed.</summary>
    public bool IsPowered { get; private set; } = true;

    /// <summary>The generators that sound, bit 0 for the first.</summary>
    public int Sounding { get; private set; }

    /// <inheritdoc/>
    public IToneOutput Tones => this;

    /// <inheritdoc/>
    public IDtmfReceiver Keys => this;

    /// <inheritdoc/>
    public long NextDeadlineMs => long.MaxValue;

    /// <summary>The frequency of a generator.</summary>
    public int Hz(int index) => _hz[index];

    /// <inheritdoc/>
    public HookSample Poll(long nowMs)
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("the line circuit is broken");
        }

        if (!IsPowered)
        {
            return HookSample.Unknown;
        }

        if (Fault != Fault.None)
        {
            return HookSample.OnHook;
        }

        if (IsRinging && _isOffHook)
        {
            IsRinging = false;
            return HookSample.RingTrip;
        }

        return _isOffHook ? HookSample.OffHook : HookSample.OnHook;
    }

    /// <inheritdoc/>
    public byte Poll() => _key;

    /// <inheritdoc/>
    public void ShapeRing(int peakVolts, bool isTrapezoid)
    {
        RingVolts = peakVolts;
        IsRingTrapezoid = isTrapezoid;
    }

    /// <inheritdoc/>
    public void StartRing(int frequencyHz, long nowMs)
    {
        RingHz = frequencyHz;
        IsRinging = IsPowered;
    }

    /// <inheritdoc/>
    public void StopRing(long nowMs) => IsRinging = false;

    /// <inheritdoc/>
    public void SetReversed(bool isReversed, long nowMs) => IsReversed = isReversed;

    /// <inheritdoc/>
    public void SetPowered(bool isPowered, long nowMs)
    {
        IsPowered = isPowered;
        IsRinging &= isPowered;
    }

    /// <inheritdoc/>
    public void Quiet(long nowMs) => IsRinging = false;

    /// <inheritdoc/>
    public void SetFrequency(int index, int hz, int levelTenths) => _hz[index] = hz;

    /// <inheritdoc/>
    public void Sound(int mask) => Sounding = mask;
}
