// A GPIO of the ESP32 in, its level out.

using System.Device.Gpio;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>An input without pull resistor: what drives it drives it both ways. GPIO 34 to 39 have none anyway.</summary>
public sealed class GpioInput : IInputPin
{
    private readonly GpioPin _pin;

    /// <summary>Opens the pin.</summary>
    public GpioInput(GpioController gpio, int number)
    {
        _pin = gpio.OpenPin(number, PinMode.Input);
    }

    /// <inheritdoc/>
    public bool IsHigh
    {
        get { return _pin.Read() == PinValue.High; }
    }
}
