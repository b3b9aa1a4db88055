// One digital input.

namespace NanoSpa.Hal.Lines;

/// <summary>A pin that is read.</summary>
public interface IInputPin
{
    /// <summary>Its level now: true for high.</summary>
    bool IsHigh { get; }
}
