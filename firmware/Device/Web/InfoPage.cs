// The start page: who the unit is, how its lines are, and how its last resync ended.

using NanoSpa.Core;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>The status table in four sections, and how each line is registered. What may be long has a part of its own.</summary>
internal sealed class InfoPage : IPage
{
    private const string RowEnd = "</td></tr>\n";

    private readonly WebState _state;
    private readonly WebTarget _target;
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
                Section("Product Information", StatusTable.Product, StatusTable.Customization, part);
                part.Append("</table>");
                return true;
            case 3:
                Section("System Status", StatusTable.Address, StatusTable.Uptime, part);
                part.Append("</table>");
                return true;
            case 4:
                Section("Lines", StatusTable.FirstLine, _state.Status.Count - 1, part);
                part.Append(_state.Lines.Count == 0 ? "<tr><td>Lines:</td><td>none</td></tr>" : "");
                return true;
            case 5:
                Registration(0, part);
                return true;
            case 6:
                Registration(1, part);
                part.Append("</table>");
                return true;
            case 7:
                Section("Provisioning", StatusTable.Provisioning, StatusTable.LastResync, part);
                return true;
            case 8:
                Rows(StatusTable.LastResult, StatusTable.NextResync, part);
                part.Append("</table>");
                PageFrame.Foot(part);
                return true;
            default:
                return false;
        }
    }

    private void Section(string title, int first, int last, TextBuffer part)
    {
        part.Append("<h2>");
        part.Append(title);
        part.Append("</h2><table>\n");
        Rows(first, last, part);
    }

    private void Rows(int first, int last, TextBuffer part)
    {
        StatusTable table = _state.Status;
        for (int row = first; row <= last; row++)
        {
            part.Append("<tr><td>");
            table.AppendLabel(row, part);
            part.Append(":</td><td>");
            ResyncText.AppendShort(table.ShownOf(row, _state.Clock.NowMs), part);
            part.Append(RowEnd);
        }
    }

    private void Registration(int line, TextBuffer part)
    {
        SipRegistration registration = _state.Sip.RegistrationOf(line);
        part.Append(line == 0 ? "<tr><td>Line 1 Registration State:</td><td>" : "<tr><td>Line 2 Registration State:</td><td>");
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

        part.Append(RowEnd);
    }
}
