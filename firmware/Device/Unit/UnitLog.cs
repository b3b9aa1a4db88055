// Log lines in, console lines and syslog datagrams out (guide "Syslog Server"; RFC 3164).

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>
/// The unit's log. Messages go to Syslog_Server and Debug_Server, debug lines to Debug_Server alone as far as Debug_Level lets them;
/// all of it also goes to the board's console. A server named twice gets a line once.
/// </summary>
public sealed class UnitLog : ILog
{
    private const int LevelOfMessages = 0;

    private readonly IConsole _console;
    private readonly ParameterStore _store;
    private readonly SyslogSender _syslog;
    private readonly SyslogSender _debug;
    private readonly TextBuffer _text;
    private int _debugLevel;
    private bool _debugSet;

    /// <summary>Wires the log; servers are read by <see cref="Configure"/>, which fills <paramref name="text"/> and is done with it at its end.</summary>
    public UnitLog(IConsole console, ParameterStore store, SyslogSender syslog, SyslogSender debug, TextBuffer text)
    {
        _text = text;
        _console = console;
        _store = store;
        _syslog = syslog;
        _debug = debug;
    }

    /// <summary>Reads Syslog_Server, Debug_Server and Debug_Level; after the start and after every change of parameters.</summary>
    public void Configure()
    {
        _debugLevel = _store.Number(ParameterIndex.Debug_Level, 0);
        Read(ParameterIndex.Syslog_Server);
        _syslog.Configure(_text);
        bool same = _store.ValueEquals(ParameterIndex.Debug_Server, _text.Bytes, 0, _text.Length);
        Read(ParameterIndex.Debug_Server);
        _debug.Configure(_text);
        _debugSet = _text.Length > 0;
        _debug.MessagesElsewhere = same;
    }

    /// <inheritdoc/>
    public bool Wants(int debugLevel)
    {
        return _console != null || (_debugSet && debugLevel <= _debugLevel);
    }

    /// <inheritdoc/>
    public void Message(LogSeverity severity, TextBuffer line)
    {
        ToConsole(severity, LevelOfMessages, line);
        _syslog.Send(severity, line);
        if (!_debug.MessagesElsewhere)
        {
            _debug.Send(severity, line);
        }
    }

    /// <inheritdoc/>
    public void Debug(int debugLevel, TextBuffer line)
    {
        ToConsole(LogSeverity.Debug, debugLevel, line);
        if (debugLevel <= _debugLevel)
        {
            _debug.Send(LogSeverity.Debug, line);
        }
    }

    private void Read(int parameter)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        _text.Length = _text.Length < SyslogSender.MaxServerBytes ? _text.Length : SyslogSender.MaxServerBytes;
    }

    private void ToConsole(LogSeverity severity, int debugLevel, TextBuffer line)
    {
        if (_console != null)
        {
            _console.Line(severity, debugLevel, line.Bytes, 0, line.Length);
        }
    }
}
