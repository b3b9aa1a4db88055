// A telephone line that a person or a test takes off the hook.

using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Its state may be set from another thread than the unit's.</summary>
public sealed class VirtualLine : ILine
{
    private volatile bool _isOffHook;

    /// <inheritdoc/>
    public bool IsOffHook
    {
        get => _isOffHook;
        set => _isOffHook = value;
    }
}
