// SPA1010: an exception that is caught and forgotten.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoSpa.NanoLint;

/// <summary>Reports a catch clause without a statement.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyCatchAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1010",
        "Swallowed exception",
        "This exception is swallowed. Turn it into a Fault or a counter that is reported, or let it pass.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.CatchClause);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        CatchClauseSyntax clause = (CatchClauseSyntax)context.Node;
        if (clause.Block.Statements.Count == 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, clause.CatchKeyword.GetLocation()));
        }
    }
}
