// SPA1009: the device's strings end at their first NUL.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoSpa.NanoLint;

/// <summary>Reports string literals and interpolated text with a NUL in them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NulInTextAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1009",
        "NUL in a string",
        "The device's strings end at their first NUL. Write a byte[].");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.StringLiteralExpression, SyntaxKind.InterpolatedStringText);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        SyntaxToken token = context.Node is InterpolatedStringTextSyntax text ? text.TextToken : ((LiteralExpressionSyntax)context.Node).Token;
        if (token.ValueText.IndexOf('\0') >= 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, context.Node.GetLocation()));
        }
    }
}
