// The way a fetch takes to debug lines of the log.

using NanoSpa.Core;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>Level 2: each address that is tried, why one was left for the next, each redirect. The failure itself is the resync's to tell.</summary>
internal sealed class FetchLog : IFetchObserver
{
    private const int DebugLevel = 2;

    private readonly ILog _log;
    private readonly TextBuffer _line;

    internal FetchLog(ILog log, TextBuffer line)
    {
        _line = line;
        _log = log;
    }

    /// <inheritdoc/>
    public void AddressTried(FileUrl url, uint address)
    {
        if (!_log.Wants(DebugLevel))
        {
            return;
        }

        _line.Clear();
        _line.Append("Fetch: trying ");
        Ipv4.Append(address, _line);
        _line.Append(" for ");
        Tell(url);
    }

    /// <inheritdoc/>
    public void AddressFailed(uint address, Fault fault)
    {
        _line.Clear();
        _line.Append("Fetch: ");
        Ipv4.Append(address, _line);
        _line.Append(" does not respond: ");
        FaultText.Append(fault, null, _line);
        _log.Debug(DebugLevel, _line);
    }

    /// <inheritdoc/>
    public void Redirected(int statusCode, FileUrl target)
    {
        _line.Clear();
        _line.Append("Fetch: the server answers ");
        _line.AppendNumber(statusCode);
        _line.Append(", on to ");
        Tell(target);
    }

    private void Tell(FileUrl url)
    {
        url.AppendTo(_line);
        PlainText.Clean(_line, 0);
        _log.Debug(DebugLevel, _line);
    }
}
