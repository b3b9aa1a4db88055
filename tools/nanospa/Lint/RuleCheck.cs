// The rules and triggers of a file in, what is wrong with them out.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;
using NanoSpa.Tool.Rules;

namespace NanoSpa.Tool.Lint;

/// <summary>
/// Rules are expanded with the profiles' own GPP_*. What is bad only because a macro has no value yet is not told: another file, or the
/// unit, may have one.
/// </summary>
internal sealed partial class RuleCheck
{
    private static readonly Dictionary<int, RuleKind> Kinds = new()
    {
        [ParameterIndex.Profile_Rule] = RuleKind.Profile,
        [ParameterIndex.Profile_Rule_B] = RuleKind.Profile,
        [ParameterIndex.Profile_Rule_C] = RuleKind.Profile,
        [ParameterIndex.Profile_Rule_D] = RuleKind.Profile,
        [ParameterIndex.Upgrade_Rule] = RuleKind.Upgrade,
        [ParameterIndex.Report_Rule] = RuleKind.Report,
        [ParameterIndex.Resync_Trigger_1] = RuleKind.Trigger,
        [ParameterIndex.Resync_Trigger_2] = RuleKind.Trigger,
    };

    private readonly LintMacros _macros;
    private readonly RuleDryRun _rule;
    private readonly RuleDryRun _tokens = new(new TokenMacros());
    private readonly ConditionCheck _conditions;

    public RuleCheck(ProfileSet profiles, IMacroSource unit)
    {
        _macros = new LintMacros(profiles, unit);
        _rule = new RuleDryRun(_macros);
        _conditions = new ConditionCheck(_rule.Evaluator);
    }

    /// <summary>The uses of alias maps in the rules checked so far: the rule's file, and the letter of the GPP that holds the map.</summary>
    public List<(LintedFile File, char Letter)> Aliases { get; } = [];

    public IEnumerable<Finding> Of(LintedFile file)
    {
        _macros.File = file;
        return file.Parameters.Where(p => p.Value != null && Kinds.ContainsKey(p.Index)).SelectMany(p => Of(file, p)).ToList();
    }

    private List<Finding> Of(LintedFile file, LintedParameter parameter)
    {
        var findings = new List<Finding>();
        _macros.FillsEmpty = false;
        Fault fault = Check(parameter, out int column);
        if (fault != Fault.None)
        {
            _macros.FillsEmpty = true;
            fault = Check(parameter, out column);
        }

        if (fault != Fault.None)
        {
            findings.Add(new Finding(file.Path, parameter.Line, FindingCode.BadRule, parameter.Name, column, $"{FaultText.Of(fault)} (fault {(int)fault}){Expanded(parameter.Value)}"));
            return findings;
        }

        RuleSyntax syntax = _rule.Syntax;
        for (int i = 0; i < syntax.AlternativeCount; i++)
        {
            CheckOptions(file, parameter, i, findings);
        }

        CheckConditions(file, parameter, findings);
        return findings;
    }

    // The text that the column counts in, where it is not the file's; not when a key may stand in it.
    private string Expanded(byte[] value)
    {
        string expanded = ProfileText.Of(_rule.PlainBytes());
        return expanded.Length == 0 || expanded == ProfileText.Of(value) || expanded.Contains("--") ? "" : $", expanded: {expanded}";
    }

    // The whole rule, and every condition in it, also those that this unit does not come to.
    private Fault Check(LintedParameter parameter, out int column)
    {
        _rule.Run(parameter.Value, Kinds[parameter.Index]);
        column = _rule.Column;
        RuleSyntax syntax = _rule.Syntax;
        for (int i = 0; i < syntax.AlternativeCount && _rule.Fault == Fault.None; i++)
        {
            if (syntax.ConditionOffset(i) >= 0
                && _rule.Evaluator.Evaluate(syntax.Text, syntax.ConditionOffset(i), syntax.ConditionCount(i)) == ConditionResult.Error)
            {
                column = syntax.ColumnOf(_rule.Evaluator.FaultAt);
                return _rule.Evaluator.Fault;
            }
        }

        return _rule.Fault;
    }

    private void CheckOptions(LintedFile file, LintedParameter parameter, int alternative, List<Finding> findings)
    {
        RuleSyntax syntax = _rule.Syntax;
        CheckSecret(syntax.KeyOffset(alternative), syntax.KeyCount(alternative), FindingCode.KeyInClear, "everybody can read this key; keep it in GPP_SA and write --key $SA");
        CheckSecret(syntax.PwdOffset(alternative), syntax.PwdCount(alternative), FindingCode.PasswordInClear, "everybody can read this password; keep it in GPP_SB and write --pwd $SB");
        if (syntax.AliasOffset(alternative) >= 0)
        {
            Aliases.Add((file, (char)syntax.Text[syntax.AliasOffset(alternative)]));
        }

        void CheckSecret(int offset, int count, FindingCode code, string text)
        {
            if (count > 0 && !SecretMacro().IsMatch(_rule.TextOf(offset, count)))
            {
                findings.Add(new Finding(file.Path, parameter.Line, code, parameter.Name, syntax.ColumnOf(offset), text));
            }
        }
    }

    private void CheckConditions(LintedFile file, LintedParameter parameter, List<Finding> findings)
    {
        // A part of a macro's value is not that macro; then nothing can be said of its values.
        _tokens.Run(parameter.Value, Kinds[parameter.Index]);
        RuleSyntax syntax = _tokens.Syntax;
        if (_tokens.Fault is not (Fault.None or Fault.RuleVersion) || syntax.AlternativeCount != _rule.Syntax.AlternativeCount || Substring().IsMatch(ProfileText.Of(parameter.Value)))
        {
            return;
        }

        var seen = new Dictionary<string, int>();
        for (int i = 0; i < syntax.AlternativeCount; i++)
        {
            if (syntax.ConditionOffset(i) < 0)
            {
                continue;
            }

            byte[] condition = ConditionOf(syntax, i);
            int column = _rule.Syntax.ColumnOf(_rule.Syntax.ConditionOffset(i));
            int bad = Comparison.AllOf(condition).FindIndex(c => c.BadOperandAt() >= 0);
            string never = bad >= 0 ? null : _conditions.NeverHolds(condition);
            string text = TokenMacros.Named(ProfileText.Of(condition)).Trim();
            if (bad < 0 && never == null && !seen.TryAdd(text, i))
            {
                never = $"alternative {seen[text]}, counted from 0, has the same condition";
            }

            if (bad >= 0)
            {
                string sentence = $"{FaultText.Of(Fault.RuleVersion)} (fault {(int)Fault.RuleVersion})";
                findings.Add(new Finding(file.Path, parameter.Line, FindingCode.BadRule, parameter.Name, column + ExpandedAt(i, bad), sentence));
            }
            else if (never != null)
            {
                findings.Add(new Finding(file.Path, parameter.Line, FindingCode.NeverMatches, parameter.Name, column, $"the condition {text} never holds: {never}"));
            }
        }
    }

    // Where the bad operand of a comparison stands in the condition as expanded; its start when a macro brings comparisons of its own.
    private int ExpandedAt(int alternative, int comparison)
    {
        List<Comparison> expanded = Comparison.AllOf(ConditionOf(_rule.Syntax, alternative));
        return comparison < expanded.Count ? Math.Max(0, expanded[comparison].BadOperandAt()) : 0;
    }

    private static byte[] ConditionOf(RuleSyntax syntax, int alternative) =>
        syntax.Text.AsSpan(syntax.ConditionOffset(alternative), syntax.ConditionCount(alternative)).ToArray();

    [GeneratedRegex(@"\$\(?S[A-D]")]
    private static partial Regex SecretMacro();

    [GeneratedRegex(@"\$\(\w+:")]
    private static partial Regex Substring();
}
