// A module in, one sentence out for each construct that compiles but has no counterpart on the device.

using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoSpa.Size;

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

        CheckAttributes(type, type.FullName);
        CheckUse(type.BaseType, type.FullName);
        foreach (InterfaceImplementation contract in type.Interfaces)
        {
            CheckUse(contract.InterfaceType, type.FullName);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            string name = type.FullName + "." + field.Name;
            CheckUse(field.FieldType, name);
            CheckAttributes(field, name);
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

        CheckAttributes(method, name);
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
            case Code.Shl:
            case Code.Shr:
            case Code.Shr_Un:
                if (!IsBoundedCount(instruction.Previous))
                {
                    Refuse(name, "shift by a count that is not masked");
                }

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

    // The metadata processor writes nothing for an enum in an attribute: what follows is read from the wrong place.
    private void CheckAttributes(ICustomAttributeProvider provider, string name)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes.Where(attribute => !attribute.AttributeType.Namespace.StartsWith("System", System.StringComparison.Ordinal)))
        {
            if (attribute.ConstructorArguments.Any(HoldsEnum))
            {
                Refuse(name, "enum as an argument of " + attribute.AttributeType.Name + " (cast it to int)");
            }
        }
    }

    private static bool HoldsEnum(CustomAttributeArgument argument)
    {
        switch (argument.Value)
        {
            case CustomAttributeArgument boxed:
                return HoldsEnum(boxed);
            case CustomAttributeArgument[] items:
                return items.Any(HoldsEnum);
            default:
                // An enum of another assembly is known by its name alone, so what is neither number, text nor type is taken for one.
                return !argument.Type.IsPrimitive && argument.Type.FullName is not ("System.String" or "System.Object" or "System.Type");
        }
    }

    // The compiler masks every shift count that is no constant; the device relies on it.
    private static bool IsBoundedCount(Instruction count)
    {
        if (count?.OpCode.Code == Code.And)
        {
            count = count.Previous;
        }

        return count != null && (count.OpCode.Code == Code.Ldc_I4_S || count.OpCode.Code == Code.Ldc_I4
            || (count.OpCode.Code >= Code.Ldc_I4_M1 && count.OpCode.Code <= Code.Ldc_I4_8));
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
