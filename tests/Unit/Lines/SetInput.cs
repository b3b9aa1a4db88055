// An input pin as the test sets it.

namespace NanoSpa.Hal.Lines.Tests;

/// <summary>May fall by itself after some reads.</summary>
public sealed class SetInput : IInputPin
{
    private bool _isHigh;

    /// <summary>Reads after which it is low; 0 for never.</summary>
    public int ReadsUntilLow { get; set; }

    /// <inheritdoc/>
    public bool IsHigh
    {
        get
        {
            bool isHigh = _isHigh;
            if (ReadsUntilLow > 0 && --ReadsUntilLow == 0)
            {
                _isHigh = false;
            }

            return isHigh;
        }

        set
        {
            _isHigh = value;
        }
    }
}
