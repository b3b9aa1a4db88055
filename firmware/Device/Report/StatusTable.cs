// The unit's state as a list of names and values, for whoever shows it.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Telephony;

namespace NanoSpa.Device;

/// <summary>Names are those of elements. Values hold no secret; ages and delays are seconds. A row without a value is empty.</summary>
internal sealed class StatusTable
{
    private const int Product = 0;
    private const int Serial = 1;
    private const int Software = 2;
    private const int Hardware = 3;
    private const int Mac = 4;
    private const int Certificate = 5;
    private const int Customization = 6;
    private const int Address = 7;
    private const int Uptime = 8;
    private const int Provisioning = 9;
    private const int LastResync = 10;
    private const int LastResult = 11;
    private const int NextResync = 12;
    private const int FirstLine = 13;

    private readonly IIdentity _identity;
    private readonly INetwork _network;
    private readonly ParameterStore _store;
    private readonly ResyncEngine _resync;
    private readonly LineBank _lines;
    private long _startMs;

    internal StatusTable(IIdentity identity, INetwork network, ParameterStore store, ResyncEngine resync, LineBank lines)
    {
        _identity = identity;
        _network = network;
        _store = store;
        _resync = resync;
        _lines = lines;
    }

    /// <summary>How many rows there are: one a line at the end.</summary>
    internal int Count
    {
        get { return FirstLine + _lines.Count; }
    }

    /// <summary>The uptime counts from now.</summary>
    internal void Start(long nowMs)
    {
        _startMs = nowMs;
    }

    /// <summary>Appends a row's name.</summary>
    internal void AppendName(int row, TextBuffer output)
    {
        if (row < FirstLine)
        {
            output.Append(NameOf(row));
            return;
        }

        output.Append("Line_");
        output.AppendNumber(row - FirstLine + 1);
        output.Append("_State");
    }

    /// <summary>Appends a row's value as plain text.</summary>
    internal void AppendValue(int row, long nowMs, TextBuffer output)
    {
        switch (row)
        {
            case Mac:
                AppendMac(output);
                break;
            case Customization:
                AppendCustomization(output);
                break;
            case Address:
                Ipv4.Append(_network.LocalAddress, output);
                break;
            case Uptime:
                output.AppendNumber((nowMs - _startMs) / 1000);
                break;
            case LastResync:
                if (_resync.HasSucceeded || _resync.LastFault != Fault.None)
                {
                    output.AppendNumber(_resync.SecondsSinceAttempt(nowMs));
                }

                break;
            case LastResult:
                AppendResult(output);
                break;
            case NextResync:
                if (_resync.NextResyncMs != ResyncEngine.Never)
                {
                    long seconds = (_resync.NextResyncMs - nowMs) / 1000;
                    output.AppendNumber(seconds > 0 ? seconds : 0);
                }

                break;
            default:
                output.Append(TextOf(row));
                break;
        }
    }

    private static string NameOf(int row)
    {
        switch (row)
        {
            case Product: return "Product_Name";
            case Serial: return "Serial_Number";
            case Software: return "Software_Version";
            case Hardware: return "Hardware_Version";
            case Mac: return "MAC_Address";
            case Certificate: return "Client_Certificate";
            case Customization: return "Customization";
            case Address: return "Current_IP";
            case Uptime: return "Uptime";
            case Provisioning: return "Provisioning_State";
            case LastResync: return "Last_Resync_Age";
            case LastResult: return "Last_Resync_Result";
            default: return "Next_Resync_In";
        }
    }

    private string TextOf(int row)
    {
        switch (row)
        {
            case Product: return _identity.Product;
            case Serial: return _identity.SerialNumber;
            case Software: return _identity.SoftwareVersion;
            case Hardware: return _identity.HardwareVersion;
            case Certificate: return _identity.HasClientCertificate ? "Installed" : "Not Installed";
            case Provisioning: return StateName(_resync.State);
            default: return _lines.HasFault(row - FirstLine) ? "out of service" : LineName(_lines.StateOf(row - FirstLine));
        }
    }

    private void AppendMac(TextBuffer output)
    {
        byte[] mac = _identity.MacAddress;
        for (int i = 0; i < mac.Length; i++)
        {
            output.AppendHex(mac[i]);
        }
    }

    // Guide "Deploying RC Units": Open, Pending, or the name of the company that owns the unit.
    private void AppendCustomization(TextBuffer output)
    {
        if (_identity.CustomizationTemplate == null)
        {
            output.Append("Open");
        }
        else if (_store.LengthOf(ParameterIndex.Customization) == 0)
        {
            output.Append("Pending");
        }
        else
        {
            _store.AppendTo(ParameterIndex.Customization, output);
        }
    }

    private void AppendResult(TextBuffer output)
    {
        if (_resync.LastFault != Fault.None)
        {
            output.Append(_resync.LastResult);
        }
        else
        {
            output.Append(!_resync.HasSucceeded ? "none yet" : _resync.LastWasUnchanged ? "successful, unchanged" : "successful");
        }
    }

    private static string StateName(ResyncState state)
    {
        switch (state)
        {
            case ResyncState.Starting: return "starting";
            case ResyncState.Waiting: return "waiting";
            case ResyncState.Retrying: return "retrying";
            case ResyncState.Running: return "running";
            case ResyncState.Due: return "due";
            case ResyncState.Asked: return "asked";
            default: return "asleep";
        }
    }

    private static string LineName(LineState state)
    {
        switch (state)
        {
            case LineState.OffHook: return "off hook";
            case LineState.Ringing: return "ringing";
            case LineState.Dialling: return "dialling";
            case LineState.InUse: return "in use";
            case LineState.Parked: return "left off the hook";
            default: return "on hook";
        }
    }
}
