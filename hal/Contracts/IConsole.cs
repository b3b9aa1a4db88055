// The board's own outlet for log lines: a terminal, a debug port, nothing.

using NanoSpa.Core;

namespace NanoSpa.Hal;

/// <summary>Shows log lines to whoever sits at the board; apart from the syslog servers.</summary>
public interface IConsole
{
    /// <summary>Shows one line, without end of line. <paramref name="debugLevel"/> is 0 for messages, 1 to 3 for debug lines.</summary>
    void Line(LogSeverity severity, int debugLevel, byte[] text, int offset, int count);
}
