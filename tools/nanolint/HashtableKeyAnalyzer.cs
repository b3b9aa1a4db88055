// SPA1008: the device's Hashtable does not call an overridden Equals or GetHashCode.

using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Reports a Hashtable used with a key whose type overrides Equals. Strings and numbers are the platform's own and right.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HashtableKeyAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1008",
        "Hashtable key with its own Equals",
        "The device's Hashtable ignores {0}'s Equals. Use a string or a number as the key.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.Invocation, OperationKind.PropertyReference);
    }

    private static void Check(OperationAnalysisContext context)
    {
        IOperation table = null;
        IOperation key = null;
        switch (context.Operation)
        {
            case IInvocationOperation call when call.Arguments.Length > 0 && call.TargetMethod.Name is "Add" or "Contains" or "Remove":
                table = call.Instance;
                key = call.Arguments[0].Value;
                break;
            case IPropertyReferenceOperation property when property.Arguments.Length == 1:
                table = property.Instance;
                key = property.Arguments[0].Value;
                break;
        }

        if (table?.Type?.ToDisplayString() != "System.Collections.Hashtable")
        {
            return;
        }

        ITypeSymbol type = CodePlace.WithoutImplicitConversions(key).Type;
        if (OverridesEquals(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, key.Syntax.GetLocation(), type.Name));
        }
    }

    private static bool OverridesEquals(ITypeSymbol type)
    {
        for (ITypeSymbol level = type; level != null && level.SpecialType == SpecialType.None && level.TypeKind != TypeKind.Enum; level = level.BaseType)
        {
            if (level.GetMembers("Equals").OfType<IMethodSymbol>().Any(method => method.IsOverride))
            {
                return true;
            }
        }

        return false;
    }
}
