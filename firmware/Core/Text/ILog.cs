// Lines of log, from the engines to whoever keeps or sends them.

namespace NanoSpa.Core;

/// <summary>Takes the unit's log lines. The text is borrowed for the call.</summary>
public interface ILog
{
    /// <summary>True when a debug line of this level (1 to 3) would be kept; lets the caller save the work of writing it.</summary>
    bool Wants(int debugLevel);

    /// <summary>A message for the syslog server and the debug server (guide "Syslog Server").</summary>
    void Message(LogSeverity severity, TextBuffer line);

    /// <summary>A line for the debug server alone, when Debug_Level is at least <paramref name="debugLevel"/> (1 to 3).</summary>
    void Debug(int debugLevel, TextBuffer line);
}
