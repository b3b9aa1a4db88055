// A log line as a syslog datagram: <PRI>Mmm dd hh:mm:ss HOST MSG (RFC 3164 section 4.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes syslog datagrams, facility local0.</summary>
public static class SyslogWriter
{
    /// <summary>Longest datagram (RFC 3164, 4.1).</summary>
    public const int MaxBytes = 1024;

    private const int FacilityLocal0 = 16;
    private const int SecondsPerDay = 86400;

    private static readonly byte[] MonthNames =
    {
        (byte)'J', (byte)'a', (byte)'n', (byte)'F', (byte)'e', (byte)'b', (byte)'M', (byte)'a', (byte)'r', (byte)'A', (byte)'p', (byte)'r',
        (byte)'M', (byte)'a', (byte)'y', (byte)'J', (byte)'u', (byte)'n', (byte)'J', (byte)'u', (byte)'l', (byte)'A', (byte)'u', (byte)'g',
        (byte)'S', (byte)'e', (byte)'p', (byte)'O', (byte)'c', (byte)'t', (byte)'N', (byte)'o', (byte)'v', (byte)'D', (byte)'e', (byte)'c',
    };

    /// <summary>
    /// Writes one datagram to <paramref name="output"/>, cut at <see cref="MaxBytes"/>. <paramref name="utcSeconds"/> counts from 1970; 0 says
    /// that the clock is not set and gives "Jan  1 00:00:00". HOST is the unit's dotted address. Control characters of the message become
    /// spaces, so that one line stays one.
    /// </summary>
    public static void Write(LogSeverity severity, long utcSeconds, uint address, byte[] message, int offset, int count, TextBuffer output)
    {
        output.Clear();
        output.Append((byte)'<');
        output.AppendNumber((FacilityLocal0 * 8) + (int)severity);
        output.Append((byte)'>');
        AppendTime(utcSeconds < 0 ? 0 : utcSeconds, output);
        output.Append((byte)' ');
        Ipv4.Append(address, output);
        output.Append((byte)' ');
        int room = MaxBytes - output.Length;
        int end = offset + (count < room ? count : room);
        for (int i = offset; i < end; i++)
        {
            byte value = message[i];
            output.Append(value < 0x20 || value == 0x7F ? (byte)' ' : value);
        }
    }

    private static void AppendTime(long utcSeconds, TextBuffer output)
    {
        int day = (int)(utcSeconds / SecondsPerDay);
        int second = (int)(utcSeconds % SecondsPerDay);
        int monthDay = MonthAndDay(day);
        output.Append(MonthNames, ((monthDay / 32) - 1) * 3, 3);
        output.Append((byte)' ');
        AppendTwo(monthDay % 32, (byte)' ', output);
        output.Append((byte)' ');
        AppendTwo(second / 3600, (byte)'0', output);
        output.Append((byte)':');
        AppendTwo(second / 60 % 60, (byte)'0', output);
        output.Append((byte)':');
        AppendTwo(second % 60, (byte)'0', output);
    }

    // Day 0 is 1970-01-01. Counted from 1 March of year 0 every leap day is the last of its year, so the lengths of the months before any
    // one of them are (153 m + 2) / 5 (Gregorian calendar: 146,097 days in 400 years). Answers month x 32 + day.
    private static int MonthAndDay(int day)
    {
        int dayOfEra = (day + 719468) % 146097;
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int marchMonth = ((5 * dayOfYear) + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        return (month * 32) + dayOfYear - (((153 * marchMonth) + 2) / 5) + 1;
    }

    private static void AppendTwo(int value, byte fill, TextBuffer output)
    {
        output.Append(value < 10 ? fill : (byte)('0' + (value / 10)));
        output.Append((byte)('0' + (value % 10)));
    }
}
