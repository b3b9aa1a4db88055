// Milliseconds in, days, hours, minutes and seconds for people out.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>1 d 02:03:04 from a day on, 02:03:04 from an hour on, else 184 s.</summary>
internal static class Duration
{
    private const int HourSeconds = 3600;
    private const int DaySeconds = 86400;

    /// <summary>Appends it; what is negative is 0 s.</summary>
    internal static void Append(long durationMs, TextBuffer output)
    {
        long seconds = durationMs < 0 ? 0 : durationMs / 1000;
        if (seconds < HourSeconds)
        {
            output.AppendNumber(seconds);
            output.Append(" s");
            return;
        }

        if (seconds >= DaySeconds)
        {
            output.AppendNumber(seconds / DaySeconds);
            output.Append(" d ");
            seconds %= DaySeconds;
        }

        AppendTwo(seconds / HourSeconds, output);
        output.Append((byte)':');
        AppendTwo(seconds / 60 % 60, output);
        output.Append((byte)':');
        AppendTwo(seconds % 60, output);
    }

    private static void AppendTwo(long number, TextBuffer output)
    {
        output.Append((byte)('0' + (number / 10)));
        output.Append((byte)('0' + (number % 10)));
    }
}
