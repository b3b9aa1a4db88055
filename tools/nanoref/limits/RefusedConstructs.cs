// A module in, one sentence out for each construct that compiles but has no counterpart on the device.

using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoSpa.NanoRef;

/// <summary>Looks at every type, signature, local and instruction.</summary>
public sealed class RefusedConstructs
{
    // The compiler's own holder of static-table data: fields of fixed size, never read as laid out.
    private const string CompilerTables = "<PrivateImplementationDetails>";

    private readonly LimitReport report;
    private readonly HashSet<string> said = new HashSet<string>();

    public RefusedConstructs(LimitReport report)
    {
        this.report = report;
    }

    public void Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in module.GetTypes())
        {
            CheckType(type);
        }
    }

    private void CheckType(TypeDefinition type)
    {
        if (type.HasGenericParameters)
        {
            Refuse(type.FullName, "generic type");
        }

        if (type.IsExplicitLayout && !type.FullName.StartsWith(CompilerTables, System.StringComparison.Ordinal))
        {
            Refuse(type.FullName, "explicit layout");
        }

        CheckUse(type.BaseType, type.FullName);
        foreach (InterfaceImplementation contract in type.Interfaces)
        {
            CheckUse(contract.InterfaceType, type.FullName);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            string name = type.FullName + "." + field.Name;
            CheckUse(field.FieldType, name);
            if (field.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ThreadStaticAttribute"))
            {
                Refuse(name, "[ThreadStatic]");
            }
        }

        foreach (MethodDefinition method in type.Methods)
        {
            CheckMethod(type, method);
        }
    }

    private void CheckMethod(TypeDefinition type, MethodDefinition method)
    {
        string name = type.FullName + "." + method.Name;
        if (method.HasGenericParameters)
        {
            Refuse(name, "generic method");
        }

        if (type.IsInterface && method.IsStatic)
        {
            Refuse(name, method.IsAbstract ? "static abstract interface member" : "static interface member");
        }
        else if (type.IsInterface && !method.IsAbstract)
        {
            Refuse(name, "default interface method");
        }

        CheckSignature(method, name);
        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition local in method.Body.Variables)
        {
            CheckUse(local.VariableType, name);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            CheckInstruction(instruction, name);
        }
    }

    private void CheckInstruction(Instruction instruction, string name)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Localloc:
                Refuse(name, "stackalloc");
                break;
            case Code.Throw when instruction.Previous?.OpCode.Code == Code.Ldnull:
                Refuse(name, "throw null");
                break;
            case Code.Volatile:
                Refuse(name, "volatile access");
                break;
            case Code.Arglist:
            case Code.Calli:
            case Code.Mkrefany:
            case Code.Refanyval:
            case Code.Cpblk:
            case Code.Initblk:
                Refuse(name, "instruction " + instruction.OpCode.Name);
                break;
        }

        switch (instruction.Operand)
        {
            case GenericInstanceMethod generic:
                Refuse(name, "generic call " + generic.ElementMethod.Name);
                break;
            case MethodReference method:
                CheckUse(method.DeclaringType, name);
                CheckSignature(method, name);
                break;
            case FieldReference field:
                CheckUse(field.DeclaringType, name);
                CheckUse(field.FieldType, name);
                break;
            case TypeReference type:
                CheckUse(type, name);
                break;
        }
    }

    private void CheckSignature(MethodReference method, string name)
    {
        CheckUse(method.ReturnType, name);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            CheckUse(parameter.ParameterType, name);
        }
    }

    private void CheckUse(TypeReference type, string name)
    {
        switch (type)
        {
            case GenericInstanceType generic:
                Refuse(name, "generic instantiation " + generic.FullName);
                break;
            case RequiredModifierType modified:
                Refuse(name, modified.ModifierType.Name == "IsVolatile" ? "volatile" : "required modifier " + modified.ModifierType.Name);
                break;
            case PointerType _:
            case FunctionPointerType _:
                Refuse(name, "pointer " + type.FullName);
                break;
            case ArrayType array when array.Rank > 1:
                Refuse(name, "multi-dimensional array " + type.FullName);
                break;
            case TypeSpecification wrapper:
                CheckUse(wrapper.ElementType, name);
                break;
        }
    }

    private void Refuse(string name, string construct)
    {
        string sentence = $"{name}: {construct}: the device has no such thing";
        if (said.Add(sentence))
        {
            report.Refusals.Add(sentence);
        }
    }
}
