// Where a piece of code stands: in a loop, in a static initialiser, in which assembly.

using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoSpa.NanoLint;

/// <summary>Questions about the surroundings of an operation.</summary>
internal static class CodePlace
{
    /// <summary>True for an assembly of tests: cost rules and the layering of firmware do not bind it.</summary>
    public static bool IsTests(Compilation compilation)
    {
        return compilation.AssemblyName != null && compilation.AssemblyName.EndsWith(".Tests", StringComparison.Ordinal);
    }

    /// <summary>True for an assembly of firmware/: NanoSpa.* but the HAL, the boards and tests.</summary>
    public static bool IsFirmware(Compilation compilation)
    {
        string name = compilation.AssemblyName ?? "";
        return name.StartsWith("NanoSpa.", StringComparison.Ordinal)
            && name != "NanoSpa.Hal"
            && !name.StartsWith("NanoSpa.Hal.", StringComparison.Ordinal)
            && !name.StartsWith("NanoSpa.Boards.", StringComparison.Ordinal)
            && !IsTests(compilation);
    }

    /// <summary>True when the operation runs more than once for one run of the loop around it.</summary>
    public static bool IsRepeated(IOperation operation)
    {
        IOperation inner = operation;
        for (IOperation outer = operation.Parent; outer != null; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation _:
                case ILocalFunctionOperation _:
                    return false;
                case IForEachLoopOperation each when each.Collection == inner:
                    continue;
                case IForLoopOperation loop when loop.Before.Contains(inner):
                    continue;
                case ILoopOperation _:
                    return true;
            }
        }

        return false;
    }

    /// <summary>True when the operation runs as part of a type's static initialisation.</summary>
    public static bool IsStaticInitialisation(IOperation operation, ISymbol container)
    {
        for (IOperation outer = operation.Parent; outer != null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation || outer is ILocalFunctionOperation || outer is INameOfOperation)
            {
                return false;
            }
        }

        switch (container)
        {
            case IFieldSymbol field:
                return field.IsStatic && !field.IsConst;
            case IPropertySymbol property:
                return property.IsStatic;
            case IMethodSymbol method:
                return method.MethodKind == MethodKind.StaticConstructor;
            default:
                return false;
        }
    }

    /// <summary>The operation below any conversions the compiler added.</summary>
    public static IOperation WithoutImplicitConversions(IOperation operation)
    {
        while (operation is IConversionOperation conversion && conversion.IsImplicit)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
