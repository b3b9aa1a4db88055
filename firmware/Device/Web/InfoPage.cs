// The start page: who the unit is, how its lines are, and how its last resync ended.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Product Name to Customization in the order that collectors of such pages expect, then the network, the lines and the state of provisioning.</summary>
internal sealed class InfoPage : IPage
{
    private const int MaxOwnerBytes = 64;

    private readonly WebState _state;
    private readonly WebTarget _target;
    private readonly TextBuffer _owner = new TextBuffer(MaxOwnerBytes);
    private int _part;

    /// <summary>Shows a unit.</summary>
    internal InfoPage(WebState state, WebTarget target)
    {
        _state = state;
        _target = target;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _part = 0;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_part++)
        {
            case 0:
                PageFrame.Head("Info", part);
                return true;
            case 1:
                PageFrame.Tabs("Info", _target, _state.Store, part);
                return true;
            case 2:
                Product(part);
                return true;
            case 3:
                Network(part);
                return true;
            case 4:
                Lines(part);
                return true;
            case 5:
                Registration(0, part);
                return true;
            case 6:
                Registration(1, part);
                part.Append("</table>");
                return true;
            case 7:
                Provisioning(part);
                return true;
            case 8:
                Schedule(part);
                PageFrame.Foot(part);
                return true;
            default:
                return false;
        }
    }

    private void Product(TextBuffer part)
    {
        IIdentity identity = _state.Identity;
        part.Append("<h2>Product Information</h2><table>\n");
        PageFrame.Row("Product Name:", identity.Product, part);
        PageFrame.Row("Serial Number:", identity.SerialNumber, part);
        PageFrame.Row("Software Version:", identity.SoftwareVersion, part);
        PageFrame.Row("Hardware Version:", identity.HardwareVersion, part);
        PageFrame.RowStart("MAC Address:", part);
        byte[] mac = identity.MacAddress;
        for (int i = 0; i < mac.Length; i++)
        {
            part.AppendHex(mac[i]);
        }

        PageFrame.RowEnd(part);
        PageFrame.Row("Client Certificate:", identity.HasClientCertificate ? "Installed" : "Not Installed", part);
        PageFrame.RowStart("Customization:", part);
        AppendCustomization(part);
        PageFrame.RowEnd(part);
        part.Append("</table>");
    }

    // Guide "Deploying RC Units": Open, Pending, or the name of the company that owns the unit.
    private void AppendCustomization(TextBuffer part)
    {
        _owner.Clear();
        if (_state.Identity.CustomizationTemplate == null)
        {
            _owner.Append("Open");
        }
        else if (_state.Store.LengthOf(ParameterIndex.Customization) == 0)
        {
            _owner.Append("Pending");
        }
        else
        {
            _state.Store.AppendTo(ParameterIndex.Customization, _owner);
        }

        HtmlText.Append(_owner.Bytes, 0, _owner.Length, part);
    }

    private void Network(TextBuffer part)
    {
        part.Append("<h2>System Status</h2><table>\n");
        PageFrame.RowStart("Current IP:", part);
        Ipv4.Append(_state.Network.LocalAddress, part);
        PageFrame.RowEnd(part);
        PageFrame.RowStart("Elapsed Time:", part);
        Duration.Append(_state.Clock.NowMs - _state.StartedMs, part);
        PageFrame.RowEnd(part);
        part.Append("</table>");
    }

    private void Lines(TextBuffer part)
    {
        part.Append("<h2>Lines</h2><table>\n");
        for (int line = 0; line < _state.Lines.Count; line++)
        {
            part.Append("<tr><td>Line ");
            part.AppendNumber(line + 1);
            part.Append(":</td><td>");
            part.Append(_state.Lines.StateNameOf(line));
            PageFrame.RowEnd(part);
        }

        part.Append(_state.Lines.Count == 0 ? "<tr><td>Lines:</td><td>none</td></tr>" : "");
    }

    private void Registration(int line, TextBuffer part)
    {
        SipRegistration registration = _state.Sip.RegistrationOf(line);
        PageFrame.RowStart(line == 0 ? "Line 1 Registration State:" : "Line 2 Registration State:", part);
        part.Append(registration != null && registration.IsRegistered ? "Registered" : registration == null || registration.State == SipRegistrationState.Off ? "Not Registered" : "Registering");
        if (registration != null && registration.Fault != Fault.None)
        {
            part.Append(". ");
            part.Append(FaultText.Of(registration.Fault));
            part.Append(" ");
            if (registration.Detail != null)
            {
                ResyncText.AppendShort(registration.Detail, part);
            }
        }

        PageFrame.RowEnd(part);
    }

    private void Provisioning(TextBuffer part)
    {
        long nowMs = _state.Clock.NowMs;
        ResyncEngine resync = _state.Resync;
        ResyncHistory history = resync.History;
        part.Append("<h2>Provisioning</h2><table>\n");
        PageFrame.Row("State:", ResyncText.StateOf(resync.State), part);
        PageFrame.RowStart("Last resync:", part);
        if (history.Count == 0)
        {
            part.Append("none since the start");
        }
        else
        {
            Duration.Append(nowMs - history.StartMs(0), part);
            part.Append(" ago, ");
            part.Append(ResyncText.ReasonOf(history.ReasonOf(0)));
        }

        PageFrame.RowEnd(part);
    }

    private void Schedule(TextBuffer part)
    {
        PageFrame.RowStart("Last result:", part);
        AppendResult(part);
        PageFrame.RowEnd(part);
        PageFrame.RowStart("Next resync:", part);
        AppendNext(_state.Clock.NowMs, part);
        PageFrame.RowEnd(part);
        part.Append("</table>");
    }

    private void AppendResult(TextBuffer part)
    {
        ResyncEngine resync = _state.Resync;
        if (resync.LastFault != Fault.None)
        {
            ResyncText.AppendResult(resync, part);
        }
        else
        {
            part.Append(!resync.HasSucceeded ? "none yet" : resync.LastWasUnchanged ? "successful, unchanged" : "successful");
        }
    }

    private void AppendNext(long nowMs, TextBuffer part)
    {
        ResyncEngine resync = _state.Resync;
        if (resync.NextResyncMs == ResyncEngine.Never)
        {
            part.Append("not scheduled");
            return;
        }

        part.Append(resync.WaitsForLines ? "at the latest in " : "in ");
        Duration.Append(resync.NextResyncMs - nowMs, part);
    }
}
