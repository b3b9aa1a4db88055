// SPA1011: what only the HAL may name, and what nobody may.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoSpa.NanoLint;

/// <summary>Reports Dns and SpanByte anywhere; threads, sockets, files and the wall clock in firmware/.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableHashSet<string> Nowhere = ImmutableHashSet.Create("System.Net.Dns", "System.SpanByte");

    private static readonly ImmutableHashSet<string> NotInFirmware = ImmutableHashSet.Create(
        "System.Threading.Thread", "System.Threading.Timer", "System.Net.Sockets.Socket", "System.Net.Sockets.NetworkStream",
        "System.Net.HttpListener", "System.Net.HttpWebRequest", "System.Net.Security.SslStream", "System.IO.File", "System.IO.FileStream",
        "System.IO.Directory", "System.DateTime.UtcNow", "System.DateTime.Now", "System.DateTime.Today", "System.Environment");

    private static readonly DiagnosticDescriptor Finding = Rule.Make("SPA1011", "Not in this layer", "{0}");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Finding);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.IdentifierName);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        IdentifierNameSyntax name = (IdentifierNameSyntax)context.Node;
        if (name.IsVar || CodePlace.IsTests(context.Compilation))
        {
            return;
        }

        ISymbol symbol = context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol;
        if (!(symbol is INamedTypeSymbol) && !(symbol is IPropertySymbol))
        {
            return;
        }

        string full = symbol.ToDisplayString();
        if (Nowhere.Contains(full))
        {
            Report(context, full + (full == "System.Net.Dns" ? " stops the whole device while it waits: use the resolver of firmware/Protocols." : " is obsolete on the device: pass byte[], offset and count."));
        }
        else if (NotInFirmware.Contains(full) && CodePlace.IsFirmware(context.Compilation))
        {
            Report(context, "firmware/ does not name " + full + ": take it from a contract of hal/Contracts.");
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, string message)
    {
        context.ReportDiagnostic(Diagnostic.Create(Finding, context.Node.GetLocation(), message));
    }
}
