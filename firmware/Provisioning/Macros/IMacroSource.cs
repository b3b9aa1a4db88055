// The value of a macro variable, asked for one at a time (guide Table 4-4).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Gives the values of the macro variables.</summary>
public interface IMacroSource
{
    /// <summary>Appends the value of <paramref name="macro"/>, one of the numbers in <see cref="Macro"/>; nothing when it is empty.</summary>
    void Append(int macro, TextBuffer output);
}
