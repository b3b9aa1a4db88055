// The form every rule of the lint shares.

using Microsoft.CodeAnalysis;

namespace NanoSpa.NanoLint;

/// <summary>Makes descriptors: all rules are errors, all are explained in tools/nanolint/README.md.</summary>
internal static class Rule
{
    private const string Category = "SameCodeOtherResult";

    public static DiagnosticDescriptor Make(string id, string title, string message)
    {
        return new DiagnosticDescriptor(
            id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "tools/nanolint/README.md");
    }
}
