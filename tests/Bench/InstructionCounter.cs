// An assembly in, the same with every basic block counting its instructions out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using MethodBody = Mono.Cecil.Cil.MethodBody;

namespace NanoSpa.Bench;

/// <summary>
/// A load context in which NanoSpa.Core counts the IL instructions it executes: exact, and the same on every machine. The device
/// interprets IL, so the count is a measure of its work. Calls into the platform count as one; nop, which Debug builds are full of, as none.
/// </summary>
public sealed class InstructionCounter : AssemblyLoadContext
{
    private const string CountedAssembly = "NanoSpa.Core";
    private const string CounterType = "ExecutedInstructions";
    private const string CounterField = "Count";

    private readonly string _folder;
    private readonly FieldInfo _counter;
    private readonly Assembly _counted;

    public InstructionCounter(string folder)
        : base(true)
    {
        _folder = folder;
        _counted = LoadFromStream(new MemoryStream(Weave(Path.Combine(folder, CountedAssembly + ".dll"))));
        _counter = _counted.GetType(CounterType).GetField(CounterField);
    }

    /// <summary>Runs a static method without arguments of an assembly loaded here; answers the instructions executed.</summary>
    public long Run(Type type, string method)
    {
        Type here = LoadFromAssemblyPath(type.Assembly.Location).GetType(type.FullName);
        Action action = here.GetMethod(method, BindingFlags.Public | BindingFlags.Static).CreateDelegate<Action>();
        action();
        _counter.SetValue(null, 0L);
        action();
        return (long)_counter.GetValue(null);
    }

    // Whatever stands beside the counted assembly is loaded here too, so that it meets the counted types.
    protected override Assembly Load(AssemblyName name)
    {
        string path = Path.Combine(_folder, name.Name + ".dll");
        return name.Name == CountedAssembly ? _counted : name.Name.StartsWith("NanoSpa.", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private static byte[] Weave(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        TypeDefinition type = new("", CounterType, Mono.Cecil.TypeAttributes.Public | Mono.Cecil.TypeAttributes.Abstract | Mono.Cecil.TypeAttributes.Sealed, module.TypeSystem.Object);
        FieldDefinition field = new(CounterField, Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, module.TypeSystem.Int64);
        type.Fields.Add(field);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(each => each.Methods).Where(each => each.HasBody))
        {
            Weave(method.Body, field);
        }

        module.Types.Add(type);
        MemoryStream woven = new();
        module.Write(woven);
        return woven.ToArray();
    }

    // The first instruction of a block becomes the first of the counting ones, so that branches to the block reach them.
    private static void Weave(MethodBody body, FieldReference field)
    {
        body.SimplifyMacros();
        HashSet<Instruction> leaders = LeadersOf(body);
        List<Instruction> all = body.Instructions.ToList();
        ILProcessor code = body.GetILProcessor();
        for (int i = 0; i < all.Count; i++)
        {
            if (!leaders.Contains(all[i]))
            {
                continue;
            }

            int weight = all[i].OpCode == OpCodes.Nop ? 0 : 1;
            for (int j = i + 1; j < all.Count && !leaders.Contains(all[j]); j++)
            {
                weight += all[j].OpCode == OpCodes.Nop ? 0 : 1;
            }

            Instruction leader = all[i];
            Instruction original = code.Create(OpCodes.Nop);
            original.OpCode = leader.OpCode;
            original.Operand = leader.Operand;
            leader.OpCode = OpCodes.Ldsfld;
            leader.Operand = field;
            Instruction last = leader;
            foreach (Instruction next in new[] { code.Create(OpCodes.Ldc_I4, weight), code.Create(OpCodes.Conv_I8), code.Create(OpCodes.Add), code.Create(OpCodes.Stsfld, field), original })
            {
                code.InsertAfter(last, next);
                last = next;
            }
        }

        body.OptimizeMacros();
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

            FlowControl flow = instruction.OpCode.FlowControl;
            if (instruction.Next != null && flow is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                leaders.Add(instruction.Next);
            }
        }

        leaders.UnionWith(body.ExceptionHandlers.SelectMany(handler => new[] { handler.HandlerStart, handler.FilterStart }).Where(start => start != null));
        leaders.Remove(null);
        return leaders;
    }
}
