// SPA1002 and SPA1004: the device runs all static initialisers before Main, in alphabetical order of the types, and swallows what they throw.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>
/// Reports a static initialiser or constructor that reads another type's static, or throws. Reads hidden in a called method
/// or constructor are not followed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticOrderAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Order = Rule.Make(
        "SPA1002",
        "Static initialiser reads another type's static",
        "{0} may still be 0 or null here on the device: static initialisers run in alphabetical order of the types. Make it a const, repeat the value, or set this in a method called at start.");

    private static readonly DiagnosticDescriptor Thrown = Rule.Make(
        "SPA1004",
        "Exception in a static initialiser",
        "The device swallows an exception in a static initialiser. Check at start, in a method, and answer a Fault.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Order, Thrown);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckRead, OperationKind.FieldReference, OperationKind.PropertyReference);
        context.RegisterOperationAction(CheckThrow, OperationKind.Throw);
    }

    private static void CheckRead(OperationAnalysisContext context)
    {
        ISymbol member = ((IMemberReferenceOperation)context.Operation).Member;
        bool isConstant = member is IFieldSymbol field && (field.IsConst || field.ContainingType.TypeKind == TypeKind.Enum);
        if (!member.IsStatic || isConstant || SymbolEqualityComparer.Default.Equals(member.ContainingType, context.ContainingSymbol.ContainingType))
        {
            return;
        }

        // A property of the platform computes its value; one of ours may well be a static field.
        bool isPlatformProperty = member is IPropertySymbol && !member.ContainingAssembly.Name.StartsWith("NanoSpa.", System.StringComparison.Ordinal)
            && !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, context.Compilation.Assembly);
        if (!isPlatformProperty && CodePlace.IsStaticInitialisation(context.Operation, context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(Order, context.Operation.Syntax.GetLocation(), member.ContainingType.Name + "." + member.Name));
        }
    }

    private static void CheckThrow(OperationAnalysisContext context)
    {
        if (CodePlace.IsStaticInitialisation(context.Operation, context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(Thrown, context.Operation.Syntax.GetLocation()));
        }
    }
}
