// The validators of the replies applied last in, those to send with the next request out (RFC 9110, 8.8 and 13.1).

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Kept in RAM, a pair a rule, each taken with the first one; a request without any costs one whole reply.</summary>
internal sealed class ReplyValidators
{
    /// <summary>Longest entity tag, quotes included; a longer one is not kept.</summary>
    internal const int MaxTag = 96;

    /// <summary>Length of an HTTP date, and a little more.</summary>
    internal const int MaxDate = 40;

    private readonly TextBuffer[] _tags = new TextBuffer[ProfilePrints.Count];
    private readonly TextBuffer[] _dates = new TextBuffer[ProfilePrints.Count];

    /// <summary>The entity tag of a row, empty for none; row -1 has none.</summary>
    internal TextBuffer TagOf(int row)
    {
        return row < 0 ? TextBuffer.None : _tags[row] ?? TextBuffer.None;
    }

    /// <summary>The Last-Modified date of a row, empty for none.</summary>
    internal TextBuffer DateOf(int row)
    {
        return row < 0 ? TextBuffer.None : _dates[row] ?? TextBuffer.None;
    }

    /// <summary>Keeps those of a reply that was applied or was unchanged; null stands for none.</summary>
    internal void Keep(int row, TextBuffer tag, TextBuffer date)
    {
        if (row >= 0)
        {
            Keep(_tags, row, tag, MaxTag);
            Keep(_dates, row, date, MaxDate);
        }
    }

    // A longer one is not kept.
    private static void Keep(TextBuffer[] kept, int row, TextBuffer from, int mostBytes)
    {
        if (kept[row] != null)
        {
            kept[row].Clear();
        }

        if (from != null && !from.Overflowed && from.Length > 0 && from.Length <= mostBytes)
        {
            kept[row] = kept[row] ?? new TextBuffer(mostBytes);
            kept[row].Append(from);
        }
    }
}
