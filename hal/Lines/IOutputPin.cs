// One digital output.

namespace NanoSpa.Hal.Lines;

/// <summary>A pin that is driven.</summary>
public interface IOutputPin
{
    /// <summary>Drives it high or low.</summary>
    void Write(bool isHigh);
}
