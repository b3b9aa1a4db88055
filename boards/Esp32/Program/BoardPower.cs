// Restart requests in, the ESP32 restarted; over the restart, the reason.

using NanoSpa.Hal;
using nanoFramework.Runtime.Native;

namespace NanoSpa.Boards.Esp32;

/// <summary>A warm restart starts the CLR anew, a cold one the chip. The reason of a warm one waits in a note.</summary>
public sealed class BoardPower : IPower
{
    private readonly INote _note;
    private readonly ISlic[] _lines;
    private readonly IClock _clock;
    private readonly byte[] _byte = new byte[1];

    /// <summary>Reads the reason and takes the note away: a power cut from now on is a power-up.</summary>
    public BoardPower(INote note, ISlic[] lines, IClock clock)
    {
        _note = note;
        _lines = lines;
        _clock = clock;
        StartReason = RestartReason.PowerUp;
        if (note.Read(_byte, 0, 1) == 1)
        {
            int reason = _byte[0] - '0';
            StartReason = reason > 0 && reason <= (int)RestartReason.Command ? (RestartReason)reason : RestartReason.PowerUp;
            note.Write(_byte, 0, 0);
        }
    }

    /// <inheritdoc/>
    public RestartReason StartReason { get; }

    /// <inheritdoc/>
    public void RestartWarm(RestartReason reason)
    {
        Quiet();
        _byte[0] = (byte)('0' + (int)reason);
        _note.Write(_byte, 0, 1);
        Power.RebootDevice(RebootOption.ClrOnly);
    }

    /// <inheritdoc/>
    public void RestartCold()
    {
        Quiet();
        Power.RebootDevice(RebootOption.NormalReboot);
    }

    private void Quiet()
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line].Quiet(_clock.NowMs);
        }
    }
}
