// The command line of tools/size: the program of boards/Esp32 built by the gate, sizes and refusals out; 1 when something does not fit the device.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NanoSpa.Size;

const int DoesNotFit = 1;
const int WrongUsage = 2;

var folder = new Argument<string>("FOLDER")
{
    Description = "measures the assemblies NanoSpa.*.dll of a folder that the gate built into, instead of building the program",
    Arity = ArgumentArity.ZeroOrOne,
};
var record = new Option<bool>("--record") { Description = "writes the sizes to " + Deployment.Recorded };
var root = new RootCommand("Builds boards/Esp32's program in the gate flavour and tells what each assembly takes of the device's limits, with the change since the sizes were recorded.")
{
    folder,
    record,
};
root.SetAction(parsed => Run(parsed.GetValue(folder), parsed.GetValue(record)));
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    return Wrong(string.Join("; ", parsed.Errors.Select(error => error.Message)));
}

return parsed.Invoke();

static int Run(string folder, bool record)
{
    string repository = Deployment.Root(Environment.CurrentDirectory) ?? Deployment.Root(AppContext.BaseDirectory);
    if (repository == null)
    {
        return Wrong("there is no nanoSpa.sln here or above");
    }

    if (folder == null)
    {
        folder = Deployment.Folder(repository, "Release");
        using Process build = Process.Start(new ProcessStartInfo("dotnet", ["build", Path.Combine(repository, Deployment.Project), "-c", "Release", "-p:SpaFlavor=gate", "-v", "quiet", "--nologo"]) { RedirectStandardOutput = true });
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            return Wrong("the gate does not build " + Deployment.Project + ":\n" + output);
        }
    }

    List<LimitReport> reports = Deployment.Measure(folder);
    if (reports.Count == 0)
    {
        return Wrong("no NanoSpa.*.dll in " + folder);
    }

    string baseline = Path.Combine(repository, Deployment.Recorded);
    Console.Write(SizeTable.Of(reports, SizeBaseline.Read(baseline)));
    if (record)
    {
        SizeBaseline.Write(baseline, reports);
    }

    List<string> refusals = reports.SelectMany(report => report.Refusals).ToList();
    refusals.ForEach(Console.Error.WriteLine);
    return refusals.Count == 0 ? 0 : DoesNotFit;
}

static int Wrong(string what)
{
    Console.Error.WriteLine("tools/size: " + what);
    return WrongUsage;
}
