// One element of a profile with the line it stands in.

namespace NanoSpa.Tool.Lint;

/// <summary>Index is the catalogue's, -1 for an unknown name; Value is null for an element that leaves it unchanged.</summary>
internal sealed record LintedParameter(string Name, int Index, byte[] Value, int Line);
