// The start page: who the unit is and how its last resync ended.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Product Name to Customization in the order that collectors of such pages expect, then the state of provisioning.</summary>
public sealed class InfoPage : IPage
{
    private const int MaxOwnerBytes = 64;

    private readonly IIdentity _identity;
    private readonly IClock _clock;
    private readonly ResyncEngine _resync;
    private readonly ParameterStore _store;
    private readonly SipAgent _sip;
    private readonly TextBuffer _owner = new TextBuffer(MaxOwnerBytes);
    private int _part;

    /// <summary>Shows a unit's identity, its owner, its resync engine and its lines' registrations.</summary>
    public InfoPage(IIdentity identity, IClock clock, ResyncEngine resync, ParameterStore store, SipAgent sip)
    {
        _sip = sip;
        _store = store;
        _identity = identity;
        _clock = clock;
        _resync = resync;
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
                Product(part);
                return true;
            case 2:
                Provisioning(part);
                return true;
            case 3:
                Lines(part);
                PageFrame.Foot(part);
                return true;
            default:
                return false;
        }
    }

    private void Product(TextBuffer part)
    {
        part.Append("<h2>Product Information</h2><table>\n");
        PageFrame.Row("Product Name:", _identity.Product, part);
        PageFrame.Row("Serial Number:", _identity.SerialNumber, part);
        PageFrame.Row("Software Version:", _identity.SoftwareVersion, part);
        PageFrame.Row("Hardware Version:", _identity.HardwareVersion, part);
        PageFrame.RowStart("MAC Address:", part);
        byte[] mac = _identity.MacAddress;
        for (int i = 0; i < mac.Length; i++)
        {
            part.AppendHex(mac[i]);
        }

        PageFrame.RowEnd(part);
        PageFrame.Row("Client Certificate:", _identity.HasClientCertificate ? "Installed" : "Not Installed", part);
        PageFrame.RowStart("Customization:", part);
        AppendCustomization(part);
        PageFrame.RowEnd(part);
        part.Append("</table>");
    }

    // Guide "Deploying RC Units": Open, Pending, or the name of the company that owns the unit.
    private void AppendCustomization(TextBuffer part)
    {
        _owner.Clear();
        if (_identity.CustomizationTemplate == null)
        {
            _owner.Append("Open");
        }
        else if (_store.LengthOf(ParameterIndex.Customization) == 0)
        {
            _owner.Append("Pending");
        }
        else
        {
            _store.AppendTo(ParameterIndex.Customization, _owner);
        }

        HtmlText.Append(_owner.Bytes, 0, _owner.Length, part);
    }

    private void Provisioning(TextBuffer part)
    {
        long nowMs = _clock.NowMs;
        part.Append("<h2>Provisioning</h2><table>\n");
        PageFrame.Row("State:", StateName(_resync.State), part);
        PageFrame.RowStart("Last attempt:", part);
        part.AppendNumber(_resync.SecondsSinceAttempt(nowMs));
        part.Append(" s ago");
        PageFrame.RowEnd(part);
        PageFrame.RowStart("Last result:", part);
        if (_resync.LastFault != Fault.None)
        {
            HtmlText.Append(_resync.LastResult.Bytes, 0, _resync.LastResult.Length, part);
        }
        else
        {
            part.Append(!_resync.HasSucceeded ? "none yet" : _resync.LastWasUnchanged ? "successful, unchanged" : "successful");
        }

        PageFrame.RowEnd(part);
        PageFrame.RowStart("Next resync:", part);
        if (_resync.NextResyncMs == ResyncEngine.Never)
        {
            part.Append("not scheduled");
        }
        else
        {
            part.Append(_resync.WaitsForLines ? "at the latest in " : "in ");
            long seconds = (_resync.NextResyncMs - nowMs) / 1000;
            part.AppendNumber(seconds > 0 ? seconds : 0);
            part.Append(" s");
        }

        PageFrame.RowEnd(part);
        part.Append("</table>");
    }

    private void Lines(TextBuffer part)
    {
        part.Append("<h2>Lines</h2><table>\n");
        for (int line = 0; line < SipAgent.LineCount; line++)
        {
            SipRegistration registration = _sip.RegistrationOf(line);
            PageFrame.RowStart(line == 0 ? "Line 1 Registration State:" : "Line 2 Registration State:", part);
            part.Append(registration.IsRegistered ? "Registered" : registration.State == SipRegistrationState.Off ? "Not Registered" : "Registering");
            if (registration.Fault != Fault.None)
            {
                part.Append(". ");
                part.Append(FaultText.Of(registration.Fault));
                part.Append(" ");
                HtmlText.Append(registration.Detail.Bytes, 0, registration.Detail.Length, part);
            }

            PageFrame.RowEnd(part);
        }

        part.Append("</table>");
    }

    private static string StateName(ResyncState state)
    {
        switch (state)
        {
            case ResyncState.Starting:
                return "waiting for the random delay after start";
            case ResyncState.Waiting:
                return "waiting for the next periodic resync";
            case ResyncState.Retrying:
                return "waiting to retry after an error";
            case ResyncState.Running:
                return "resyncing";
            case ResyncState.Due:
                return "due, waiting for all lines to be idle";
            case ResyncState.Asked:
                return "asked for, waiting for all lines to be idle";
            default:
                return "no resync scheduled";
        }
    }
}
