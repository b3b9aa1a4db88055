// The macros of a dry run: what --set gives comes before what a unit would have.

using System.Collections.Generic;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Commands;

/// <summary>A macro source whose values can be set by name.</summary>
internal sealed class GivenMacros(IMacroSource unit) : IMacroSource
{
    private readonly Dictionary<int, byte[]> _given = [];

    /// <summary>False when no macro has this name.</summary>
    public bool TrySet(string name, byte[] value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        int macro = Macro.Find(bytes, 0, bytes.Length, out int nameLength);
        if (macro < 0 || nameLength != bytes.Length || name.StartsWith("GPP_", System.StringComparison.Ordinal))
        {
            return false;
        }

        _given[macro] = value;
        return true;
    }

    public void Append(int macro, TextBuffer output)
    {
        if (_given.TryGetValue(macro, out byte[] value))
        {
            output.Append(value, 0, value.Length);
        }
        else
        {
            unit.Append(macro, output);
        }
    }
}
