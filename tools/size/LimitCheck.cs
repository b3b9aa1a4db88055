// An assembly of the gate flavour in, its sizes and refusals out (DEVICE.md "Limits").

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoSpa.Size;

/// <summary>Measures an assembly against what the device's assembly format and loader can hold.</summary>
public static class LimitCheck
{
    private const int ExceptionClauseBytes = 12;

    /// <summary>Measures a file; assemblies it references are looked for beside it.</summary>
    public static LimitReport Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Of(stream, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Measures an assembly; <paramref name="references"/> is the folder of those it references, if any.</summary>
    public static LimitReport Of(Stream assembly, string references = null)
    {
        using DefaultAssemblyResolver resolver = new DefaultAssemblyResolver();
        if (references != null)
        {
            resolver.AddSearchDirectory(references);
        }

        using AssemblyDefinition definition = AssemblyDefinition.ReadAssembly(assembly, new ReaderParameters { AssemblyResolver = resolver });
        LimitReport report = new LimitReport(definition.Name.Name);
        DeviceTables tables = new DeviceTables();
        tables.AddNames(definition);
        foreach (TypeDefinition type in definition.MainModule.GetTypes().Where(type => type.Name != "<Module>"))
        {
            CheckType(type, report);
            tables.Add(type);
            foreach (MethodDefinition method in type.Methods.Where(method => method.HasBody))
            {
                report.IlBytes += method.Body.CodeSize + (method.Body.ExceptionHandlers.Count * ExceptionClauseBytes);
            }
        }

        new RefusedConstructs(report).Check(definition.MainModule);
        report.StringBytes = tables.StringBytes;
        report.TableBytes = tables.TableBytes;
        CheckSize(report, "IL", report.IlBytes);
        CheckSize(report, "strings and names", report.StringBytes);
        CheckSize(report, "static tables and signatures", report.TableBytes);
        return report;
    }

    private static void CheckSize(LimitReport report, string what, int bytes)
    {
        if (bytes > LimitReport.MaxBytes)
        {
            report.Refusals.Add($"{report.Assembly}: {bytes} bytes of {what}, the limit is {LimitReport.MaxBytes}");
        }
    }

    private static void CheckType(TypeDefinition type, LimitReport report)
    {
        IEnumerable<FieldDefinition> stored = type.Fields.Where(field => !field.HasConstant);
        CheckCount(report, type.FullName, "virtual methods", type.Methods.Count(method => method.IsVirtual));
        CheckCount(report, type.FullName, "static methods", type.Methods.Count(method => method.IsStatic));
        CheckCount(report, type.FullName, "instance methods", type.Methods.Count(method => !method.IsVirtual && !method.IsStatic));
        CheckCount(report, type.FullName, "static fields", stored.Count(field => field.IsStatic));
        CheckCount(report, type.FullName, "instance fields", stored.Count(field => !field.IsStatic));
        foreach (MethodDefinition method in type.Methods)
        {
            string name = type.FullName + "." + method.Name;
            CheckCount(report, name, "arguments", method.Parameters.Count + (method.IsStatic ? 0 : 1));
            CheckCount(report, name, "locals", method.HasBody ? method.Body.Variables.Count : 0);
            CheckCount(report, name, "cases of a switch", method.HasBody ? MostCases(method.Body) : 0);
            if (method.HasBody)
            {
                CheckStack(report, name, method.Body);
            }
        }
    }

    private static void CheckStack(LimitReport report, string name, MethodBody body)
    {
        int reckoned = DeviceStack.Reckoned(body);
        int needed = DeviceStack.Needed(body);
        if (reckoned > LimitReport.MaxStack)
        {
            report.Refusals.Add($"{name}: the device reckons a stack {reckoned} deep, the limit is {LimitReport.MaxStack}; fewer returns, each switch with one behind it");
        }

        if (needed > reckoned + DeviceStack.Spare)
        {
            report.Refusals.Add($"{name}: needs a stack {needed} deep, the device reckons {reckoned}");
        }
    }

    // The device's form of the instruction has one byte for their number (nanoFramework's metadata processor, CodeWriter): of 256 it makes none.
    private static int MostCases(MethodBody body)
    {
        return body.Instructions.Select(instruction => instruction.Operand).OfType<Instruction[]>().Select(targets => targets.Length).DefaultIfEmpty(0).Max();
    }

    private static void CheckCount(LimitReport report, string name, string what, int count)
    {
        if (count > LimitReport.MaxCount)
        {
            report.Refusals.Add($"{name}: {count} {what}, the limit is {LimitReport.MaxCount}");
        }
    }
}
