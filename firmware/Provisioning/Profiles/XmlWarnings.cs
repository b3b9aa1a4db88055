// What was odd in a profile in; a bounded number of warnings out to its handler.

namespace NanoSpa.Provisioning;

/// <summary>At most <see cref="Max"/> warnings a file, the last one of which says that there are more.</summary>
public sealed class XmlWarnings
{
    /// <summary>Warnings a file.</summary>
    public const int Max = 32;

    private IProfileHandler handler;
    private int count;
    private int strayLine;

    /// <summary>Starts a file whose warnings go to <paramref name="profileHandler"/>.</summary>
    public void Open(IProfileHandler profileHandler)
    {
        handler = profileHandler;
        count = 0;
        strayLine = 0;
    }

    /// <summary>Warns.</summary>
    public void Add(string text, int line)
    {
        count++;
        if (count < Max)
        {
            handler.OnWarning(text, line);
        }
        else if (count == Max)
        {
            handler.OnWarning("more warnings are left out", line);
        }
    }

    /// <summary>Warns of text without a meaning, once a line.</summary>
    public void AddStray(int line)
    {
        if (strayLine != line)
        {
            strayLine = line;
            Add("text between elements is ignored", line);
        }
    }
}
