// Macro values from a table: each macro gives what a test said.

using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>The guide's unit (MAC 000E08012345) with GPP_A = ABCDEF, GPP_B = Dj6Lmp23Q and what a test adds.</summary>
public sealed class TableMacros : IMacroSource
{
    private readonly string[] _values = new string[Macro.Count];

    public TableMacros()
    {
        for (int macro = 0; macro < _values.Length; macro++)
        {
            _values[macro] = "";
        }

        _values[Macro.A] = "ABCDEF";
        _values[Macro.A + 1] = "Dj6Lmp23Q";
        _values[Macro.MA] = "000e08012345";
        _values[Macro.MAU] = "000E08012345";
        _values[Macro.MAC] = "00:0e:08:01:23:45";
        _values[Macro.PN] = "SPA2102";
        _values[Macro.PSN] = "2102";
        _values[Macro.SA] = "secret A";
        _values[Macro.SA + 1] = "secretB";
        _values[Macro.SWVER] = "5.2.12";
        _values[Macro.ERR] = "OK";
    }

    public void Set(int macro, string value)
    {
        _values[macro] = value;
    }

    public void Append(int macro, TextBuffer output)
    {
        output.Append(_values[macro]);
    }
}
