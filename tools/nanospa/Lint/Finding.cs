// One thing that a profile has wrong, or that is worth a look.

namespace NanoSpa.Tool.Lint;

/// <summary>
/// Line is 1 for the first, 0 when the file as a whole is meant. Parameter is null, and Column 0, when it is about none; a column counts
/// from 1 in the parameter's value after macro expansion.
/// </summary>
internal sealed record Finding(string File, int Line, FindingCode Code, string Parameter, int Column, string Text);
