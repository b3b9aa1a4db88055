// SPA1006: the device's strings are UTF-8, so an index, a length or a substring walks the text from its start.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Reports <c>s[i]</c>, <c>s.Length</c> and <c>s.Substring</c> that run again and again in a loop. Tests are left alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringWalkAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1006",
        "String walked in a loop",
        "{0} walks the string from its start on the device, each time round the loop. Work on byte[] or char[], or take it once before the loop.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.PropertyReference, OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context)
    {
        string what = null;
        switch (context.Operation)
        {
            case IPropertyReferenceOperation property when property.Instance?.Type?.SpecialType == SpecialType.System_String:
                what = property.Property.IsIndexer ? "s[i]" : "s.Length";
                break;
            case IInvocationOperation call when call.Instance?.Type?.SpecialType == SpecialType.System_String && call.TargetMethod.Name == "Substring":
                what = "s.Substring";
                break;
        }

        if (what != null && !CodePlace.IsTests(context.Compilation) && !context.Operation.ConstantValue.HasValue && CodePlace.IsRepeated(context.Operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, context.Operation.Syntax.GetLocation(), what));
        }
    }
}
