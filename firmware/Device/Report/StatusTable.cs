// The unit's state in; a list of names and values out, for the report of it and for the Info page.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// A row has a name and a value for programs, and a label and a value for people. Values hold no secret; a program's ages and delays are seconds, and
/// what it has none of is empty. They are plain text in a buffer of the table's own, taken with the first one and good until the next.
/// </summary>
internal sealed class StatusTable
{
    /// <summary>Product to Customization are who the unit is, in the order that collectors of such pages expect.</summary>
    internal const int Product = 0;
    private const int Serial = 1;
    private const int Software = 2;
    private const int Hardware = 3;
    private const int Mac = 4;
    private const int Certificate = 5;
    internal const int Customization = 6;

    /// <summary>Address and uptime are how it is.</summary>
    internal const int Address = 7;
    internal const int Uptime = 8;

    /// <summary>Provisioning to NextResync are its profiles.</summary>
    internal const int Provisioning = 9;
    internal const int LastResync = 10;
    internal const int LastResult = 11;
    internal const int NextResync = 12;

    /// <summary>From here on a row a line.</summary>
    internal const int FirstLine = 13;

    // A server's own words, the longest value, have at most 192 bytes.
    private const int MaxValueBytes = 384;

    private readonly IIdentity _identity;
    private readonly INetwork _network;
    private readonly ParameterStore _store;
    private readonly ResyncEngine _resync;
    private readonly LineBank _lines;
    private TextBuffer _value;

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

    /// <summary>From here on the uptime counts.</summary>
    internal long StartedMs { get; private set; }

    /// <summary>The unit started.</summary>
    internal void Start(long nowMs)
    {
        StartedMs = nowMs;
    }

    /// <summary>Appends a row's name, which is an element's.</summary>
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

    /// <summary>Appends a row's label: the name in words, where it has no better one.</summary>
    internal void AppendLabel(int row, TextBuffer output)
    {
        if (row >= FirstLine)
        {
            output.Append("Line ");
            output.AppendNumber(row - FirstLine + 1);
            return;
        }

        int start = output.Length;
        output.Append(LabelOf(row));
        for (int i = start; i < output.Length; i++)
        {
            output.Bytes[i] = output.Bytes[i] == (byte)'_' ? (byte)' ' : output.Bytes[i];
        }
    }

    /// <summary>A row's value for programs.</summary>
    internal TextBuffer ValueOf(int row, long nowMs)
    {
        TextBuffer value = Empty();
        switch (row)
        {
            case Mac:
                AppendMac(value);
                break;
            case Customization:
                AppendCustomization(value);
                break;
            case Address:
                Ipv4.Append(_network.LocalAddress, value);
                break;
            case Uptime:
                value.AppendNumber((nowMs - StartedMs) / 1000);
                break;
            case LastResync:
                if (_resync.HasSucceeded || _resync.LastFault != Fault.None)
                {
                    value.AppendNumber(_resync.SecondsSinceAttempt(nowMs));
                }

                break;
            case LastResult:
                AppendResult(value);
                break;
            case NextResync:
                if (_resync.NextResyncMs != ResyncEngine.Never)
                {
                    long seconds = (_resync.NextResyncMs - nowMs) / 1000;
                    value.AppendNumber(seconds > 0 ? seconds : 0);
                }

                break;
            default:
                value.Append(TextOf(row));
                break;
        }

        return value;
    }

    /// <summary>A row's value for people.</summary>
    internal TextBuffer ShownOf(int row, long nowMs)
    {
        switch (row)
        {
            case Uptime:
                Duration.Append(nowMs - StartedMs, Empty());
                break;
            case Provisioning:
                Empty().Append(ResyncText.StateOf(_resync.State));
                break;
            case LastResync:
                AppendLast(nowMs, Empty());
                break;
            case NextResync:
                AppendNext(nowMs, Empty());
                break;
            default:
                return ValueOf(row, nowMs);
        }

        return _value;
    }

    private TextBuffer Empty()
    {
        _value = _value ?? new TextBuffer(MaxValueBytes);
        _value.Clear();
        return _value;
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

    private static string LabelOf(int row)
    {
        switch (row)
        {
            case Uptime: return "Elapsed Time";
            case Provisioning: return "State";
            case LastResync: return "Last resync";
            case LastResult: return "Last result";
            case NextResync: return "Next resync";
            default: return NameOf(row);
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
            default: return _lines.StateNameOf(row - FirstLine);
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

    private void AppendLast(long nowMs, TextBuffer output)
    {
        ResyncHistory history = _resync.History;
        if (history.Count == 0)
        {
            output.Append("none since the start");
            return;
        }

        Duration.Append(nowMs - history.StartMs(0), output);
        output.Append(" ago, ");
        output.Append(ResyncText.ReasonOf(history.ReasonOf(0)));
    }

    private void AppendNext(long nowMs, TextBuffer output)
    {
        if (_resync.NextResyncMs == ResyncEngine.Never)
        {
            output.Append("not scheduled");
            return;
        }

        output.Append(_resync.WaitsForLines ? "at the latest in " : "in ");
        Duration.Append(_resync.NextResyncMs - nowMs, output);
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
}
