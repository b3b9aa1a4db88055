// The command line of nanospa: without a command, a virtual unit that provisions itself from a server of its own.

using System;
using System.CommandLine;
using System.Linq;
using NanoSpa.Tool.Commands;

const int WrongUsage = 2;

var root = new RootCommand("A virtual analog telephone adapter that provisions itself as Linksys/Sipura SPA units do, and dry runs of its rules and profiles. "
    + "Without a command: starts a provisioning server of its own on loopback and a unit that provisions itself from it.");
DemoCommand.Define(root);
root.Subcommands.Add(RunCommand.Create());
root.Subcommands.Add(FleetCommand.Create());
root.Subcommands.Add(ExpandCommand.Create());
root.Subcommands.Add(DecodeCommand.Create());
root.Subcommands.Add(ScheduleCommand.Create());
root.Subcommands.Add(ExplainCommand.Create());
root.Subcommands.Add(LintCommand.Create());
root.Subcommands.Add(ParametersCommand.Create());
root.Subcommands.Add(StoreCommand.Create());
root.Subcommands.Add(CaCommand.Create());
root.Subcommands.Add(NotifyCommand.Create());

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (string error in parsed.Errors.Select(e => e.Message).Distinct())
    {
        Console.Error.WriteLine("nanospa: " + error);
    }

    Console.Error.WriteLine("nanospa: try 'nanospa --help', or a command and --help");
    return WrongUsage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UsageException wrong)
{
    Console.Error.WriteLine("nanospa: " + wrong.Message);
    return WrongUsage;
}
