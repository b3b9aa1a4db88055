// What was odd in a profile in; a bounded number of warnings out to its handler.

namespace NanoSpa.Provisioning;

/// <summary>At most <see cref="Max"/> warnings a file, the last one of which says that there are more.</summary>
public sealed class XmlWarnings
{
    /// <summary>Warnings a file.</summary>
    public const int Max = 32;

    private IProfileHandler _handler;
    private int _count;
    private int _strayLine;

    /// <summary>Starts a file whose warnings go to <paramref name="profileHandler"/>.</summary>
    public void Open(IProfileHandler profileHandler)
    {
        _handler = profileHandler;
        _count = 0;
        _strayLine = 0;
    }

    /// <summary>Warns.</summary>
    public void Add(string text, int line)
    {
        _count++;
        if (_count < Max)
        {
            _handler.OnWarning(text, line);
        }
        else if (_count == Max)
        {
            _handler.OnWarning("more warnings are left out", line);
        }
    }

    /// <summary>Warns of text without a meaning, once a line.</summary>
    public void AddStray(int line)
    {
        if (_strayLine != line)
        {
            _strayLine = line;
            Add("text between elements is ignored", line);
        }
    }
}
