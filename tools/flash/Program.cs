// The command line of tools/flash: a board in its folder, a unit on a serial port out.

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NanoSpa.Flash;

const int WrongUsage = 2;

var options = new FlashOptions();
var root = new RootCommand("Puts nanoFramework's runtime, network and files, and the application on a board by nanoff.");
options.AddTo(root);
root.SetAction(parsed =>
{
    options.Read(parsed);
    if (options.Port == null)
    {
        throw new UsageException("--port is missing; " + FlashRun.Ports());
    }

    var plan = new FlashPlan(options, Root(Environment.CurrentDirectory) ?? Root(AppContext.BaseDirectory));
    if (plan.LacksNetwork)
    {
        Console.Error.WriteLine("tools/flash: no --ssid: the board keeps the Wi-Fi network that it has, if any");
    }

    return options.DryRun ? FlashRun.Print(plan) : FlashRun.Run(plan, options.Port);
});
ParseResult parsed = root.Parse(args);
try
{
    return parsed.Errors.Count == 0
        ? parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
        : throw new UsageException(string.Join("; ", parsed.Errors.Select(error => error.Message).Distinct()));
}
catch (UsageException wrong)
{
    Console.Error.WriteLine("tools/flash: " + wrong.Message);
    return WrongUsage;
}

static string Root(string start)
{
    string folder = Path.GetFullPath(start);
    while (folder != null && !File.Exists(Path.Combine(folder, "nanoSpa.sln")))
    {
        folder = Path.GetDirectoryName(folder);
    }

    return folder;
}
