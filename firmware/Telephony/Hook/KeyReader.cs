// The key held at each moment in, digits out (ITU-T Q.24; the receiver has checked tones and pauses).

namespace NanoSpa.Telephony;

/// <summary>A key counts once, when it is first heard.</summary>
public sealed class KeyReader
{
    private byte _held;

    /// <summary>The key that has just been pressed, or 0.</summary>
    public byte Sample(byte key)
    {
        byte pressed = key == _held ? (byte)0 : key;
        _held = key;
        return pressed;
    }
}
