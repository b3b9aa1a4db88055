// Severities of log lines (RFC 3164, 4.1.1); the numbers go on the wire.

namespace NanoSpa.Core;

/// <summary>How bad it is.</summary>
public enum LogSeverity
{
    Error = 3,
    Warning = 4,
    Notice = 5,
    Info = 6,
    Debug = 7,
}
