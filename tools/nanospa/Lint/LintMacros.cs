// The macros of a rule that is linted: the profiles' own values come before what a unit would have.

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Lint;

/// <summary>
/// GPP_* are what the file sets, or another file of the set. The others are the sample unit's. With <see cref="FillsEmpty"/> a macro
/// without a value gives a figure that can stand anywhere: what the unit will have there is not known.
/// </summary>
internal sealed class LintMacros(ProfileSet profiles, IMacroSource unit) : IMacroSource
{
    /// <summary>The file whose rule is expanded.</summary>
    public LintedFile File { get; set; }

    public bool FillsEmpty { get; set; }

    public void Append(int macro, TextBuffer output)
    {
        int before = output.Length;
        byte[] own = macro <= Macro.P ? profiles.ValueOf(ParameterIndex.GPP_A + macro, File) : null;
        if (own == null)
        {
            unit.Append(macro, output);
        }
        else
        {
            output.Append(own, 0, own.Length);
        }

        if (FillsEmpty && output.Length == before)
        {
            output.Append((byte)'0');
        }
    }
}
