// Who is told what happens on a line.

namespace NanoSpa.Telephony;

/// <summary>Called from within the line's Step and Control, after the line has changed its state.</summary>
public interface ILineListener
{
    /// <summary>Something happened: <paramref name="digit"/> is the key as ASCII with Digit, else 0. The line is numbered from 0.</summary>
    void OnLine(int line, LineEvent happened, byte digit);
}
