// SPA1005: an enum's text is its number on the device, and a char of an untyped foreach over a string becomes one.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Reports enums turned into text by ToString, interpolation, concatenation or boxing, and <c>foreach (var c in text)</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnumTextAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Finding = Rule.Make(
        "SPA1005",
        "Text of an enum or of an untyped char",
        "{0}");

    private const string OfEnum = "On the device an enum's text is its number. Write a switch that names each value.";
    private const string OfChar = "On the device 'var' over a string gives numbers in concatenations. Write 'foreach (char ...)'.";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckCall, OperationKind.Invocation);
        context.RegisterOperationAction(CheckInterpolation, OperationKind.Interpolation);
        context.RegisterOperationAction(CheckConcatenation, OperationKind.Binary);
        context.RegisterOperationAction(CheckAppend, OperationKind.CompoundAssignment);
        context.RegisterSyntaxNodeAction(CheckForEach, SyntaxKind.ForEachStatement);
    }

    private static void CheckCall(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "ToString" && IsEnum(call.Instance))
        {
            Report(context, call);
            return;
        }

        string owner = call.TargetMethod.ContainingType.Name;
        if (owner != "String" && owner != "StringBuilder")
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            ReportIfEnum(context, argument.Value);
            if (argument.Value is IArrayCreationOperation array && array.Initializer != null)
            {
                foreach (IOperation element in array.Initializer.ElementValues)
                {
                    ReportIfEnum(context, element);
                }
            }
        }
    }

    private static void CheckInterpolation(OperationAnalysisContext context)
    {
        ReportIfEnum(context, ((IInterpolationOperation)context.Operation).Expression);
    }

    private static void CheckConcatenation(OperationAnalysisContext context)
    {
        IBinaryOperation sum = (IBinaryOperation)context.Operation;
        if (sum.OperatorKind == BinaryOperatorKind.Add && sum.Type?.SpecialType == SpecialType.System_String)
        {
            ReportIfEnum(context, sum.LeftOperand);
            ReportIfEnum(context, sum.RightOperand);
        }
    }

    private static void CheckAppend(OperationAnalysisContext context)
    {
        ICompoundAssignmentOperation append = (ICompoundAssignmentOperation)context.Operation;
        if (append.OperatorKind == BinaryOperatorKind.Add && append.Type?.SpecialType == SpecialType.System_String)
        {
            ReportIfEnum(context, append.Value);
        }
    }

    private static void CheckForEach(SyntaxNodeAnalysisContext context)
    {
        ForEachStatementSyntax loop = (ForEachStatementSyntax)context.Node;
        if (loop.Type.IsVar && context.SemanticModel.GetTypeInfo(loop.Expression).Type?.SpecialType == SpecialType.System_String)
        {
            context.ReportDiagnostic(Diagnostic.Create(Finding, loop.Type.GetLocation(), OfChar));
        }
    }

    private static void ReportIfEnum(OperationAnalysisContext context, IOperation value)
    {
        if (IsEnum(value))
        {
            Report(context, value);
        }
    }

    private static bool IsEnum(IOperation value)
    {
        return value != null && CodePlace.WithoutImplicitConversions(value).Type?.TypeKind == TypeKind.Enum;
    }

    private static void Report(OperationAnalysisContext context, IOperation place)
    {
        context.ReportDiagnostic(Diagnostic.Create(Finding, place.Syntax.GetLocation(), OfEnum));
    }
}
