// The buffers that a resync engine borrows: of its own, or of the unit that lends them to others in between.

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Text, Expanded and Line are filled and done with in a call of the engine; the log that a line is given to may fill Expanded meanwhile, and
/// nothing else of them. The reader's work is its own from a fetched file's first byte to the end of the file.
/// </summary>
public sealed class ResyncBuffers
{
    /// <summary>A parameter as it stands, of <see cref="ResyncEngine.MaxRuleBytes"/> at least.</summary>
    public TextBuffer Text;

    /// <summary>A rule expanded, of just as many.</summary>
    public TextBuffer Expanded;

    /// <summary>A line for the log, of <see cref="ResyncEngine.MaxLineBytes"/>.</summary>
    public TextBuffer Line;

    /// <summary>Has <see cref="ProfileReader.WorkBytes"/> from <see cref="WorkOffset"/> on.</summary>
    public byte[] Work;

    /// <summary>Where the reader's work starts.</summary>
    public int WorkOffset;

    /// <summary>Makes buffers that nobody else has.</summary>
    public static ResyncBuffers MakeOwn()
    {
        return new ResyncBuffers
        {
            Text = new TextBuffer(ResyncEngine.MaxRuleBytes),
            Expanded = new TextBuffer(ResyncEngine.MaxRuleBytes),
            Line = new TextBuffer(ResyncEngine.MaxLineBytes),
            Work = new byte[ProfileReader.WorkBytes],
        };
    }
}
