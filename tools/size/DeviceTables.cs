// Types of an assembly in, bytes of the device's string table and signature table out.

using System.Collections.Generic;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoSpa.Size;

/// <summary>
/// Gathers what the device's assembly stores once: strings, and in one table signatures and static-table data.
/// Constants and names of parameters and properties are not stored there.
/// </summary>
public sealed class DeviceTables
{
    private readonly HashSet<string> strings = new HashSet<string>();
    private readonly HashSet<string> signatures = new HashSet<string>();

    /// <summary>UTF-8 with a NUL each.</summary>
    public int StringBytes => strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>A signature is gathered as one character a byte.</summary>
    public int TableBytes => signatures.Sum(signature => signature.Length);

    /// <summary>Names of the assembly, of those it references and of what it uses from them.</summary>
    public void AddNames(AssemblyDefinition assembly)
    {
        strings.Add(assembly.Name.Name);
        ModuleDefinition module = assembly.MainModule;
        strings.UnionWith(module.AssemblyReferences.Select(reference => reference.Name));
        foreach (TypeReference type in module.GetTypeReferences())
        {
            strings.Add(type.Name);
            strings.Add(type.Namespace);
        }

        foreach (MemberReference member in module.GetMemberReferences())
        {
            strings.Add(member.Name);
            if (member is MethodReference method)
            {
                signatures.Add(SignatureOf(method));
            }
            else if (member is FieldReference field)
            {
                signatures.Add("F" + SignatureOf(field.FieldType));
            }
        }
    }

    public void Add(TypeDefinition type)
    {
        strings.Add(type.Name);
        strings.Add(type.Namespace);
        signatures.Add("I" + string.Concat(type.Interfaces.Select(contract => SignatureOf(contract.InterfaceType))));
        foreach (FieldDefinition field in type.Fields.Where(field => !field.HasConstant))
        {
            strings.Add(field.Name);
            signatures.Add("F" + SignatureOf(field.FieldType));
            if (field.InitialValue.Length > 0)
            {
                // Two bytes of length; equal data is stored once.
                signatures.Add("##" + Encoding.Latin1.GetString(field.InitialValue));
            }

            AddAttributes(field);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Add(method);
        }

        AddAttributes(type);
    }

    private void Add(MethodDefinition method)
    {
        strings.Add(method.Name);
        signatures.Add(SignatureOf(method));
        AddAttributes(method);
        if (!method.HasBody)
        {
            return;
        }

        signatures.Add(string.Concat(method.Body.Variables.Select(local => SignatureOf(local.VariableType))));
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (instruction.Operand is string text)
            {
                strings.Add(text);
            }
        }
    }

    private void AddAttributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            signatures.Add(string.Concat(attribute.ConstructorArguments.Select(Argument)));
        }
    }

    private string Argument(CustomAttributeArgument argument)
    {
        switch (argument.Value)
        {
            case string text:
                strings.Add(text);
                return "s" + text.Length.ToString("x2");
            case CustomAttributeArgument boxed:
                return Argument(boxed);
            case CustomAttributeArgument[] items:
                return "a##" + string.Concat(items.Select(Argument));
            default:
                return "v" + (argument.Value?.ToString() ?? "").PadLeft(8).Substring(0, 8);
        }
    }

    private static string SignatureOf(MethodReference method)
    {
        return "M#" + SignatureOf(method.ReturnType) + string.Concat(method.Parameters.Select(parameter => SignatureOf(parameter.ParameterType)));
    }

    private static string SignatureOf(TypeReference type)
    {
        switch (type)
        {
            case ByReferenceType reference:
                return "&" + SignatureOf(reference.ElementType);
            case ArrayType array:
                return "[" + SignatureOf(array.ElementType);
        }

        // Four bytes: the kind and a token of at most three.
        return type.IsPrimitive || type.MetadataType is MetadataType.String or MetadataType.Object or MetadataType.Void
            ? ((char)(64 + (int)type.MetadataType)).ToString()
            : (type.MetadataToken.TokenType == TokenType.TypeRef ? "r" : "d") + (type.MetadataToken.RID & 0xFFF).ToString("x3");
    }
}
