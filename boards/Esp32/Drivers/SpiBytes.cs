// Bytes in and out, frames on SPI bus 1 of the ESP32.

using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>Clock idle high, sampled on its rising edge, as the ProSLIC wants it.</summary>
public sealed class SpiBytes : ISpiPort
{
    private const int BusId = 1;
    private const int ClockHz = 1000000;

    private readonly SpiDevice _device;

    /// <summary>Gives bus 1 these pins; several chips may share the first three.</summary>
    public SpiBytes(int clock, int toDevice, int fromDevice, int select)
    {
        Configuration.SetPinFunction(clock, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(toDevice, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(fromDevice, DeviceFunction.SPI1_MISO);
        SpiConnectionSettings settings = new SpiConnectionSettings(BusId, select);
        settings.Mode = SpiMode.Mode3;
        settings.DataBitLength = 8;
        settings.DataFlow = DataFlow.MsbFirst;
        settings.ClockFrequency = ClockHz;
        _device = SpiDevice.Create(settings);
    }

    /// <inheritdoc/>
    public void WriteByte(byte value)
    {
        _device.WriteByte(value);
    }

    /// <inheritdoc/>
    public byte ReadByte()
    {
        return _device.ReadByte();
    }
}
