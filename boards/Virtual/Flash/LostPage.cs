// What a page holds after a power cut when its new content had not reached the flash.

namespace NanoSpa.Boards.Virtual;

/// <summary>The ways in which a cache loses a page of the slot being written.</summary>
public enum LostPage
{
    /// <summary>What the slot held before: emptying it had not reached the flash either, and a longer old slot keeps its end.</summary>
    Stale = 0,

    /// <summary>Zeros; the slot ends with the last page that arrived.</summary>
    Hole = 1,

    /// <summary>Zeros, and the slot already has the length of all that was appended.</summary>
    HoleAtFullLength = 2,
}
