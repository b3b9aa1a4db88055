// The repository around the running tests: where it is, and the SDK's commands run in it.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace NanoSpa.Gate.Tests;

/// <summary>Paths and builds.</summary>
internal static class Repository
{
    private static readonly Lazy<CommandResult> GateBuildOnce = new Lazy<CommandResult>(
        () => Dotnet("build", "nanoSpa.sln", "-p:SpaFlavor=gate", "--nologo", "-v", "quiet", "-nodeReuse:false"));

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The solution built in the gate flavour, once a test run.</summary>
    public static CommandResult GateBuild => GateBuildOnce.Value;

    /// <summary>Projects that ship to the device or run on it: what the gate must build.</summary>
    public static IEnumerable<string> DeviceProjects()
    {
        return new[] { "firmware", "hal", "boards", "tests/Unit" }
            .Select(folder => Path.Combine(Root, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Where(project => !File.ReadAllText(project).Contains("<HostOnly>true</HostOnly>"))
            .OrderBy(project => Path.GetFileName(project), StringComparer.Ordinal);
    }

    /// <summary>Where the gate puts a project's assembly.</summary>
    public static string GateAssembly(string project)
    {
        return Path.Combine(Path.GetDirectoryName(project), "bin", "gate", "Debug", "net10.0", Path.GetFileNameWithoutExtension(project) + ".dll");
    }

    /// <summary>All reference assemblies, as the gate built them.</summary>
    public static IEnumerable<string> ReferenceAssemblies()
    {
        Assert.AreEqual(0, GateBuild.ExitCode, GateBuild.Output);
        return Directory.GetFiles(Path.Combine(Root, "tools", "nanoref", "api"), "*.txt")
            .Select(listing => Path.GetFileNameWithoutExtension(listing))
            .Select(name => GateAssembly(Path.Combine(Root, "tools", "nanoref", name, name + ".csproj")))
            .Where(File.Exists);
    }

    /// <summary>Runs the SDK in the repository's root.</summary>
    public static CommandResult Dotnet(params string[] arguments)
    {
        ProcessStartInfo start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The test host's own build settings are not this build's.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start);
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output);
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no nanoSpa.sln above " + AppContext.BaseDirectory);
        }

        return folder;
    }
}
