// Levels in, a GPIO of the ESP32 driven.

using System.Device.Gpio;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>Low from the moment it is opened; until then the board's pull-down holds it.</summary>
public sealed class GpioOutput : IOutputPin
{
    private readonly GpioPin _pin;

    /// <summary>Opens the pin.</summary>
    public GpioOutput(GpioController gpio, int number)
    {
        _pin = gpio.OpenPin(number, PinMode.Output);
        _pin.Write(PinValue.Low);
    }

    /// <inheritdoc/>
    public void Write(bool isHigh)
    {
        _pin.Write(isHigh ? PinValue.High : PinValue.Low);
    }
}
