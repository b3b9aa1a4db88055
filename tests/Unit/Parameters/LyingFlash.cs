// A flash that answers true to every write and keeps something else: one damaged byte, the bytes up to a place alone, or nothing.

using NanoSpa.Boards.Virtual;
using NanoSpa.Hal;

namespace NanoSpa.Parameters.Tests;

/// <summary>Wraps a flash in RAM. With nothing set it is that flash.</summary>
public sealed class LyingFlash : IParameterFlash
{
    private const int Never = -1;

    private readonly MemoryFlash _flash;
    private int _position;

    /// <summary>Wraps <paramref name="flash"/>.</summary>
    public LyingFlash(MemoryFlash flash)
    {
        _flash = flash;
    }

    /// <summary>Where the byte is whose lowest bit is turned.</summary>
    public int DamagedAt { get; set; } = Never;

    /// <summary>From where on nothing is kept.</summary>
    public int CutAt { get; set; } = Never;

    /// <summary>True while writes are not even begun.</summary>
    public bool IsDeaf { get; set; }

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
        _position = 0;
        return IsDeaf || _flash.BeginWrite(slot);
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        byte[] one = new byte[1];
        for (int i = 0; i < count && !IsDeaf; i++)
        {
            one[0] = (byte)(buffer[offset + i] ^ (_position == DamagedAt ? 1 : 0));
            if (CutAt == Never || _position < CutAt)
            {
                _flash.Append(one, 0, 1);
            }

            _position++;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        return IsDeaf || _flash.EndWrite();
    }
}
