// What a simulated link does to datagrams.

namespace NanoSpa.Boards.Virtual;

/// <summary>Chances in percent and delays in milliseconds; connections get the delays only, as TCP hides the rest.</summary>
public sealed class LinkFaults
{
    /// <summary>Datagrams lost.</summary>
    public int LossPercent { get; set; }

    /// <summary>Datagrams that come twice, the copy after a delay of its own.</summary>
    public int DuplicatePercent { get; set; }

    /// <summary>Datagrams held back by <see cref="HoldMs"/>, so that later ones overtake them.</summary>
    public int ReorderPercent { get; set; }

    /// <summary>How long a datagram is held back.</summary>
    public int HoldMs { get; set; } = 50;

    /// <summary>Datagrams of which one bit flips and no checksum tells.</summary>
    public int CorruptPercent { get; set; }

    /// <summary>What becomes of connections.</summary>
    public ConnectFate Connects { get; set; }

    /// <summary>Shortest way from end to end.</summary>
    public int MinDelayMs { get; set; } = 1;

    /// <summary>Longest way from end to end, reordering apart.</summary>
    public int MaxDelayMs { get; set; } = 1;
}
