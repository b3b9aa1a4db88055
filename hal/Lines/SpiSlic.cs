// A Si3210-class ProSLIC on SPI: line feed out, loop state in (registers as DAHDI's wctdm driver uses them, and no others).

using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>
/// Drives the line feed of a chip that is already set up: its clocks (PCLK, FSYNC), converter, impedance and the indirect registers that
/// give ring voltage and frequency are the board's business. The ring frequency is thus the chip's, not the parameter's.
/// </summary>
public sealed class SpiSlic : ISlic
{
    /// <summary>Line feed control (register 64); bits 2 to 0 choose the state.</summary>
    public const byte LineFeedRegister = 64;

    /// <summary>Loop closure and ring trip (register 68).</summary>
    public const byte LoopRegister = 68;

    /// <summary>Bit 0 of <see cref="LoopRegister"/>: loop current flows.</summary>
    public const byte LoopClosed = 0x01;

    /// <summary>Line feed: open, no feed.</summary>
    public const byte FeedOpen = 0;

    /// <summary>Line feed: active, forward.</summary>
    public const byte FeedForward = 1;

    /// <summary>Line feed: ringing.</summary>
    public const byte FeedRinging = 4;

    /// <summary>Line feed: active, reverse.</summary>
    public const byte FeedReverse = 5;

    /// <summary>Set in the first byte to read a register; clear to write.</summary>
    public const byte ReadFlag = 0x80;

    /// <summary>How long the loop's state is ignored after a ring trip.</summary>
    public const int BlankMs = 150;

    private readonly ISpiPort _port;
    private byte _feed;
    private bool _isReversed;
    private long _blankUntilMs = long.MinValue;

    /// <summary>Takes the chip over: no ring, forward, fed. <paramref name="keys"/> is null for a line without a receiver.</summary>
    public SpiSlic(ISpiPort port, IDtmfReceiver keys)
    {
        _port = port;
        Keys = keys;
        Feed(FeedForward);
    }

    /// <inheritdoc/>
    public IToneOutput Tones
    {
        get { return null; }
    }

    /// <inheritdoc/>
    public IDtmfReceiver Keys { get; }

    /// <inheritdoc/>
    public long NextDeadlineMs
    {
        get { return long.MaxValue; }
    }

    /// <inheritdoc/>
    public HookSample Poll(long nowMs)
    {
        if (_feed == FeedOpen || nowMs < _blankUntilMs)
        {
            return HookSample.Unknown;
        }

        bool isOffHook = (Read(LoopRegister) & LoopClosed) != 0;
        if (isOffHook && _feed == FeedRinging)
        {
            Feed(ActiveFeed());
            _blankUntilMs = nowMs + BlankMs;
            return HookSample.RingTrip;
        }

        return isOffHook ? HookSample.OffHook : HookSample.OnHook;
    }

    /// <inheritdoc/>
    public void StartRing(int frequencyHz, long nowMs)
    {
        if (_feed != FeedOpen)
        {
            Feed(FeedRinging);
        }
    }

    /// <inheritdoc/>
    public void StopRing(long nowMs)
    {
        if (_feed != FeedOpen)
        {
            Feed(ActiveFeed());
        }
    }

    /// <inheritdoc/>
    public void SetReversed(bool isReversed, long nowMs)
    {
        _isReversed = isReversed;
        if (_feed != FeedOpen && _feed != FeedRinging)
        {
            Feed(ActiveFeed());
        }
    }

    /// <inheritdoc/>
    public void SetPowered(bool isPowered, long nowMs)
    {
        Feed(isPowered ? ActiveFeed() : FeedOpen);
    }

    /// <inheritdoc/>
    public void Quiet(long nowMs)
    {
        StopRing(nowMs);
    }

    private byte ActiveFeed()
    {
        return _isReversed ? FeedReverse : FeedForward;
    }

    private void Feed(byte feed)
    {
        _feed = feed;
        _port.WriteByte(LineFeedRegister);
        _port.WriteByte(feed);
    }

    private byte Read(byte register)
    {
        _port.WriteByte((byte)(register | ReadFlag));
        return _port.ReadByte();
    }
}
