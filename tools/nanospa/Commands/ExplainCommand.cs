// nanospa explain: what a unit would make of a rule, by the unit's own parser (guide "Profile Rules", "Conditional Expressions").

using System.CommandLine;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Rules;

namespace NanoSpa.Tool.Commands;

/// <summary>A dry run of a rule up to the fetch: nothing is assigned, nothing is fetched, and no secret is shown.</summary>
internal static class ExplainCommand
{
    private const int BadInput = 1;

    public static Command Create()
    {
        var command = new Command("explain", "Explains a rule: which alternative a unit would take, and why.");
        var rule = new Argument<string>("RULE") { Description = "the rule, or - for one rule a line of standard input" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line" };
        var kind = new Option<string>("--as") { Description = "profile, upgrade, report or trigger: which parameter the rule is for", DefaultValueFactory = _ => "profile" };
        var identity = new IdentityOptions();
        command.Arguments.Add(rule);
        command.Options.Add(json);
        command.Options.Add(kind);
        identity.AddTo(command);
        command.SetAction(parsed =>
        {
            RuleKind wanted = KindOf(parsed.GetValue(kind));
            var dryRun = new RuleDryRun(identity.DryRunMacros(parsed));
            return TextInput.Read(parsed.GetValue(rule)).Aggregate(0, (status, text) => status | Explain(dryRun, text, wanted, parsed.GetValue(json)));
        });
        return command;
    }

    private static int Explain(RuleDryRun rule, byte[] text, RuleKind kind, bool json)
    {
        rule.Run(text, kind);
        if (json)
        {
            RuleJson.Write(rule);
        }
        else if (rule.Fault == Fault.None)
        {
            RuleScreen.Write(rule);
        }

        if (rule.Fault == Fault.None)
        {
            return 0;
        }

        CaretError.Write(rule.Fault, rule.PlainBytes(), rule.Column);
        return BadInput;
    }

    private static RuleKind KindOf(string word) => word switch
    {
        "profile" => RuleKind.Profile,
        "upgrade" => RuleKind.Upgrade,
        "report" => RuleKind.Report,
        "trigger" => RuleKind.Trigger,
        _ => throw new UsageException($"--as: '{word}' is none of profile, upgrade, report and trigger"),
    };
}
