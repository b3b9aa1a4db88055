// Who the unit is and what it is doing in, the values of the macro variables out (guide Table 4-4).

using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// The macro values of a unit. What is fixed is set once by <see cref="SetIdentity"/>; the unit and its engines keep the public fields
/// up to date; GPP_*, User_ID and EXT_IP come from the parameter store.
/// </summary>
public sealed class MacroValues : IMacroSource
{
    /// <summary>Longest result text, in bytes.</summary>
    public const int MaxResult = 384;

    private static readonly byte[] HexUpper =
    {
        (byte)'0', (byte)'1', (byte)'2', (byte)'3', (byte)'4', (byte)'5', (byte)'6', (byte)'7',
        (byte)'8', (byte)'9', (byte)'A', (byte)'B', (byte)'C', (byte)'D', (byte)'E', (byte)'F',
    };

    // Bytes, not strings: a trigger that names them is looked at every second and allocates nothing.
    private const int NotBytes = 4;

    private static readonly byte[] NotInstalled =
    {
        (byte)'N', (byte)'o', (byte)'t', (byte)' ', (byte)'I', (byte)'n', (byte)'s', (byte)'t', (byte)'a', (byte)'l', (byte)'l', (byte)'e', (byte)'d',
    };

    private static readonly byte[] True = { (byte)'t', (byte)'r', (byte)'u', (byte)'e' };

    private readonly ParameterStore _store;
    private readonly byte[] _mac = new byte[6];
    private byte[] _productName = new byte[0];
    private byte[] _productSeries = new byte[0];
    private byte[] _serialNumber = new byte[0];
    private byte[] _softwareVersion = new byte[0];
    private byte[] _hardwareVersion = new byte[0];

    // Each taken with the first one.
    private TextBuffer _result;
    private TextBuffer _upgradeResult;

    /// <summary>$CCERT: the unit carries a client certificate of its own.</summary>
    public bool HasClientCertificate;

    /// <summary>The unit is an RC unit: $ISCUST is 1 once the Customization parameter names its owner.</summary>
    public bool IsRcUnit;

    /// <summary>$IP, the own address; 0 gives nothing.</summary>
    public uint Address;

    /// <summary>$EXTIP when the EXT_IP parameter is empty; 0 gives nothing.</summary>
    public uint ExternalAddress;

    /// <summary>$PRVST: -1 explicit request, 0 power-up, 1 periodic, 2 retry after a failure.</summary>
    public int ProvisioningState;

    /// <summary>$UPGST: 1 first attempt, 2 retry after a failure.</summary>
    public int UpgradeState = 1;

    /// <summary>$PRVTMR, seconds since the last resync attempt.</summary>
    public int ResyncAgeSeconds;

    /// <summary>$UPGTMR, seconds since the last upgrade attempt.</summary>
    public int UpgradeAgeSeconds;

    /// <summary>$REGTMR1, seconds since line 1 lost its registration; 0 while it has one.</summary>
    public int Line1LostSeconds;

    /// <summary>$REGTMR2, seconds since line 2 lost its registration; 0 while it has one.</summary>
    public int Line2LostSeconds;

    /// <summary>The URL in use, for $SCHEME, $METH, $SERV, $PORT and $PATH; they give nothing while it is null.</summary>
    public FileUrl Url;

    /// <summary>$SERVIP, the address of that URL's server; while it is 0, not (yet) found, $SERVIP gives the server's name.</summary>
    public uint ServerAddress;

    /// <summary>$ERR, the result of the attempt.</summary>
    public TextBuffer Result
    {
        get { return _result ?? (_result = new TextBuffer(MaxResult)); }
    }

    /// <summary>$UPGERR, the result of the previous upgrade attempt.</summary>
    public TextBuffer UpgradeResult
    {
        get { return _upgradeResult ?? (_upgradeResult = new TextBuffer(MaxResult)); }
    }

    /// <summary>Makes a source that reads parameters from <paramref name="store"/>.</summary>
    public MacroValues(ParameterStore store)
    {
        _store = store;
    }

    /// <summary>
    /// Sets what is fixed: six bytes of MAC address, the model with its dash (SPA-2102), serial number and versions. $PN is the model
    /// without dashes; $PSN what follows "SPA" in it (2102), and for any other model all of it in lower case (pap2t).
    /// </summary>
    public void SetIdentity(byte[] macAddress, string product, string serial, string software, string hardware)
    {
        System.Array.Copy(macAddress, 0, _mac, 0, _mac.Length);
        _productName = WithoutDashes(ToBytes(product));
        _productSeries = SeriesOf(_productName);
        _serialNumber = ToBytes(serial);
        _softwareVersion = ToBytes(software);
        _hardwareVersion = ToBytes(hardware);
    }

    /// <summary>Empties $ERR: nothing has failed.</summary>
    public void ForgetResult()
    {
        if (_result != null)
        {
            _result.Clear();
        }
    }

    /// <inheritdoc/>
    public void Append(int macro, TextBuffer output)
    {
        if (macro <= Macro.P)
        {
            _store.AppendTo(ParameterIndex.GPP_A + macro, output);
        }
        else if (macro <= Macro.SD)
        {
            _store.AppendTo(ParameterIndex.GPP_SA + macro - Macro.SA, output);
        }
        else if (macro >= Macro.PRVST && macro <= Macro.REGTMR2)
        {
            AppendState(macro, output);
        }
        else if (macro >= Macro.SCHEME && macro <= Macro.PATH)
        {
            AppendUrl(macro, output);
        }
        else
        {
            AppendIdentity(macro, output);
        }
    }

    private void AppendIdentity(int macro, TextBuffer output)
    {
        switch (macro)
        {
            case Macro.MA:
            case Macro.MAU:
            case Macro.MAC:
                AppendMac(macro, output);
                break;
            case Macro.PN:
                output.Append(_productName, 0, _productName.Length);
                break;
            case Macro.PSN:
                output.Append(_productSeries, 0, _productSeries.Length);
                break;
            case Macro.SN:
                output.Append(_serialNumber, 0, _serialNumber.Length);
                break;
            case Macro.SWVER:
                output.Append(_softwareVersion, 0, _softwareVersion.Length);
                break;
            case Macro.HWVER:
                output.Append(_hardwareVersion, 0, _hardwareVersion.Length);
                break;
            case Macro.CCERT:
                int not = HasClientCertificate ? NotBytes : 0;
                output.Append(NotInstalled, not, NotInstalled.Length - not);
                break;
            case Macro.ISCUST:
                output.Append((byte)(IsRcUnit && _store.LengthOf(ParameterIndex.Customization) > 0 ? '1' : '0'));
                break;
            case Macro.UPGCOND:
                output.Append(True, 0, True.Length);
                break;
            default:
                AppendPlace(macro, output);
                break;
        }
    }

    private void AppendPlace(int macro, TextBuffer output)
    {
        switch (macro)
        {
            case Macro.IP:
                AppendAddress(Address, output);
                break;
            case Macro.EXTIP:
                if (_store.LengthOf(ParameterIndex.EXT_IP) > 0)
                {
                    _store.AppendTo(ParameterIndex.EXT_IP, output);
                    break;
                }

                AppendAddress(ExternalAddress, output);
                break;
            case Macro.ERR:
                output.Append(_result ?? TextBuffer.None);
                break;
            case Macro.UID1:
                _store.AppendTo(ParameterIndex.User_ID_1_, output);
                break;
            case Macro.UID2:
                _store.AppendTo(ParameterIndex.User_ID_2_, output);
                break;
        }
    }

    private void AppendState(int macro, TextBuffer output)
    {
        switch (macro)
        {
            case Macro.PRVST:
                output.AppendNumber(ProvisioningState);
                break;
            case Macro.UPGST:
                output.AppendNumber(UpgradeState);
                break;
            case Macro.UPGERR:
                output.Append(_upgradeResult ?? TextBuffer.None);
                break;
            case Macro.PRVTMR:
                output.AppendNumber(ResyncAgeSeconds);
                break;
            case Macro.UPGTMR:
                output.AppendNumber(UpgradeAgeSeconds);
                break;
            case Macro.REGTMR1:
                output.AppendNumber(Line1LostSeconds);
                break;
            case Macro.REGTMR2:
                output.AppendNumber(Line2LostSeconds);
                break;
        }
    }

    private void AppendUrl(int macro, TextBuffer output)
    {
        if (Url == null)
        {
            return;
        }

        switch (macro)
        {
            case Macro.SCHEME:
            case Macro.METH:
                output.Append(FileUrl.NameOf(Url.Scheme));
                break;
            case Macro.SERV:
                output.Append(Url.Server);
                break;
            case Macro.SERVIP:
                if (ServerAddress == 0)
                {
                    output.Append(Url.Server);
                    break;
                }

                AppendAddress(ServerAddress, output);
                break;
            case Macro.PORT:
                output.AppendNumber(Url.Port);
                break;
            case Macro.PATH:
                output.Append(Url.Path);
                break;
        }
    }

    private void AppendMac(int macro, TextBuffer output)
    {
        for (int i = 0; i < _mac.Length; i++)
        {
            if (macro == Macro.MAC && i > 0)
            {
                output.Append((byte)':');
            }

            if (macro == Macro.MAU)
            {
                output.Append(HexUpper[_mac[i] >> 4]);
                output.Append(HexUpper[_mac[i] & 15]);
            }
            else
            {
                output.AppendHex(_mac[i]);
            }
        }
    }

    private static void AppendAddress(uint address, TextBuffer output)
    {
        if (address != 0)
        {
            Ipv4.Append(address, output);
        }
    }

    private static byte[] ToBytes(string text)
    {
        return text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);
    }

    private static byte[] WithoutDashes(byte[] text)
    {
        byte[] kept = new byte[text.Length];
        int length = 0;
        foreach (byte letter in text)
        {
            if (letter != (byte)'-')
            {
                kept[length++] = letter;
            }
        }

        return Cut(kept, 0, length);
    }

    private static byte[] SeriesOf(byte[] name)
    {
        if (ByteText.StartsWith(name, 0, name.Length, "SPA"))
        {
            return Cut(name, 3, name.Length - 3);
        }

        byte[] lower = Cut(name, 0, name.Length);
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = lower[i] >= (byte)'A' && lower[i] <= (byte)'Z' ? (byte)(lower[i] | 32) : lower[i];
        }

        return lower;
    }

    private static byte[] Cut(byte[] text, int offset, int count)
    {
        byte[] part = new byte[count];
        System.Array.Copy(text, offset, part, 0, count);
        return part;
    }
}
