// What happens to a line in, log lines out.

using NanoSpa.Core;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Messages for what changes, debug lines for the rest. A fault is told once, until there is another one or a success.</summary>
internal sealed class SipLog
{
    private readonly ILog _log;
    private readonly TextBuffer _line;

    /// <summary>Makes its lines in a buffer that is shared: nothing is kept in it.</summary>
    internal SipLog(ILog log, TextBuffer line)
    {
        _log = log;
        _line = line;
    }

    /// <summary>The line is registered, or no longer.</summary>
    internal void Changed(SipLine line)
    {
        Begin(line);
        SipRegistration registration = line.Registration;
        _line.Append(registration.IsRegistered ? "registered as " : "no longer registered as ");
        int offset;
        int count;
        byte[] user = line.Borrow(SipField.User, out offset, out count);
        _line.Append(user, offset, count);
        _line.Append(" at ");
        SipProxy.AppendDomain(line, _line);
        if (registration.IsRegistered)
        {
            _line.Append(" (");
            Ipv4.Append(registration.ServerAddress, _line);
            _line.Append(")");
        }

        _log.Message(registration.IsRegistered ? LogSeverity.Info : LogSeverity.Warning, _line);
    }

    /// <summary>The registration's fault is another one; silent when there is none any more.</summary>
    internal void Failed(SipLine line)
    {
        if (line.Registration.Fault != Fault.None)
        {
            Begin(line);
            FaultText.Append(line.Registration.Fault, line.Registration.Detail, _line);
            _log.Message(LogSeverity.Warning, _line);
            line.ToldFault = line.Registration.Fault;
        }
    }

    /// <summary>A request was answered.</summary>
    internal void Answered(SipLine line, SipMessage request, uint address, int status, SipAction action)
    {
        if (action == SipAction.None && !_log.Wants(2))
        {
            return;
        }

        Begin(line);
        AppendPrintable(request.Bytes, request.WordOffset, request.WordCount);
        int index = request.Find(SipHeader.Event, -1);
        if (index >= 0)
        {
            _line.Append((byte)' ');
            AppendPrintable(request.Bytes, request.OffsetOf(index), request.CountOf(index));
        }

        AppendFrom(address);
        _line.Append(": ");
        _line.AppendNumber(status);
        if (action == SipAction.None)
        {
            _log.Debug(2, _line);
        }
        else
        {
            _log.Message(LogSeverity.Notice, _line);
        }
    }

    /// <summary>A request was dropped because of Restrict_Source_IP.</summary>
    internal void Dropped(SipLine line, uint address)
    {
        Begin(line);
        _line.Append("request dropped (Restrict_Source_IP)");
        AppendFrom(address);
        _log.Debug(1, _line);
    }

    private void Begin(SipLine line)
    {
        _line.Clear();
        _line.Append("Line ");
        _line.AppendNumber(line.Number);
        _line.Append(": ");
    }

    private void AppendFrom(uint address)
    {
        _line.Append(" from ");
        Ipv4.Append(address, _line);
    }

    private void AppendPrintable(byte[] text, int offset, int count)
    {
        const int Longest = 60;
        int end = offset + (count > Longest ? Longest : count);
        for (int i = offset; i < end; i++)
        {
            _line.Append(text[i] >= 32 && text[i] < 127 ? text[i] : (byte)'?');
        }
    }
}
