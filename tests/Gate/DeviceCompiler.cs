// Source text in, an assembly compiled against the device's reference assemblies out, or the compiler's errors.

using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace NanoSpa.Gate.Tests;

/// <summary>The gate's compiler in this process: the same references, the same language version.</summary>
internal static class DeviceCompiler
{
    private static readonly CSharpParseOptions Options = new CSharpParseOptions(LanguageVersion.CSharp10);

    /// <summary>Compiles one file; the stream holds the assembly when there is no error.</summary>
    public static List<string> Compile(string source, out MemoryStream assembly)
    {
        MemoryStream output = new MemoryStream();
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            new[] { CSharpSyntaxTree.ParseText(source, Options) },
            Repository.ReferenceAssemblies().Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        EmitResult result = compilation.Emit(output);
        output.Position = 0;
        assembly = output;
        return result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id + ": " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).ToList();
    }
}
