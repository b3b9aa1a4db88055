// How grave a log line is (RFC 3164 section 4.1.1).

namespace NanoSpa.Protocols;

/// <summary>Severities of syslog.</summary>
public enum SyslogSeverity
{
    Emergency = 0,
    Alert = 1,
    Critical = 2,
    Error = 3,
    Warning = 4,
    Notice = 5,
    Informational = 6,
    Debug = 7,
}
