// The store in, the file of /admin/spacfg.xml out: what a report holds, for the account that asks.

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>A profile that reads back without a change; secrets are left out.</summary>
public sealed class ExportPage : IPage
{
    private readonly ConfigurationReport _report;
    private readonly WebTarget _target;

    /// <summary>Writes what the target's account may see.</summary>
    public ExportPage(ParameterStore store, WebTarget target)
    {
        _report = new ConfigurationReport(store);
        _target = target;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _report.Open(_target.Account, false);
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        part.Length = _report.Read(part.Bytes, 0, part.Bytes.Length);
        return part.Length > 0;
    }
}
