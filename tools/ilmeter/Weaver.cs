// An assembly in, the same with a counter a block out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace NanoSpa.IlMeter;

/// <summary>
/// Adds one static array of counters to an assembly and one increment to each block of its methods; nothing else changes. The array must
/// be set before any of its code runs.
/// </summary>
public static class Weaver
{
    /// <summary>The type that holds the counters.</summary>
    public const string CounterType = "BlockCounters";

    /// <summary>Its public static field, a long[] with one element a block.</summary>
    public const string CounterField = "Executions";

    private const string OwnPrefix = "NanoSpa.";

    // What may throw besides calls and the instructions of the families below.
    private static readonly HashSet<Code> Throwing = new()
    {
        Code.Newobj, Code.Newarr, Code.Castclass, Code.Unbox, Code.Unbox_Any, Code.Ldlen, Code.Ldfld, Code.Ldflda, Code.Stfld, Code.Div, Code.Div_Un, Code.Rem, Code.Rem_Un,
        Code.Ldobj, Code.Stobj, Code.Cpobj, Code.Ldvirtftn, Code.Ckfinite, Code.Throw, Code.Rethrow,
    };

    private static readonly string[] ThrowingFamilies = { "ldelem", "stelem", "ldind", "stind" };

    /// <summary>Weaves the assembly; <paramref name="change"/>, when there is one, alters it first. Blocks are numbered in the order of the list.</summary>
    public static byte[] Weave(Stream assembly, Action<ModuleDefinition> change, List<CodeBlock> blocks)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        change?.Invoke(module);
        TypeDefinition type = new("", CounterType, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        FieldDefinition field = new(CounterField, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Int64));
        type.Fields.Add(field);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(each => each.Methods).Where(each => each.HasBody))
        {
            Weave(method, field, module.TypeSystem.Int64, blocks);
        }

        module.Types.Add(type);
        MemoryStream woven = new();
        module.Write(woven);
        return woven.ToArray();
    }

    // The first instruction of a block becomes the first of the counting ones, so that branches to the block reach them.
    private static void Weave(MethodDefinition method, FieldReference field, TypeReference element, List<CodeBlock> blocks)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        HashSet<Instruction> leaders = LeadersOf(body);
        List<Instruction> all = body.Instructions.ToList();
        ILProcessor code = body.GetILProcessor();
        for (int start = 0, end; start < all.Count; start = end)
        {
            end = start + 1;
            while (end < all.Count && !leaders.Contains(all[end]))
            {
                end++;
            }

            CodeBlock block = Describe(method, all.GetRange(start, end - start));
            if (block.Instructions > 0)
            {
                Count(code, all[start], field, element, blocks.Count);
                blocks.Add(block);
            }
        }

        body.OptimizeMacros();
    }

    private static CodeBlock Describe(MethodDefinition method, List<Instruction> instructions)
    {
        CodeBlock block = new() { Method = NameOf(method), Instructions = instructions.Count(each => each.OpCode.Code != Code.Nop) };
        block.LibraryCalls.AddRange(instructions.Select(each => each.OpCode.FlowControl == FlowControl.Call ? each.Operand as MethodReference : null)
            .Where(called => called != null && !called.DeclaringType.Scope.Name.StartsWith(OwnPrefix, StringComparison.Ordinal)
                && called.DeclaringType.GetElementType().Scope != method.Module)
            .Select(NameOf));
        return block;
    }

    private static string NameOf(MethodReference method)
    {
        return method.DeclaringType.GetElementType().FullName + "::" + method.Name;
    }

    private static void Count(ILProcessor code, Instruction leader, FieldReference field, TypeReference element, int block)
    {
        Instruction original = code.Create(OpCodes.Nop);
        original.OpCode = leader.OpCode;
        original.Operand = leader.Operand;
        leader.OpCode = OpCodes.Ldsfld;
        leader.Operand = field;
        Instruction[] counting =
        {
            code.Create(OpCodes.Ldc_I4, block), code.Create(OpCodes.Ldelema, element), code.Create(OpCodes.Dup), code.Create(OpCodes.Ldind_I8), code.Create(OpCodes.Ldc_I4_1),
            code.Create(OpCodes.Conv_I8), code.Create(OpCodes.Add), code.Create(OpCodes.Stind_I8), original,
        };
        Instruction last = leader;
        foreach (Instruction next in counting)
        {
            code.InsertAfter(last, next);
            last = next;
        }
    }

    private static HashSet<Instruction> LeadersOf(MethodBody body)
    {
        HashSet<Instruction> leaders = new() { body.Instructions[0] };
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                leaders.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                leaders.UnionWith(targets);
            }

            if (instruction.Next != null && EndsBlock(instruction.OpCode))
            {
                leaders.Add(instruction.Next);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers.SelectMany(handler => new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart }).Where(start => start != null));
        return leaders;
    }

    private static bool EndsBlock(OpCode code)
    {
        return code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw or FlowControl.Call
            || Throwing.Contains(code.Code) || code.Name.Contains(".ovf", StringComparison.Ordinal)
            || ThrowingFamilies.Any(family => code.Name.StartsWith(family, StringComparison.Ordinal));
    }
}
