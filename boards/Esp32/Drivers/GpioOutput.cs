// A level in, a GPIO of the ESP32 driven.

using System.Device.Gpio;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>Low from the moment it is opened, or high as an open drain, which drives nothing; until then the board's resistor holds it.</summary>
public sealed class GpioOutput : IOutputPin
{
    private readonly GpioPin _pin;

    /// <summary>Opens the pin; an open drain pulls low and lets go, as what may not be driven high wants it.</summary>
    public GpioOutput(GpioController gpio, int number, bool isOpenDrain)
    {
        _pin = gpio.OpenPin(number, isOpenDrain ? PinMode.OutputOpenDrain : PinMode.Output);
        Write(isOpenDrain);
    }

    /// <inheritdoc/>
    public void Write(bool isHigh)
    {
        _pin.Write(isHigh ? PinValue.High : PinValue.Low);
    }
}
