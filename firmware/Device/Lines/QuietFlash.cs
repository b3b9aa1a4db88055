// Writes to flash in; the same after the ring voltage was switched off (a write stops the main loop, the ring relay must not stay on).

using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>The board's flash behind the lines.</summary>
internal sealed class QuietFlash : IParameterFlash
{
    private readonly IParameterFlash _flash;
    private readonly ISlic[] _slics;
    private readonly IClock _clock;

    /// <summary>Quiets these circuits; null for none.</summary>
    internal QuietFlash(IParameterFlash flash, ISlic[] slics, IClock clock)
    {
        _flash = flash;
        _slics = slics ?? new ISlic[0];
        _clock = clock;
    }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return _flash.SlotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        return _flash.Read(slot, position, buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        long nowMs = _clock.NowMs;
        for (int line = 0; line < _slics.Length; line++)
        {
            _slics[line].Quiet(nowMs);
        }

        return _flash.BeginWrite(slot);
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        return _flash.Append(buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        return _flash.EndWrite();
    }
}
