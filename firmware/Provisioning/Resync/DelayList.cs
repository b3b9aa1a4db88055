// "1800+300,3600+600" in, the delay for the n-th try in milliseconds out (guide "Configurable Schedules").

namespace NanoSpa.Provisioning;

/// <summary>Reads the schedule parameters: Resync_Periodic, Resync_Error_Retry_Delay, Upgrade_Error_Retry_Delay.</summary>
public static class DelayList
{
    /// <summary>What <see cref="DelayMs"/> answers for text that is no list.</summary>
    public const long Bad = -1;

    /// <summary>Longest delay, in seconds, that a list may hold: about 68 years.</summary>
    public const long MaxSeconds = 2147483647;

    /// <summary>
    /// <c>list = element { "," element } ; element = seconds [ "+" seconds ]</c>, white space allowed around each part.
    /// </summary>
    /// <param name="text">The list.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="count">Its length in bytes.</param>
    /// <param name="step">Which element, from 0; the last one repeats.</param>
    /// <param name="random">Draws the random part; nothing is drawn for an empty or a bad list.</param>
    /// <param name="column">Of the first thing that is wrong, 1 for the first byte of the list, count + 1 for its end; 0 for a good list.</param>
    /// <returns>Milliseconds, 0 for an empty text, <see cref="Bad"/> when any element is bad.</returns>
    public static long DelayMs(byte[] text, int offset, int count, int step, DelayRandom random, out int column)
    {
        int position = offset;
        int end = offset + count;
        column = 0;
        SkipSpace(text, ref position, end);
        if (position == end)
        {
            return 0;
        }

        long fixedSeconds = 0;
        long randomSeconds = 0;
        for (int element = 0; ; element++)
        {
            long first = Seconds(text, ref position, end);
            long second = 0;
            if (first >= 0 && position < end && text[position] == (byte)'+')
            {
                position++;
                second = Seconds(text, ref position, end);
            }

            if (first < 0 || second < 0 || (position < end && text[position] != (byte)','))
            {
                column = position - offset + 1;
                return Bad;
            }

            if (element <= step)
            {
                fixedSeconds = first;
                randomSeconds = second;
            }

            if (position == end)
            {
                long delayMs = (fixedSeconds * 1000) + random.NextMs(randomSeconds);

                // 0 says "no timer": a random part that happens to be drawn as nothing does not.
                return delayMs == 0 && randomSeconds > 0 ? 1 : delayMs;
            }

            position++;
        }
    }

    // seconds = *space 1*DIGIT *space ; when Bad, position is at what is no number, or at the first digit of one that is too great
    private static long Seconds(byte[] text, ref int position, int end)
    {
        SkipSpace(text, ref position, end);
        long value = 0;
        int start = position;
        while (position < end && text[position] >= (byte)'0' && text[position] <= (byte)'9')
        {
            value = (value * 10) + text[position] - (byte)'0';
            if (value > MaxSeconds)
            {
                position = start;
                return Bad;
            }

            position++;
        }

        if (position == start)
        {
            return Bad;
        }

        SkipSpace(text, ref position, end);
        return value;
    }

    private static void SkipSpace(byte[] text, ref int position, int end)
    {
        while (position < end && (text[position] == (byte)' ' || text[position] == (byte)'\t' || text[position] == (byte)'\r' || text[position] == (byte)'\n'))
        {
            position++;
        }
    }
}
