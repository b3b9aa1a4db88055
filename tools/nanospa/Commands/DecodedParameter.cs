// One parameter of a decoded profile.

namespace NanoSpa.Tool.Commands;

/// <summary>Value is null for an element that leaves it unchanged, Access is rw, ro, na or null.</summary>
internal sealed record DecodedParameter(string Name, string Value, string Access);
