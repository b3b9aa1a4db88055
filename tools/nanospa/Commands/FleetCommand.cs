// nanospa fleet: many virtual units against one server, as after a power failure.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Hal.Net;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Fleet;
using NanoSpa.Tool.Rules;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>Exit status 0 when every unit succeeded, 1 when not.</summary>
internal static class FleetCommand
{
    private const int NotAll = 1;
    private const int MaxUnits = 10000;
    private const int MaxRandomDelay = 1000000;
    private const int MaxRetrySeconds = 24 * 3600;

    public static Command Create()
    {
        var command = new Command("fleet", "Starts many virtual units at once, as after a power failure, and measures how a server bears it.");
        var units = new Option<int>("--units") { Description = $"how many, 1 to {MaxUnits}", Required = true };
        var url = new Option<string>("--url") { Description = "the units' Profile_Rule: a URL with macros such as http://HOST/$MA.cfg, or a whole rule; it names a server", Required = true };
        var delay = new Option<int?>("--random-delay") { Description = "their Resync_Random_Delay, in units of 20 s; the factory's 2 spreads the requests over 40 s" };
        var seed = new Option<int>("--seed") { Description = "the same seed gives the same MACs, serials and delays" };
        var list = new Option<bool>("--list") { Description = "only lists the units: MAC, serial, delay in seconds, and the file each would ask for" };
        var retry = new Option<int>("--retry-for") { Description = "for so many seconds units that failed try again, by their own Resync_Error_Retry_Delay" };
        var set = new Option<string[]>("--set") { Description = "NAME=VALUE: a parameter of all units; may be repeated", Arity = ArgumentArity.ZeroOrMore };
        Option<string> dns = NameServerOption.Create();
        Option<string> authorities = AuthorityOption.Create();
        var json = new Option<bool>("--json") { Description = "the report as one JSON object; with --list, one a unit" };
        foreach (Option option in new Option[] { units, url, delay, seed, list, retry, set, dns, authorities, json })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            (uint dnsAddress, int dnsPort) = NameServerOption.Read(parsed.GetValue(dns));
            List<(string, byte[])> assignments = [.. IdentityOptions.Assignments(parsed.GetValue(set))];
            if (parsed.GetValue(delay) is int randomDelay)
            {
                InRange("--random-delay", randomDelay, 0, MaxRandomDelay);
                assignments.Add((Catalogue.NameOf(ParameterIndex.Resync_Random_Delay), Encoding.ASCII.GetBytes(randomDelay.ToString(CultureInfo.InvariantCulture))));
            }

            var options = new FleetOptions
            {
                Units = InRange("--units", parsed.GetValue(units), 1, MaxUnits),
                Rule = Encoding.UTF8.GetBytes(parsed.GetValue(url)),
                Assignments = assignments,
                Seed = parsed.GetValue(seed),
                RetryFor = TimeSpan.FromSeconds(InRange("--retry-for", parsed.GetValue(retry), 0, MaxRetrySeconds)),
                Authorities = AuthorityOption.Read(parsed.GetValue(authorities)),
                DnsAddress = dnsAddress,
                DnsPort = dnsPort,
            };
            Url(options, 0);
            bool asJson = parsed.GetValue(json);
            return parsed.GetValue(list) ? Task.FromResult(List(options, asJson)) : Task.Run(() => Run(options, asJson, cancel));
        });
        return command;
    }

    private static int Run(FleetOptions options, bool json, CancellationToken stop)
    {
        var progress = new FleetProgress(options.Units, json);
        FleetRun run;
        try
        {
            run = new FleetRun(options, progress.Made, stop);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("nanospa: fleet: stopped before the units were built");
            return NotAll;
        }

        progress.Show(run, stop);
        var figures = new FleetFigures(run);
        if (json)
        {
            FleetReport.WriteJson(figures, options.Seed, stop.IsCancellationRequested);
        }
        else
        {
            FleetReport.Write(figures);
        }

        return figures.Succeeded == options.Units ? 0 : NotAll;
    }

    private static int List(FleetOptions options, bool json)
    {
        var clock = new SteppedClock();
        for (int number = 0; number < options.Units; number++)
        {
            var unit = new FleetUnit(options, number, new SocketNetwork(0), new ConnectGate(0), clock);
            unit.Start();
            string mac = FleetReport.MacOf(unit);
            string serial = unit.Identity.SerialNumber;
            string url = Url(options, number);
            double? delay = unit.NextResyncMs == ResyncEngine.Never ? null : (unit.NextResyncMs - clock.NowMs) / 1000.0;
            if (json)
            {
                JsonLine.Write(o =>
                {
                    o.WriteString("mac", mac);
                    o.WriteString("serial", serial);
                    o.WritePropertyName("delay");
                    JsonSerializer.Serialize(o, delay);
                    o.WriteString("url", url);
                });
            }
            else
            {
                Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{mac} {serial} {delay:F3} {Screen.Flat(url)}"));
            }
        }

        return 0;
    }

    // What the unit would fetch first, by its own expander and parser; refused when that is nothing, or on no server.
    private static string Url(FleetOptions options, int unit)
    {
        var rule = new RuleDryRun(IdentityOptions.Macros(FleetIdentity.Of(options.Seed, unit), options.Assignments, 0, 0));
        rule.Run(options.Rule, RuleKind.Profile);
        if (rule.Fault != Fault.None)
        {
            CaretError.Write(rule.Fault, rule.PlainBytes(), rule.Column);
            throw new UsageException("--url is no rule that a unit understands");
        }

        FileUrl url = rule.Chosen < 0 ? null : rule.UrlOf(rule.Chosen);
        return url == null ? throw new UsageException("--url: a unit as shipped would fetch nothing by this rule")
            : url.Server.Length == 0 ? throw new UsageException("--url names no server; write tftp://HOST/… or http://HOST/…")
            : $"{FileUrl.NameOf(url.Scheme)}://{ProfileText.Of(url.Server)}:{url.Port}{ProfileText.Of(url.Path)}";
    }

    private static int InRange(string option, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new UsageException($"{option}: {value} is not from {least} to {most}");
}
