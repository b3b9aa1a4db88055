// Little methods written in IL and counted by hand in, what the meter counts for them out.

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoSpa.IlMeter;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace NanoSpa.Bench;

[TestClass]
public class MeterTests
{
    private const string TypeName = "Sample";

    private readonly AssemblyDefinition _sample = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("NanoSpa.Sample", new Version(1, 0)), "NanoSpa.Sample", ModuleKind.Dll);
    private readonly TypeDefinition _type;

    public MeterTests()
    {
        _type = NewType(TypeName, Module.TypeSystem.Object);
    }

    private ModuleDefinition Module => _sample.MainModule;

    [TestMethod]
    public void StraightCodeCountsEveryInstructionButNop()
    {
        ILProcessor code = Method("Run");
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Nop);
        code.Emit(OpCodes.Ldc_I4_2);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Ret);
        Counts("Run", 5, 7, 4);
    }

    [TestMethod]
    [DataRow(0, 0, 5)]
    [DataRow(1, 1, 15)]
    [DataRow(5, 15, 55)]
    public void ALoopCountsEachRound(int argument, int result, int expected)
    {
        // 1 to the test; 2 for the test, each round 8 and 2 for the next test; 2 at the end: 5 and 10 a round.
        ILProcessor code = Method("Run");
        code.Body.Variables.Add(new VariableDefinition(Module.TypeSystem.Int32));
        Instruction test = code.Create(OpCodes.Ldarg_0);
        Instruction round = code.Create(OpCodes.Ldloc_0);
        code.Emit(OpCodes.Br, test);
        code.Append(round);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stloc_0);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Starg, code.Body.Method.Parameters[0]);
        code.Append(test);
        code.Emit(OpCodes.Brtrue, round);
        code.Emit(OpCodes.Ldloc_0);
        code.Emit(OpCodes.Ret);
        Counts("Run", argument, result, expected);
    }

    [TestMethod]
    [DataRow(0, 10, 4)]
    [DataRow(1, 20, 4)]
    [DataRow(2, 30, 5)]
    [DataRow(9, 30, 5)]
    public void ASwitchCountsTheWayTaken(int argument, int result, int expected)
    {
        ILProcessor code = Method("Run");
        Instruction first = code.Create(OpCodes.Ldc_I4, 10);
        Instruction second = code.Create(OpCodes.Ldc_I4, 20);
        Instruction other = code.Create(OpCodes.Ldc_I4, 30);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Switch, new[] { first, second });
        code.Emit(OpCodes.Br, other);
        code.Append(first);
        code.Emit(OpCodes.Ret);
        code.Append(second);
        code.Emit(OpCodes.Ret);
        code.Append(other);
        code.Emit(OpCodes.Ret);
        Counts("Run", argument, result, expected);
    }

    [TestMethod]
    public void ACallCountsItselfAndWhatItCalls()
    {
        ILProcessor doubled = Method("Double");
        doubled.Emit(OpCodes.Ldarg_0);
        doubled.Emit(OpCodes.Ldc_I4_2);
        doubled.Emit(OpCodes.Mul);
        doubled.Emit(OpCodes.Ret);
        ILProcessor code = Method("Run");
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, doubled.Body.Method);
        code.Emit(OpCodes.Call, doubled.Body.Method);
        code.Emit(OpCodes.Ret);
        Counts("Run", 3, 12, 4 + 8);
    }

    [TestMethod]
    [DataRow(0, 1, 11)]
    [DataRow(1, 2, 15)]
    public void AVirtualCallCountsTheMethodItReaches(int argument, int result, int expected)
    {
        MethodDefinition answer = Virtual(_type, "Answer", MethodAttributes.NewSlot, 0, 1);
        TypeDefinition derived = NewType("Derived", _type);
        Virtual(derived, "Answer", MethodAttributes.ReuseSlot, 2, 2);
        ILProcessor code = Method("Run");
        Instruction call = code.Create(OpCodes.Callvirt, answer);
        Instruction second = code.Create(OpCodes.Newobj, derived.Methods[0]);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Brtrue, second);
        code.Emit(OpCodes.Newobj, _type.Methods[0]);
        code.Emit(OpCodes.Br, call);
        code.Append(second);
        code.Append(call);
        code.Emit(OpCodes.Ret);

        // The base: 6 here, 3 its constructor, 2 its answer. The derived: 5 here, 6 two constructors, 4 its answer.
        Counts("Run", argument, result, expected);
    }

    [TestMethod]
    [DataRow(0, 1, 12)]
    [DataRow(1, 11, 10)]
    public void AThrowInTheMiddleOfABlockLeavesTheRestUncounted(int argument, int result, int expected)
    {
        // try { x = 10 / argument; x = x + 1; } catch { x = 0 + 0 + 1; } finally { nothing } return x
        ILProcessor code = Method("Run");
        code.Body.Variables.Add(new VariableDefinition(Module.TypeSystem.Int32));
        Instruction end = code.Create(OpCodes.Ldloc_0);
        Instruction tried = code.Create(OpCodes.Ldc_I4, 10);
        Instruction caught = code.Create(OpCodes.Pop);
        Instruction final = code.Create(OpCodes.Nop);
        code.Append(tried);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Div);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stloc_0);
        code.Emit(OpCodes.Leave, end);
        code.Append(caught);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Add);
        code.Emit(OpCodes.Stloc_0);
        code.Emit(OpCodes.Leave, end);
        code.Append(final);
        code.Emit(OpCodes.Endfinally);
        code.Append(end);
        code.Emit(OpCodes.Ret);
        code.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch) { TryStart = tried, TryEnd = caught, HandlerStart = caught, HandlerEnd = final, CatchType = Module.TypeSystem.Object });
        code.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally) { TryStart = tried, TryEnd = final, HandlerStart = final, HandlerEnd = end });

        // 3 to the division in both; 4 behind it or 6 in the handler; 1 finally; 2 at the end.
        Counts("Run", argument, result, expected);
    }

    [TestMethod]
    public void AThrowOfACalledMethodEndsTheBlockAtTheCall()
    {
        ILProcessor thrower = Method("Throw");
        thrower.Emit(OpCodes.Ldarg_0);
        thrower.Emit(OpCodes.Ldarg_0);
        thrower.Emit(OpCodes.Ldc_I4_0);
        thrower.Emit(OpCodes.Div);
        thrower.Emit(OpCodes.Add);
        thrower.Emit(OpCodes.Ret);
        ILProcessor code = Method("Run");
        code.Body.Variables.Add(new VariableDefinition(Module.TypeSystem.Int32));
        Instruction tried = code.Create(OpCodes.Ldarg_0);
        Instruction caught = code.Create(OpCodes.Pop);
        Instruction end = code.Create(OpCodes.Ldloc_0);
        code.Append(tried);
        code.Emit(OpCodes.Call, thrower.Body.Method);
        code.Emit(OpCodes.Stloc_0);
        code.Emit(OpCodes.Leave, end);
        code.Append(caught);
        code.Emit(OpCodes.Leave, end);
        code.Append(end);
        code.Emit(OpCodes.Ret);
        code.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch) { TryStart = tried, TryEnd = caught, HandlerStart = caught, HandlerEnd = end, CatchType = Module.TypeSystem.Object });

        // 2 to the call, 4 to the division in it, 2 in the handler, 2 at the end.
        Counts("Run", 7, 0, 2 + 4 + 2 + 2);
    }

    [TestMethod]
    public void CallsIntoTheBaseLibraryAreCountedByName()
    {
        ILProcessor code = Method("Run");
        MethodReference abs = Module.ImportReference(typeof(Math).GetMethod("Abs", new[] { typeof(int) }));
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, abs);
        code.Emit(OpCodes.Call, abs);
        code.Emit(OpCodes.Ret);
        Reading reading = Counts("Run", -4, 4, 4);
        Assert.AreEqual(2L, reading.LibraryCalls["System.Math::Abs"]);
        Assert.AreEqual(2L, reading.LibraryCallCount);
    }

    private static TypeDefinition Constructed(TypeDefinition type, MethodReference baseConstructor)
    {
        MethodDefinition constructor = new(".ctor", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, type.Module.TypeSystem.Void);
        ILProcessor code = constructor.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, baseConstructor);
        code.Emit(OpCodes.Ret);
        type.Methods.Add(constructor);
        return type;
    }

    private TypeDefinition NewType(string name, TypeReference parent)
    {
        TypeDefinition type = new("", name, TypeAttributes.Public, parent);
        Module.Types.Add(type);
        return Constructed(type, parent is TypeDefinition own ? own.Methods[0] : Module.ImportReference(typeof(object).GetConstructor(Type.EmptyTypes)));
    }

    // return answer, after so many instructions more that do nothing.
    private static MethodDefinition Virtual(TypeDefinition type, string name, MethodAttributes slot, int more, int answer)
    {
        MethodDefinition method = new(name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | slot, type.Module.TypeSystem.Int32);
        ILProcessor code = method.Body.GetILProcessor();
        for (int i = 0; i < more; i += 2)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Pop);
        }

        code.Emit(OpCodes.Ldc_I4, answer);
        code.Emit(OpCodes.Ret);
        type.Methods.Add(method);
        return method;
    }

    private ILProcessor Method(string name)
    {
        MethodDefinition method = new(name, MethodAttributes.Public | MethodAttributes.Static, Module.TypeSystem.Int32);
        method.Parameters.Add(new ParameterDefinition(Module.TypeSystem.Int32));
        _type.Methods.Add(method);
        return method.Body.GetILProcessor();
    }

    private Reading Counts(string method, int argument, int result, long instructions)
    {
        MemoryStream image = new();
        _sample.Write(image);
        image.Position = 0;
        Meter meter = new(AppContext.BaseDirectory);
        Func<int, int> run = meter.Add(image).GetType(TypeName).GetMethod(method, BindingFlags.Public | BindingFlags.Static).CreateDelegate<Func<int, int>>();
        Reading reading = meter.Measure(() => run(argument));
        meter.Unload();
        Assert.AreEqual((long)result, reading.Items, "the method's result");
        Assert.AreEqual(instructions, reading.Instructions, string.Join(", ", reading.Methods.Select(each => each.Key + " " + each.Value)));
        return reading;
    }
}
