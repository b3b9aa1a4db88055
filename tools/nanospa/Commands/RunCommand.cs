// nanospa run: a virtual unit against real servers.

using System;
using System.CommandLine;
using System.IO;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>The unit of the main job, without the built-in server.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs a virtual unit against your own servers until Ctrl-C.");
        var identity = new IdentityOptions();
        var options = new RunOptions();
        var option66 = new Option<string>("--option66") { Description = "what DHCP option 66 would say: a host, an address or a URL" };
        var rc = new Option<string>("--rc") { Description = "makes it an RC unit: FILE is an XML profile with its own factory values" };
        Option<string> dns = NameServerOption.Create();
        identity.AddTo(command);
        options.AddTo(command);
        command.Options.Add(option66);
        command.Options.Add(dns);
        command.Options.Add(rc);
        command.SetAction((parsed, cancel) =>
        {
            (uint dnsAddress, int dnsPort) = NameServerOption.Read(parsed.GetValue(dns));
            UnitOptions unit = options.Read(parsed, identity) with
            {
                Option66 = parsed.GetValue(option66),
                DnsAddress = dnsAddress,
                DnsPort = dnsPort,
            };
            unit.Identity.CustomizationTemplate = Template(parsed.GetValue(rc));
            var host = new HostUnit(unit, new UnitReport(unit.Json, unit.DebugLevel));
            UnitInput.Start(System.Console.In, host);
            return System.Threading.Tasks.Task.Run(() => host.Run(cancel));
        });
        return command;
    }

    private static string Template(string file)
    {
        try
        {
            return file == null ? null : File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--rc: {unreadable.Message}");
        }
    }
}
