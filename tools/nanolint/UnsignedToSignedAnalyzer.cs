// SPA1001: a conversion from unsigned to signed of the same width leaves the value unsigned on the device's stack.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Reports <c>(int)someUint</c> and <c>(long)someUlong</c> unless stored at once to a field or an array element.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsignedToSignedAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1001",
        "Unsigned to signed of the same width",
        "On the device this {0} stays {1}: a following >>, %, widening or comparison is unsigned. {2} a field or an array element first.");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.Conversion);
    }

    private static void Check(OperationAnalysisContext context)
    {
        IConversionOperation conversion = (IConversionOperation)context.Operation;
        if (conversion.ConstantValue.HasValue || conversion.Operand.ConstantValue.HasValue)
        {
            return;
        }

        SpecialType from = Underlying(conversion.Operand.Type);
        SpecialType to = Underlying(conversion.Type);
        bool isInt = from == SpecialType.System_UInt32 && to == SpecialType.System_Int32;
        bool isLong = from == SpecialType.System_UInt64 && to == SpecialType.System_Int64;
        if ((isInt || isLong) && !IsStoredAtOnce(conversion))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Finding, conversion.Syntax.GetLocation(), isInt ? "int" : "long", isInt ? "uint" : "ulong", isInt ? "Write (int)(long)value, or store it to" : "Store it to"));
        }
    }

    private static bool IsStoredAtOnce(IConversionOperation conversion)
    {
        switch (conversion.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Value == conversion:
                return assignment.Target is IFieldReferenceOperation || assignment.Target is IArrayElementReferenceOperation;
            case IFieldInitializerOperation _:
            case IArrayInitializerOperation _:
                return true;
            default:
                return false;
        }
    }

    private static SpecialType Underlying(ITypeSymbol type)
    {
        return type is INamedTypeSymbol named && named.EnumUnderlyingType != null ? named.EnumUnderlyingType.SpecialType : type?.SpecialType ?? SpecialType.None;
    }
}
