// Writes of a note in, the same with the ring voltage off out.

using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>A note on the board's flash, whose writes stop the main loop.</summary>
public sealed class QuietNote : INote
{
    private readonly INote _note;
    private readonly ISlic[] _lines;
    private readonly IClock _clock;

    /// <summary>Wraps a note; null lines are none.</summary>
    public QuietNote(INote note, ISlic[] lines, IClock clock)
    {
        _note = note;
        _lines = lines ?? new ISlic[0];
        _clock = clock;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        return _note.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line].Quiet(_clock.NowMs);
        }

        return _note.Write(buffer, offset, count);
    }
}
