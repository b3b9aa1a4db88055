// What the resync engine has to say in, log lines out (guide "Syslog", Log_Resync_Request_Msg to Log_Resync_Failure_Msg).

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Puts the lines together in one buffer, which the log does not fill. The parameters' texts are macro expanded; an empty one is silent.</summary>
internal sealed class ResyncLog
{
    private readonly ParameterStore _store;
    private readonly MacroExpander _expander;
    private readonly ILog _log;
    private readonly TextBuffer _text;
    private readonly TextBuffer _line;

    /// <summary>Wires it; <paramref name="scratch"/> and <paramref name="line"/> are free between calls.</summary>
    internal ResyncLog(ParameterStore store, MacroExpander expander, ILog log, TextBuffer scratch, TextBuffer line)
    {
        _line = line;
        _store = store;
        _expander = expander;
        _log = log;
        _text = scratch;
    }

    /// <summary>A message whose text is a parameter.</summary>
    internal void Message(int parameter, LogSeverity severity)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        if (_text.Length == 0)
        {
            return;
        }

        _line.Clear();
        _expander.Expand(_text.Bytes, 0, _text.Length, _line);
        _log.Message(severity, _line);
    }

    /// <summary>Warns of a parameter whose text can not be used: its name, what follows from it, the column, and why.</summary>
    internal void BadValue(int parameter, string consequence, Fault fault, int column)
    {
        _line.Clear();
        _line.Append(Catalogue.NameOf(parameter));
        _line.Append(consequence);
        _line.AppendNumber(column);
        _line.Append(": ");
        FaultText.Append(fault, null, _line);
        _log.Message(LogSeverity.Warning, _line);
    }

    /// <summary>A debug line: a name and what is said of it.</summary>
    internal void Debug(int level, string name, string text)
    {
        if (_log.Wants(level))
        {
            _line.Clear();
            _line.Append(name);
            _line.Append(text);
            _log.Debug(level, _line);
        }
    }

    /// <summary>What was in a profile: warnings, unknown names, layers and counts.</summary>
    internal void Profile(ProfileReader reader, TransactionHandler handler, int changedCount)
    {
        Lines(handler.Log, "");
        Lines(handler.Unknown, "unknown name: ");
        if (!_log.Wants(1))
        {
            return;
        }

        _line.Clear();
        _line.Append("Profile read: ");
        for (int i = 0; i < reader.LayerCount; i++)
        {
            _line.Append(i == 0 ? "" : " > ");
            _line.Append(reader.LayerNameOf(i));
        }

        _line.Append(", ");
        _line.AppendNumber(handler.ParameterCount);
        _line.Append(" parameters, ");
        _line.AppendNumber(handler.UnknownCount);
        _line.Append(" unknown, ");
        _line.AppendNumber(changedCount);
        _line.Append(" changed");
        _log.Debug(1, _line);
    }

    // One debug line each; the lines end with line feeds.
    private void Lines(TextBuffer lines, string prefix)
    {
        int start = 0;
        while (_log.Wants(1) && start < lines.Length)
        {
            int end = ByteText.IndexOf(lines.Bytes, start, lines.Length - start, (byte)'\n');
            end = end < 0 ? lines.Length : end;
            _line.Clear();
            _line.Append(prefix);
            _line.Append(lines.Bytes, start, end - start);
            _log.Debug(1, _line);
            start = end + 1;
        }
    }
}
