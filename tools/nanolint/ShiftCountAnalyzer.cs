// SPA1007: the device does not mask shift counts.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Reports a shift by a count that is neither constant nor masked with at most 31 (63 for long and ulong).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShiftCountAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1007",
        "Shift count not masked",
        "The device does not mask shift counts. Write (count & {0}).");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.Binary, OperationKind.CompoundAssignment);
    }

    private static void Check(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IBinaryOperation binary when IsShift(binary.OperatorKind):
                CheckCount(context, binary.LeftOperand.Type, binary.RightOperand);
                break;
            case ICompoundAssignmentOperation assignment when IsShift(assignment.OperatorKind):
                CheckCount(context, assignment.Target.Type, assignment.Value);
                break;
        }
    }

    private static bool IsShift(BinaryOperatorKind kind)
    {
        return kind == BinaryOperatorKind.LeftShift || kind == BinaryOperatorKind.RightShift || kind == BinaryOperatorKind.UnsignedRightShift;
    }

    private static void CheckCount(OperationAnalysisContext context, ITypeSymbol shifted, IOperation count)
    {
        bool isLong = shifted?.SpecialType == SpecialType.System_Int64 || shifted?.SpecialType == SpecialType.System_UInt64;
        int most = isLong ? 63 : 31;
        if (!count.ConstantValue.HasValue && !IsMasked(CodePlace.WithoutImplicitConversions(count), most))
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, count.Syntax.GetLocation(), most));
        }
    }

    private static bool IsMasked(IOperation count, int most)
    {
        return count is IBinaryOperation and && and.OperatorKind == BinaryOperatorKind.And
            && (IsMask(and.RightOperand, most) || IsMask(and.LeftOperand, most));
    }

    private static bool IsMask(IOperation operand, int most)
    {
        return operand.ConstantValue.HasValue && operand.ConstantValue.Value is int mask && mask >= 0 && mask <= most;
    }
}
