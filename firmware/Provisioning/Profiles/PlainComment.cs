// A whole comment in, the position behind it out (guide "Open Format Configuration File").

using System;

namespace NanoSpa.Provisioning;

/// <summary>
/// Passes over a comment that is all in one chunk. Any other is left to the reader's states, which find the same end at three times the cost.
/// </summary>
public static class PlainComment
{
    /// <summary>What <see cref="Take"/> answers when it took nothing.</summary>
    public const int None = -1;

    private const int OpeningBytes = 4;

    /// <summary>
    /// comment = "&lt;!--" … "--&gt;", with any dashes inside, from <paramref name="position"/> on, where a less-than sign stands: answers the
    /// position behind it. None for all that is not this, or not all there.
    /// </summary>
    public static int Take(byte[] buffer, int position, int end)
    {
        int start = position + OpeningBytes;
        if (start > end || buffer[position + 1] != (byte)'!' || buffer[position + 2] != (byte)'-' || buffer[position + 3] != (byte)'-')
        {
            return None;
        }

        // Neither dash may be one of the opening's.
        int found = Array.IndexOf(buffer, XmlBytes.GreaterThan, start, end - start);
        while (found >= 0)
        {
            if (found - start >= 2 && buffer[found - 1] == (byte)'-' && buffer[found - 2] == (byte)'-')
            {
                return found + 1;
            }

            found = Array.IndexOf(buffer, XmlBytes.GreaterThan, found + 1, end - found - 1);
        }

        return None;
    }
}
