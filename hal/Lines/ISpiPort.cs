// One device on an SPI bus, byte by byte.

namespace NanoSpa.Hal.Lines;

/// <summary>Each call is a frame of its own: chip select low, eight clocks, chip select high.</summary>
public interface ISpiPort
{
    /// <summary>Sends a byte, the highest bit first.</summary>
    void WriteByte(byte value);

    /// <summary>Clocks a byte in.</summary>
    byte ReadByte();
}
