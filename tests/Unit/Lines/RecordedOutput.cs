// An output pin that writes down its changes of level, and its first level.

namespace NanoSpa.Hal.Lines.Tests;

/// <summary>Shown as "RM1@100".</summary>
public sealed class RecordedOutput : IOutputPin
{
    private readonly RecordedBus _bus;
    private readonly string _name;
    private bool _isDriven;

    /// <summary>Writes to this transcript.</summary>
    public RecordedOutput(RecordedBus bus, string name)
    {
        _bus = bus;
        _name = name;
    }

    /// <summary>Its level.</summary>
    public bool IsHigh { get; private set; }

    /// <inheritdoc/>
    public void Write(bool isHigh)
    {
        if (!_isDriven || isHigh != IsHigh)
        {
            _bus.Add(_name, isHigh ? 1 : 0);
        }

        _isDriven = true;
        IsHigh = isHigh;
    }
}
