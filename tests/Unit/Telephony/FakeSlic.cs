// A line circuit that writes down what is done to it.

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Telephony.Tests;

/// <summary>Hook and key are set by the test; everything else is appended to a transcript with its time.</summary>
public sealed class FakeSlic : ISlic, IToneOutput, IDtmfReceiver
{
    private readonly bool _hasTones;
    private bool _isPowered = true;
    private bool _isReversed;
    private int _blindUntilMs = -1;

    /// <summary>With generators and a receiver, or without any.</summary>
    public FakeSlic(bool hasTones)
    {
        _hasTones = hasTones;
    }

    /// <summary>What was done, as "r25@100 x@2100": r ring, x ring off, +/- polarity, p/o power, t tones.</summary>
    public TextBuffer Done { get; } = new TextBuffer(2000);

    /// <summary>The clock that stamps the transcript.</summary>
    public int NowMs { get; set; }

    /// <summary>The handset.</summary>
    public bool IsOffHook { get; set; }

    /// <summary>The key held.</summary>
    public byte Key { get; set; }

    /// <summary>How long the circuit cannot tell after a ring trip.</summary>
    public int BlankMs { get; set; }

    /// <summary>True while the bell has voltage.</summary>
    public bool IsRinging { get; private set; }

    /// <inheritdoc/>
    public IToneOutput Tones
    {
        get { return _hasTones ? this : null; }
    }

    /// <inheritdoc/>
    public IDtmfReceiver Keys
    {
        get { return _hasTones ? this : null; }
    }

    /// <inheritdoc/>
    public Fault Fault
    {
        get { return Fault.None; }
    }

    /// <inheritdoc/>
    public int FaultReading
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public long NextDeadlineMs
    {
        get { return long.MaxValue; }
    }

    /// <inheritdoc/>
    public HookSample Poll(long nowMs)
    {
        if (!_isPowered || nowMs < _blindUntilMs)
        {
            return HookSample.Unknown;
        }

        if (IsRinging && IsOffHook)
        {
            IsRinging = false;
            _blindUntilMs = (int)nowMs + BlankMs;
            return HookSample.RingTrip;
        }

        return IsOffHook ? HookSample.OffHook : HookSample.OnHook;
    }

    /// <inheritdoc/>
    public byte Poll()
    {
        return Key;
    }

    /// <summary>The ring's peak and shape.</summary>
    public int RingVolts { get; private set; }

    /// <summary>True for a trapezoid.</summary>
    public bool IsRingTrapezoid { get; private set; }

    /// <inheritdoc/>
    public void ShapeRing(int peakVolts, bool isTrapezoid)
    {
        RingVolts = peakVolts;
        IsRingTrapezoid = isTrapezoid;
    }

    /// <inheritdoc/>
    public void StartRing(int frequencyHz, long nowMs)
    {
        IsRinging = true;
        Write("r");
        Done.AppendNumber(frequencyHz);
        Stamp();
    }

    /// <inheritdoc/>
    public void StopRing(long nowMs)
    {
        if (IsRinging)
        {
            Write("x");
            Stamp();
        }

        IsRinging = false;
    }

    /// <inheritdoc/>
    public void SetReversed(bool isReversed, long nowMs)
    {
        if (isReversed != _isReversed)
        {
            Write(isReversed ? "-" : "+");
            Stamp();
        }

        _isReversed = isReversed;
    }

    /// <inheritdoc/>
    public void SetPowered(bool isPowered, long nowMs)
    {
        if (isPowered != _isPowered)
        {
            Write(isPowered ? "p" : "o");
            Stamp();
        }

        _isPowered = isPowered;
    }

    /// <inheritdoc/>
    public void Quiet(long nowMs)
    {
        StopRing(nowMs);
    }

    /// <inheritdoc/>
    public void SetFrequency(int index, int hz, int levelTenths)
    {
        Write("f");
        Done.AppendNumber(index);
        Done.Append("=");
        Done.AppendNumber(hz);
        Done.Append("/");
        Done.AppendNumber(levelTenths);
    }

    /// <inheritdoc/>
    public void Sound(int mask)
    {
        Write("t");
        Done.AppendNumber(mask);
        Stamp();
    }

    private void Write(string what)
    {
        Done.Append(Done.Length > 0 ? " " : "");
        Done.Append(what);
    }

    private void Stamp()
    {
        Done.Append("@");
        Done.AppendNumber(NowMs);
    }
}
