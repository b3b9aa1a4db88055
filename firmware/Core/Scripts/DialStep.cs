// What a step of a dial plan's alternative does.

namespace NanoSpa.Core;

/// <summary>The kinds of steps.</summary>
public enum DialStep
{
    /// <summary>The alternative is complete.</summary>
    End = 0,

    /// <summary>Takes one key of a set.</summary>
    Key = 1,

    /// <summary>Takes nothing and sends a text.</summary>
    Send = 2,

    /// <summary>Takes nothing and plays the outside dial tone.</summary>
    Tone = 3,
}
