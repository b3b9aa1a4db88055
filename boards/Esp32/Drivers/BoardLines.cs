// A board's description in, its line circuits out.

using System.Device.Gpio;
using NanoSpa.Hal;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>Made first of all at start: it brings every line's pins to safe levels.</summary>
public static class BoardLines
{
    private const string ProSlic = "Si3210";

    /// <summary>
    /// The circuits of lines 1 to <c>lines</c>, of the part that <c>slic</c> names. A Si3210 has <c>select</c> and <c>reset</c> on the bus of
    /// <c>spi.clock</c>, <c>spi.out</c> and <c>spi.in</c>. Any other part has <c>hook</c>, <c>ring</c> and <c>forward</c>, may have <c>power</c>,
    /// and <c>q1</c> to <c>q4</c> with <c>strobe</c> if it has a receiver. A test holds every board of the repository against this.
    /// </summary>
    public static ISlic[] Make(BoardFile board, GpioController gpio)
    {
        ISlic[] lines = new ISlic[board.NumberOf("lines")];
        bool isProSlic = board.TextOf("slic") == ProSlic;
        for (int line = 0; line < lines.Length; line++)
        {
            string prefix = "line" + (line + 1).ToString() + ".";
            lines[line] = isProSlic ? OnSpi(board, gpio, prefix) : OnPins(board, gpio, prefix);
        }

        return lines;
    }

    // The reset comes first: it opens the line.
    private static ISlic OnSpi(BoardFile board, GpioController gpio, string prefix)
    {
        GpioOutput reset = new GpioOutput(gpio, board.NumberOf(prefix + "reset"), false);
        SpiBytes port = new SpiBytes(board.NumberOf("spi.clock"), board.NumberOf("spi.out"), board.NumberOf("spi.in"), board.NumberOf(prefix + "select"));
        return new SpiSlic(port, reset);
    }

    // The ring's pin comes first.
    private static ISlic OnPins(BoardFile board, GpioController gpio, string prefix)
    {
        GpioOutput ring = new GpioOutput(gpio, board.NumberOf(prefix + "ring"), false);
        GpioOutput forward = new GpioOutput(gpio, board.NumberOf(prefix + "forward"), false);
        int power = board.NumberOf(prefix + "power");
        GpioOutput powerDown = power == BoardFile.None ? null : new GpioOutput(gpio, power, true);
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
