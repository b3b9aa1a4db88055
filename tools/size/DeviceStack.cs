// A method's instructions in, the depth of its evaluation stack out: what it needs, and what the device's assembly says that it needs.

using System;
using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoSpa.Size;

/// <summary>
/// The device takes a method's evaluation stack from its heap with each call, as deep as one byte of the assembly says. nanoFramework's metadata processor
/// reckons that byte in one pass over the instructions (its CodeWriter, CalculateStackSize), and not by where they lead: what a return takes is not taken off,
/// and a case of a switch begins with what the instruction before it left. A method of many short cases comes to a deep stack, or past 255 to one that is too small.
/// </summary>
public static class DeviceStack
{
    /// <summary>Places that the device adds to what the assembly says (nanoFramework's CLR_RT_StackFrame): an exception in its handler, which is not counted, takes one.</summary>
    public const int Spare = 3;

    /// <summary>What the processor comes to, before it is cut to a byte.</summary>
    public static int Reckoned(MethodBody body)
    {
        Dictionary<Instruction, int> atTarget = new();
        int depth = 0;
        int deepest = 0;
        foreach (Instruction instruction in body.Instructions)
        {
            depth = atTarget.GetValueOrDefault(instruction, depth);
            switch (instruction.OpCode.Code)
            {
                case Code.Throw:
                case Code.Endfinally:
                case Code.Endfilter:
                case Code.Leave:
                case Code.Leave_S:
                case Code.Br_S:
                    depth = 0;
                    continue;
            }

            depth += Pushed(instruction) - Popped(instruction, null);
            if (instruction.Operand is Instruction target)
            {
                atTarget[target] = Math.Max(atTarget.GetValueOrDefault(target), depth);
            }

            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    /// <summary>What the method needs, along all of its ways.</summary>
    public static int Needed(MethodBody body)
    {
        Dictionary<Instruction, int> seen = new();
        Stack<(Instruction At, int Depth)> open = new();
        open.Push((body.Instructions[0], 0));
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            open.Push((handler.HandlerStart, handler.HandlerType == ExceptionHandlerType.Catch ? 1 : 0));
            if (handler.FilterStart != null)
            {
                open.Push((handler.FilterStart, 1));
            }
        }

        int deepest = 0;
        while (open.Count > 0)
        {
            (Instruction at, int depth) = open.Pop();
            while (at != null && seen.TryAdd(at, depth))
            {
                deepest = Math.Max(deepest, depth);
                depth += Pushed(at) - Popped(at, body.Method);
                deepest = Math.Max(deepest, depth);
                foreach (Instruction target in at.Operand is Instruction one ? new[] { one } : at.Operand as Instruction[] ?? Array.Empty<Instruction>())
                {
                    open.Push((target, at.OpCode.Code is Code.Leave or Code.Leave_S ? 0 : depth));
                }

                at = at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw ? null : at.Next;
            }
        }

        return deepest;
    }

    private static int Pushed(Instruction instruction)
    {
        switch (instruction.OpCode.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                return 0;
            case StackBehaviour.Push1_push1:
                return 2;
            case StackBehaviour.Varpush:
                return ((MethodReference)instruction.Operand).ReturnType.MetadataType == MetadataType.Void ? 0 : 1;
            default:
                return 1;
        }
    }

    // Without an owner a return pops nothing.
    private static int Popped(Instruction instruction, MethodDefinition owner)
    {
        switch (instruction.OpCode.StackBehaviourPop)
        {
            case StackBehaviour.Pop0:
            case StackBehaviour.PopAll:
                return 0;
            case StackBehaviour.Pop1:
            case StackBehaviour.Popi:
            case StackBehaviour.Popref:
                return 1;
            case StackBehaviour.Varpop when instruction.OpCode.Code == Code.Ret:
                return owner == null || owner.ReturnType.MetadataType == MetadataType.Void ? 0 : 1;
            case StackBehaviour.Varpop:
                MethodReference method = (MethodReference)instruction.Operand;
                return method.Parameters.Count + (method.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0);
            case StackBehaviour.Popi_popi_popi:
            case StackBehaviour.Popref_popi_popi:
            case StackBehaviour.Popref_popi_popi8:
            case StackBehaviour.Popref_popi_popr4:
            case StackBehaviour.Popref_popi_popr8:
            case StackBehaviour.Popref_popi_popref:
                return 3;
            default:
                return 2;
        }
    }
}
