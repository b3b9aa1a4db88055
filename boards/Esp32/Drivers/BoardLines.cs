// A board's description in, its line circuits out.

using System.Device.Gpio;
using NanoSpa.Hal;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>Made first of all at start: it brings every line's pins to safe levels.</summary>
public static class BoardLines
{
    /// <summary>
    /// The circuits of lines 1 to <c>lines</c>. A line has <c>hook</c>, <c>ring</c> and <c>forward</c>, may have <c>power</c>, and <c>q1</c> to
    /// <c>q4</c> with <c>strobe</c> if it has a receiver. A test holds every board of the repository against this.
    /// </summary>
    public static ISlic[] Make(BoardFile board, GpioController gpio)
    {
        ISlic[] lines = new ISlic[board.NumberOf("lines")];
        for (int line = 0; line < lines.Length; line++)
        {
            lines[line] = MakeOne(board, gpio, "line" + (line + 1).ToString() + ".");
        }

        return lines;
    }

    // The ring's pin comes first.
    private static ISlic MakeOne(BoardFile board, GpioController gpio, string prefix)
    {
        GpioOutput ring = new GpioOutput(gpio, board.NumberOf(prefix + "ring"));
        GpioOutput forward = new GpioOutput(gpio, board.NumberOf(prefix + "forward"));
        int power = board.NumberOf(prefix + "power");
        GpioOutput powerDown = power == BoardFile.None ? null : new GpioOutput(gpio, power);
        GpioInput hook = new GpioInput(gpio, board.NumberOf(prefix + "hook"));
        return new PinSlic(hook, ring, forward, powerDown, Receiver(board, gpio, prefix));
    }

    private static IDtmfReceiver Receiver(BoardFile board, GpioController gpio, string prefix)
    {
        int strobe = board.NumberOf(prefix + "strobe");
        if (strobe == BoardFile.None)
        {
            return null;
        }

        return new PinDtmf(
            new GpioInput(gpio, board.NumberOf(prefix + "q1")),
            new GpioInput(gpio, board.NumberOf(prefix + "q2")),
            new GpioInput(gpio, board.NumberOf(prefix + "q3")),
            new GpioInput(gpio, board.NumberOf(prefix + "q4")),
            new GpioInput(gpio, strobe));
    }
}
