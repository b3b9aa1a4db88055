// A button's level in, one event when it was held long enough out.

namespace NanoSpa.Device;

/// <summary>
/// The reset button. A bounce shorter than <see cref="DebounceMs"/> neither starts nor ends a press. A button that is down when the unit starts counts
/// only after it was let go: a stuck one resets nothing.
/// </summary>
public sealed class HoldButton
{
    /// <summary>A level that lasts less is contact noise.</summary>
    public const int DebounceMs = 50;

    private readonly int _holdMs;
    private long _changedMs;
    private long _pressedMs;
    private bool _level = true;
    private bool _isDown = true;
    private bool _isSpent = true;
    private bool _isFirst = true;

    /// <summary>Held for <paramref name="holdMs"/>, counted from when it went down.</summary>
    public HoldButton(int holdMs)
    {
        _holdMs = holdMs;
    }

    /// <summary>Takes a sample, every 20 ms or so. True once a press, when it has lasted long enough.</summary>
    public bool Step(bool isPressed, long nowMs)
    {
        if (isPressed != _level || _isFirst)
        {
            _isFirst = false;
            _level = isPressed;
            _changedMs = nowMs;
        }

        if (_level != _isDown && nowMs - _changedMs >= DebounceMs)
        {
            _isDown = _level;
            _pressedMs = _changedMs;
            _isSpent = false;
        }

        if (!_isDown || _isSpent || !_level || nowMs - _pressedMs < _holdMs)
        {
            return false;
        }

        _isSpent = true;
        return true;
    }
}
