// SPA1003: the device ignores `checked`.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoSpa.NanoLint;

/// <summary>Reports checked expressions and statements.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckedAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1003",
        "checked has no effect",
        "The device does not check for overflow. Compare with the limits before the operation.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            node => node.ReportDiagnostic(Diagnostic.Create(Finding, node.Node.GetFirstToken().GetLocation())),
            SyntaxKind.CheckedExpression,
            SyntaxKind.CheckedStatement);
    }
}
