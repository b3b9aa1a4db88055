// Macro values from a table: each macro gives what a test said.

using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>The guide's unit (MAC 000E08012345) with GPP_A = ABCDEF, GPP_B = Dj6Lmp23Q and what a test adds.</summary>
public sealed class TableMacros : IMacroSource
{
    private readonly string[] values = new string[Macro.Count];

    public TableMacros()
    {
        for (int macro = 0; macro < values.Length; macro++)
        {
            values[macro] = "";
        }

        values[Macro.A] = "ABCDEF";
        values[Macro.A + 1] = "Dj6Lmp23Q";
        values[Macro.MA] = "000e08012345";
        values[Macro.MAU] = "000E08012345";
        values[Macro.MAC] = "00:0e:08:01:23:45";
        values[Macro.PN] = "SPA2102";
        values[Macro.PSN] = "2102";
        values[Macro.SA] = "secret A";
        values[Macro.SA + 1] = "secretB";
        values[Macro.SWVER] = "5.2.12";
        values[Macro.ERR] = "OK";
    }

    public void Set(int macro, string value)
    {
        values[macro] = value;
    }

    public void Append(int macro, TextBuffer output)
    {
        output.Append(values[macro]);
    }
}
